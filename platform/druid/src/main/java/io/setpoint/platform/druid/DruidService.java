package io.setpoint.platform.druid;

import com.google.inject.Injector;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.druid.cli.CliBroker;
import org.apache.druid.cli.CliCoordinator;
import org.apache.druid.cli.CliHistorical;
import org.apache.druid.cli.CliIndexer;
import org.apache.druid.cli.ServerRunnable;
import org.apache.druid.guice.RuntimeInfoModule;
import org.apache.druid.guice.StartupInjectorBuilder;
import org.apache.druid.java.util.common.lifecycle.Lifecycle;

/** One Druid service with an injector of its own. A service that cannot start ends the process, as Druid's own do. */
final class DruidService {
    private static final int WAIT_SECONDS = 300;

    private final Lifecycle lifecycle;

    private DruidService(Lifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    /** Returns when the service answers on its port. */
    static DruidService start(String name, Path configuration)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        Properties properties = new Properties();
        properties.putAll(System.getProperties());
        read(configuration.resolve("common.properties"), properties);
        read(configuration.resolve(name + ".properties"), properties);
        CompletableFuture<Lifecycle> up = new CompletableFuture<>();
        ServerRunnable service = service(name, up);
        Thread thread = new Thread(() -> run(service, properties, up), "druid-" + name);
        thread.setDaemon(true);
        thread.start();
        return new DruidService(up.get(WAIT_SECONDS, TimeUnit.SECONDS));
    }

    void stop() {
        lifecycle.stop();
    }

    private static void run(ServerRunnable service, Properties properties, CompletableFuture<Lifecycle> up) {
        try {
            Injector injector = new StartupInjectorBuilder()
                    .withProperties(properties)
                    .withExtensions()
                    .add(new RuntimeInfoModule())
                    .build();
            injector.injectMembers(service);
            service.run();
        } catch (RuntimeException | Error e) {
            up.completeExceptionally(e);
        }
    }

    private static ServerRunnable service(String name, CompletableFuture<Lifecycle> up) {
        return switch (name) {
            case "coordinator" ->
                new CliCoordinator() {
                    @Override
                    public Lifecycle initLifecycle(Injector injector) {
                        return started(super.initLifecycle(injector), injector, Pipeline.PUBLIC, up);
                    }
                };
            case "broker" ->
                new CliBroker() {
                    @Override
                    public Lifecycle initLifecycle(Injector injector) {
                        return started(super.initLifecycle(injector), injector, Pipeline.PUBLIC, up);
                    }
                };
            case "historical" ->
                new CliHistorical() {
                    @Override
                    public Lifecycle initLifecycle(Injector injector) {
                        return started(super.initLifecycle(injector), injector, Pipeline.PUBLIC, up);
                    }
                };
            case "indexer" ->
                new CliIndexer() {
                    @Override
                    public Lifecycle initLifecycle(Injector injector) {
                        return started(super.initLifecycle(injector), injector, Pipeline.CHAT, up);
                    }
                };
            default -> throw new IllegalArgumentException("No such Druid service: " + name);
        };
    }

    private static Lifecycle started(
            Lifecycle lifecycle, Injector injector, Pipeline pipeline, CompletableFuture<Lifecycle> up) {
        pipeline.pin(injector);
        up.complete(lifecycle);
        return lifecycle;
    }

    private static void read(Path file, Properties into) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            into.load(in);
        }
    }
}
