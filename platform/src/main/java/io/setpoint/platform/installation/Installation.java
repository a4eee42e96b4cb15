package io.setpoint.platform.installation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;

/**
 * One installation and where its parts answer.
 *
 * @param folder its data
 * @param ports where it listens
 */
public record Installation(DataFolder folder, Ports ports) {
    /** Name of the database. */
    public static final String DATABASE = "setpoint";

    /** The first person, who founds the companies. */
    public static final String ADMINISTRATOR = "admin";

    /** The machine principal that carries signals of rules and models into the queue. */
    public static final String FEED = "exception-feed";

    /** By which name Druid knows the platform; {@code platform-druid} has it too. */
    public static final String DRUID_USER = "setpoint";

    private static final String LOOPBACK = "127.0.0.1";

    /** The user interface and the API behind it, which passes everything of erp-core on. */
    public URI dashboards() {
        return http(ports.dashboards());
    }

    public URI erpCore() {
        return http(ports.erpCore());
    }

    public URI flink() {
        return http(ports.flink());
    }

    public URI druidBroker() {
        return http(ports.druidBroker());
    }

    public URI druidCoordinator() {
        return http(ports.druidCoordinator());
    }

    /** The header by which Druid knows the platform. */
    public String druidAuthorization() {
        String both = DRUID_USER + ":" + folder.secrets().druid();
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(UTF_8));
    }

    /** JDBC address of Druid. */
    public String druidJdbcUrl() {
        return "jdbc:avatica:remote:url=" + druidBroker() + "/druid/v2/sql/avatica/;transparent_reconnection=true";
    }

    public String kafkaBootstrapServers() {
        return LOOPBACK + ":" + ports.kafka();
    }

    /** JDBC address of PostgreSQL, without a user. */
    public String databaseUrl() {
        return "jdbc:postgresql://" + LOOPBACK + ":" + ports.postgres() + "/" + DATABASE;
    }

    /** A connection that reads everything of all companies and writes nothing. */
    public Connection oracle() throws SQLException {
        return DriverManager.getConnection(
                databaseUrl(), "setpoint_oracle", folder.secrets().oracle());
    }

    /** A connection of the database's owner. */
    public Connection owner() throws SQLException {
        return DriverManager.getConnection(
                databaseUrl(), "setpoint", folder.secrets().owner());
    }

    private static URI http(int port) {
        return URI.create("http://" + LOOPBACK + ":" + port);
    }
}
