package io.setpoint.platform.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.Topics;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class CellTopicTest {
    private static final CellKey CELL = new CellKey("lfr", "ACME", "BER", "day:2026-11-23");

    @Test
    void theLastRevisionUpToTheCutCounts() {
        CellTopic topic = asAt100(1);
        topic.read(cell(1, 90, 5, 5));
        topic.read(cell(2, 100, 6, 7));
        topic.read(cell(3, 101, 9, 9));

        assertThat(topic.figures().of(CELL)).isEqualTo(new CellValue(6, 7));
    }

    @Test
    void aRepeatedRevisionCountsOnce() {
        CellTopic topic = asAt100(1);
        topic.read(cell(1, 90, 5, 5));
        topic.read(cell(2, 95, 6, 7));
        topic.read(cell(1, 90, 5, 5));

        assertThat(topic.figures().of(CELL)).isEqualTo(new CellValue(6, 7));
    }

    @Test
    void eachWriterMustHavePromisedInEachPartition() {
        CellTopic topic = asAt100(2);
        topic.read(promise(0, 120, 0, 2));
        topic.read(promise(1, 120, 0, 2));
        topic.read(promise(0, 120, 1, 2));
        topic.read(promise(1, 99, 1, 2));
        assertThat(topic.isComplete()).isFalse();
        topic.read(promise(1, 100, 1, 2));

        assertThat(topic.isComplete()).isTrue();
    }

    @Test
    void aWriterOfAnEarlierAndLargerJobIsNotWaitedFor() {
        CellTopic topic = asAt100(1);
        topic.read(promise(0, 50, 1, 2));
        topic.read(promise(0, 110, 0, 1));

        assertThat(topic.isComplete()).isTrue();
    }

    @Test
    void whatWasReadAheadCountsOnceTheStampHasMovedOn() {
        CellTopic topic = asAt100(1);
        topic.read(cell(3, 101, 9, 9));
        topic.read(cell(2, 100, 6, 7));
        topic.read(cell(4, 130, 10, 11));

        topic.moveTo(120);

        assertThat(topic.figures().of(CELL)).isEqualTo(new CellValue(9, 9));
        topic.moveTo(130);
        assertThat(topic.figures().of(CELL)).isEqualTo(new CellValue(10, 11));
    }

    private static CellTopic asAt100(int partitions) {
        CellTopic topic = new CellTopic(partitions);
        topic.moveTo(100);
        return topic;
    }

    private static ConsumerRecord<byte[], byte[]> cell(long revision, long stamp, long numerator, long denominator) {
        return record(0, "lfr|1|ACME|BER|day:2026-11-23", """
                {"kpi":"lfr","version":1,"company":"ACME","site":"BER","window":"day:2026-11-23",
                 "numerator":%d,"denominator":%d,"revision":%d,"stamp":%d}
                """.formatted(numerator, denominator, revision, stamp));
    }

    private static ConsumerRecord<byte[], byte[]> promise(int partition, long stamp, int writer, int writers) {
        return record(
                partition,
                "~complete|" + writer,
                "{\"stamp\":" + stamp + ",\"writer\":" + writer + ",\"writers\":" + writers + "}");
    }

    private static ConsumerRecord<byte[], byte[]> record(int partition, String key, String value) {
        return new ConsumerRecord<>(
                Topics.KPI_CELLS,
                partition,
                0,
                key.getBytes(StandardCharsets.UTF_8),
                value.getBytes(StandardCharsets.UTF_8));
    }
}
