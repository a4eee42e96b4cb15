package io.setpoint.dashboards.board;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.setpoint.contracts.kpi.KpiCell;
import io.setpoint.dashboards.cells.CellStore;
import io.setpoint.dashboards.cells.Complete;
import io.setpoint.dashboards.problems.ProblemWriter;
import io.setpoint.dashboards.problems.Refused;
import io.setpoint.dashboards.sessions.Caller;
import io.setpoint.dashboards.sessions.Sessions;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server-sent events: cells that changed, and how far the numbers are complete, at most ten messages a second for each
 * reader. A slow reader gets the latest of each cell when it can take it; nothing is queued up for it.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">server-sent events</a>
 */
public final class KpiStream extends HttpServlet implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KpiStream.class);
    private static final int MAX_READERS = 1_000;
    private static final int TICK_MS = 100;
    private static final long COMPLETE_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long SESSION_CHECK_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final transient CellStore store;
    private final transient Sessions sessions;
    private final transient ObjectMapper json;
    private final transient ProblemWriter problems;
    private final transient Set<Reader> readers = ConcurrentHashMap.newKeySet();
    private final transient ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "kpi-stream");
        thread.setDaemon(true);
        return thread;
    });

    public KpiStream(CellStore store, Sessions sessions, ObjectMapper json) {
        this.store = store;
        this.sessions = sessions;
        this.json = json;
        this.problems = new ProblemWriter(json);
    }

    /** Begins to listen to the store and to send. */
    public void start() {
        store.onChange(changed -> readers.forEach(reader -> reader.take(changed)));
        var unused = clockwork.scheduleAtFixedRate(this::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
    }

    /** How many readers there are. */
    public int readers() {
        return readers.size();
    }

    @Override
    public void close() {
        clockwork.shutdownNow();
        readers.forEach(Reader::end);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String token;
        Caller.Company company;
        List<String> sites;
        try {
            token = Sessions.token(request).orElseThrow(Refused::unauthenticated);
            company = sessions.company(request);
            sites = company.sitesOrAll(request.getParameter("site"));
            if (readers.size() >= MAX_READERS) {
                throw new Refused(
                        429, "too-many-readers", "Too many open streams", "Close one, or read the board instead.");
            }
        } catch (Refused refused) {
            problems.write(response, refused.problem());
            return;
        }
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store, no-transform");
        response.setHeader("X-Accel-Buffering", "no");
        // compressed, a message would stay in the compressor's window
        response.setHeader("Content-Encoding", "identity");
        AsyncContext context = request.startAsync(request, response);
        context.setTimeout(0);
        Reader reader = new Reader(context, token, company.company(), Set.copyOf(sites));
        context.addListener(reader);
        readers.add(reader);
        response.getOutputStream().setWriteListener(reader);
    }

    private void tick() {
        Complete complete = store.complete();
        for (Reader reader : readers) {
            try {
                reader.tick(complete);
            } catch (RuntimeException e) {
                LOG.warn("A reader of the stream is dropped", e);
                reader.end();
            }
        }
    }

    /** One open stream. */
    private final class Reader implements WriteListener, AsyncListener {
        private final AsyncContext context;
        private final ServletOutputStream output;
        private final String token;
        private final String company;
        private final Set<String> sites;
        private final Map<String, KpiCell> changed = new LinkedHashMap<>();
        private boolean ready;
        private boolean ended;
        private boolean begun;
        private long completeSent;
        private long checked = System.nanoTime();

        private Reader(AsyncContext context, String token, String company, Set<String> sites) throws IOException {
            this.context = context;
            this.output = context.getResponse().getOutputStream();
            this.token = token;
            this.company = company;
            this.sites = sites;
        }

        private synchronized void take(Collection<KpiCell> cells) {
            for (KpiCell cell : cells) {
                if (cell.company().equals(company) && sites.contains(cell.site())) {
                    changed.put(cell.key(), cell);
                }
            }
        }

        private void tick(Complete complete) {
            long now = System.nanoTime();
            if (now - checked > SESSION_CHECK_NANOS) {
                checked = now;
                if (!mayStillRead()) {
                    end();
                    return;
                }
            }
            synchronized (this) {
                if (ended || !ready) {
                    return;
                }
                try {
                    long sinceComplete = now - completeSent;
                    if (!begun
                            || sinceComplete >= 2 * COMPLETE_EVERY_NANOS
                            || (changed.isEmpty() && sinceComplete >= COMPLETE_EVERY_NANOS)) {
                        String hello = begun ? "" : "retry: 1000\n";
                        begun = true;
                        completeSent = now;
                        send(hello + "event: complete\ndata: " + json.writeValueAsString(complete) + "\n\n");
                    } else if (!changed.isEmpty()) {
                        String cells = json.writeValueAsString(Map.of("complete", complete, "cells", changed.values()));
                        changed.clear();
                        send("id: " + complete.stamp() + "\nevent: cells\ndata: " + cells + "\n\n");
                    }
                } catch (IOException gone) {
                    LOG.debug("A reader of the stream is gone", gone);
                    end();
                }
            }
        }

        private boolean mayStillRead() {
            try {
                return sessions.caller(token).company(company).visibleSites().containsAll(sites);
            } catch (Refused refused) {
                // while the ERP core is away nobody can lose a right
                return refused.problem().status() == 503;
            }
        }

        private void send(String message) throws IOException {
            output.write(message.getBytes(UTF_8));
            if (output.isReady()) {
                output.flush();
            }
            ready = output.isReady();
        }

        private void end() {
            readers.remove(this);
            synchronized (this) {
                if (ended) {
                    return;
                }
                ended = true;
            }
            context.complete();
        }

        @Override
        public synchronized void onWritePossible() {
            ready = true;
        }

        @Override
        public void onError(Throwable error) {
            LOG.debug("A stream broke", error);
            end();
        }

        @Override
        public void onComplete(AsyncEvent event) {
            readers.remove(this);
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            end();
        }

        @Override
        public void onError(AsyncEvent event) {
            end();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // an asynchronous request is not started again
        }
    }
}
