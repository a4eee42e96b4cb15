package io.setpoint.platform.supervision;

import io.setpoint.platform.client.Progress;
import io.setpoint.platform.installation.DataFolder;
import io.setpoint.platform.installation.Trouble;
import io.setpoint.platform.supervision.RunState.PartState;
import io.setpoint.platform.supervision.RunState.Phase;
import io.setpoint.platform.supervision.RunState.ProcessId;
import io.setpoint.platform.supervision.RunState.State;
import io.setpoint.platform.supervision.RunState.TaskState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the parts, each as soon as those before it are up, keeps the state file true, restarts a process that died and
 * stops everything in reverse order.
 */
public final class Supervisor {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
    private static final long[] RESTART_PAUSE_MILLIS = {200, 500, 1000, 2000, 5000};
    private static final long CHECK_SECONDS = 3;
    private static final long PROGRESS_NANOS = 100_000_000;

    private final DataFolder folder;
    private final String layout;
    private final int portBase;
    private final List<Part> parts;
    private final Map<String, PartState> states = new LinkedHashMap<>();
    private final Map<String, Long> startedNanos = new HashMap<>();
    private final Map<String, TaskState> tasks = new LinkedHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "supervisor");
        thread.setDaemon(true);
        return thread;
    });
    private Phase phase = Phase.STARTING;
    private @Nullable String message;
    private volatile boolean stopping;

    public Supervisor(DataFolder folder, String layout, int portBase, List<Part> parts) {
        this.folder = folder;
        this.layout = layout;
        this.portBase = portBase;
        this.parts = List.copyOf(parts);
        for (Part part : parts) {
            states.put(
                    part.name(),
                    new PartState(
                            part.name(),
                            State.WAITING,
                            part.url(),
                            null,
                            part.log().toString(),
                            0,
                            0,
                            null));
        }
        publish();
    }

    /**
     * Starts all parts and returns when all are up; the first failure is thrown as {@link Trouble}.
     *
     * @param abandoned asked now and then; once it says yes the start is given up
     */
    public void start(BooleanSupplier abandoned) throws InterruptedException {
        Map<String, CompletableFuture<Void>> up = new HashMap<>();
        CompletableFuture<Void> firstFailure = new CompletableFuture<>();
        for (Part part : parts) {
            CompletableFuture<?>[] before = part.after().stream().map(up::get).toArray(CompletableFuture<?>[]::new);
            CompletableFuture<Void> started = CompletableFuture.allOf(before)
                    .thenRunAsync(() -> start(part), threads)
                    .whenComplete((nothing, failure) -> {
                        if (failure != null) {
                            firstFailure.completeExceptionally(failure);
                        }
                    });
            up.put(part.name(), started);
        }
        CompletableFuture<Object> outcome = CompletableFuture.anyOf(
                firstFailure, CompletableFuture.allOf(up.values().toArray(CompletableFuture<?>[]::new)));
        while (!outcome.isDone()) {
            if (abandoned.getAsBoolean()) {
                throw new Trouble("The start was given up.");
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        try {
            outcome.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Trouble trouble ? trouble : new Trouble(Trouble.reason(e) + ".", e);
        }
        watch();
    }

    private void start(Part part) {
        if (stopping) {
            throw new Trouble("The platform is being stopped.");
        }
        part.observe(() -> update(part, state(part), null), () -> threads.execute(() -> restart(part)));
        startedNanos.put(part.name(), System.nanoTime());
        update(part, State.STARTING, null);
        try {
            part.start();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble(part.name() + " was interrupted while it started.", e);
        } catch (Exception e) {
            LOG.error("{} did not start", part.name(), e);
            String reason = Trouble.reason(e);
            update(part, State.FAILED, reason);
            throw new Trouble(part.name() + " did not start: " + reason + " (see " + part.log() + ").", e);
        }
        update(part, State.UP, null);
        LOG.info("{} is up at {}", part.name(), part.url());
    }

    private void restart(Part part) {
        for (int attempt = 0; !stopping; attempt++) {
            LOG.warn("{} died and is started again", part.name());
            countRestart(part);
            try {
                Thread.sleep(RESTART_PAUSE_MILLIS[Math.min(attempt, RESTART_PAUSE_MILLIS.length - 1)]);
                if (stopping) {
                    return;
                }
                startedNanos.put(part.name(), System.nanoTime());
                part.start();
                update(part, State.UP, null);
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (Exception e) {
                LOG.error("{} did not come back", part.name(), e);
                update(part, State.RESTARTING, Trouble.reason(e));
            }
        }
    }

    private void watch() {
        threads.execute(() -> {
            try {
                while (!stopping) {
                    for (Part part : parts) {
                        check(part);
                    }
                    TimeUnit.SECONDS.sleep(CHECK_SECONDS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void check(Part part) throws InterruptedException {
        State before = state(part);
        if (before != State.UP && before != State.ILL) {
            return;
        }
        State now = State.UP;
        String detail = null;
        try {
            part.check();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            now = State.ILL;
            detail = Trouble.reason(e);
        }
        // A restart that began meanwhile knows better.
        if (state(part) == before && !stopping && (now != before || now == State.ILL)) {
            update(part, now, detail);
        }
    }

    /** Runs work that belongs to getting ready, with its progress in the state file. */
    public void task(String name, Work work) throws Exception {
        long from = System.nanoTime();
        setPhase(Phase.PREPARING, null);
        progress(new TaskState(name, 0, "", 0, false));
        AtomicLong told = new AtomicLong(from);
        String outcome = work.run((share, text) -> {
            long before = told.get();
            long now = System.nanoTime();
            if (now - before > PROGRESS_NANOS && told.compareAndSet(before, now)) {
                progress(new TaskState(name, share, text, millisSince(from), false));
            }
        });
        progress(new TaskState(name, 1, outcome, millisSince(from), true));
    }

    /** Work that reports how far it is. */
    @FunctionalInterface
    public interface Work {
        /** Does it and says in a few words what came of it. */
        String run(Progress progress) throws Exception;
    }

    public void ready(@Nullable String note) {
        setPhase(Phase.READY, note);
    }

    /** Stops all parts in reverse order; what goes wrong is logged and does not keep the others from stopping. */
    public void stop(@Nullable Trouble because) {
        stopping = true;
        setPhase(Phase.STOPPING, because == null ? null : because.getMessage());
        List<Part> reverse = new ArrayList<>(parts);
        Collections.reverse(reverse);
        for (Part part : reverse) {
            if (state(part) == State.WAITING) {
                continue;
            }
            boolean failed = state(part) == State.FAILED;
            try {
                if (!failed) {
                    update(part, State.STOPPING, null);
                }
                part.stop();
                if (!failed) {
                    update(part, State.STOPPED, null);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                LOG.error("{} did not stop in order", part.name(), e);
                update(part, State.STOPPED, Trouble.reason(e));
            }
        }
        setPhase(because == null ? Phase.STOPPED : Phase.FAILED, because == null ? null : because.getMessage());
    }

    private synchronized State state(Part part) {
        return Objects.requireNonNull(states.get(part.name())).state();
    }

    private synchronized void countRestart(Part part) {
        PartState before = Objects.requireNonNull(states.get(part.name()));
        put(part, State.RESTARTING, before.restarts() + 1, "it died");
    }

    private synchronized void update(Part part, State state, @Nullable String detail) {
        PartState before = Objects.requireNonNull(states.get(part.name()));
        put(part, state, before.restarts(), detail);
    }

    private void put(Part part, State state, int restarts, @Nullable String detail) {
        PartState before = Objects.requireNonNull(states.get(part.name()));
        Long from = startedNanos.get(part.name());
        boolean coming = before.state() == State.STARTING || before.state() == State.RESTARTING;
        long millis = from != null && (coming || state == State.STARTING) ? millisSince(from) : before.millis();
        states.put(
                part.name(),
                new PartState(
                        part.name(),
                        state,
                        part.url(),
                        part.process(),
                        part.log().toString(),
                        millis,
                        restarts,
                        detail));
        publish();
    }

    private synchronized void progress(TaskState task) {
        tasks.put(task.name(), task);
        publish();
    }

    private synchronized void setPhase(Phase next, @Nullable String note) {
        phase = next;
        message = note;
        publish();
    }

    private synchronized void publish() {
        RunState state = new RunState(
                ProcessId.of(ProcessHandle.current()),
                layout,
                portBase,
                phase,
                message,
                List.copyOf(states.values()),
                List.copyOf(tasks.values()));
        try {
            state.write(folder);
        } catch (IOException e) {
            // The parts go on; whoever reads the file sees its last state and that this process is alive.
            LOG.error("The state of the platform could not be written", e);
        }
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }
}
