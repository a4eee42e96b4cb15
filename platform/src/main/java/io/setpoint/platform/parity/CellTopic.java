package io.setpoint.platform.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.setpoint.contracts.Topics;
import io.setpoint.contracts.kpi.KpiCell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Flink's cells as at a stamp, read from their topic: of each cell the last revision up to it. */
final class CellTopic {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private record Revision(CellKey key, CellValue value, long number) {}

    private final long cut;
    private final int partitions;
    private final Map<String, Revision> latest = new HashMap<>();
    /** By partition and writer: the last promise and how many writers there are. */
    private final Map<Integer, Map<Integer, KpiCell.Complete>> promises = new HashMap<>();

    CellTopic(long cut, int partitions) {
        this.cut = cut;
        this.partitions = partitions;
    }

    static Figures figures(String bootstrapServers, long cut) throws ParityImpossible {
        Instant giveUp = Clock.systemUTC().instant().plus(PATIENCE);
        try (TopicReader cells = new TopicReader(bootstrapServers, Topics.KPI_CELLS)) {
            cells.seekToBeginning();
            CellTopic topic = new CellTopic(cut, cells.partitions());
            while (!topic.isComplete()) {
                if (Clock.systemUTC().instant().isAfter(giveUp)) {
                    throw new ParityImpossible("The cells in Kafka did not become complete up to the stamp " + cut
                            + " within " + PATIENCE.toSeconds() + " s: is the Flink job running?");
                }
                cells.poll(topic::read);
            }
            return topic.figures();
        }
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
        } else if (json.path("stamp").asLong() <= cut) {
            CellKey key = new CellKey(
                    json.path("kpi").asText(),
                    json.path("company").asText(),
                    json.path("site").asText(),
                    json.path("window").asText());
            Revision revision = new Revision(
                    key,
                    new CellValue(
                            json.path("numerator").asLong(),
                            json.path("denominator").asLong()),
                    json.path("revision").asLong());
            latest.merge(
                    new String(record.key(), StandardCharsets.UTF_8),
                    revision,
                    (before, after) -> after.number() >= before.number() ? after : before);
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
