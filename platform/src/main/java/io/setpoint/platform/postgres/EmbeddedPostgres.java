package io.setpoint.platform.postgres;

import io.setpoint.platform.installation.DataFolder;
import io.setpoint.platform.installation.Installation;
import io.setpoint.platform.supervision.Part;
import io.setpoint.platform.supervision.ProcessPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL with its data in the data folder. It listens on loopback only, asks for passwords, and writes every commit
 * to the disk before it answers; a server that does not is refused.
 */
public final class EmbeddedPostgres {
    /** Role that owns the database; the modules' roles are made by erp-core's migrations. */
    public static final String OWNER = "setpoint";

    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("wal_level", "logical"),
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("full_page_writes", "on"),
            Map.entry("max_connections", "100"),
            Map.entry("max_replication_slots", "8"),
            Map.entry("max_wal_senders", "8"),
            // A capture that is away for days may not fill the disk.
            Map.entry("max_slot_wal_keep_size", "4GB"),
            Map.entry("max_wal_size", "1GB"),
            // Behind each checkpoint pages are written ahead as a whole once more.
            Map.entry("checkpoint_timeout", "15min"),
            Map.entry("shared_buffers", "128MB"),
            Map.entry("jit", "off"),
            Map.entry("timezone", "UTC"),
            Map.entry("log_timezone", "UTC"),
            Map.entry("log_line_prefix", "%m [%p] "),
            Map.entry("log_min_messages", "warning"),
            Map.entry("log_min_error_statement", "panic"));

    private final Installation installation;
    private final Path binaries;
    private final Path data;
    private @Nullable Connection asking;

    private EmbeddedPostgres(Installation installation) {
        this.installation = installation;
        this.binaries = installation.folder().path().resolve("programs").resolve("postgresql-18");
        this.data = installation.folder().postgres();
    }

    /** The part for the supervisor. */
    public static Part part(Installation installation) {
        EmbeddedPostgres postgres = new EmbeddedPostgres(installation);
        return new ProcessPart(
                "postgres",
                List.of(),
                installation.databaseUrl(),
                installation.folder().logs().resolve("postgres.log"),
                postgres::check,
                ProcessPart.StopBy.INTERRUPT,
                Map.of("LC_ALL", "C"),
                postgres::command);
    }

    private List<String> command() throws IOException, InterruptedException {
        PostgresBinaries.unpack(binaries);
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            initialize();
        }
        List<String> command = program("postgres");
        command.addAll(List.of(
                "-D",
                data.toString(),
                "-p",
                Integer.toString(installation.ports().postgres())));
        SETTINGS.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return command;
    }

    /** Makes the cluster beside its place and moves it there when it is whole. */
    private void initialize() throws IOException, InterruptedException {
        Path half = data.resolveSibling("postgres.half");
        DataFolder.deleteTree(half);
        Path log = installation.folder().logs().resolve("initdb.log");
        Path password = Files.createTempFile(
                installation.folder().run(),
                "owner",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(password, installation.folder().secrets().owner());
            List<String> command = program("initdb");
            command.addAll(List.of("-D", half.toString(), "-U", OWNER, "-A", "scram-sha-256"));
            command.addAll(List.of("--pwfile=" + password, "-E", "UTF8"));
            command.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("initdb failed: " + Files.readString(log).strip());
            }
        } finally {
            Files.deleteIfExists(password);
        }
        Files.move(half, data, StandardCopyOption.ATOMIC_MOVE);
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own it does not see that it does. */
    private List<String> program(String name) {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(binaries.resolve("bin").resolve(name).toString());
        return command;
    }

    /** Asks over a connection that is kept: to make one, with its thousands of hashes, costs more than the question. */
    private synchronized void check() throws SQLException {
        if (asking == null) {
            asking = connect();
        }
        try (Statement statement = asking.createStatement()) {
            requireDurable(statement);
        } catch (SQLException e) {
            asking.close();
            asking = null;
            throw e;
        }
    }

    private Connection connect() throws SQLException {
        String server = installation.databaseUrl().replaceFirst("[^/]*$", "postgres");
        Connection connection = DriverManager.getConnection(
                server, OWNER, installation.folder().secrets().owner());
        try (Statement statement = connection.createStatement()) {
            if (!exists(statement)) {
                statement.execute("create database " + Installation.DATABASE);
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static void requireDurable(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("""
                select name, setting from pg_settings
                 where name in ('fsync', 'synchronous_commit', 'full_page_writes') and setting <> 'on'""")) {
            if (rows.next()) {
                throw new SQLException("PostgreSQL runs with " + rows.getString(1) + " " + rows.getString(2)
                        + ", so a commit could be lost; it must be on");
            }
        }
    }

    private static boolean exists(Statement statement) throws SQLException {
        try (ResultSet row =
                statement.executeQuery("select 1 from pg_database where datname = '" + Installation.DATABASE + "'")) {
            return row.next();
        }
    }
}
