package io.setpoint.streaming.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.setpoint.contracts.events.EventHeaders;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file of events: one CloudEvent in JSON a line, as {@code docs/events.md} says. The lines need no order: an event that
 * is late or stands twice counts as in the log. An event without a commit stamp was committed when it happened, or with
 * the line before it if that was later.
 *
 * @param path where it lies
 * @param events in the order of the lines; the offset of each is its line number, from 1
 * @param problems what is wrong with lines nobody can use, each with its line number
 */
public record EventFile(Path path, List<EventRecord> events, List<String> problems) {
    private static final int BETWEEN_MARKERS = 500;

    public EventFile {
        events = List.copyOf(events);
        problems = List.copyOf(problems);
    }

    /** Reads a file of UTF-8 text. Empty lines say nothing. */
    public static EventFile read(Path path) throws IOException {
        List<EventRecord> events = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Map<Long, Integer> inCommit = new HashMap<>();
        try (BufferedReader lines = Files.newBufferedReader(path, UTF_8)) {
            long number = 0;
            long stamp = 1;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (line.isBlank()) {
                    continue;
                }
                try {
                    EventRecord event = event(EventJson.read(line, Line.class), stamp, inCommit, number);
                    stamp = event.stamp();
                    events.add(event);
                } catch (IllegalArgumentException e) {
                    problems.add("line " + number + ": " + e.getMessage());
                }
            }
        }
        return new EventFile(path, events, problems);
    }

    /** An event as a line of such a file: with all its attributes, so that a file of all events says what the log says. */
    public static String line(EventRecord event) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("specversion", "1.0");
        line.put("id", event.id());
        line.put("source", EventHeaders.ERP_CORE);
        line.put("type", event.type());
        line.put("subject", event.aggregateId());
        line.put("time", Instant.EPOCH.plus(event.occurredAt(), ChronoUnit.MICROS));
        line.put("company", event.company());
        if (!event.site().isEmpty()) {
            line.put("site", event.site());
        }
        line.put("actor", event.actor());
        // CloudEvents knows integers of 32 bits only
        line.put("commitstamp", Long.toString(event.stamp()));
        line.put("commitseq", event.seq());
        line.put("commitlsn", Long.toUnsignedString(event.lsn()));
        line.put("data", EventJson.read(event.payload(), JsonNode.class));
        return EventJson.write(line);
    }

    /**
     * The events up to a commit stamp in the order of their commits, with a marker behind some commits, so that no operator
     * has to keep the whole file, and one at the end.
     */
    List<EventRecord> upTo(long stamp) {
        List<EventRecord> inOrder = events.stream()
                .filter(event -> event.stamp() <= stamp)
                .sorted(EventRecord.IN_COMMIT_ORDER)
                .toList();
        List<EventRecord> marked = new ArrayList<>(inOrder.size() + inOrder.size() / BETWEEN_MARKERS + 1);
        long last = 0;
        int sinceMarker = 0;
        for (EventRecord event : inOrder) {
            if (sinceMarker >= BETWEEN_MARKERS && event.stamp() > last) {
                marked.add(EventRecord.marker(last, 0, "", 0, 0));
                sinceMarker = 0;
            }
            marked.add(event);
            last = event.stamp();
            sinceMarker++;
        }
        marked.add(EventRecord.marker(stamp, 0, "", 0, 0));
        return marked;
    }

    /** The last commit stamp in it, 0 if there is no event. */
    public long lastStamp() {
        return events.stream().mapToLong(EventRecord::stamp).max().orElse(0);
    }

    private static EventRecord event(Line line, long before, Map<Long, Integer> inCommit, long number) {
        String payload = required("data", line.data()).toString();
        EventRecord event = read(line, payload, line.stamp() == null ? before : line.stamp(), 0, number);
        long stamp = line.stamp() == null ? Math.max(before, event.occurredAt()) : event.stamp();
        int next = inCommit.getOrDefault(stamp, 0);
        int seq = line.seq() == null ? next : line.seq();
        inCommit.put(stamp, Math.max(next, seq + 1));
        return read(line, payload, stamp, seq, number);
    }

    private static EventRecord read(Line line, String payload, long stamp, int seq, long number) {
        return EventDeserializer.event(
                required("type", line.type()),
                payload,
                () -> new EventDeserializer.Envelope(
                        line.id() == null ? "line-" + number : line.id(),
                        required("company", line.company()),
                        line.site() == null ? "" : line.site(),
                        line.actor() == null ? "" : line.actor(),
                        stamp,
                        seq,
                        line.lsn() == null ? 0 : Long.parseUnsignedLong(line.lsn())),
                0,
                number);
    }

    private static <T> T required(String attribute, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("the attribute " + attribute + " is missing");
        }
        return value;
    }

    /** A CloudEvent in JSON, its extension attributes as the event log names them. */
    private record Line(
            @Nullable String id,
            @Nullable String type,
            @Nullable String company,
            @Nullable String site,
            @Nullable String actor,
            @JsonProperty("commitstamp") @Nullable Long stamp,
            @JsonProperty("commitseq") @Nullable Integer seq,
            @JsonProperty("commitlsn") @Nullable String lsn,
            @Nullable JsonNode data) {}
}
