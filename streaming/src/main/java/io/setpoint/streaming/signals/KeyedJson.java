package io.setpoint.streaming.signals;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Serializable;
import java.util.function.Function;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Keyed JSON to a topic, at least once: what reads it recognises a repeat by its key. */
public final class KeyedJson {
    private KeyedJson() {}

    /** A function of a record that can be sent to the task that runs it. */
    public interface Text<T> extends Function<T, String>, Serializable {}

    public static <T> KafkaSink<T> sink(String bootstrapServers, String topic, Text<T> key, Text<T> json) {
        KafkaRecordSerializationSchema<T> schema = (record, context, timestamp) -> new ProducerRecord<>(
                topic, key.apply(record).getBytes(UTF_8), json.apply(record).getBytes(UTF_8));
        return KafkaSink.<T>builder()
                .setBootstrapServers(bootstrapServers)
                .setRecordSerializer(schema)
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setProperty("linger.ms", "0")
                .setProperty("acks", "all")
                .build();
    }
}
