package io.setpoint.ingest.signals;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Keeps records nobody could use, unchanged, with the reason and the place they came from as headers. */
final class DeadLetters {
    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final Clock clock;

    DeadLetters(Producer<byte[], byte[]> producer, String topic, Clock clock) {
        this.producer = producer;
        this.topic = topic;
        this.clock = clock;
    }

    /** Returns once Kafka has acknowledged it. */
    void keep(ConsumerRecord<byte[], byte[]> record, String code, String reason)
            throws InterruptedException, ExecutionException, TimeoutException {
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(topic, record.key(), record.value());
        Arrays.stream(record.headers().toArray()).forEach(letter.headers()::add);
        header(letter, "dl_code", code);
        header(letter, "dl_reason", reason);
        header(letter, "dl_topic", record.topic());
        header(letter, "dl_partition", String.valueOf(record.partition()));
        header(letter, "dl_offset", String.valueOf(record.offset()));
        header(letter, "dl_at", clock.instant().toString());
        producer.send(letter).get(60, TimeUnit.SECONDS);
    }

    private static void header(ProducerRecord<byte[], byte[]> letter, String name, String value) {
        letter.headers().add(name, value.getBytes(UTF_8));
    }
}
