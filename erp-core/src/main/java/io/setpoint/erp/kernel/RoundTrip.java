package io.setpoint.erp.kernel;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Several statements that go to the database together, for the few verbs that run thousands of times an hour: each
 * network round trip saved is worth more there than anything else. Statements see the effects of those before them.
 */
public final class RoundTrip {
    private final Connection connection;
    private final StringBuilder sql = new StringBuilder();
    private final List<@Nullable Object> arguments = new ArrayList<>();

    RoundTrip(Connection connection) {
        this.connection = connection;
    }

    /** On the transaction of a read. */
    public static RoundTrip on(Handle handle) {
        return new RoundTrip(handle.getConnection());
    }

    /**
     * Adds a statement.
     *
     * @param values strings, numbers, booleans, instants, dates, UUIDs, byte arrays, arrays of strings, integers,
     *     decimals, dates, instants or UUIDs; a null is sent as text, so cast its placeholder where the column is not
     */
    public RoundTrip then(String statement, @Nullable Object... values) {
        if (!sql.isEmpty()) {
            sql.append(";\n");
        }
        sql.append(statement);
        Collections.addAll(arguments, values);
        return this;
    }

    /** Sends it all. */
    public Answers send() throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql.toString());
        try {
            for (int i = 0; i < arguments.size(); i++) {
                bind(statement, i + 1, arguments.get(i));
            }
            return new Answers(statement, statement.execute());
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.VARCHAR);
        } else if (value instanceof String text) {
            statement.setString(index, text);
        } else if (value instanceof Integer number) {
            statement.setInt(index, number);
        } else if (value instanceof Long number) {
            statement.setLong(index, number);
        } else if (value instanceof BigDecimal number) {
            statement.setBigDecimal(index, number);
        } else if (value instanceof Boolean flag) {
            statement.setBoolean(index, flag);
        } else if (value instanceof Instant instant) {
            statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
        } else if (value instanceof LocalDate || value instanceof UUID) {
            statement.setObject(index, value);
        } else if (value instanceof byte[] bytes) {
            statement.setBytes(index, bytes);
        } else if (value instanceof String[] texts) {
            statement.setArray(index, connection.createArrayOf("text", texts));
        } else if (value instanceof Integer[] numbers) {
            statement.setArray(index, connection.createArrayOf("int4", numbers));
        } else if (value instanceof BigDecimal[] numbers) {
            statement.setArray(index, connection.createArrayOf("numeric", numbers));
        } else if (value instanceof LocalDate[] dates) {
            statement.setArray(index, connection.createArrayOf("date", dates));
        } else if (value instanceof UUID[] ids) {
            statement.setArray(index, connection.createArrayOf("uuid", ids));
        } else if (value instanceof Boolean[] flags) {
            statement.setArray(index, connection.createArrayOf("bool", flags));
        } else if (value instanceof Instant[] instants) {
            String[] texts = new String[instants.length];
            for (int i = 0; i < texts.length; i++) {
                Instant instant = instants[i];
                texts[i] = instant == null ? null : instant.toString();
            }
            statement.setArray(index, connection.createArrayOf("timestamptz", texts));
        } else {
            throw new IllegalArgumentException("cannot bind a " + value.getClass());
        }
    }

    /** The answers to the statements of one round trip, in their order. */
    public static final class Answers implements AutoCloseable {
        private final PreparedStatement statement;
        private boolean rows;
        private boolean first = true;

        Answers(PreparedStatement statement, boolean rows) {
            this.statement = statement;
            this.rows = rows;
        }

        /** The rows of the next statement that gives rows; those that only count are passed over. */
        public ResultSet rows() throws SQLException {
            advance();
            while (!rows) {
                if (statement.getUpdateCount() == -1) {
                    throw new IllegalStateException("no further statement gives rows");
                }
                advance();
            }
            return statement.getResultSet();
        }

        /** The number of rows the next statement changed. */
        public int count() throws SQLException {
            advance();
            int count = statement.getUpdateCount();
            if (rows || count == -1) {
                throw new IllegalStateException("the next statement gives rows or there is none");
            }
            return count;
        }

        private void advance() throws SQLException {
            if (first) {
                first = false;
            } else {
                rows = statement.getMoreResults();
            }
        }

        @Override
        public void close() throws SQLException {
            statement.close();
        }
    }
}
