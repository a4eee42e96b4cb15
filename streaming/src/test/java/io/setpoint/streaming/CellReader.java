package io.setpoint.streaming;

import io.setpoint.contracts.Topics;
import io.setpoint.contracts.kpi.KpiCell;
import io.setpoint.streaming.log.EventJson;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads cells as the dashboards do: the greatest revision wins, complete is the minimum over partitions and writers. */
final class CellReader implements AutoCloseable {
    private final Topic topic;
    private final Map<String, KpiCell> cells = new HashMap<>();
    private final Map<Integer, Map<Integer, Long>> promises = new HashMap<>();
    private int writers = 1;
    private int contradictions;

    CellReader(String bootstrapServers) {
        topic = new Topic(bootstrapServers, Topics.KPI_CELLS);
    }

    void poll() {
        topic.poll(this::take);
    }

    private void take(ConsumerRecord<String, String> record) {
        if (record.key().startsWith(KpiCell.COMPLETE_PREFIX)) {
            KpiCell.Complete promise = EventJson.read(record.value(), KpiCell.Complete.class);
            writers = promise.writers();
            promises.computeIfAbsent(record.partition(), k -> new HashMap<>())
                    .merge(promise.writer(), promise.stamp(), Math::max);
        } else {
            KpiCell cell = EventJson.read(record.value(), KpiCell.class);
            KpiCell known = cells.get(record.key());
            if (known != null && known.revision() == cell.revision() && !known.equals(cell)) {
                contradictions++;
            }
            if (known == null || cell.revision() > known.revision()) {
                cells.put(record.key(), cell);
            }
        }
    }

    /** Reads everything that stands in the topic now; gives how far it is complete. */
    long drain() {
        topic.drain(this::take);
        return complete();
    }

    long complete() {
        long complete = Long.MAX_VALUE;
        for (int partition = 0; partition < topic.partitions(); partition++) {
            for (int writer = 0; writer < writers; writer++) {
                complete = Math.min(
                        complete, promises.getOrDefault(partition, Map.of()).getOrDefault(writer, 0L));
            }
        }
        return complete;
    }

    void awaitComplete(long stamp, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (complete() < stamp) {
            poll();
            if (System.nanoTime() > deadline) {
                throw new AssertionError("complete stands at " + complete() + ", not yet at " + stamp);
            }
        }
    }

    /** How often a revision was published with two contents. */
    int contradictions() {
        return contradictions;
    }

    /** Cells with a numerator or denominator other than 0, keyed as the oracle keys them. */
    Map<String, List<Long>> values() {
        Map<String, List<Long>> values = new TreeMap<>();
        for (KpiCell cell : cells.values()) {
            if (cell.numerator() != 0 || cell.denominator() != 0) {
                values.put(
                        cell.kpi() + "|" + cell.company() + "|" + cell.site() + "|" + cell.window(),
                        List.of(cell.numerator(), cell.denominator()));
            }
        }
        return values;
    }

    @Override
    public void close() {
        topic.close();
    }
}
