package io.setpoint.streaming.cells;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.setpoint.contracts.kpi.KpiCell;
import io.setpoint.streaming.log.AtLeastOnce;
import io.setpoint.streaming.log.EventJson;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.Gauge;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cells to their topic at least once, each behind it the promise up to which stamp they are complete, in every partition
 *. A repeated cell has the revision it had before, so a reader ignores it. If the
 * promise stands still, the log says so: then some partition of the event log gets no markers.
 */
public final class CellSink implements Sink<KpiCell> {
    /** Promises are written this often at most; a shorter time only makes the topic longer. */
    static final Duration MARKER_INTERVAL = Duration.ofMillis(10);
    /** The capture marks every partition many times in this time, whether anything happens or not. */
    static final Duration STALL = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(CellSink.class);

    private final String bootstrapServers;
    private final String topic;
    private final int partitions;

    public CellSink(String bootstrapServers, String topic, int partitions) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
        this.partitions = partitions;
    }

    @Override
    public SinkWriter<KpiCell> createWriter(WriterInitContext context) {
        Writer writer = new Writer(
                bootstrapServers,
                topic,
                partitions,
                context.getTaskInfo().getIndexOfThisSubtask(),
                context.getTaskInfo().getNumberOfParallelSubtasks(),
                context.getProcessingTimeService());
        context.metricGroup().gauge("complete", (Gauge<Long>) () -> writer.complete);
        return writer;
    }

    private static final class Writer implements SinkWriter<KpiCell> {
        private final AtLeastOnce output;
        private final String topic;
        private final int partitions;
        private final int index;
        private final int writers;
        private final ProcessingTimeService clock;
        private volatile long complete;
        private long promised;
        private long promisedAt;
        private long movedAt;
        private boolean waiting;

        Writer(
                String bootstrapServers,
                String topic,
                int partitions,
                int index,
                int writers,
                ProcessingTimeService clock) {
            this.topic = topic;
            this.partitions = partitions;
            this.index = index;
            this.writers = writers;
            this.clock = clock;
            output = new AtLeastOnce(bootstrapServers);
            movedAt = clock.getCurrentProcessingTime();
            watch();
        }

        @Override
        public void write(KpiCell cell, Context context) throws IOException {
            byte[] key = cell.key().getBytes(UTF_8);
            output.send(new ProducerRecord<>(topic, key, EventJson.write(cell).getBytes(UTF_8)));
        }

        @Override
        public void writeWatermark(Watermark watermark) throws IOException {
            if (watermark.getTimestamp() == Long.MAX_VALUE) {
                return; // The end of a bounded run is no stamp.
            }
            complete = watermark.getTimestamp();
            movedAt = clock.getCurrentProcessingTime();
            long due = promisedAt + MARKER_INTERVAL.toMillis();
            if (movedAt >= due) {
                promise();
            } else if (!waiting) {
                waiting = true;
                Future<?> unusedTimer = clock.registerTimer(due, now -> {
                    waiting = false;
                    promise();
                });
            }
        }

        private void promise() throws IOException {
            if (complete <= promised) {
                return;
            }
            promised = complete;
            promisedAt = clock.getCurrentProcessingTime();
            byte[] key = (KpiCell.COMPLETE_PREFIX + index).getBytes(UTF_8);
            byte[] value = EventJson.write(new KpiCell.Complete(promised, index, writers))
                    .getBytes(UTF_8);
            for (int partition = 0; partition < partitions; partition++) {
                output.send(new ProducerRecord<>(topic, partition, key, value));
            }
        }

        /** Looks from time to time whether the promise still moves. */
        private void watch() {
            Future<?> unusedTimer =
                    clock.registerTimer(clock.getCurrentProcessingTime() + STALL.toMillis() / 2, now -> {
                        long still = clock.getCurrentProcessingTime() - movedAt;
                        if (still >= STALL.toMillis()) {
                            LOG.warn(
                                    "complete stands still at {} for {} s: some partition of the event log gets no markers",
                                    complete,
                                    still / 1000);
                        }
                        watch();
                    });
        }

        @Override
        public void flush(boolean endOfInput) throws IOException {
            output.flush();
        }

        @Override
        public void close() {
            output.close();
        }
    }
}
