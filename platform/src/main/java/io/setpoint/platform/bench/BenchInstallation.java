package io.setpoint.platform.bench;

import io.setpoint.platform.client.ErpApi;
import io.setpoint.platform.client.LogIn;
import io.setpoint.platform.installation.DataFolder;
import io.setpoint.platform.installation.Installation;
import io.setpoint.platform.installation.Ports;
import io.setpoint.platform.modules.Modules;
import io.setpoint.platform.postgres.EmbeddedPostgres;
import io.setpoint.platform.supervision.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL and erp-core as an installation runs them, each in a process of its own, in a temporary folder and on ports
 * nobody uses. Both are gone once it is closed, and so is the folder.
 */
final class BenchInstallation implements AutoCloseable {
    private final Installation installation;
    private final Part postgres;
    private @Nullable Part erpCore;

    private BenchInstallation(Installation installation) {
        this.installation = installation;
        this.postgres = EmbeddedPostgres.part(installation);
    }

    /** Starts PostgreSQL alone. */
    static BenchInstallation start() throws Exception {
        DataFolder folder = DataFolder.at(Files.createTempDirectory("setpoint-bench-"));
        BenchInstallation bench = new BenchInstallation(new Installation(folder.prepare(), Ports.unused()));
        try {
            folder.requireSpace();
            bench.postgres.start();
            return bench;
        } catch (Exception e) {
            bench.close();
            throw e;
        }
    }

    /** Starts erp-core, after it has stopped one that runs. */
    ErpApi startErpCore() throws Exception {
        return start(installation);
    }

    /** Starts erp-core so that it reaches PostgreSQL through a counter, which is closed by the caller. */
    ErpApi startErpCore(Ports ports) throws Exception {
        return start(new Installation(installation.folder(), ports));
    }

    private ErpApi start(Installation as) throws Exception {
        stopErpCore();
        Part part = new Modules(as)
                .inProcessesOfTheirOwn(System.getProperty("java.class.path")).stream()
                        .filter(each -> each.name().equals("erp-core"))
                        .findFirst()
                        .orElseThrow();
        erpCore = part;
        part.start();
        return new ErpApi(as.erpCore());
    }

    LogIn administrator() {
        return new LogIn(
                Installation.ADMINISTRATOR, installation.folder().secrets().administrator());
    }

    int postgresPort() {
        return installation.ports().postgres();
    }

    /** A connection of the database's owner, past row-level security. */
    Connection owner() throws SQLException {
        return installation.owner();
    }

    /** Milliseconds of processor time of erp-core so far. */
    long erpCoreMillis() {
        return millis(Objects.requireNonNull(erpCore));
    }

    /** Milliseconds of it that went into compiling; 0 where the system does not tell. */
    long compilerMillis() {
        return ProcessorTime.compilerMillis(
                Objects.requireNonNull(Objects.requireNonNull(erpCore).process())
                        .pid());
    }

    /** Milliseconds of processor time of all of PostgreSQL so far. */
    long postgresMillis() {
        return millis(postgres);
    }

    private static long millis(Part part) {
        return ProcessorTime.millis(Objects.requireNonNull(part.process(), part.name() + " has ended")
                .pid());
    }

    private void stopErpCore() throws IOException {
        Part running = erpCore;
        erpCore = null;
        if (running != null) {
            stop(running);
        }
    }

    private static void stop(Part part) throws IOException {
        try {
            part.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + part.name() + " was stopped", e);
        } catch (Exception e) {
            throw new IOException(part.name() + " did not stop", e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        try {
            stopErpCore();
        } finally {
            try {
                stop(postgres);
            } finally {
                DataFolder.deleteTree(installation.folder().path());
            }
        }
    }
}
