package io.setpoint.platform.modules;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.setpoint.platform.installation.Installation;
import io.setpoint.platform.installation.Ports;
import io.setpoint.platform.installation.Secrets;
import io.setpoint.platform.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the modules' YAML files, at every start, since ports may have changed. They are what an operator would write. */
final class ModuleConfiguration {
    private static final String LOOPBACK = "127.0.0.1";
    /** Who waits for a busy item waits better for a connection than inside the database, where others wait behind him. */
    private static final int POOL = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private final Installation installation;
    private final Secrets secrets;
    private final Ports ports;

    ModuleConfiguration(Installation installation) {
        this.installation = installation;
        this.secrets = installation.folder().secrets();
        this.ports = installation.ports();
    }

    Path erpCore() throws IOException {
        Map<String, Object> file = dropwizard(ports.erpCore(), ports.erpCoreAdmin());
        file.put("database", database("setpoint_app", secrets.app(), Map.of("poolSize", POOL)));
        file.put("owner", Map.of("user", EmbeddedPostgres.OWNER, "password", secrets.owner()));
        file.put("roles", Map.of("capturePassword", secrets.capture(), "oraclePassword", secrets.oracle()));
        file.put(
                "bootstrap",
                Map.of(
                        "person",
                        Installation.ADMINISTRATOR,
                        "name",
                        "Administrator",
                        "password",
                        secrets.administrator()));
        return write("erp-core", file);
    }

    Path ingest() throws IOException {
        Map<String, Object> file = dropwizard(ports.ingest(), ports.ingestAdmin());
        file.put("database", database("setpoint_capture", secrets.capture(), Map.of()));
        file.put("slot", "setpoint");
        file.put("kafka", kafka());
        file.put(
                "erpCore",
                Map.of(
                        "url",
                        installation.erpCore().toString(),
                        "person",
                        Installation.FEED,
                        "password",
                        secrets.signals()));
        return write("ingest", file);
    }

    Path streaming() throws IOException {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("kafka", kafka());
        file.put("parallelism", 2);
        file.put(
                "checkpoints",
                Map.of(
                        "dir",
                        installation.folder().flink().resolve("checkpoints").toString(),
                        "intervalMs",
                        5000));
        file.put("restPort", ports.flink());
        file.put("groupId", "setpoint-streaming");
        file.put("replay", Map.of("host", LOOPBACK, "port", ports.replay(), "token", secrets.replay()));
        return write("streaming", file);
    }

    Path dashboards() throws IOException {
        Map<String, Object> file = dropwizard(ports.dashboards(), ports.dashboardsAdmin());
        file.put("kafka", kafka());
        file.put("erpCore", Map.of("url", installation.erpCore().toString()));
        file.put(
                "druid",
                Map.of(
                        "brokerUrl", installation.druidBroker().toString(),
                        "coordinatorUrl", installation.druidCoordinator().toString(),
                        "jdbcUrl", installation.druidJdbcUrl(),
                        "user", Installation.DRUID_USER,
                        "password", secrets.druid()));
        file.put(
                "replay",
                Map.of("url", "http://" + LOOPBACK + ":" + ports.replay() + "/replay", "token", secrets.replay()));
        return write("dashboards", file);
    }

    private Map<String, Object> kafka() {
        return Map.of("bootstrapServers", installation.kafkaBootstrapServers());
    }

    private Map<String, Object> database(String user, String password, Map<String, Object> further) {
        Map<String, Object> database = new LinkedHashMap<>(further);
        database.put("url", installation.databaseUrl());
        database.put("user", user);
        database.put("password", password);
        return database;
    }

    /** Standard output is the log file; the supervisor has sent it there. In one process all say the same. */
    private static Map<String, Object> dropwizard(int port, int adminPort) {
        Map<String, Object> server = new LinkedHashMap<>();
        server.put("applicationConnectors", List.of(connector(port)));
        server.put("adminConnectors", List.of(connector(adminPort)));
        server.put("minThreads", 8);
        server.put("maxThreads", 64);
        server.put("requestLog", Map.of("appenders", List.of()));
        server.put("shutdownGracePeriod", "5s");
        Map<String, Object> appender = new LinkedHashMap<>();
        appender.put("type", "console");
        appender.put("logFormat", "%date{ISO8601} %-5level [%thread] %logger{30} - %message%n%rootException");
        Map<String, Object> logging = new LinkedHashMap<>();
        logging.put("level", "WARN");
        logging.put("loggers", Map.of("io.setpoint", "INFO", "org.apache.flink.runtime.metrics", "ERROR"));
        logging.put("appenders", List.of(appender));
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("server", server);
        file.put("logging", logging);
        return file;
    }

    private static Map<String, Object> connector(int port) {
        return Map.of("type", "http", "bindHost", LOOPBACK, "port", port);
    }

    /** The files hold passwords, so they are their owner's only. */
    private Path write(String module, Map<String, Object> content) throws IOException {
        Path file = installation.folder().configuration().resolve(module + ".yml");
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, YAML.writeValueAsBytes(content));
        return file;
    }
}
