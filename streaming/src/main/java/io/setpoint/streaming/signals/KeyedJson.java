package io.setpoint.streaming.signals;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.setpoint.streaming.log.AtLeastOnce;
import java.io.IOException;
import java.io.Serializable;
import java.util.function.Function;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Keyed JSON to a topic, at least once: what reads it recognises a repeat by its key. */
public final class KeyedJson<T> implements Sink<T> {
    private final String bootstrapServers;
    private final String topic;
    private final Text<T> key;
    private final Text<T> json;

    private KeyedJson(String bootstrapServers, String topic, Text<T> key, Text<T> json) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
        this.key = key;
        this.json = json;
    }

    /** A function of a record that can be sent to the task that runs it. */
    public interface Text<T> extends Function<T, String>, Serializable {}

    public static <T> Sink<T> sink(String bootstrapServers, String topic, Text<T> key, Text<T> json) {
        return new KeyedJson<>(bootstrapServers, topic, key, json);
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        AtLeastOnce output = new AtLeastOnce(bootstrapServers);
        return new SinkWriter<>() {
            @Override
            public void write(T record, Context position) throws IOException {
                output.send(new ProducerRecord<>(
                        topic,
                        key.apply(record).getBytes(UTF_8),
                        json.apply(record).getBytes(UTF_8)));
            }

            @Override
            public void flush(boolean endOfInput) throws IOException {
                output.flush();
            }

            @Override
            public void close() {
                output.close();
            }
        };
    }
}
