package io.setpoint.ingest.capture;

import static java.util.Objects.requireNonNull;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.Meter;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.setpoint.contracts.events.Marker;
import io.setpoint.ingest.capture.CaptureStatus.State;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries commits from the write-ahead log to the event log, on one thread of its own, for as long as it is open. When
 * PostgreSQL or Kafka goes away it waits and goes on; when it could only go on with a loss it stops and says so.
 */
public final class Capture implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Capture.class);

    /** More unacknowledged records than this and nothing further is read: Kafka is away or too slow. */
    private static final int MAX_IN_FLIGHT = 20_000;

    /** So many commits at most between two markers. */
    private static final int MAX_BATCH = 256;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final CaptureSettings settings;
    private final CaptureKafka kafka;
    private final Database database;
    private final JsonMapper json;
    private final Clock clock;
    private final Thread thread;
    private final Meter events;
    private final Meter commits;
    private final Timer commitToKafka;
    private volatile boolean closed;
    private volatile CaptureStatus status;

    // of the thread
    private @Nullable EventLog log;
    private @Nullable Stamps stamps;
    private long readTo;
    private long seenMarkers;
    private Duration pause = FIRST_PAUSE;

    public Capture(CaptureSettings settings, CaptureKafka kafka, JsonMapper json, Clock clock, MetricRegistry metrics) {
        this.settings = settings;
        this.kafka = kafka;
        this.database = new Database(settings);
        this.json = json;
        this.clock = clock;
        this.status = new CaptureStatus(State.STARTING, "not started yet", clock.instant(), 0, 0, Instant.EPOCH);
        this.events = metrics.meter("capture.events");
        this.commits = metrics.meter("capture.commits");
        this.commitToKafka = metrics.timer("capture.commit-to-kafka");
        metrics.gauge(
                "capture.state", () -> (Gauge<String>) () -> status.state().name());
        metrics.gauge("capture.doing", () -> (Gauge<String>) () -> status.doing());
        metrics.gauge("capture.position", () -> (Gauge<Long>) () -> status.position());
        metrics.gauge("capture.stamp", () -> (Gauge<Long>) () -> status.stamp());
        metrics.gauge("capture.silent-ms", () ->
                (Gauge<Long>) () -> status.lastProgress().until(this.clock.instant(), ChronoUnit.MILLIS));
        this.thread = new Thread(this::supervise, "capture");
    }

    public void start() {
        thread.start();
    }

    public CaptureStatus status() {
        return status;
    }

    /** Stops reading, lets Kafka acknowledge what is on its way, tells the database, and ends. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
            if (thread.isAlive()) {
                // Kafka is away: what it has not acknowledged is read again at the next start
                thread.interrupt();
                thread.join(TimeUnit.SECONDS.toMillis(5));
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void supervise() {
        try {
            while (!closed) {
                try {
                    run();
                } catch (InterruptedException | InterruptException asked) {
                    closed = true;
                } catch (CaptureStopped stopped) {
                    LOG.error("The capture stopped: {}", stopped.getMessage());
                    become(State.STOPPED, String.valueOf(stopped.getMessage()));
                    dropLog();
                    rest(LONGEST_PAUSE);
                } catch (SQLException | KafkaException | LogBroken | ExecutionException | TimeoutException away) {
                    LOG.warn("{} is interrupted and tries again in {}", settings, pause, away);
                    become(State.WAITING, "tries again after: " + away.getMessage());
                    if (!(away instanceof SQLException)) {
                        dropLog();
                    }
                    rest(pause);
                    pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
                } catch (RuntimeException defect) {
                    LOG.error("{} met something it does not know and tries again", settings, defect);
                    become(State.WAITING, "tries again after: " + defect);
                    dropLog();
                    rest(LONGEST_PAUSE);
                }
            }
        } finally {
            dropLog();
            become(State.CLOSED, "closed");
        }
    }

    /** One life of the connection to the database. The log outlives it unless Kafka refuses something. */
    private void run() throws SQLException, InterruptedException, ExecutionException, TimeoutException {
        become(State.STARTING, "connects to PostgreSQL and Kafka");
        kafka.createMissingTopics();
        awaitPublication();
        if (log == null) {
            beginIfNew();
        }
        long confirmed = database.confirmed()
                .orElseThrow(() -> new CaptureStopped("replication slot " + settings.slot()
                        + " is gone, but the event log has begun: events were committed that nobody will send"));
        long target = database.flushed();
        try (WalReader wal = WalReader.open(settings)) {
            if (log == null) {
                resume(confirmed, target);
            }
            pause = FIRST_PAUSE;
            become(State.CATCHING_UP, "reads what was committed in the meantime");
            stream(wal, target);
        }
    }

    private void awaitPublication() throws SQLException, InterruptedException {
        while (!closed && !database.hasPublication()) {
            become(State.WAITING, "publication " + settings.publication() + " is not there yet");
            rest(Duration.ofSeconds(1));
        }
        if (closed) {
            throw new InterruptedException("closed while waiting for the publication");
        }
    }

    /**
     * Fills an event log that nobody has read yet from the table, so that what was committed before the slot existed is
     * in it too. A log without a marker says nothing to any reader: what a crash left there half filled is dropped.
     */
    private void beginIfNew() throws SQLException, InterruptedException, ExecutionException, TimeoutException {
        int partitions;
        try (Consumer<byte[], byte[]> consumer = kafka.consumer()) {
            if (LogTail.begun(consumer, settings.topic(), json)) {
                return;
            }
            partitions = consumer.partitionsFor(settings.topic()).size();
        }
        become(State.STARTING, "begins the event log from the event table");
        kafka.empty(settings.topic());
        database.dropSlot();
        Stamps first = new Stamps(Map.of(), Map.of());
        try (EventLog filling = new EventLog(kafka.producer(), settings.topic(), partitions, Map.of(), json)) {
            long position = database.createSlot(commit -> {
                filling.append(commit, first.next(commit), events::mark);
                awaitRoom(filling);
            });
            filling.flush();
            filling.mark(new Marker(first.last(), position));
            filling.flush();
        }
        LOG.info("The event log {} has begun", settings.topic());
    }

    private void resume(long confirmed, long flushed) throws InterruptedException {
        become(State.STARTING, "reads the ends of the event log");
        try (Consumer<byte[], byte[]> consumer = kafka.consumer()) {
            LogTail tail = LogTail.read(consumer, settings.topic(), confirmed, json);
            if (tail.end() > flushed) {
                throw new CaptureStopped("the event log goes on to position " + tail.end()
                        + ", but the database ends at " + flushed + ": it is older than what was published from it");
            }
            stamps = new Stamps(tail.given(), tail.promised());
            readTo = confirmed;
            log = new EventLog(
                    kafka.producer(), settings.topic(), tail.written().size(), tail.written(), json);
        }
    }

    private void stream(WalReader wal, long target) throws SQLException, InterruptedException {
        EventLog to = requireNonNull(log);
        Stamps of = requireNonNull(stamps);
        long interval = settings.markerInterval().toNanos();
        long lastMarker = System.nanoTime() - interval;
        long lastBusy = lastMarker;
        boolean streaming = false;
        while (!closed) {
            to.failIfBroken();
            if (to.inFlight() > MAX_IN_FLIGHT) {
                awaitKafka(wal, to);
            }
            int batch = 0;
            Commit commit;
            while (batch < MAX_BATCH && (commit = wal.poll()) != null) {
                // after a reconnect the server repeats what it was not told to forget
                if (commit.position() > readTo) {
                    append(to, commit, of.next(commit));
                    readTo = commit.position();
                    batch++;
                }
            }
            readTo = Math.max(readTo, wal.readTo());
            long now = System.nanoTime();
            boolean due = now - lastMarker >= interval && to.inFlight() <= MAX_IN_FLIGHT;
            if (of.caughtUp(readTo) && (batch > 0 || due)) {
                boolean idle = batch == 0 && !wal.insideCommit() && readTo >= target;
                long stamp = idle ? of.idle(micros()) : of.last();
                to.mark(new Marker(stamp, readTo));
                lastMarker = now;
            }
            // not only when idle: a busy business has no pause between two commits
            if (!streaming && readTo >= target && of.caughtUp(readTo)) {
                streaming = true;
                become(State.STREAMING, "carries commits as they happen");
            }
            progress(wal, to, of);
            if (batch > 0) {
                lastBusy = now;
            } else {
                // the driver has already waited a millisecond for a message
                LockSupport.parkNanos(now - lastBusy < 100_000_000 ? 200_000 : 2_000_000);
            }
        }
        become(State.CLOSED, "closes");
        to.flush();
        progress(wal, to, of);
        wal.report();
    }

    private void append(EventLog to, Commit commit, long stamp) {
        to.append(
                commit,
                stamp,
                () -> commitToKafka.update(Math.max(0, micros() - commit.committedAt()), TimeUnit.MICROSECONDS));
        commits.mark();
        events.mark(commit.events().size());
    }

    private void awaitKafka(WalReader wal, EventLog to) throws SQLException, InterruptedException {
        while (!closed && to.inFlight() > MAX_IN_FLIGHT / 2) {
            to.failIfBroken();
            wal.report();
            rest(Duration.ofMillis(100));
        }
    }

    private static void awaitRoom(EventLog filling) {
        while (filling.inFlight() > MAX_IN_FLIGHT) {
            filling.failIfBroken();
            LockSupport.parkNanos(5_000_000);
        }
    }

    private void progress(WalReader wal, EventLog to, Stamps of) {
        long acknowledged = to.acknowledged();
        CaptureStatus before = status;
        if (acknowledged > 0) {
            wal.confirm(acknowledged);
        }
        long markers = to.acknowledgedMarkers();
        if (markers != seenMarkers) {
            seenMarkers = markers;
            status = new CaptureStatus(
                    before.state(), before.doing(), before.since(), acknowledged, of.current(), clock.instant());
        }
    }

    private void become(State state, String doing) {
        CaptureStatus before = status;
        if (before.state() != state || !before.doing().equals(doing)) {
            LOG.info("Capture {}: {}", state, doing);
            status = new CaptureStatus(
                    state, doing, clock.instant(), before.position(), before.stamp(), before.lastProgress());
        }
    }

    private void dropLog() {
        if (log != null) {
            log.close();
        }
        log = null;
        stamps = null;
    }

    private void rest(Duration time) {
        if (!closed) {
            LockSupport.parkNanos(time.toNanos());
        }
    }

    private long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    }
}
