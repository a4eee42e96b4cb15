package io.setpoint.platform.bench;

import io.setpoint.platform.client.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Orders of the past, written into the tables by SQL: placed, shipped and delivered within the last month, with lines,
 * shipments, stock moves, events, audit rows and idempotency keys. Only the benchmark does so. Its stock is not the sum
 * of its moves afterwards, and foreign keys are not looked at while it writes.
 */
final class History {
    private static final int FIRST = 1_000_001;
    private static final int CHUNK = 25_000;
    private static final int WRITERS = 2;

    private final BenchInstallation installation;

    History(BenchInstallation installation) {
        this.installation = installation;
    }

    /** The id of one of its orders, from 0. */
    static String order(int number) {
        return "SO-" + (FIRST + number);
    }

    /** Writes it and lets PostgreSQL learn what it holds. */
    void write(int orders, Progress progress) throws Exception {
        List<String> statements = statements();
        AtomicInteger next = new AtomicInteger();
        Callable<Void> writer = () -> {
            try (Connection connection = installation.owner();
                    Statement statement = connection.createStatement()) {
                statement.execute("set session_replication_role = replica");
                statement.execute("set synchronous_commit = off");
                for (int from = next.getAndAdd(CHUNK); from < orders; from = next.getAndAdd(CHUNK)) {
                    synchronized (this) {
                        progress.at((double) from / orders, "history of " + orders + " orders");
                    }
                    write(statement, statements, orders, from, Math.min(orders, from + CHUNK));
                }
            }
            return null;
        };
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<Void>> results = threads.invokeAll(
                    IntStream.range(0, WRITERS).mapToObj(n -> writer).toList());
            for (Future<Void> result : results) {
                result.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            threads.shutdownNow();
        }
        progress.at(1, "statistics of the history");
        settle();
    }

    /** Statistics, clean pages and an empty write-ahead log, so that no housekeeping of before falls into a measurement. */
    void settle() throws SQLException {
        try (Connection connection = installation.owner();
                Statement statement = connection.createStatement()) {
            statement.execute("vacuum (analyze)");
            statement.execute("checkpoint");
        }
    }

    private static void write(Statement statement, List<String> statements, int orders, int from, int to)
            throws SQLException {
        for (String sql : statements) {
            statement.execute(sql.replace(":from", Integer.toString(FIRST + from))
                    .replace(":to", Integer.toString(FIRST + to - 1))
                    .replace(":end", Integer.toString(FIRST + orders)));
        }
    }

    private static List<String> statements() throws IOException {
        try (InputStream file = History.class.getResourceAsStream("history.sql")) {
            String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            return List.of(text.split(";\\s*", -1));
        }
    }
}
