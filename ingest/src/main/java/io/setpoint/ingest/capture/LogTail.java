package io.setpoint.ingest.capture;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.setpoint.contracts.events.EventHeaders;
import io.setpoint.contracts.events.Marker;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.header.Header;

/**
 * What the event log already holds, read from the ends of its partitions back to the position the database was told to
 * be safe.
 *
 * @param written how far each partition is written
 * @param given stamps of the commits in the tails, by commit position
 * @param promised stamps of the markers in the tails, by marker position
 */
record LogTail(Map<Integer, Written> written, Map<Long, Long> given, Map<Long, Long> promised) {
    /** A dead process's last requests may still be on their way to the broker; the end has to hold still for this long. */
    private static final Duration SETTLED = Duration.ofMillis(250);

    private static final int FIRST_STEP = 512;

    LogTail {
        written = Map.copyOf(written);
        given = Map.copyOf(given);
        promised = Map.copyOf(promised);
    }

    /**
     * Reads the tails of all partitions.
     *
     * @param confirmed position the replication slot keeps: events up to it are never sent again
     * @throws CaptureStopped if a partition ends before {@code confirmed}: it has lost records
     */
    static LogTail read(Consumer<byte[], byte[]> consumer, String topic, long confirmed, JsonMapper json)
            throws InterruptedException {
        List<TopicPartition> partitions = partitions(consumer, topic);
        Map<TopicPartition, Long> ends = settledEnds(consumer, partitions);
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        Map<Integer, Written> written = new HashMap<>();
        Map<Long, Long> given = new HashMap<>();
        Map<Long, Long> promised = new HashMap<>();
        for (TopicPartition partition : partitions) {
            Tail tail = new Tail(partition, given, promised, json);
            long end = offset(ends, partition);
            long beginning = offset(beginnings, partition);
            long step = FIRST_STEP;
            long from;
            do {
                from = Math.max(beginning, end - step);
                tail.read(consumer, from, end);
                step *= 4;
            } while (from > beginning && tail.oldestMarker > confirmed);
            if (tail.newestMarker >= 0 && tail.newestMarker < confirmed) {
                throw new CaptureStopped("partition " + partition + " ends at position " + tail.newestMarker
                        + ", but the database was told that everything up to " + confirmed
                        + " is safe: the event log has lost records");
            }
            written.put(partition.partition(), tail.written);
        }
        return new LogTail(written, given, promised);
    }

    /** Whether the log holds any marker: without one, nobody can have used anything of it. */
    static boolean begun(Consumer<byte[], byte[]> consumer, String topic, JsonMapper json) {
        List<TopicPartition> partitions = partitions(consumer, topic);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        for (TopicPartition partition : partitions) {
            Tail tail = new Tail(partition, new HashMap<>(), new HashMap<>(), json);
            long to = offset(ends, partition);
            long beginning = offset(beginnings, partition);
            while (to > beginning) {
                long from = Math.max(beginning, to - FIRST_STEP);
                tail.read(consumer, from, to);
                if (tail.newestMarker >= 0) {
                    return true;
                }
                to = from;
            }
        }
        return false;
    }

    /** The furthest position found in any partition. */
    long end() {
        return written.values().stream()
                .mapToLong(partition -> Math.max(partition.position(), partition.promised()))
                .max()
                .orElse(0);
    }

    private static Map<TopicPartition, Long> settledEnds(
            Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) throws InterruptedException {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (true) {
            Thread.sleep(SETTLED.toMillis());
            Map<TopicPartition, Long> again = consumer.endOffsets(partitions);
            if (again.equals(ends)) {
                return ends;
            }
            ends = again;
        }
    }

    private static List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer, String topic) {
        List<PartitionInfo> known = consumer.partitionsFor(topic);
        if (known.isEmpty()) {
            throw new UnknownTopicOrPartitionException("topic " + topic + " is not there yet");
        }
        return known.stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        Long offset = offsets.get(partition);
        return offset == null ? 0 : offset;
    }

    /** One partition's tail; reading it again from further back finds the same and more. */
    private static final class Tail {
        private final TopicPartition partition;
        private final Map<Long, Long> given;
        private final Map<Long, Long> promised;
        private final JsonMapper json;
        private Written written = Written.NOTHING;
        private long oldestMarker = Long.MAX_VALUE;
        private long newestMarker = -1;

        private Tail(TopicPartition partition, Map<Long, Long> given, Map<Long, Long> promised, JsonMapper json) {
            this.partition = partition;
            this.given = given;
            this.promised = promised;
            this.json = json;
        }

        private void read(Consumer<byte[], byte[]> consumer, long from, long end) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, from);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    take(record);
                }
            }
        }

        private void take(ConsumerRecord<byte[], byte[]> record) {
            if (header(record, EventHeaders.TYPE).equals(Marker.TYPE)) {
                Marker marker = marker(record);
                written = written.withMarker(marker.lsn());
                promised.merge(marker.lsn(), marker.stamp(), Math::max);
                oldestMarker = Math.min(oldestMarker, marker.lsn());
                newestMarker = Math.max(newestMarker, marker.lsn());
            } else {
                long position = Long.parseLong(header(record, EventHeaders.COMMIT_LSN));
                long stamp = Long.parseLong(header(record, EventHeaders.COMMIT_STAMP));
                written = written.withEvent(position, Integer.parseInt(header(record, EventHeaders.COMMIT_SEQ)));
                Long other = given.put(position, stamp);
                if (other != null && other != stamp) {
                    throw new CaptureStopped("the commit at " + position + " stands in the event log with two stamps, "
                            + other + " and " + stamp);
                }
            }
        }

        private Marker marker(ConsumerRecord<byte[], byte[]> record) {
            try {
                return json.readValue(record.value(), Marker.class);
            } catch (IOException e) {
                throw new CaptureStopped("offset " + record.offset() + " of " + partition + " holds no marker: " + e);
            }
        }

        private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
            Header header = record.headers().lastHeader(name);
            if (header == null) {
                throw new CaptureStopped("offset " + record.offset() + " of " + record.topic() + "-"
                        + record.partition() + " was not written by the capture: it has no header " + name);
            }
            return new String(header.value(), UTF_8);
        }
    }
}
