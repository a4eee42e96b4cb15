package io.setpoint.platform.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.Topics;
import io.setpoint.contracts.events.EventHeaders;
import io.setpoint.contracts.events.Marker;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class StampFinderTest {
    @Test
    void theLargestStampNotBehindThePositionCounts() {
        StampFinder finder = new StampFinder(100, 1);
        finder.read(event(0, 1_000, 90));
        finder.read(event(0, 1_001, 100));
        assertThat(finder.isDone()).isFalse();
        finder.read(event(0, 1_002, 101));

        assertThat(finder.isDone()).isTrue();
        assertThat(finder.stamp()).isEqualTo(1_001);
    }

    @Test
    void eachPartitionMustHaveBeenReadBeyondThePosition() {
        StampFinder finder = new StampFinder(100, 2);
        finder.read(event(0, 1_000, 90));
        finder.read(marker(0, 1_005, 120));
        assertThat(finder.isDone()).isFalse();
        finder.read(event(1, 1_003, 99));
        finder.read(marker(1, 1_005, 120));

        assertThat(finder.isDone()).isTrue();
        assertThat(finder.stamp()).isEqualTo(1_003);
    }

    @Test
    void aMarkerAtThePositionItselfIsEnough() {
        StampFinder finder = new StampFinder(100, 1);
        finder.read(marker(0, 1_005, 100));

        assertThat(finder.isDone()).isTrue();
        assertThat(finder.stamp()).isEqualTo(1_005);
    }

    @Test
    void positionsAreUnsigned() {
        StampFinder finder = new StampFinder(-1, 1);
        finder.read(event(0, 1_000, Long.MAX_VALUE));
        assertThat(finder.isDone()).isFalse();
        finder.read(marker(0, 1_001, -1));

        assertThat(finder.isDone()).isTrue();
    }

    private static ConsumerRecord<byte[], byte[]> event(int partition, long stamp, long lsn) {
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>(Topics.EVENTS, partition, 0, bytes("key"), bytes("{}"));
        record.headers().add(EventHeaders.TYPE, bytes("setpoint.sales.order-placed.v1"));
        record.headers().add(EventHeaders.COMMIT_STAMP, bytes(Long.toString(stamp)));
        record.headers().add(EventHeaders.COMMIT_LSN, bytes(Long.toUnsignedString(lsn)));
        return record;
    }

    private static ConsumerRecord<byte[], byte[]> marker(int partition, long stamp, long lsn) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(
                Topics.EVENTS, partition, 0, new byte[0], bytes("{\"stamp\":" + stamp + ",\"lsn\":" + lsn + "}"));
        record.headers().add(EventHeaders.TYPE, bytes(Marker.TYPE));
        return record;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
