package io.setpoint.ingest.topics;

import io.setpoint.contracts.Topics;
import io.setpoint.contracts.kpi.FactGrain;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates those topics of the platform that do not exist. An existing topic is left as it is: its partitions and its
 * retention are the operator's.
 */
public final class CreateMissingTopics {
    /** The event log and what is computed from it is kept for good: a rebuild starts at its beginning. */
    private static final Map<String, String> KEPT = Map.of(
            "retention.ms",
            "-1",
            "retention.bytes",
            "-1",
            // stamps are commit times of another machine's clock
            "message.timestamp.after.max.ms",
            String.valueOf(Long.MAX_VALUE),
            "max.message.bytes",
            String.valueOf(16 * 1024 * 1024));

    private static final Map<String, String> COMPACTED = Map.of(
            "cleanup.policy", "compact",
            "min.compaction.lag.ms", String.valueOf(TimeUnit.HOURS.toMillis(1)),
            "message.timestamp.after.max.ms", String.valueOf(Long.MAX_VALUE));

    private static final Set<String> LATEST_ONLY = Set.of(Topics.KPI_CELLS, Topics.PARITY);

    private final Admin admin;
    private final Map<String, Integer> partitions;
    private final short replicationFactor;

    /**
     * @param partitions overrides of the number of partitions, by topic name
     * @param replicationFactor copies of each partition: 1 on one machine
     */
    public CreateMissingTopics(Admin admin, Map<String, Integer> partitions, short replicationFactor) {
        this.admin = admin;
        this.partitions = Map.copyOf(partitions);
        this.replicationFactor = replicationFactor;
    }

    /** Returns the names of the topics it created. */
    public List<String> run() throws InterruptedException, ExecutionException, TimeoutException {
        Set<String> existing = admin.listTopics().names().get(30, TimeUnit.SECONDS);
        List<NewTopic> missing = topics().stream()
                .filter(topic -> !existing.contains(topic.name()))
                .toList();
        List<String> created = new ArrayList<>();
        for (Map.Entry<String, org.apache.kafka.common.KafkaFuture<Void>> result :
                admin.createTopics(missing).values().entrySet()) {
            try {
                result.getValue().get(30, TimeUnit.SECONDS);
                created.add(result.getKey());
            } catch (ExecutionException e) {
                // another process was faster: the topic is there, which is all that is wanted
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
        return created;
    }

    private List<NewTopic> topics() {
        Map<String, Integer> defaults = new LinkedHashMap<>();
        defaults.put(Topics.EVENTS, 4);
        defaults.put(Topics.KPI_CELLS, 4);
        defaults.put(Topics.PARITY, 1);
        defaults.put(Topics.EXCEPTIONS, 4);
        defaults.put(Topics.DEAD_LETTERS, 1);
        for (FactGrain grain : FactGrain.values()) {
            defaults.put(grain.topic(), 1);
        }
        return defaults.entrySet().stream()
                .map(topic -> new NewTopic(
                                topic.getKey(),
                                partitions.getOrDefault(topic.getKey(), topic.getValue()),
                                replicationFactor)
                        .configs(LATEST_ONLY.contains(topic.getKey()) ? COMPACTED : KEPT))
                .toList();
    }
}
