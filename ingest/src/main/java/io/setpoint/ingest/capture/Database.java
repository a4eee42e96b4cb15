package io.setpoint.ingest.capture;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.ReplicationSlotInfo;

/** What the capture asks of the database besides the write-ahead log itself. */
final class Database {
    private final CaptureSettings settings;

    Database(CaptureSettings settings) {
        this.settings = settings;
    }

    /** Whether the publication is there; the ERP core creates it with its first migration. */
    boolean hasPublication() throws SQLException {
        try (Connection connection = connect();
                PreparedStatement select =
                        connection.prepareStatement("SELECT 1 FROM pg_publication WHERE pubname = ?")) {
            select.setString(1, settings.publication());
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    /** Position the replication slot keeps, or empty if there is no slot. */
    OptionalLong confirmed() throws SQLException {
        try (Connection connection = connect();
                PreparedStatement select = connection.prepareStatement("""
                        SELECT confirmed_flush_lsn::text, coalesce(wal_status, '') = 'lost'
                        FROM pg_replication_slots
                        WHERE slot_name = ?""")) {
            select.setString(1, settings.slot());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return OptionalLong.empty();
                }
                if (row.getBoolean(2)) {
                    throw new CaptureStopped("the server has removed the write-ahead log that replication slot "
                            + settings.slot() + " needs");
                }
                return OptionalLong.of(
                        LogSequenceNumber.valueOf(row.getString(1)).asLong());
            }
        }
    }

    /** Position up to which the write-ahead log is on disk. */
    long flushed() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_current_wal_flush_lsn()::text")) {
            row.next();
            return LogSequenceNumber.valueOf(row.getString(1)).asLong();
        }
    }

    void dropSlot() throws SQLException {
        try (Connection connection = connect();
                PreparedStatement drop = connection.prepareStatement(
                        "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = ?")) {
            drop.setString(1, settings.slot());
            drop.execute();
        }
    }

    /**
     * Creates the slot and hands out what was committed before it: the events that the slot will never send. Their true
     * positions are not known any more, so they get positions just below the slot's own, one for each transaction, in the
     * order of their recording.
     *
     * @return the slot's position: it sends every commit that ends behind it
     */
    long createSlot(Consumer<Commit> committedBefore) throws SQLException {
        try (Connection replication = WalReader.connect(settings)) {
            ReplicationSlotInfo slot = replication
                    .unwrap(PGConnection.class)
                    .getReplicationAPI()
                    .createReplicationSlot()
                    .logical()
                    .withSlotName(settings.slot())
                    .withOutputPlugin("pgoutput")
                    .make();
            long position = slot.getConsistentPoint().asLong();
            // the snapshot lives as long as the replication connection does nothing else
            try (Connection connection = connect();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
                statement.execute("SET TRANSACTION SNAPSHOT '"
                        + requireNonNull(slot.getSnapshotName()).replace("'", "") + "'");
                // fail rather than see only what a row-level policy lets through
                statement.execute("SET LOCAL row_security = off");
                statement.setFetchSize(1000);
                readTable(statement, position, committedBefore);
                connection.rollback();
            }
            return position;
        }
    }

    private void readTable(Statement statement, long position, Consumer<Commit> committedBefore) throws SQLException {
        long transactions;
        try (ResultSet row =
                statement.executeQuery("SELECT count(DISTINCT (recorded_at, xmin::text)) FROM " + settings.table())) {
            row.next();
            transactions = row.getLong(1);
        }
        try (ResultSet rows = statement.executeQuery("""
                SELECT id::text, occurred_at, company_id, coalesce(site_id, ''), coalesce(actor, ''), aggregateid, type,
                       seq, payload, xmin::text, (extract(epoch FROM recorded_at) * 1000000)::bigint
                FROM %s
                ORDER BY recorded_at, xmin::text::bigint, seq""".formatted(settings.table()))) {
            String transaction = "";
            long recordedAt = 0;
            long next = position - transactions;
            List<Commit.Event> events = new ArrayList<>();
            while (rows.next()) {
                String rowTransaction = rows.getString(10) + "@" + rows.getLong(11);
                if (!events.isEmpty() && !rowTransaction.equals(transaction)) {
                    committedBefore.accept(new Commit(next++, recordedAt, events));
                    events = new ArrayList<>();
                }
                transaction = rowTransaction;
                recordedAt = rows.getLong(11);
                events.add(new Commit.Event(
                        rows.getString(1),
                        rows.getObject(2, java.time.OffsetDateTime.class).toInstant(),
                        rows.getString(3),
                        rows.getString(4),
                        rows.getString(5),
                        rows.getString(6),
                        rows.getString(7),
                        rows.getInt(8),
                        rows.getString(9)));
            }
            if (!events.isEmpty()) {
                committedBefore.accept(new Commit(next, recordedAt, events));
            }
        }
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        PGProperty.USER.set(properties, settings.user());
        PGProperty.PASSWORD.set(properties, settings.password());
        PGProperty.CONNECT_TIMEOUT.set(properties, 10);
        PGProperty.SOCKET_TIMEOUT.set(properties, 300);
        PGProperty.APPLICATION_NAME.set(properties, "setpoint-ingest");
        return DriverManager.getConnection(settings.url(), properties);
    }
}
