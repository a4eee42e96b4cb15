package io.setpoint.dashboards.analytics;

import io.setpoint.dashboards.problems.Refused;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs SQL in Druid over JDBC. Values are always bound, never written into the text. */
public final class Druid {
    private static final Logger LOG = LoggerFactory.getLogger(Druid.class);
    private static final int TIMEOUT_MS = 10_000;

    private final String jdbcUrl;
    private final String user;
    private final String password;

    public Druid(String jdbcUrl, String user, String password) {
        this.jdbcUrl = jdbcUrl;
        this.user = user;
        this.password = password;
    }

    /** Reads one row into what the answer needs. */
    interface Mapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    /**
     * The rows of a query; none before the first fact of its grain, for until then Druid has no such table.
     *
     * @throws Refused with 503 while Druid is away
     */
    <T> List<T> query(FactQuery query, Mapper<T> mapper) {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("sqlTimeZone", "Etc/UTC");
        properties.setProperty("timeout", String.valueOf(TIMEOUT_MS));
        try (Connection connection = DriverManager.getConnection(jdbcUrl, properties)) {
            List<Boolean> known = rows(
                    connection,
                    "SELECT 1 FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = 'druid' AND TABLE_NAME = ?",
                    List.of(query.table()),
                    row -> true);
            return known.isEmpty() ? List.of() : rows(connection, query.sql(), query.values(), mapper);
        } catch (SQLException | RuntimeException e) {
            LOG.warn("Druid could not answer", e);
            Refused refused = new Refused(
                    503,
                    "druid-away",
                    "The analytical store does not answer",
                    "The board and the queue do not need it and go on. Try again in a moment.");
            refused.initCause(e);
            throw refused;
        }
    }

    private static <T> List<T> rows(Connection connection, String sql, List<Object> values, Mapper<T> mapper)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<T> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(mapper.map(rows));
                }
                return found;
            }
        }
    }
}
