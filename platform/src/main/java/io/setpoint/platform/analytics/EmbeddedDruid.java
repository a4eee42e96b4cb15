package io.setpoint.platform.analytics;

import io.setpoint.platform.installation.DataFolder;
import io.setpoint.platform.installation.Installation;
import io.setpoint.platform.installation.Software;
import io.setpoint.platform.supervision.JavaCommand;
import io.setpoint.platform.supervision.Part;
import io.setpoint.platform.supervision.Probe;
import io.setpoint.platform.supervision.ProcessPart;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Druid, all its services in one process beside ours, because its class path cannot live beside ours. */
public final class EmbeddedDruid {
    /** Main class of the launcher module, which this module does not see. */
    private static final String LAUNCHER = "io.setpoint.platform.druid.EmbeddedDruid";

    private static final int HEAP_MEBIBYTES = 640;

    private EmbeddedDruid() {}

    /** The part for the supervisor. */
    public static Part part(Installation installation, Software software) {
        // Answers 404 until the coordinator leads; before that it takes no supervisors.
        Probe leads = Probe.http(
                installation.druidCoordinator().resolve("/druid/indexer/v1/isLeader"),
                Map.of("Authorization", installation.druidAuthorization()));
        return new ProcessPart(
                "druid",
                List.of(),
                installation.druidBroker().toString(),
                installation.folder().logs().resolve("druid.log"),
                () -> {
                    leads.check();
                    answer(installation);
                },
                ProcessPart.StopBy.END_OF_INPUT,
                Map.of(),
                () -> command(installation, software));
    }

    private static List<String> command(Installation installation, Software software) throws IOException {
        forgetAnotherKafka(installation);
        DataFolder.deleteTree(installation.folder().druid().resolve("zookeeper"));
        // What a task had read and not published: a restored task can hold rows that its offset does not count.
        DataFolder.deleteTree(installation.folder().druid().resolve("tasks"));
        Path configuration = DruidConfiguration.write(installation);
        return JavaCommand.of(
                software.druidClassPath(),
                HEAP_MEBIBYTES,
                List.of(
                        "-XX:MaxDirectMemorySize=384m",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.util.logging.manager=org.apache.logging.log4j.jul.LogManager",
                        "-Dlog4j.configurationFile=" + configuration.resolve("log4j2.xml"),
                        "-Dderby.stream.error.file="
                                + installation.folder().logs().resolve("derby.log"),
                        "-Djava.io.tmpdir="
                                + Files.createDirectories(
                                        installation.folder().druid().resolve("tmp")),
                        "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "--add-opens=java.base/java.nio=ALL-UNNAMED",
                        "--add-opens=java.base/jdk.internal.ref=ALL-UNNAMED",
                        "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                        "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED"),
                LAUNCHER,
                List.of(configuration.toString()));
    }

    /**
     * Druid's published offsets are those of the Kafka it read from. If the address is another now, Druid starts empty and
     * reads all facts again: they are kept in Kafka, Druid holds nothing that is not there.
     */
    private static void forgetAnotherKafka(Installation installation) throws IOException {
        Path druid = installation.folder().druid();
        Path source = druid.resolve("source");
        String now = installation.kafkaBootstrapServers();
        if (Files.exists(druid)
                && !(Files.exists(source) && Files.readString(source).equals(now))) {
            DataFolder.deleteTree(druid);
        }
        Files.createDirectories(druid);
        Files.writeString(source, now);
    }

    private static void answer(Installation installation) throws IOException, InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest request = HttpRequest.newBuilder(installation.druidBroker().resolve("/druid/v2/sql"))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", installation.druidAuthorization())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"SELECT 1\"}"))
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("SQL answers " + answer.statusCode() + ": " + answer.body());
        }
    }
}
