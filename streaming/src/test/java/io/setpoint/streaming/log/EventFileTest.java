package io.setpoint.streaming.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {
    private static final String DELIVERED = """
            "type":"setpoint.shipping.shipment-delivered.v1","company":"NI",\
            "data":{"shipment":"SH-1","order":"SO-1","site":"GOT","receivedBy":"A. Berg","occurredAt":"%s"}""";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void anEventWithoutAStampWasCommittedWhenItHappenedButNotBeforeTheLineAboveIt() throws IOException {
        EventFile file = read(
                "{" + DELIVERED.formatted("2026-01-12T08:00:00Z") + "}",
                "",
                "{" + DELIVERED.formatted("2026-01-12T07:00:00Z") + "}",
                "{\"id\":\"e-3\",\"commitstamp\":\"1768550400000000\",\"commitseq\":7,\"commitlsn\":\"42\","
                        + DELIVERED.formatted("2026-01-12T07:30:00Z") + "}");

        assertThat(file.problems()).isEmpty();
        assertThat(file.events()).extracting(EventRecord::id).containsExactly("line-1", "line-3", "e-3");
        assertThat(file.events())
                .extracting(EventRecord::stamp)
                .containsExactly(1768204800000000L, 1768204800000000L, 1768550400000000L);
        assertThat(file.events()).extracting(EventRecord::seq).containsExactly(0, 1, 7);
        assertThat(file.events()).extracting(EventRecord::lsn).containsExactly(0L, 0L, 42L);
        assertThat(file.events()).extracting(EventRecord::document).containsOnly("SO-1");
        assertThat(file.lastStamp()).isEqualTo(1768550400000000L);
    }

    @Test
    void markersStandBetweenCommitsAndTheLastOneAtTheEnd() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 1_200; i++) {
            lines.add("{\"commitstamp\":" + (2_000 - i / 3) + "," + DELIVERED.formatted("2026-01-12T08:00:00Z") + "}");
        }

        List<EventRecord> marked = read(lines.toArray(String[]::new)).upTo(1_990);

        assertThat(marked.stream().filter(EventRecord::marker).map(EventRecord::stamp))
                .containsExactly(1_767L, 1_934L, 1_990L);
        assertThat(marked.stream().filter(event -> !event.marker())).hasSize(1_170);
        for (int i = 1; i < marked.size(); i++) {
            EventRecord before = marked.get(i - 1);
            assertThat(marked.get(i).stamp())
                    .as("nothing comes after a marker that it promised to stand before it")
                    .isGreaterThanOrEqualTo(before.marker() ? before.stamp() + 1 : before.stamp());
        }
    }

    @Test
    void aLineNobodyCanReadIsNamedWithItsNumberAndItsReason() throws IOException {
        EventFile file = read(
                "{\"type\":",
                "{\"company\":\"NI\",\"data\":{}}",
                "{\"type\":\"setpoint.sales.order-lost.v1\",\"company\":\"NI\",\"data\":{}}",
                "{\"type\":\"setpoint.shipping.shipment-delivered.v1\",\"company\":\"NI\",\"data\":{\"shipment\":\"SH-1\"}}",
                "{\"commitstamp\":-1," + DELIVERED.formatted("2026-01-12T08:00:00Z") + "}",
                "{\"commitlsn\":\"here\"," + DELIVERED.formatted("2026-01-12T08:00:00Z") + "}");

        assertThat(file.events()).isEmpty();
        assertThat(file.lastStamp()).isZero();
        assertThat(file.problems()).hasSize(6);
        assertThat(file.problems().get(0)).startsWith("line 1: not a Line");
        assertThat(file.problems().get(1)).isEqualTo("line 2: the attribute type is missing");
        assertThat(file.problems().get(2)).isEqualTo("line 3: unknown event type: setpoint.sales.order-lost.v1");
        assertThat(file.problems().get(3)).startsWith("line 4: ").contains("missing");
        assertThat(file.problems().get(4)).startsWith("line 5: ").contains("not positive");
        assertThat(file.problems().get(5)).startsWith("line 6: ");
    }

    @Test
    void anEventWrittenAsALineIsReadAsTheSameEvent() throws IOException {
        EventRecord event = read("{\"id\":\"e-1\",\"site\":\"GOT\",\"actor\":\"ann\",\"commitstamp\":1768550400000000,"
                        + "\"commitseq\":2,\"commitlsn\":\"18446744073709551615\","
                        + DELIVERED.formatted("2026-01-12T07:30:00.000001Z") + "}")
                .events()
                .get(0);

        assertThat(read(EventFile.line(event)).events()).containsExactly(event);
        assertThat(EventFile.line(event)).contains("\"subject\":\"SH-1\"", "\"time\":\"2026-01-12T07:30:00.000001Z\"");
    }

    private EventFile read(String... lines) throws IOException {
        return EventFile.read(Files.write(folder.resolve("events.jsonl"), List.of(lines)));
    }
}
