package io.setpoint.streaming.log;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends records to Kafka without waiting, and fails the task that uses it if one of them was not written: the job then
 * goes on from its last checkpoint and sends them again.
 */
public final class AtLeastOnce implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    public AtLeastOnce(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "acks", "all",
                        "enable.idempotence", "true",
                        "linger.ms", "0",
                        "batch.size", "65536"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Sends a record after all records sent before to its partition. Throws if an earlier one was not written. */
    public void send(ProducerRecord<byte[], byte[]> record) throws IOException {
        rethrow();
        try {
            Future<?> unusedAcknowledgement = producer.send(record, (metadata, problem) -> {
                if (problem != null) {
                    failure.compareAndSet(null, problem);
                }
            });
        } catch (KafkaException e) {
            throw new IOException("a record could not be sent", e);
        }
    }

    /** Waits until all records are written. */
    public void flush() throws IOException {
        producer.flush();
        rethrow();
    }

    private void rethrow() throws IOException {
        Exception problem = failure.get();
        if (problem != null) {
            throw new IOException("a record could not be written", problem);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
