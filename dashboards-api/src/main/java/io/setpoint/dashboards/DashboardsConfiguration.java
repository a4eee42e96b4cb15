package io.setpoint.dashboards;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.core.Configuration;
import io.setpoint.dashboards.board.Target;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The YAML of dashboards. */
public final class DashboardsConfiguration extends Configuration {
    @Valid
    private final Kafka kafka;

    @Valid
    private final ErpCore erpCore;

    @Valid
    private final Druid druid;

    private final @Nullable Map<String, Target> targets;

    @Valid
    private final @Nullable Replay replay;

    /** Where the cells and the event log are. */
    public record Kafka(@NotBlank String bootstrapServers) {}

    /** Where everything is written. */
    public record ErpCore(@NotNull URI url) {}

    /**
     * Where the facts are.
     *
     * @param jdbcUrl Avatica address of the broker
     * @param user by which Druid knows this server; it reads the rows of all companies
     */
    public record Druid(
            @NotNull URI brokerUrl,
            @NotNull URI coordinatorUrl,
            @NotBlank String jdbcUrl,
            @NotBlank String user,
            @NotBlank String password) {
        /** The value of the header by which Druid knows this server. */
        String authorization() {
            return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
        }
    }

    /**
     * Where numbers are computed anew.
     *
     * @param token shows that this server has seen to the rights of the person who asks
     */
    public record Replay(@NotNull URI url, @NotBlank String token) {}

    @JsonCreator
    DashboardsConfiguration(
            @JsonProperty(value = "kafka", required = true) Kafka kafka,
            @JsonProperty(value = "erpCore", required = true) ErpCore erpCore,
            @JsonProperty(value = "druid", required = true) Druid druid,
            @JsonProperty("targets") @Nullable Map<String, Target> targets,
            @JsonProperty("replay") @Nullable Replay replay) {
        this.kafka = kafka;
        this.erpCore = erpCore;
        this.druid = druid;
        this.targets = targets;
        this.replay = replay;
    }

    public Kafka kafka() {
        return kafka;
    }

    public ErpCore erpCore() {
        return erpCore;
    }

    public Druid druid() {
        return druid;
    }

    /** Where numbers are computed anew; empty if nowhere. */
    public Optional<Replay> replay() {
        return Optional.ofNullable(replay);
    }

    /** What is wanted of each KPI, by its id; empty to take what the product ships with. */
    public Optional<Map<String, Target>> targets() {
        return Optional.ofNullable(targets);
    }
}
