package io.setpoint.streaming.facts;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.setpoint.contracts.kpi.FactGrain;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Facts into their topics, each exactly once, whatever is killed for however long (docs/adr/0003-facts-are-resumed.md). One
 * writer gets all facts in total order. When it starts it fences off its predecessor, looks up the last fact that stands
 * in the topics and skips everything up to it. It writes in short transactions of its own, not of the checkpoint's, so
 * that facts are visible after {@link #COMMIT_INTERVAL} at the latest and no transaction waits for a job that is gone.
 */
public final class FactSink implements Sink<FactRow> {
    /** How long facts wait for others to be committed with them, and how often a topic gets a marker at most. */
    static final Duration COMMIT_INTERVAL = Duration.ofMillis(400);

    private static final Logger LOG = LoggerFactory.getLogger(FactSink.class);

    private final String bootstrapServers;
    private final String transactionalId;

    /** @param transactionalId one per set of topics: who comes later with the same fences off who came before */
    public FactSink(String bootstrapServers, String transactionalId) {
        this.bootstrapServers = bootstrapServers;
        this.transactionalId = transactionalId;
    }

    @Override
    public SinkWriter<FactRow> createWriter(WriterInitContext context) {
        return new Writer(bootstrapServers, transactionalId, context.getProcessingTimeService());
    }

    private static final class Writer implements SinkWriter<FactRow> {
        private final KafkaProducer<byte[], byte[]> producer;
        private final ProcessingTimeService clock;
        private final FactPosition resumeAfter;
        private final Set<FactGrain> touched = EnumSet.noneOf(FactGrain.class);
        private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        private boolean open;
        private boolean waiting;
        private long committedAt;
        private long stamp;

        Writer(String bootstrapServers, String transactionalId, ProcessingTimeService clock) {
            this.clock = clock;
            Map<String, Object> config = new HashMap<>();
            config.put("bootstrap.servers", bootstrapServers);
            config.put("transactional.id", transactionalId);
            config.put("transaction.timeout.ms", "60000");
            config.put("acks", "all");
            config.put("linger.ms", "2");
            config.put("batch.size", "131072");
            producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
            long started = System.nanoTime();
            try {
                producer.initTransactions();
                resumeAfter = FactTails.last(bootstrapServers);
            } catch (RuntimeException e) {
                producer.close(Duration.ZERO);
                throw e;
            }
            LOG.info("facts go on after {}, found in {} ms", resumeAfter, (System.nanoTime() - started) / 1_000_000);
        }

        @Override
        public void write(FactRow fact, Context context) throws IOException {
            if (FactPosition.of(fact).compareTo(resumeAfter) <= 0) {
                return;
            }
            send(fact);
            touched.add(fact.grain());
        }

        @Override
        public void writeWatermark(Watermark watermark) throws IOException {
            if (watermark.getTimestamp() == Long.MAX_VALUE) {
                return; // The end of a bounded run is no stamp.
            }
            stamp = watermark.getTimestamp();
            if (!open) {
                return;
            }
            long due = committedAt + COMMIT_INTERVAL.toMillis();
            if (clock.getCurrentProcessingTime() >= due) {
                commit();
            } else if (!waiting) {
                waiting = true;
                Future<?> unusedTimer = clock.registerTimer(due, now -> {
                    waiting = false;
                    commit();
                });
            }
        }

        @Override
        public void flush(boolean endOfInput) throws IOException {
            commit(); // Before a checkpoint counts these facts as written they must be.
        }

        /** Facts come out of {@link FactOrder} between two watermarks, so all up to the last one are in the transaction. */
        private void commit() throws IOException {
            if (!open) {
                return;
            }
            for (FactGrain grain : touched) {
                send(FactRow.marker(grain, stamp));
            }
            try {
                producer.commitTransaction();
            } catch (KafkaException e) {
                throw new IOException("facts up to " + stamp + " could not be committed", e);
            }
            rethrow();
            touched.clear();
            open = false;
            committedAt = clock.getCurrentProcessingTime();
        }

        private void send(FactRow row) throws IOException {
            rethrow();
            try {
                if (!open) {
                    producer.beginTransaction();
                    open = true;
                }
                Future<?> unusedAcknowledgement = producer.send(
                        new ProducerRecord<>(
                                row.grain().topic(),
                                row.key().getBytes(UTF_8),
                                row.json().getBytes(UTF_8)),
                        (metadata, problem) -> {
                            if (problem != null) {
                                failure.compareAndSet(null, problem);
                            }
                        });
            } catch (KafkaException e) {
                throw new IOException("a fact could not be sent", e);
            }
        }

        private void rethrow() throws IOException {
            Exception problem = failure.get();
            if (problem != null) {
                throw new IOException("facts could not be written", problem);
            }
        }

        @Override
        public void close() {
            producer.close(Duration.ZERO); // What is not committed is written again after the restart.
        }
    }
}
