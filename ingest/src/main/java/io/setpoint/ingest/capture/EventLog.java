package io.setpoint.ingest.capture;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.setpoint.contracts.events.EventHeaders;
import io.setpoint.contracts.events.Marker;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * The writing end of the event log. Appends commits and markers, knows what is acknowledged, and closes itself at the
 * first refusal, so that nothing can stand behind a record that is missing.
 */
final class EventLog implements AutoCloseable {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final Header SPEC_VERSION = header(EventHeaders.SPEC_VERSION, "1.0");
    private static final Header SOURCE = header(EventHeaders.SOURCE, EventHeaders.ERP_CORE);
    private static final List<Header> MARKER = List.of(header(EventHeaders.TYPE, Marker.TYPE));

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final int partitions;
    private final Map<Integer, Written> written;
    private final JsonMapper json;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong acknowledgedMarkers = new AtomicLong();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    /**
     * @param written what the partitions hold already: those events are not sent again
     */
    EventLog(
            Producer<byte[], byte[]> producer,
            String topic,
            int partitions,
            Map<Integer, Written> written,
            JsonMapper json) {
        this.producer = producer;
        this.topic = topic;
        this.partitions = partitions;
        this.written = Map.copyOf(written);
        this.json = json;
    }

    /** Appends those events of a commit that the log does not hold yet; returns how many. */
    int append(Commit commit, long stamp, Runnable whenAcknowledged) {
        int appended = 0;
        for (Commit.Event event : commit.events()) {
            byte[] key = event.subject().getBytes(UTF_8);
            int partition = Utils.toPositive(Utils.murmur2(key)) % partitions;
            if (written.getOrDefault(partition, Written.NOTHING).holds(commit.position(), event.seq())) {
                continue;
            }
            List<Header> headers = List.of(
                    SPEC_VERSION,
                    header(EventHeaders.ID, event.id()),
                    header(EventHeaders.TYPE, event.type()),
                    SOURCE,
                    header(EventHeaders.SUBJECT, event.subject()),
                    header(EventHeaders.TIME, TIME.format(event.occurredAt())),
                    header(EventHeaders.COMPANY, event.company()),
                    header(EventHeaders.SITE, event.site()),
                    header(EventHeaders.ACTOR, event.actor()),
                    header(EventHeaders.COMMIT_STAMP, String.valueOf(stamp)),
                    header(EventHeaders.COMMIT_SEQ, String.valueOf(event.seq())),
                    header(EventHeaders.COMMIT_LSN, String.valueOf(commit.position())));
            send(
                    new ProducerRecord<>(
                            topic, partition, stamp / 1000, key, event.payload().getBytes(UTF_8), headers),
                    whenAcknowledged);
            appended++;
        }
        return appended;
    }

    /** Writes a marker into every partition. Once all have acknowledged it, everything before it is safe. */
    void mark(Marker marker) {
        byte[] value;
        try {
            value = json.writeValueAsBytes(marker);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a marker of two numbers cannot fail to be JSON", e);
        }
        AtomicInteger missing = new AtomicInteger(partitions);
        for (int partition = 0; partition < partitions; partition++) {
            send(new ProducerRecord<>(topic, partition, marker.stamp() / 1000, null, value, MARKER), () -> {
                if (missing.decrementAndGet() == 0) {
                    acknowledged.accumulateAndGet(marker.lsn(), Math::max);
                    acknowledgedMarkers.incrementAndGet();
                }
            });
        }
    }

    /** Position up to which every partition has acknowledged everything; 0 before the first acknowledged marker. */
    long acknowledged() {
        return acknowledged.get();
    }

    /** How many markers every partition has acknowledged. */
    long acknowledgedMarkers() {
        return acknowledgedMarkers.get();
    }

    /** Records sent and not yet acknowledged. */
    int inFlight() {
        return inFlight.get();
    }

    /** Waits until everything sent is acknowledged. */
    void flush() {
        producer.flush();
        failIfBroken();
    }

    void failIfBroken() {
        Exception broken = failure.get();
        if (broken != null) {
            throw new LogBroken(broken);
        }
    }

    /** Drops what was not sent yet: the write-ahead log still has it. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }

    private void send(ProducerRecord<byte[], byte[]> record, Runnable whenAcknowledged) {
        failIfBroken();
        inFlight.incrementAndGet();
        Callback callback = (metadata, refusal) -> {
            inFlight.decrementAndGet();
            if (refusal == null) {
                whenAcknowledged.run();
            } else if (failure.compareAndSet(null, refusal)) {
                // closing here, on the producer's own thread, keeps it from sending what stands behind
                producer.close(Duration.ZERO);
            }
        };
        var unused = producer.send(record, callback);
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(UTF_8));
    }
}
