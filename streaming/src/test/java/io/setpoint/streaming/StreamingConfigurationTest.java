package io.setpoint.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamingConfigurationTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void whatIsNotSaidHasItsDefault() throws IOException {
        StreamingConfiguration read = read("""
                kafka:
                  bootstrapServers: 127.0.0.1:9092
                checkpoints:
                  dir: /var/lib/setpoint/checkpoints
                """);

        assertThat(read)
                .isEqualTo(new StreamingConfiguration(
                        new StreamingConfiguration.Kafka("127.0.0.1:9092"),
                        2,
                        new StreamingConfiguration.Checkpoints(Path.of("/var/lib/setpoint/checkpoints"), 5_000),
                        0,
                        "setpoint-streaming",
                        null));
    }

    @Test
    void everythingCanBeSaid() throws IOException {
        StreamingConfiguration read = read("""
                kafka:
                  bootstrapServers: 127.0.0.1:18420
                parallelism: 4
                checkpoints:
                  dir: /data/checkpoints
                  intervalMs: 900
                restPort: 18430
                groupId: mine
                replay: {host: 10.0.0.7, port: 18431, token: secret}
                """);

        assertThat(read)
                .isEqualTo(new StreamingConfiguration(
                        new StreamingConfiguration.Kafka("127.0.0.1:18420"),
                        4,
                        new StreamingConfiguration.Checkpoints(Path.of("/data/checkpoints"), 900),
                        18430,
                        "mine",
                        new StreamingConfiguration.Replay("10.0.0.7", 18431, "secret")));
    }

    @Test
    void anEntryNobodyKnowsOrThatIsMissingIsNamed() {
        assertThatThrownBy(() -> read("kafka: {bootstrapServers: a}\ncheckpoints: {dir: b}\nparalelism: 3\n"))
                .hasMessageContaining("paralelism");
        assertThatThrownBy(() -> read("kafka: {bootstrapServers: a}\n")).hasMessageContaining("checkpoints");
        assertThatThrownBy(() -> read("kafka: {bootstrapServers: a}\ncheckpoints: {dir: b}\nparallelism: 0\n"))
                .hasMessageContaining("parallelism");
    }

    private StreamingConfiguration read(String yaml) throws IOException {
        return StreamingConfiguration.read(Files.writeString(folder.resolve("streaming.yml"), yaml));
    }
}
