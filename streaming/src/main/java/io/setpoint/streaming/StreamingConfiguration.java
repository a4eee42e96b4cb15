package io.setpoint.streaming;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Configuration of the job.
 *
 * @param parallelism tasks per operator; 2 if absent
 * @param restPort port of Flink's REST interface on loopback; 0, the default, takes any free one
 * @param groupId names the job towards Kafka; two jobs that write the same topics must have the same, so that the later
 *     one fences off the earlier
 * @param replay where single numbers are computed anew on demand; nowhere if absent
 */
record StreamingConfiguration(
        Kafka kafka,
        int parallelism,
        Checkpoints checkpoints,
        int restPort,
        String groupId,
        @Nullable Replay replay) {
    StreamingConfiguration {
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism is less than 1");
        }
    }

    /** Where Kafka is. */
    record Kafka(@JsonProperty(required = true) String bootstrapServers) {}

    /**
     * Who may ask for a number to be computed anew, and where.
     *
     * @param host address to listen at; loopback if absent
     * @param port 0 for any free one
     * @param token the secret of dashboards, which sees to the rights of persons
     */
    record Replay(String host, int port, String token) {
        @JsonCreator
        static Replay of(
                @JsonProperty("host") @Nullable String host,
                @JsonProperty(value = "port", required = true) int port,
                @JsonProperty(value = "token", required = true) String token) {
            return new Replay(requireNonNullElse(host, "127.0.0.1"), port, token);
        }
    }

    /**
     * Where and how often the job's state is saved.
     *
     * @param dir folder; absolute, or relative to the working folder
     * @param intervalMs milliseconds between two checkpoints; 5,000 if absent
     */
    record Checkpoints(Path dir, long intervalMs) {
        @JsonCreator
        static Checkpoints of(
                @JsonProperty(value = "dir", required = true) String dir,
                @JsonProperty("intervalMs") @Nullable Long intervalMs) {
            return new Checkpoints(Path.of(dir).toAbsolutePath(), requireNonNullElse(intervalMs, 5_000L));
        }
    }

    @JsonCreator
    static StreamingConfiguration of(
            @JsonProperty(value = "kafka", required = true) Kafka kafka,
            @JsonProperty("parallelism") @Nullable Integer parallelism,
            @JsonProperty(value = "checkpoints", required = true) Checkpoints checkpoints,
            @JsonProperty("restPort") @Nullable Integer restPort,
            @JsonProperty("groupId") @Nullable String groupId,
            @JsonProperty("replay") @Nullable Replay replay) {
        return new StreamingConfiguration(
                kafka,
                requireNonNullElse(parallelism, 2),
                checkpoints,
                requireNonNullElse(restPort, 0),
                requireNonNullElse(groupId, "setpoint-streaming"),
                replay);
    }

    /** Reads a YAML file; an unknown or missing entry is refused with a sentence that names it. */
    static StreamingConfiguration read(Path yaml) throws IOException {
        try {
            return JsonMapper.builder(new YAMLFactory())
                    .build()
                    .readValue(Files.readString(yaml), StreamingConfiguration.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(yaml + ": " + e.getOriginalMessage(), e);
        }
    }
}
