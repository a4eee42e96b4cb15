package io.setpoint.ingest.capture;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** A database with an event table as the ERP core has it. Every event's payload carries a number that grows per key. */
final class EventTable {
    private final String url;
    private final AtomicLong numbers = new AtomicLong();

    EventTable(String url) {
        this.url = url;
    }

    String url() {
        return url;
    }

    EventTable create() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TABLE event (
                        id uuid NOT NULL,
                        occurred_at timestamptz NOT NULL,
                        recorded_at timestamptz NOT NULL,
                        company_id text NOT NULL,
                        site_id text,
                        actor text NOT NULL,
                        aggregatetype text NOT NULL,
                        aggregateid text NOT NULL,
                        type text NOT NULL,
                        seq int NOT NULL,
                        payload text NOT NULL,
                        PRIMARY KEY (id, recorded_at)
                    ) PARTITION BY RANGE (recorded_at);
                    CREATE TABLE event_2026 PARTITION OF event FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
                    CREATE TABLE event_later PARTITION OF event DEFAULT;
                    CREATE TABLE unrelated (note text)""");
            publish(statement);
        }
        return this;
    }

    static void publish(Statement statement) throws SQLException {
        statement.execute(
                "CREATE PUBLICATION setpoint_events FOR TABLE event WITH (publish_via_partition_root = true)");
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url);
    }

    /** One transaction with one event for each subject; returns the position after it. */
    long commit(Connection connection, String... subjects) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO event (id, occurred_at, recorded_at, company_id, site_id, actor, aggregatetype, aggregateid,
                                   type, seq, payload)
                VALUES (?::uuid, ?::timestamptz, now(), 'HALDEN', ?, 'k.lind', 'order', ?, 'setpoint.sales.order-placed.v1',
                        ?, ?)""")) {
            for (int seq = 0; seq < subjects.length; seq++) {
                insert.setString(1, UUID.randomUUID().toString());
                insert.setString(2, "2026-11-20 09:14:07.123456+01:30");
                insert.setString(3, seq % 2 == 0 ? "GOT1" : null);
                insert.setString(4, subjects[seq]);
                insert.setInt(5, seq);
                insert.setString(6, "{\"n\":" + numbers.incrementAndGet() + "}");
                insert.addBatch();
            }
            insert.executeBatch();
        }
        connection.commit();
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** What the log must hold: key, type and payload by event id. */
    Map<String, String> rows() throws SQLException {
        Map<String, String> rows = new LinkedHashMap<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT id::text, aggregateid || ' ' || type || ' ' || seq || ' ' || payload FROM event")) {
            while (row.next()) {
                rows.put(row.getString(1), row.getString(2));
            }
        }
        return rows;
    }
}
