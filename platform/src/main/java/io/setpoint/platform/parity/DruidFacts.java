package io.setpoint.platform.parity;

import io.setpoint.contracts.kpi.FactGrain;
import io.setpoint.contracts.kpi.Kpi;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The KPIs as sums of signed facts, as known at a stamp, by Druid SQL over JDBC. */
final class DruidFacts {
    private final String jdbcUrl;
    private final String user;
    private final String password;

    DruidFacts(String jdbcUrl, String user, String password) {
        this.jdbcUrl = jdbcUrl;
        this.user = user;
        this.password = password;
    }

    Figures figures(long cut) throws SQLException {
        Figures figures = new Figures();
        try (Connection connection = connect()) {
            for (FactGrain grain : FactGrain.values()) {
                if (Arrays.stream(Kpi.values()).anyMatch(kpi -> kpi.grain() == grain) && exists(connection, grain)) {
                    for (Kpi kpi : Kpi.values()) {
                        if (kpi.grain() == grain) {
                            add(connection, kpi, cut, figures);
                        }
                    }
                }
            }
        }
        return figures;
    }

    /** The documents behind one cell, each with its part of the sums. */
    Map<String, CellValue> documents(Kpi kpi, CellKey cell, long cut) throws SQLException {
        Map<String, CellValue> documents = new TreeMap<>();
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(
                        """
                        select %s, %s from %s
                        where kind in (%s) and tc <= ? and company = ? and site = ? and %s = ?
                        group by 1
                        """.formatted(document(kpi), sums(kpi), kpi.grain().dataSource(), kinds(kpi), column(kpi)))) {
            statement.setLong(1, cut);
            statement.setString(2, cell.company());
            statement.setString(3, cell.site());
            statement.setString(4, cell.window().substring(cell.window().indexOf(':') + 1));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    CellValue value = new CellValue(rows.getLong(2), rows.getLong(3));
                    if (!value.equals(CellValue.ZERO)) {
                        documents.put(rows.getString(1), value);
                    }
                }
            }
        }
        return documents;
    }

    private static void add(Connection connection, Kpi kpi, long cut, Figures figures) throws SQLException {
        String prefix = kpi.window() == Kpi.Window.DAY ? "day:" : "bucket:";
        try (PreparedStatement statement = connection.prepareStatement(
                """
                select company, site, %s, %s from %s
                where kind in (%s) and tc <= ?
                group by 1, 2, 3
                """.formatted(column(kpi), sums(kpi), kpi.grain().dataSource(), kinds(kpi)))) {
            statement.setLong(1, cut);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    figures.add(
                            new CellKey(kpi.id(), rows.getString(1), rows.getString(2), prefix + rows.getString(3)),
                            new CellValue(rows.getLong(4), rows.getLong(5)));
                }
            }
        }
    }

    /** A data source appears with its first row. */
    private static boolean exists(Connection connection, FactGrain grain) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select count(*) from INFORMATION_SCHEMA.TABLES where TABLE_NAME = ?")) {
            statement.setString(1, grain.dataSource());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getLong(1) > 0;
            }
        }
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("sqlTimeZone", "Etc/UTC");
        // Sums of whole numbers must be exact, whatever the number of groups.
        properties.setProperty("useApproximateTopN", "false");
        return DriverManager.getConnection(jdbcUrl, properties);
    }

    private static String sums(Kpi kpi) {
        String denominator = kpi.denominator();
        return "sum(sign * \"" + kpi.numerator() + "\"), "
                + (denominator == null ? "0" : "sum(sign * \"" + denominator + "\")");
    }

    private static String kinds(Kpi kpi) {
        return kpi.kinds().stream().sorted().map(kind -> "'" + kind + "'").collect(Collectors.joining(", "));
    }

    private static String column(Kpi kpi) {
        return switch (kpi.window()) {
            case DAY -> "\"day\"";
            case AGE_ENTRY -> "\"ageEntry\"";
            case AGE_DUE -> "\"ageDue\"";
        };
    }

    private static String document(Kpi kpi) {
        return switch (kpi.grain()) {
            case ORDER_LINE -> "\"orderId\" || '/' || \"lineNo\"";
            case PICK_LINE -> "\"shipmentId\" || '/' || \"pickNo\"";
            case ORDER -> "\"orderId\" || '/' || \"requestedDate\"";
            case SHIPMENT -> "\"shipmentId\" || '/' || \"lineNo\"";
            case COUNT_LINE -> "\"countId\" || '/' || \"lineNo\"";
            case ADJUSTMENT -> "\"adjustmentId\"";
        };
    }
}
