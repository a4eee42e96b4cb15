package io.setpoint.platform.druid;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.server.ServerConfig;
import org.apache.zookeeper.server.ZooKeeperServerMain;
import org.apache.zookeeper.server.quorum.QuorumPeerConfig;

/** A ZooKeeper that lives as long as this process. Druid keeps only who is there in it, nothing that must survive. */
final class ZooKeeper extends ZooKeeperServerMain {
    private static final int WAIT_SECONDS = 30;

    private final CountDownLatch serving = new CountDownLatch(1);

    private ZooKeeper() {}

    static void start(Path properties) throws QuorumPeerConfig.ConfigException, InterruptedException {
        ServerConfig config = new ServerConfig();
        config.parse(properties.toString());
        ZooKeeper server = new ZooKeeper();
        Thread thread = new Thread(() -> server.run(config), "zookeeper");
        thread.setDaemon(true);
        thread.start();
        if (!server.serving.await(WAIT_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("ZooKeeper did not start within " + WAIT_SECONDS + " s");
        }
    }

    private void run(ServerConfig config) {
        try {
            runFromConfig(config);
        } catch (Exception e) {
            throw new IllegalStateException("ZooKeeper failed", e);
        }
    }

    @Override
    protected void serverStarted() {
        serving.countDown();
    }
}
