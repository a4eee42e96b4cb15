package io.setpoint.platform.layout;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.setpoint.contracts.Topics;
import io.setpoint.contracts.kpi.FactGrain;
import io.setpoint.contracts.kpi.Kpi;
import io.setpoint.platform.installation.DataFolder;
import io.setpoint.platform.installation.Installation;
import io.setpoint.platform.installation.Trouble;
import io.setpoint.platform.kafka.KafkaNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is computed from the event log (facts, cells, the job's state, Druid's rows), and the catalogue it was computed by.
 * A release that defines other KPIs or facts cannot go on with it.
 */
final class Derived {
    private static final Logger LOG = LoggerFactory.getLogger(Derived.class);
    private static final int PATIENCE_SECONDS = 60;

    private Derived() {}

    /**
     * Throws it all away if another catalogue made it, so that the parts compute it anew from the start of the log. To be
     * called before any part runs; if it is cut short, the next start does it again.
     */
    static void renew(Installation installation) throws IOException, InterruptedException {
        DataFolder folder = installation.folder();
        String now = fingerprint();
        Path catalogue = folder.catalogue();
        boolean same =
                Files.exists(catalogue) && Files.readString(catalogue).strip().equals(now);
        if (!same && KafkaNode.holdsData(installation)) {
            LOG.info("the KPI catalogue has changed: facts and cells are computed anew from the event log");
            DataFolder.deleteTree(folder.flink());
            DataFolder.deleteTree(folder.druid());
            KafkaNode kafka = KafkaNode.start(installation);
            try {
                deleteTopics(installation.kafkaBootstrapServers());
            } finally {
                kafka.close();
            }
        }
        if (!same) {
            Files.writeString(catalogue, now + System.lineSeparator());
        }
    }

    private static void deleteTopics(String bootstrapServers) throws InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            List<String> computed = admin.listTopics().names().get(PATIENCE_SECONDS, TimeUnit.SECONDS).stream()
                    .filter(topic -> topic.startsWith(Topics.FACTS_PREFIX)
                            || topic.equals(Topics.KPI_CELLS)
                            || topic.equals(Topics.PARITY))
                    .toList();
            admin.deleteTopics(computed).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new Trouble(
                    "What another release computed from the event log could not be removed: " + Trouble.reason(e) + ".",
                    e);
        }
    }

    /** SHA-256 over all that decides which facts and cells there are. */
    private static String fingerprint() {
        StringBuilder text = new StringBuilder();
        for (FactGrain grain : FactGrain.values()) {
            text.append(grain.code())
                    .append(grain.dimensions())
                    .append(grain.measures())
                    .append('\n');
        }
        for (Kpi kpi : Kpi.values()) {
            text.append(kpi.id())
                    .append(' ')
                    .append(kpi.version())
                    .append(' ')
                    .append(kpi.grain())
                    .append(new TreeSet<>(kpi.kinds()))
                    .append(kpi.numerator())
                    .append('/')
                    .append(kpi.denominator())
                    .append(kpi.window())
                    .append('\n');
        }
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(text.toString().getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
