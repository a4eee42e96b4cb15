package io.setpoint.platform.installation;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What listens where. All ports hang on one number, so that two installations stand side by side with two numbers.
 *
 * @param base the port of the user interface
 */
public record Ports(int base) {
    /** Where an installation listens unless it is told otherwise. */
    public static final int DEFAULT_BASE = 18400;

    private static final int SPAN = 46;

    public Ports {
        if (base < 1024 || base + SPAN > 65536) {
            throw new Trouble("The port base must lie between 1024 and " + (65536 - SPAN) + ", not at " + base + ".");
        }
    }

    /** Ports nobody listens on, below those the system hands out by itself. */
    public static Ports unused() {
        for (int attempt = 0; attempt < 200; attempt++) {
            Ports ports = new Ports(ThreadLocalRandom.current().nextInt(10_000, 30_000));
            if (ports.free()) {
                return ports;
            }
        }
        throw new Trouble("No run of " + SPAN + " unused ports was found below 30000.");
    }

    public int dashboards() {
        return base;
    }

    public int erpCore() {
        return base + 1;
    }

    public int dashboardsAdmin() {
        return base + 2;
    }

    public int erpCoreAdmin() {
        return base + 3;
    }

    public int ingestAdmin() {
        return base + 4;
    }

    /** Ingest has no public interface; Dropwizard wants a port for it all the same. */
    public int ingest() {
        return base + 5;
    }

    public int postgres() {
        return base + 10;
    }

    public int kafka() {
        return base + 20;
    }

    public int kafkaController() {
        return base + 21;
    }

    public int flink() {
        return base + 30;
    }

    /** Where the job's module computes single numbers anew. */
    public int replay() {
        return base + 31;
    }

    public int druidCoordinator() {
        return base + 40;
    }

    public int druidBroker() {
        return base + 41;
    }

    public int druidHistorical() {
        return base + 42;
    }

    public int druidIndexer() {
        return base + 43;
    }

    public int zooKeeper() {
        return base + 44;
    }

    public int derby() {
        return base + 45;
    }

    /** Every port with the part that wants it. */
    public Map<Integer, String> all() {
        Map<Integer, String> all = new LinkedHashMap<>();
        all.put(dashboards(), "the user interface");
        all.put(erpCore(), "erp-core");
        all.put(dashboardsAdmin(), "the administration of dashboards");
        all.put(erpCoreAdmin(), "the administration of erp-core");
        all.put(ingestAdmin(), "the administration of ingest");
        all.put(ingest(), "ingest");
        all.put(postgres(), "PostgreSQL");
        all.put(kafka(), "Kafka");
        all.put(kafkaController(), "the Kafka controller");
        all.put(flink(), "Flink");
        all.put(replay(), "replays");
        all.put(druidCoordinator(), "the Druid coordinator");
        all.put(druidBroker(), "the Druid broker");
        all.put(druidHistorical(), "the Druid historical");
        all.put(druidIndexer(), "the Druid indexer");
        all.put(zooKeeper(), "ZooKeeper");
        all.put(derby(), "the Druid metadata");
        return all;
    }

    /** Refuses with the first port that another program holds. */
    public void requireFree() {
        all().forEach((port, part) -> {
            if (!free(port)) {
                throw new Trouble("Port " + port + " for " + part
                        + " is in use by another program; stop that program or choose other ports with --port-base.");
            }
        });
    }

    /** Whether nobody listens on any of them. */
    public boolean free() {
        return all().keySet().stream().allMatch(Ports::free);
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // Connections of an installation that has just ended may linger; they do not hold the port.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
