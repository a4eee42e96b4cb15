package io.setpoint.platform.parity;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * A state of the database and the position in its write-ahead log that goes with it, taken while business goes on. Each
 * use case holds the lock in shared mode for its transaction; who holds it alone sees no use case half committed.
 *
 * @param snapshot a transaction that sees exactly what was committed up to the position
 * @param lsn the position
 */
record CutOff(Connection snapshot, long lsn) implements AutoCloseable {
    private static final long USE_CASES = 7355608;
    private static final Duration SHORTEST_STAND_STILL = Duration.ofMillis(100);
    private static final Duration LONGEST_STAND_STILL = Duration.ofMillis(1_600);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /** Opens connections of a reading role. */
    interface Connections {
        Connection open() throws SQLException;
    }

    /**
     * Waits for a moment without a use case. While it waits, new ones wait behind it; so it tries for a moment only, then
     * lets them pass as long, then tries for a longer one.
     */
    static CutOff take(Connections connections) throws SQLException, ParityImpossible, InterruptedException {
        try (Connection gate = connections.open();
                Statement lock = gate.createStatement()) {
            lock(lock);
            try {
                CutOff taken = snapshot(connections.open());
                // Something behind the position, so that the capture soon reads beyond it even if business rests.
                lock.execute("select pg_logical_emit_message(true, 'setpoint', 'parity')");
                return taken;
            } finally {
                lock.execute("select pg_advisory_unlock(" + USE_CASES + ")");
            }
        }
    }

    private static void lock(Statement statement) throws SQLException, ParityImpossible, InterruptedException {
        Instant giveUp = Clock.systemUTC().instant().plus(PATIENCE);
        Duration standStill = SHORTEST_STAND_STILL;
        while (true) {
            statement.execute("set lock_timeout = '" + standStill.toMillis() + "ms'");
            try {
                statement.execute("select pg_advisory_lock(" + USE_CASES + ")");
                return;
            } catch (SQLException e) {
                if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                    throw e;
                }
            }
            if (Clock.systemUTC().instant().isAfter(giveUp)) {
                throw new ParityImpossible("For " + PATIENCE.toSeconds()
                        + " s there was no moment between two transactions; " + holders(statement));
            }
            TimeUnit.MILLISECONDS.sleep(standStill.toMillis());
            standStill = standStill.multipliedBy(2);
            standStill = standStill.compareTo(LONGEST_STAND_STILL) > 0 ? LONGEST_STAND_STILL : standStill;
        }
    }

    /** Who keeps the lock; what it does only an operator may see. */
    private static String holders(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("""
                select string_agg(pid::text, ', ' order by pid)
                from pg_locks where locktype = 'advisory' and granted and pid <> pg_backend_pid()
                """)) {
            String holders = row.next() ? row.getString(1) : null;
            return holders == null ? "none runs now" : "PostgreSQL's processes " + holders + " are in one";
        }
    }

    private static CutOff snapshot(Connection connection) throws SQLException {
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::bigint")) {
            row.next();
            CutOff taken = new CutOff(connection, row.getLong(1));
            // Whole tables are joined. Before PostgreSQL has counted new rows it takes each table for a small one, and
            // goes through one for each row of the other.
            statement.execute("set local enable_nestloop = off");
            statement.execute("set local statement_timeout = '" + Oracle.PATIENCE.toMillis() + "ms'");
            return taken;
        }
    }

    @Override
    public void close() throws SQLException {
        snapshot.close();
    }
}
