package io.setpoint.platform.kafka;

import io.setpoint.platform.installation.Installation;
import io.setpoint.platform.supervision.JavaCommand;
import io.setpoint.platform.supervision.ModulePart;
import io.setpoint.platform.supervision.Part;
import io.setpoint.platform.supervision.Probe;
import io.setpoint.platform.supervision.ProcessPart;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** One Kafka node, in this process or as one of its own. */
public final class KafkaNode implements AutoCloseable {
    private static final int NODE = 1;

    private final KafkaRaftServer server;

    private KafkaNode(KafkaRaftServer server) {
        this.server = server;
    }

    /**
     * Runs a node until the process is told to stop.
     *
     * @param args the properties file
     */
    public static void main(String[] args) throws Exception {
        KafkaNode node = new KafkaNode(startServer(Path.of(args[0])));
        Runtime.getRuntime().addShutdownHook(new Thread(node::close, "kafka-stop"));
        node.server.awaitShutdown();
    }

    /** Starts a node in this process; what would end the process is thrown instead. */
    public static KafkaNode start(Path properties) throws IOException {
        Exit.setHaltProcedure((code, message) -> {
            throw new IllegalStateException("Kafka gave up with code " + code + ": " + message);
        });
        Exit.setExitProcedure((code, message) -> {
            throw new IllegalStateException("Kafka ended with code " + code + ": " + message);
        });
        return new KafkaNode(startServer(properties));
    }

    /** Starts the node of an installation in this process. */
    public static KafkaNode start(Installation installation) throws IOException {
        return start(configure(installation));
    }

    /** Whether the node of an installation has ever run. */
    public static boolean holdsData(Installation installation) {
        return Files.exists(installation.folder().kafka().resolve("meta.properties"));
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    /** The part that lives in this process. */
    public static Part part(Installation installation) {
        return new ModulePart(
                "kafka",
                List.of(),
                installation.kafkaBootstrapServers(),
                installation.folder().logs().resolve("setpoint.log"),
                probe(installation),
                () -> start(installation));
    }

    /** The part with a process of its own. */
    public static Part process(Installation installation, String classPath) {
        return new ProcessPart(
                "kafka",
                List.of(),
                installation.kafkaBootstrapServers(),
                installation.folder().logs().resolve("kafka.log"),
                probe(installation),
                ProcessPart.StopBy.TERMINATE,
                Map.of(),
                () -> JavaCommand.of(
                        classPath,
                        384,
                        List.of("-Dlogback.configurationFile=platform-logback.xml"),
                        KafkaNode.class.getName(),
                        List.of(configure(installation).toString())));
    }

    private static Probe probe(Installation installation) {
        return () -> {
            try (Admin admin = Admin.create(Map.of(
                    "bootstrap.servers",
                    installation.kafkaBootstrapServers(),
                    "request.timeout.ms",
                    3000,
                    "default.api.timeout.ms",
                    3000))) {
                if (admin.describeCluster().nodes().get(4, TimeUnit.SECONDS).isEmpty()) {
                    throw new IOException("no broker has registered yet");
                }
            }
        };
    }

    private static Path configure(Installation installation) throws IOException {
        int port = installation.ports().kafka();
        int controller = installation.ports().kafkaController();
        Properties properties = new Properties();
        Map.<String, Object>ofEntries(
                        Map.entry("process.roles", "broker,controller"),
                        Map.entry("node.id", NODE),
                        Map.entry("controller.quorum.voters", NODE + "@127.0.0.1:" + controller),
                        Map.entry(
                                "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller),
                        Map.entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port),
                        Map.entry("controller.listener.names", "CONTROLLER"),
                        Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                        Map.entry("log.dirs", installation.folder().kafka()),
                        // The event log is kept for ever; facts and cells are made from it again, but slowly.
                        Map.entry("log.retention.ms", -1),
                        Map.entry("log.segment.bytes", 128 << 20),
                        Map.entry("auto.create.topics.enable", false),
                        // After a kill the new broker waits for the session of the old one to end; but shorter, and a
                        // busy machine fences the only broker there is.
                        Map.entry("broker.session.timeout.ms", 6000),
                        Map.entry("broker.heartbeat.interval.ms", 500),
                        Map.entry("group.initial.rebalance.delay.ms", 0),
                        Map.entry("offsets.topic.num.partitions", 4),
                        Map.entry("offsets.topic.replication.factor", 1),
                        Map.entry("transaction.state.log.num.partitions", 4),
                        Map.entry("transaction.state.log.replication.factor", 1),
                        Map.entry("transaction.state.log.min.isr", 1),
                        // A writer of facts that is away for days still owns its transaction.
                        Map.entry("transaction.max.timeout.ms", 604_800_000),
                        Map.entry("share.coordinator.state.topic.num.partitions", 1),
                        Map.entry("share.coordinator.state.topic.replication.factor", 1),
                        Map.entry("share.coordinator.state.topic.min.isr", 1),
                        Map.entry("num.network.threads", 2),
                        Map.entry("num.io.threads", 4),
                        Map.entry("background.threads", 2),
                        Map.entry("log.cleaner.threads", 1),
                        Map.entry("log.cleaner.dedupe.buffer.size", 8 << 20))
                .forEach((name, value) -> properties.setProperty(name, value.toString()));
        Path file = installation.folder().configuration().resolve("kafka.properties");
        try (OutputStream out = Files.newOutputStream(file)) {
            properties.store(out, "Written at every start");
        }
        return file;
    }

    private static KafkaRaftServer startServer(Path file) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        }
        Path logs = Path.of(properties.getProperty("log.dirs"));
        if (!Files.exists(logs.resolve("meta.properties"))) {
            format(logs);
        }
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
        server.startup();
        return server;
    }

    private static void format(Path logs) throws IOException {
        Files.createDirectories(logs);
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(NODE)
                    .addDirectory(logs.toString())
                    .setMetadataLogDirectory(logs.toString())
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setControllerListenerName("CONTROLLER")
                    .setIgnoreFormatted(true)
                    .run();
        } catch (Exception e) {
            throw new IOException("Kafka's folder could not be formatted: " + e.getMessage(), e);
        }
    }
}
