package io.setpoint.streaming.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.setpoint.contracts.events.EventHeaders;
import io.setpoint.contracts.events.Marker;
import io.setpoint.contracts.kpi.CellHash;
import io.setpoint.contracts.kpi.Kpi;
import io.setpoint.contracts.kpi.KpiCell;
import io.setpoint.streaming.log.EventJson;
import io.setpoint.streaming.log.EventRecord;
import io.setpoint.streaming.log.LogEnd;
import io.setpoint.streaming.log.LogReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers {@code POST /replay} on loopback or a network of the platform's own: computes cells anew from the event log.
 * Who asks has seen to the rights of the person behind it, and shows so with the token. One replay runs at a time, so
 * that it takes no more than one processor from the job; a few wait, further ones get 503.
 */
public final class ReplayServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayServer.class);
    private static final int WAITING = 8;
    private static final int LARGEST_QUESTION = 64 * 1024;
    private static final Duration BEHIND = Duration.ofSeconds(10);

    private final HttpServer server;
    private final ThreadPoolExecutor worker;
    private final String bootstrapServers;
    private final byte[] authorization;

    private ReplayServer(HttpServer server, ThreadPoolExecutor worker, String bootstrapServers, String token) {
        this.server = server;
        this.worker = worker;
        this.bootstrapServers = bootstrapServers;
        this.authorization = ("Bearer " + token).getBytes(UTF_8);
    }

    /**
     * Starts to listen.
     *
     * @param host where; the address of an interface only the platform reaches
     * @param port 0 for any free one
     */
    public static ReplayServer start(String host, int port, String token, String bootstrapServers) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(host), port), WAITING);
        ThreadPoolExecutor worker =
                new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(WAITING), task -> {
                    Thread thread = new Thread(task, "replay");
                    thread.setDaemon(true);
                    return thread;
                });
        worker.allowCoreThreadTimeOut(true);
        ReplayServer started = new ReplayServer(server, worker, bootstrapServers, token);
        server.createContext("/replay", started::take);
        server.start();
        return started;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        worker.shutdownNow();
    }

    /**
     * What is asked.
     *
     * @param sites whose cells
     * @param windows names of the cells' windows; all if empty
     * @param at commit stamp as at which they are known
     * @param limit how many events to name
     */
    record Question(String kpi, String company, Set<String> sites, Set<String> windows, long at, int limit) {
        Question {
            sites = Set.copyOf(sites);
            windows = Set.copyOf(windows);
        }
    }

    /**
     * What came of it.
     *
     * @param cells by site and window
     * @param hash of the cells
     * @param documents how many are behind them
     * @param events how many events those have
     * @param read how many events of the log were looked at
     * @param first the first events, in commit order
     */
    record Answer(
            List<KpiCell> cells, String hash, int documents, int events, long read, long tookMillis, List<Told> first) {
        Answer {
            cells = List.copyOf(cells);
            first = List.copyOf(first);
        }
    }

    /** An event of the log. */
    record Told(
            String id,
            String type,
            String kind,
            String document,
            String actor,
            Instant occurredAt,
            long stamp,
            int seq) {
        private static Told of(EventRecord event) {
            return new Told(
                    event.id(),
                    event.type(),
                    event.aggregateType(),
                    event.aggregateId(),
                    event.actor(),
                    Instant.EPOCH.plus(event.occurredAt(), ChronoUnit.MICROS),
                    event.stamp(),
                    event.seq());
        }
    }

    /** On the thread that listens: refuses what is not allowed, hands the rest to the one that works. */
    private void take(HttpExchange exchange) throws IOException {
        String given = exchange.getRequestHeaders().getFirst("Authorization");
        if (given == null || !MessageDigest.isEqual(given.getBytes(UTF_8), authorization)) {
            answer(exchange, 401, problem("the token is missing or wrong"));
        } else if (!exchange.getRequestMethod().equals("POST")) {
            answer(exchange, 405, problem("only POST"));
        } else {
            try {
                worker.execute(() -> work(exchange));
            } catch (java.util.concurrent.RejectedExecutionException busy) {
                answer(exchange, 503, problem("too many replays wait already"));
            }
        }
    }

    private void work(HttpExchange exchange) {
        try (InputStream body = exchange.getRequestBody()) {
            Question question = question(body.readNBytes(LARGEST_QUESTION));
            answer(exchange, 200, EventJson.write(replay(question)));
        } catch (IllegalArgumentException e) {
            quietly(exchange, 422, String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            LOG.warn("A replay failed", e);
            quietly(exchange, 500, String.valueOf(e.getMessage()));
        }
    }

    private static Question question(byte[] body) {
        return EventJson.read(new String(body, UTF_8), Question.class);
    }

    private Answer replay(Question question) throws IOException {
        long began = System.nanoTime();
        Kpi kpi = Kpi.ofId(question.kpi())
                .orElseThrow(() -> new IllegalArgumentException("there is no KPI " + question.kpi()));
        CellReplay.Wanted wanted = new CellReplay.Wanted(
                kpi,
                question.company(),
                question.sites()::contains,
                window -> question.windows().isEmpty() || question.windows().contains(window),
                question.at());
        long[] read = new long[1];
        List<EventRecord> log = LogReader.read(bootstrapServers, end(question.at()), headers -> {
            String type = text(headers, EventHeaders.TYPE);
            read[0] += type.equals(Marker.TYPE) ? 0 : 1;
            return wanted.takes(text(headers, EventHeaders.COMPANY), type);
        });
        CellReplay replay = CellReplay.of(log, wanted);
        return new Answer(
                replay.cells(),
                CellHash.of(replay.cells()),
                replay.documents().size(),
                replay.events().size(),
                read[0],
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began),
                replay.events().stream().limit(question.limit()).map(Told::of).toList());
    }

    private static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }

    /** The end of the log once it has come up to the stamp; cells may be a moment ahead of its markers. */
    private LogEnd end(long stamp) throws IOException {
        long giveUp = System.nanoTime() + BEHIND.toNanos();
        while (true) {
            LogEnd end = LogEnd.now(bootstrapServers);
            if (end.stamp() >= stamp) {
                return end;
            }
            if (System.nanoTime() > giveUp) {
                throw new IOException("the event log has not come up to the stamp " + stamp);
            }
        }
    }

    private static void quietly(HttpExchange exchange, int status, String detail) {
        try {
            answer(exchange, status, problem(detail));
        } catch (IOException gone) {
            LOG.debug("Who asked for a replay is gone", gone);
        }
    }

    private static String problem(String detail) {
        return EventJson.write(Map.of("detail", detail));
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
