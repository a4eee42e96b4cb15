package io.setpoint.erp.kernel;

import java.math.BigDecimal;
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
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.NoSuchMapperException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.SingleColumnMapper;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * Several statements that go to the database together, for the few verbs that run thousands of times an hour: each
 * network round trip saved is worth more there than anything else. Statements see the effects of those before them.
 */
public final class RoundTrip {
    private final Handle handle;
    private final StringBuilder sql = new StringBuilder();
    private final List<@Nullable Object> arguments = new ArrayList<>();
    private int written;

    RoundTrip(Handle handle) {
        this.handle = handle;
    }

    /** On the transaction of a read. */
    public static RoundTrip on(Handle handle) {
        return new RoundTrip(handle);
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

    /** Adds a statement whose answer nobody looks at, before those whose answers are asked for. */
    void thenWrite(String statement, @Nullable Object... values) {
        then(statement, values);
        written++;
    }

    /** Sends it all. */
    public Answers send() throws SQLException {
        PreparedStatement statement = handle.getConnection().prepareStatement(sql.toString());
        try {
            for (int i = 0; i < arguments.size(); i++) {
                bind(statement, i + 1, arguments.get(i));
            }
            Answers answers = new Answers(handle, statement, statement.execute());
            for (int i = 0; i < written; i++) {
                answers.count();
            }
            return answers;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    /** Sends it all and gives what is made of the answers. */
    public <R extends @Nullable Object> R answer(Reading<R> reading) {
        try (Answers answers = send()) {
            return reading.of(answers);
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    /** Makes something of answers. */
    @FunctionalInterface
    public interface Reading<R extends @Nullable Object> {
        R of(Answers answers) throws SQLException;
    }

    private static void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
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
            statement.setArray(index, statement.getConnection().createArrayOf("text", texts));
        } else if (value instanceof Integer[] numbers) {
            statement.setArray(index, statement.getConnection().createArrayOf("int4", numbers));
        } else if (value instanceof BigDecimal[] numbers) {
            statement.setArray(index, statement.getConnection().createArrayOf("numeric", numbers));
        } else if (value instanceof LocalDate[] dates) {
            statement.setArray(index, statement.getConnection().createArrayOf("date", dates));
        } else if (value instanceof UUID[] ids) {
            statement.setArray(index, statement.getConnection().createArrayOf("uuid", ids));
        } else if (value instanceof Boolean[] flags) {
            statement.setArray(index, statement.getConnection().createArrayOf("bool", flags));
        } else if (value instanceof Instant[] instants) {
            String[] texts = new String[instants.length];
            for (int i = 0; i < texts.length; i++) {
                Instant instant = instants[i];
                texts[i] = instant == null ? null : instant.toString();
            }
            statement.setArray(index, statement.getConnection().createArrayOf("timestamptz", texts));
        } else {
            throw new IllegalArgumentException("cannot bind a " + value.getClass());
        }
    }

    /** The answers to the statements of one round trip, in their order. */
    public static final class Answers implements AutoCloseable {
        private final Handle handle;
        private final PreparedStatement statement;
        private @Nullable Query mapping;
        private boolean rows;
        private boolean first = true;

        Answers(Handle handle, PreparedStatement statement, boolean rows) {
            this.handle = handle;
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

        /** The rows of the next statement that gives rows as records or values, as Jdbi maps them. */
        public <T> List<T> list(Class<T> type) throws SQLException {
            ResultSet row = rows();
            StatementContext mapping = context();
            RowMapper<T> mapper = mapping.findRowMapperFor(type)
                    .orElseGet(() -> columnOf(type, mapping))
                    .specialize(row, mapping);
            List<T> list = new ArrayList<>();
            while (row.next()) {
                list.add(mapper.map(row, mapping));
            }
            return list;
        }

        private static <T> RowMapper<T> columnOf(Class<T> type, StatementContext mapping) {
            return new SingleColumnMapper<>(mapping.findColumnMapperFor(type)
                    .orElseThrow(() -> new NoSuchMapperException("no mapper for " + type)));
        }

        /** Jdbi maps in the context of a statement of its own; one is enough for all answers. */
        private StatementContext context() {
            Query known = mapping;
            if (known == null) {
                known = handle.createQuery("select");
                mapping = known;
            }
            return known.getContext();
        }

        /** The only row of the next statement that gives rows; empty if it gives none. */
        public <T> Optional<T> first(Class<T> type) throws SQLException {
            return list(type).stream().findFirst();
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
            if (mapping != null) {
                mapping.close();
            }
            statement.close();
        }
    }
}
