package io.setpoint.ingest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.core.Configuration;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The YAML of ingest. */
public final class IngestConfiguration extends Configuration {
    @Valid
    private final Database database;

    @NotBlank
    private final String slot;

    @Valid
    private final Kafka kafka;

    @Valid
    private final ErpCore erpCore;

    @Min(10)
    @Max(10_000)
    private final int markerIntervalMs;

    /** The database whose write-ahead log is read; the role needs REPLICATION and SELECT on the event table. */
    public record Database(
            @NotBlank String url,
            @NotBlank String user,
            @NotNull String password) {}

    /**
     * The Kafka that holds the event log.
     *
     * @param partitions overrides of the number of partitions of topics that are created, by topic name
     * @param replicationFactor copies of each partition of topics that are created
     */
    public record Kafka(
            @NotBlank String bootstrapServers,
            @Nullable Map<String, @Min(1) Integer> partitions,
            @Nullable @Min(1) Integer replicationFactor) {}

    /** Where signals go, and the machine principal that carries them. */
    public record ErpCore(
            @NotNull URI url,
            @NotBlank String person,
            @NotNull String password) {}

    @JsonCreator
    IngestConfiguration(
            @JsonProperty(value = "database", required = true) Database database,
            @JsonProperty("slot") @Nullable String slot,
            @JsonProperty(value = "kafka", required = true) Kafka kafka,
            @JsonProperty(value = "erpCore", required = true) ErpCore erpCore,
            @JsonProperty("markerIntervalMs") @Nullable Integer markerIntervalMs) {
        this.database = database;
        this.slot = slot == null ? "setpoint" : slot;
        this.kafka = kafka;
        this.erpCore = erpCore;
        this.markerIntervalMs = markerIntervalMs == null ? 200 : markerIntervalMs;
    }

    public Database database() {
        return database;
    }

    public String slot() {
        return slot;
    }

    public Kafka kafka() {
        return kafka;
    }

    public ErpCore erpCore() {
        return erpCore;
    }

    public Duration markerInterval() {
        return Duration.ofMillis(markerIntervalMs);
    }
}
