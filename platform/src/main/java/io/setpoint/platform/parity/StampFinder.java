package io.setpoint.platform.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.setpoint.contracts.Topics;
import io.setpoint.contracts.events.EventHeaders;
import io.setpoint.contracts.events.Marker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Finds the commit stamp that goes with a position of the write-ahead log, in the event log itself. */
final class StampFinder {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration BACK = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final long lsn;
    private final int partitions;
    private final Set<Integer> beyond = new HashSet<>();
    private long stamp = Long.MIN_VALUE;

    StampFinder(long lsn, int partitions) {
        this.lsn = lsn;
        this.partitions = partitions;
    }

    /** The largest stamp not behind the position, once each partition has been read up to it. */
    static long find(String bootstrapServers, long lsn) throws ParityImpossible {
        Instant giveUp = Clock.systemUTC().instant().plus(PATIENCE);
        try (TopicReader events = new TopicReader(bootstrapServers, Topics.EVENTS)) {
            events.seek(Clock.systemUTC().instant().minus(BACK).toEpochMilli());
            StampFinder finder = new StampFinder(lsn, events.partitions());
            while (!finder.isDone()) {
                if (Clock.systemUTC().instant().isAfter(giveUp)) {
                    throw new ParityImpossible("The event log in Kafka did not come up to the database within "
                            + PATIENCE.toSeconds() + " s: is the capture running?");
                }
                events.poll(finder::read);
            }
            return finder.stamp;
        }
    }

    boolean isDone() {
        return beyond.size() == partitions && stamp != Long.MIN_VALUE;
    }

    /** The stamp found so far. */
    long stamp() {
        return stamp;
    }

    void read(ConsumerRecord<byte[], byte[]> record) {
        if (Marker.TYPE.equals(header(record, EventHeaders.TYPE))) {
            JsonNode marker = json(record.value());
            // A marker says: everything up to its position has a stamp up to its own.
            note(
                    record.partition(),
                    marker.path("lsn").asLong(),
                    marker.path("stamp").asLong(),
                    true);
        } else {
            note(
                    record.partition(),
                    Long.parseUnsignedLong(header(record, EventHeaders.COMMIT_LSN)),
                    Long.parseLong(header(record, EventHeaders.COMMIT_STAMP)),
                    false);
        }
    }

    private void note(int partition, long recordLsn, long recordStamp, boolean marker) {
        int order = Long.compareUnsigned(recordLsn, lsn);
        if (order <= 0) {
            stamp = Math.max(stamp, recordStamp);
        }
        if (order > 0 || (marker && order == 0)) {
            beyond.add(partition);
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static JsonNode json(byte[] value) {
        try {
            return JSON.readTree(value);
        } catch (IOException e) {
            throw new UncheckedIOException("a marker of the event log is not JSON", e);
        }
    }
}
