package io.setpoint.erp;

import java.nio.file.Path;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The ERP core as a running server. */
public final class ErpCore implements AutoCloseable {
    private final Server server;

    private ErpCore(Server server) {
        this.server = server;
    }

    /** Runs until it is stopped; the only argument is the configuration file. */
    public static void main(String[] args) throws Exception {
        if (args.length != 1) {
            throw new IllegalArgumentException("usage: ErpCore <configuration.yml>");
        }
        ErpCore core = start(Path.of(args[0]));
        core.server.join();
    }

    /** Migrates the database, starts the server and returns once it answers. */
    public static ErpCore start(Path yaml) throws Exception {
        ErpApplication application = new ErpApplication();
        application.run("server", yaml.toString());
        return new ErpCore(application.server());
    }

    /** The port of the application connector, for those who asked for any free one. */
    public int port() {
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    /** The port of the admin connector. */
    public int adminPort() {
        return ((ServerConnector) server.getConnectors()[server.getConnectors().length - 1]).getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the ERP core did not stop in order", e);
        }
    }
}
