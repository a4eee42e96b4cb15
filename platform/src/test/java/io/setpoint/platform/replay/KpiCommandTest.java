package io.setpoint.platform.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.setpoint.platform.Setpoint;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class KpiCommandTest {
    private static final Path CASES = Path.of("../streaming/src/test/resources/worked-cases");

    @TempDir
    private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void theTableHasEachCellItsTotalsAndWhatWasRefused() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(CASES.resolve("g4.jsonl")));
        lines.add(lines.get(0).replace("08:00:00", "18:00:00"));
        Path file = Files.write(folder.resolve("events.jsonl"), lines);

        assertThat(run("kpi", file.toString())).isZero();

        assertThat(out.toString().lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "ufr G4 GOT1 day:2026-01-13 82.8571 percent 29000 / 35000",
                        "ofr G4 all all days 50.0000 percent 1 / 2",
                        "line 7 (setpoint.sales.order-placed.v1): the order was placed before")
                .anyMatch(line -> line.matches(".* cells of 7 events as known at 2026-01-13T12:30:00Z, SHA-256 .{64}"));
    }

    @Test
    void asKnownAtAMomentTheJsonHoldsWhatWasCommittedThen() throws IOException {
        assertThat(run(
                        "kpi",
                        "--json",
                        "--as-known-at",
                        "2026-01-13T12:15:00Z",
                        CASES.resolve("g4.jsonl").toString()))
                .isZero();

        JsonNode replay = new ObjectMapper().readTree(out.toString());
        assertThat(replay.path("refused")).isEmpty();
        assertThat(replay.path("totals"))
                .filteredOn(total -> total.path("kpi").asText().equals("lfr"))
                .singleElement()
                .satisfies(total -> assertThat(total.path("value").asText()).isEqualTo("100.0000"))
                .satisfies(
                        total -> assertThat(total.path("denominator").asLong()).isEqualTo(2));
        assertThat(replay.path("cells"))
                .filteredOn(cell -> cell.path("kpi").asText().equals("age_entry")
                        && cell.path("numerator").asLong() != 0)
                .singleElement()
                .satisfies(cell -> assertThat(cell.path("window").asText()).isEqualTo("bucket:1-3"))
                .satisfies(cell -> assertThat(cell.path("numerator").asLong()).isEqualTo(3));
    }

    @Test
    void linesThatCannotBeReadAreNamedAndNothingIsComputed() throws IOException {
        Path file = Files.write(folder.resolve("events.jsonl"), List.of("{}", "no JSON"));

        assertThat(run("kpi", file.toString())).isEqualTo(1);

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .contains("line 1: the attribute data is missing", "line 2: ")
                .contains("setpoint: Nothing was computed: 2 of the lines cannot be read.");
    }

    @Test
    void aFileThatIsNotThereIsOneSentence() {
        assertThat(run("kpi", folder.resolve("none.jsonl").toString())).isEqualTo(1);

        assertThat(err.toString().lines()).singleElement().asString().startsWith("setpoint: The file ");
    }

    private int run(String... arguments) {
        CommandLine line = Setpoint.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
