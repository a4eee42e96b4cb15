package io.setpoint.streaming;

import io.setpoint.contracts.Topics;
import io.setpoint.contracts.kpi.FactGrain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topics the job reads and writes. The capture creates them, so at a first start they may not be there yet. */
final class KafkaTopics {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaTopics.class);
    private static final long PAUSE_MS = 200;
    private static final int PAUSES_PER_LINE = 50;

    private KafkaTopics() {}

    static List<String> all() {
        List<String> names =
                new ArrayList<>(List.of(Topics.EVENTS, Topics.KPI_CELLS, Topics.EXCEPTIONS, Topics.DEAD_LETTERS));
        for (FactGrain grain : FactGrain.values()) {
            names.add(grain.topic());
        }
        return names;
    }

    /** Waits until Kafka answers and all topics are there; gives the number of partitions of each. */
    static Map<String, Integer> await(String bootstrapServers) throws InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            for (int tries = 0; ; tries++) {
                Optional<Map<String, Integer>> found = look(admin);
                if (found.isPresent()) {
                    return found.get();
                }
                if (tries % PAUSES_PER_LINE == 0) {
                    LOG.info("waiting for the topics at {}", bootstrapServers);
                }
                Thread.sleep(PAUSE_MS);
            }
        }
    }

    private static Optional<Map<String, Integer>> look(Admin admin) throws InterruptedException {
        try {
            Map<String, TopicDescription> topics =
                    admin.describeTopics(all()).allTopicNames().get();
            return Optional.of(topics.values().stream()
                    .collect(Collectors.toMap(
                            TopicDescription::name, topic -> topic.partitions().size())));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException
                    || e.getCause() instanceof RetriableException) {
                return Optional.empty();
            }
            throw new IllegalStateException("Kafka does not describe the topics", e.getCause());
        }
    }
}
