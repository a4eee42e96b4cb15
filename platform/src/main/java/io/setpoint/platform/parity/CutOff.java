package io.setpoint.platform.parity;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A state of the database and the position in its write-ahead log that goes with it, taken while business goes on. Each
 * use case holds the lock in shared mode for its transaction; who holds it alone sees no use case half committed.
 *
 * @param snapshot a transaction that sees exactly what was committed up to the position
 * @param lsn the position
 */
record CutOff(Connection snapshot, long lsn) implements AutoCloseable {
    private static final long USE_CASES = 7355608;

    /** Opens connections of a reading role. */
    interface Connections {
        Connection open() throws SQLException;
    }

    static CutOff take(Connections connections) throws SQLException {
        try (Connection gate = connections.open();
                Statement lock = gate.createStatement()) {
            lock.execute("select pg_advisory_lock(" + USE_CASES + ")");
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

    private static CutOff snapshot(Connection connection) throws SQLException {
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::bigint")) {
            row.next();
            return new CutOff(connection, row.getLong(1));
        }
    }

    @Override
    public void close() throws SQLException {
        snapshot.close();
    }
}
