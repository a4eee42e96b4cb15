package io.setpoint.platform.bench;

import io.setpoint.platform.client.Progress;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that work at the same moment, and what their work cost the processes that served them. */
final class Clients {
    private static final int STEP = 100;

    private final BenchInstallation installation;
    private final Progress progress;

    Clients(BenchInstallation installation, Progress progress) {
        this.installation = installation;
        this.progress = progress;
    }

    /** One operation of a client. */
    @FunctionalInterface
    interface Operation {
        /**
         * Does it.
         *
         * @param client from 0
         * @param number over all clients, from 0
         */
        void run(int client, int number) throws Exception;
    }

    /**
     * What a number of operations cost.
     *
     * @param erpCoreMillis processor time of erp-core
     * @param postgresMillis processor time of all processes of PostgreSQL
     * @param clientMillis processor time of the clients' threads
     * @param walBytes written ahead
     */
    record Cost(
            int operations,
            double seconds,
            long erpCoreMillis,
            long postgresMillis,
            double clientMillis,
            long walBytes) {
        double erpCore() {
            return (double) erpCoreMillis / operations;
        }

        double postgres() {
            return (double) postgresMillis / operations;
        }

        /** Milliseconds an operation took of erp-core and PostgreSQL. */
        double total() {
            return erpCore() + postgres();
        }

        /** Milliseconds an operation took of PostgreSQL and of the client that spoke to it directly. */
        double direct() {
            return clientMillis / operations + postgres();
        }

        double walKilobytes() {
            return walBytes / 1000.0 / operations;
        }

        double perSecond() {
            return operations / seconds;
        }
    }

    /** Runs so many operations by so many clients; the first failure ends it. */
    Cost run(String what, int clients, int operations, Operation operation) throws Exception {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        AtomicInteger next = new AtomicInteger();
        List<Callable<Long>> work = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            int client = i;
            work.add(() -> {
                long before = threads.getCurrentThreadCpuTime();
                for (int number = next.getAndIncrement(); number < operations; number = next.getAndIncrement()) {
                    operation.run(client, number);
                    // One of them tells how far all are.
                    if (client == 0 && number % STEP < clients) {
                        progress.at((double) number / operations, what);
                    }
                }
                return threads.getCurrentThreadCpuTime() - before;
            });
        }
        long walBefore = walPosition();
        long erpCoreBefore = installation.erpCoreMillis();
        long postgresBefore = installation.postgresMillis();
        long from = System.nanoTime();
        double clientNanos = all(work);
        double seconds = (System.nanoTime() - from) / 1e9;
        return new Cost(
                operations,
                seconds,
                installation.erpCoreMillis() - erpCoreBefore,
                installation.postgresMillis() - postgresBefore,
                clientNanos / 1e6,
                walPosition() - walBefore);
    }

    private static double all(List<Callable<Long>> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(work.size());
        try {
            double sum = 0;
            for (Future<Long> each : threads.invokeAll(work)) {
                sum += each.get();
            }
            return sum;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            threads.shutdownNow();
        }
    }

    private long walPosition() throws SQLException {
        try (Connection connection = installation.owner();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_current_wal_insert_lsn() - '0/0'::pg_lsn")) {
            row.next();
            return row.getLong(1);
        }
    }
}
