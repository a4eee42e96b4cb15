package io.setpoint.ingest.capture;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;

/** Reads commits from the write-ahead log through a replication slot, which only one reader can hold at a time. */
final class WalReader implements AutoCloseable {
    /** Held for the reader's life: pgjdbc closes a connection nobody refers to, although its stream is in use. */
    private final Connection connection;

    private final PGReplicationStream stream;
    private final PgOutput output = new PgOutput();
    private long readTo;

    private WalReader(Connection connection, PGReplicationStream stream) {
        this.connection = connection;
        this.stream = stream;
    }

    static WalReader open(CaptureSettings settings) throws SQLException {
        Connection connection = connect(settings);
        try {
            PGReplicationStream stream = connection
                    .unwrap(PGConnection.class)
                    .getReplicationAPI()
                    .replicationStream()
                    .logical()
                    .withSlotName(settings.slot())
                    .withSlotOption("proto_version", "1")
                    .withSlotOption("publication_names", settings.publication())
                    .withStatusInterval(1, TimeUnit.SECONDS)
                    // the driver would confirm what the server says it has sent; only Kafka's word counts here
                    .withAutomaticFlush(false)
                    .start();
            return new WalReader(connection, stream);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** A connection that speaks the replication protocol. */
    static Connection connect(CaptureSettings settings) throws SQLException {
        Properties properties = new Properties();
        PGProperty.USER.set(properties, settings.user());
        PGProperty.PASSWORD.set(properties, settings.password());
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "14");
        PGProperty.REPLICATION.set(properties, "database");
        PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
        PGProperty.CONNECT_TIMEOUT.set(properties, 10);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        PGProperty.APPLICATION_NAME.set(properties, "setpoint-ingest");
        return DriverManager.getConnection(settings.url(), properties);
    }

    /** The next commit with events, or null if none is waiting. */
    @Nullable
    Commit poll() throws SQLException {
        while (true) {
            ByteBuffer message = stream.readPending();
            if (message == null) {
                // all that came before this position has been handed out: the server sends in commit order
                readTo = Math.max(readTo, stream.getLastReceiveLSN().asLong());
                return null;
            }
            Commit commit = output.take(message);
            if (commit != null) {
                readTo = Math.max(readTo, commit.position());
                return commit;
            }
        }
    }

    /** Position up to which the log has been read: every commit that ends there or before was handed out. */
    long readTo() {
        return readTo;
    }

    boolean insideCommit() {
        return output.insideCommit();
    }

    /** Allows the server to forget the log up to a position. */
    void confirm(long position) {
        LogSequenceNumber confirmed = LogSequenceNumber.valueOf(position);
        stream.setFlushedLSN(confirmed);
        stream.setAppliedLSN(confirmed);
    }

    /** Tells the server now that this reader is alive and what it has confirmed. */
    void report() throws SQLException {
        stream.forceUpdateStatus();
    }

    @Override
    public void close() throws SQLException {
        try {
            stream.close();
        } finally {
            connection.close();
        }
    }
}
