package io.setpoint.platform.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.setpoint.platform.fixtures.PlatformFixture;
import io.setpoint.platform.fixtures.PlatformFixture.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short run of the benchmark from end to end: its figures mean nothing, but all are there, and nothing stays. */
class BenchIT {
    @TempDir
    Path folder;

    @Test
    void allFiguresAreMeasuredAndNothingIsLeftBehind() throws Exception {
        Path json = folder.resolve("bench.json");
        List<Path> before = leftBehind();

        Outcome outcome = PlatformFixture.command(List.of(
                "bench", "--json", json.toString(), "--history", "2000", "--operations", "40", "--warm-up", "60"));

        assertThat(outcome.code()).as(outcome.toString()).isZero();
        JsonNode figures = new ObjectMapper().readTree(Files.readString(json));
        for (Results.Bar bar : Results.BARS) {
            assertThat(figures.path(bar.figure()).isNumber()).as(bar.figure()).isTrue();
            assertThat(figures.path("met").path(bar.figure()).isBoolean())
                    .as(bar.figure())
                    .isTrue();
        }
        assertThat(outcome.out()).contains("place an order of 5 lines", "hot items", "order_cpu_ms");
        assertThat(figures.path("order_round_trips").asInt()).isBetween(2, 3);
        assertThat(figures.path("hot_deadlocks").asInt()).isZero();
        assertThat(leftBehind()).isEqualTo(before);
        assertThat(PlatformFixture.processesOf(Path.of(System.getProperty("java.io.tmpdir"), "setpoint-bench-")))
                .isEmpty();
    }

    private static List<Path> leftBehind() throws Exception {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("setpoint-bench-"))
                    .sorted()
                    .toList();
        }
    }
}
