package io.setpoint.platform.druid;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * All of Druid in this process: ZooKeeper, coordinator (which is the overlord too), broker, historical, indexer. The
 * services start one after the other, because Guice keeps the servlet pipeline of the last one in a static field.
 *
 * <p>It stops when its standard input ends, services first and ZooKeeper last. So it never outlives the process that
 * started it, even if that one is killed.
 */
public final class EmbeddedDruid {
    /**
     * The order of start and of stop. An overlord that starts before the indexer has nowhere to put its first tasks and
     * looks again only after a minute.
     */
    private static final List<String> SERVICES = List.of("indexer", "historical", "broker", "coordinator");

    private EmbeddedDruid() {}

    /**
     * Starts everything and stays until the input ends.
     *
     * @param args the folder with {@code zookeeper.properties}, {@code common.properties} and one file a service
     */
    public static void main(String[] args) throws Exception {
        Path configuration = Path.of(args[0]);
        ZooKeeper.start(configuration.resolve("zookeeper.properties"));
        List<DruidService> started = new ArrayList<>();
        for (String name : SERVICES) {
            started.add(DruidService.start(name, configuration));
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
