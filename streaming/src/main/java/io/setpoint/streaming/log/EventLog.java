package io.setpoint.streaming.log;

import io.setpoint.contracts.Topics;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.common.TopicPartition;

/** The event log as the source of a job: events with their stamps, watermarks from markers, and the dead letters beside. */
public final class EventLog {
    private EventLog() {}

    /**
     * The log from its start (or the job's checkpoint) on, without end.
     *
     * @param partitions number of partitions of the topic; more source tasks than that would hold up the watermark
     */
    public static SingleOutputStreamOperator<EventRecord> live(
            StreamExecutionEnvironment env, String bootstrapServers, String groupId, int partitions) {
        return of(env, builder(bootstrapServers, groupId).build(), partitions, Long.MAX_VALUE - 1);
    }

    /** The log from its start up to a position that all partitions have reached. */
    public static SingleOutputStreamOperator<EventRecord> upTo(
            StreamExecutionEnvironment env, String bootstrapServers, String groupId, LogEnd end) {
        Map<TopicPartition, Long> offsets = end.offsets().entrySet().stream()
                .collect(Collectors.toMap(e -> new TopicPartition(Topics.EVENTS, e.getKey()), Map.Entry::getValue));
        KafkaSource<EventRecord> source = builder(bootstrapServers, groupId)
                .setBounded(OffsetsInitializer.offsets(offsets))
                .build();
        return of(env, source, offsets.size(), end.stamp());
    }

    /** The events of a file with a commit stamp up to some one, as if the log ended there. */
    public static SingleOutputStreamOperator<EventRecord> of(
            StreamExecutionEnvironment env, EventFile file, long upTo) {
        DataGeneratorSource<EventRecord> source = new DataGeneratorSource<>(
                new FileEvents(file.path(), upTo), file.upTo(upTo).size(), TypeInformation.of(EventRecord.class));
        return of(env, source, 1, upTo);
    }

    private static KafkaSourceBuilder<EventRecord> builder(String bootstrapServers, String groupId) {
        return KafkaSource.<EventRecord>builder()
                .setBootstrapServers(bootstrapServers)
                .setTopics(Topics.EVENTS)
                .setGroupId(groupId)
                .setDeserializer(new EventDeserializer())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setProperty("partition.discovery.interval.ms", "-1")
                .setProperty("commit.offsets.on.checkpoint", "false")
                .setProperty("fetch.max.wait.ms", "100");
    }

    private static SingleOutputStreamOperator<EventRecord> of(
            StreamExecutionEnvironment env, Source<EventRecord, ?, ?> source, int partitions, long upTo) {
        WatermarkStrategy<EventRecord> markers = WatermarkStrategy.forGenerator(context -> new MarkerWatermarks(upTo));
        int tasks = Math.min(env.getParallelism(), partitions);
        return env.fromSource(source, markers, "event log")
                .uid("event-log")
                .setParallelism(tasks)
                .process(new EventRouter(upTo))
                .uid("events")
                .name("events")
                .setParallelism(tasks);
    }
}
