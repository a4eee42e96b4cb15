package io.setpoint.platform.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.setpoint.contracts.kpi.KpiCell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Flink's cells as at a stamp, read from their topic: of each cell the last revision up to it. */
final class CellTopic {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private record Revision(CellKey key, CellValue value, long number, long stamp) {}

    private final int partitions;
    private long cut = Long.MIN_VALUE;
    private final Map<String, Revision> latest = new HashMap<>();
    /** Read already and behind the stamp. */
    private final Map<String, List<Revision>> later = new HashMap<>();
    /** By partition and writer: the last promise and how many writers there are. */
    private final Map<Integer, Map<Integer, KpiCell.Complete>> promises = new HashMap<>();

    CellTopic(int partitions) {
        this.partitions = partitions;
    }

    /** Moves on to a later stamp and reads until the cells are complete up to it. */
    Figures figures(TopicReader cells, long upTo) throws ParityImpossible {
        Instant giveUp = Clock.systemUTC().instant().plus(PATIENCE);
        moveTo(upTo);
        while (!isComplete()) {
            if (Clock.systemUTC().instant().isAfter(giveUp)) {
                throw new ParityImpossible("The cells in Kafka did not become complete up to the stamp " + cut
                        + " within " + PATIENCE.toSeconds() + " s: is the Flink job running?");
            }
            cells.poll(this::read);
        }
        return figures();
    }

    void moveTo(long upTo) {
        cut = upTo;
        later.forEach((key, revisions) -> revisions.removeIf(revision -> {
            boolean reached = revision.stamp() <= cut;
            if (reached) {
                take(key, revision);
            }
            return reached;
        }));
        later.values().removeIf(List::isEmpty);
    }

    private void take(String key, Revision revision) {
        latest.merge(key, revision, (before, after) -> after.number() >= before.number() ? after : before);
    }

    void read(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        JsonNode json = json(record.value());
        if (new String(record.key(), StandardCharsets.UTF_8).startsWith(KpiCell.COMPLETE_PREFIX)) {
            KpiCell.Complete promise = new KpiCell.Complete(
                    json.path("stamp").asLong(),
                    json.path("writer").asInt(),
                    json.path("writers").asInt());
            promises.computeIfAbsent(record.partition(), partition -> new HashMap<>())
                    .put(promise.writer(), promise);
        } else {
            CellKey cell = new CellKey(
                    json.path("kpi").asText(),
                    json.path("company").asText(),
                    json.path("site").asText(),
                    json.path("window").asText());
            Revision revision = new Revision(
                    cell,
                    new CellValue(
                            json.path("numerator").asLong(),
                            json.path("denominator").asLong()),
                    json.path("revision").asLong(),
                    json.path("stamp").asLong());
            String key = new String(record.key(), StandardCharsets.UTF_8);
            if (revision.stamp() <= cut) {
                take(key, revision);
            } else {
                later.computeIfAbsent(key, first -> new ArrayList<>()).add(revision);
            }
        }
    }

    /** Whether each writer has promised in each partition that all cells up to the cut stand before. */
    boolean isComplete() {
        if (promises.size() < partitions) {
            return false;
        }
        for (Map<Integer, KpiCell.Complete> ofPartition : promises.values()) {
            int writers = ofPartition.values().stream()
                    .max((one, other) -> Long.compare(one.stamp(), other.stamp()))
                    .map(KpiCell.Complete::writers)
                    .orElse(Integer.MAX_VALUE);
            long ready = ofPartition.values().stream()
                    .filter(promise -> promise.writer() < writers && promise.stamp() >= cut)
                    .count();
            if (ready < writers) {
                return false;
            }
        }
        return true;
    }

    Figures figures() {
        Figures figures = new Figures();
        latest.values().forEach(revision -> figures.add(revision.key(), revision.value()));
        return figures;
    }

    private static JsonNode json(byte[] value) {
        try {
            return JSON.readTree(value);
        } catch (IOException e) {
            throw new UncheckedIOException("a cell in Kafka is not JSON", e);
        }
    }
}
