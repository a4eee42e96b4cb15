package io.setpoint.platform.druid;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * All of Druid in this process: ZooKeeper, coordinator (which is the overlord too), broker, historical, indexer. The
 * services start one after the other, because Guice keeps the servlet pipeline of the last one in a static field.
 *
 * <p>It stops when its standard input ends, services first and ZooKeeper last. So it never outlives the process that
 * started it, even if that one is killed.
 */
public final class EmbeddedDruid {
    /** The order of start; the reverse is the order of stop, so that tasks end while the overlord still listens. */
    private static final List<String> SERVICES = List.of("coordinator", "broker", "historical", "indexer");

    private EmbeddedDruid() {}

    /**
     * Starts everything and stays until the input ends.
     *
     * @param args the folder with {@code zookeeper.properties}, {@code common.properties} and one file a service
     */
    public static void main(String[] args) throws Exception {
        Path configuration = Path.of(args[0]);
        ZooKeeper.start(configuration.resolve("zookeeper.properties"));
        Deque<DruidService> started = new ArrayDeque<>();
        for (String name : SERVICES) {
            started.push(DruidService.start(name, configuration));
        }
        waitForEndOfInput();
        for (DruidService service : started) {
            service.stop();
        }
        System.exit(0);
    }

    private static void waitForEndOfInput() throws IOException {
        while (System.in.read() >= 0) {
            // Whoever started this process says nothing; it only holds the other end.
        }
    }
}
