package io.setpoint.platform.parity;

import io.setpoint.contracts.kpi.Kpi;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The KPIs by plain SQL over the ERP tables: {@code oracle/<kpi>.sql}, one row a document. */
final class Oracle {
    /** A single KPI may take this long. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final String AS_OF = ":as_of";
    private static final String QUERY_CANCELLED = "57014";

    private final Connection connection;

    /** @param connection sees all companies; its transaction is the state that is measured */
    Oracle(Connection connection) {
        this.connection = connection;
    }

    /** All cells of the KPI as at this moment of the commit clock. */
    void add(Kpi kpi, Instant asOf, Figures to) throws SQLException, ParityImpossible {
        query(
                kpi,
                """
                select company, site, "window", sum(numerator)::bigint, sum(denominator)::bigint
                from (%s) documents
                group by company, site, "window"
                """,
                asOf,
                new String[0],
                row -> to.add(
                        new CellKey(kpi.id(), row.getString(1), row.getString(2), row.getString(3)),
                        new CellValue(row.getLong(4), row.getLong(5))));
    }

    /** All companies, with cells or without. */
    Set<String> companies() throws SQLException {
        Set<String> companies = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select company_id from company")) {
            while (rows.next()) {
                companies.add(rows.getString(1));
            }
        }
        return companies;
    }

    /** The documents behind one cell, each with its part of the sums. */
    Map<String, CellValue> documents(Kpi kpi, CellKey cell, Instant asOf) throws SQLException, ParityImpossible {
        Map<String, CellValue> documents = new TreeMap<>();
        query(
                kpi,
                """
                select document, sum(numerator)::bigint, sum(denominator)::bigint
                from (%s) documents
                where company = ? and site = ? and "window" = ?
                group by document
                """,
                asOf,
                new String[] {cell.company(), cell.site(), cell.window()},
                row -> documents.put(row.getString(1), new CellValue(row.getLong(2), row.getLong(3))));
        return documents;
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private void query(Kpi kpi, String around, Instant asOf, String[] more, RowReader reader)
            throws SQLException, ParityImpossible {
        String sql = sql(kpi);
        int times = (sql.length() - sql.replace(AS_OF, "").length()) / AS_OF.length();
        try (PreparedStatement statement =
                connection.prepareStatement(String.format(around, sql.replace(AS_OF, "?")))) {
            int parameter = 1;
            for (int i = 0; i < times; i++) {
                statement.setObject(parameter++, OffsetDateTime.ofInstant(asOf, ZoneOffset.UTC));
            }
            for (String value : more) {
                statement.setString(parameter++, value);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        } catch (SQLException e) {
            if (QUERY_CANCELLED.equals(e.getSQLState())) {
                throw new ParityImpossible("PostgreSQL did not compute " + kpi.id() + " within " + PATIENCE.toMinutes()
                        + " minutes: is it busy with something else?");
            }
            throw e;
        }
    }

    private static String sql(Kpi kpi) {
        String name = "/oracle/" + kpi.id() + ".sql";
        try (InputStream in = Oracle.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the KPI " + kpi.id() + " has no oracle: " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
