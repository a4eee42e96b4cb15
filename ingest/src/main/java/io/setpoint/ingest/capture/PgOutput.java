package io.setpoint.ingest.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decodes PostgreSQL's {@code pgoutput} messages, protocol version 1, into commits. The server sends a transaction only
 * once it is committed, and transactions one after the other in commit order.
 *
 * @see <a href="https://www.postgresql.org/docs/18/protocol-logicalrep-message-formats.html">message formats</a>
 */
final class PgOutput {
    /** Microseconds from 1970-01-01 to 2000-01-01, PostgreSQL's epoch. */
    private static final long POSTGRES_EPOCH = 946_684_800_000_000L;

    private static final DateTimeFormatter TIMESTAMPTZ = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
            .appendOffset("+HH:mm:ss", "+00")
            .toFormatter();

    private final Map<Integer, Relation> relations = new HashMap<>();
    private @Nullable List<Commit.Event> open;

    private record Relation(String name, List<String> columns) {}

    /** Takes one message; returns the commit if the message completed one that holds events. */
    @Nullable
    Commit take(ByteBuffer message) {
        byte kind = message.get();
        switch (kind) {
            case 'B' -> open = new ArrayList<>();
            case 'R' -> relation(message);
            case 'I' -> insert(message);
            case 'C' -> {
                return commit(message);
            }
            case 'U', 'D', 'T' ->
                throw new IllegalStateException(
                        "the event table is append-only, but the write-ahead log holds a change of kind "
                                + (char) kind);
            default -> {
                // type, origin and logical messages say nothing about events
            }
        }
        return null;
    }

    /** Whether a transaction has begun and not yet ended. */
    boolean insideCommit() {
        return open != null;
    }

    private void relation(ByteBuffer message) {
        int id = message.getInt();
        text(message); // schema
        String name = text(message);
        message.get(); // replica identity
        int count = message.getShort();
        List<String> columns = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            message.get(); // part of the key
            columns.add(text(message));
            message.getInt(); // type
            message.getInt(); // type modifier
        }
        relations.put(id, new Relation(name, columns));
    }

    private void insert(ByteBuffer message) {
        Relation relation = relations.get(message.getInt());
        if (relation == null) {
            throw new IllegalStateException("a row of a relation that was not described");
        }
        message.get(); // 'N', the new row
        int count = message.getShort();
        Map<String, @Nullable String> row = new HashMap<>();
        for (int i = 0; i < count; i++) {
            row.put(relation.columns().get(i), value(message));
        }
        requireNonNull(open, "a row outside a transaction")
                .add(new Commit.Event(
                        required(row, "id"),
                        instant(required(row, "occurred_at")),
                        required(row, "company_id"),
                        optional(row, "site_id"),
                        optional(row, "actor"),
                        required(row, "aggregateid"),
                        required(row, "type"),
                        Integer.parseInt(required(row, "seq")),
                        required(row, "payload")));
    }

    private @Nullable Commit commit(ByteBuffer message) {
        message.get(); // flags, unused
        message.getLong(); // start of the commit record
        long end = message.getLong();
        long committedAt = message.getLong() + POSTGRES_EPOCH;
        List<Commit.Event> events = requireNonNull(open, "a commit without a beginning");
        open = null;
        if (events.isEmpty()) {
            return null;
        }
        events.sort(Comparator.comparingInt(Commit.Event::seq));
        return new Commit(end, committedAt, events);
    }

    private static @Nullable String value(ByteBuffer message) {
        byte kind = message.get();
        if (kind == 'n') {
            return null;
        }
        if (kind != 't') {
            throw new IllegalStateException("a column value of kind " + (char) kind + " in an inserted row");
        }
        byte[] bytes = new byte[message.getInt()];
        message.get(bytes);
        return new String(bytes, UTF_8);
    }

    private static String text(ByteBuffer message) {
        int start = message.position();
        int end = start;
        while (message.get(end) != 0) {
            end++;
        }
        byte[] bytes = new byte[end - start];
        message.get(bytes);
        message.get(); // the closing zero
        return new String(bytes, UTF_8);
    }

    private static String required(Map<String, @Nullable String> row, String column) {
        String value = row.get(column);
        if (value == null) {
            throw new IllegalStateException("the event table has no value in column " + column);
        }
        return value;
    }

    private static String optional(Map<String, @Nullable String> row, String column) {
        String value = row.get(column);
        return value == null ? "" : value;
    }

    static Instant instant(String timestamptz) {
        return OffsetDateTime.parse(timestamptz, TIMESTAMPTZ).toInstant();
    }
}
