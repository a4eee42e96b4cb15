package io.setpoint.platform.simulation;

import io.setpoint.platform.client.ErpRefusal;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is to be done when, done by one thread. A platform that is away is waited for; a refusal is taken as an answer. */
final class Agenda implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Agenda.class);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private record Task(Instant due, long number, String name, Runnable work) {}

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparing(Task::due).thenComparingLong(Task::number));
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final LiveFigures figures;
    private final Thread thread;
    private long number;
    private boolean stopped;

    Agenda(String name, LiveFigures figures) {
        this.figures = figures;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void in(Duration delay, String name, Runnable work) {
        lock.lock();
        try {
            tasks.add(new Task(Clock.systemUTC().instant().plus(delay), number++, name, work));
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            while (true) {
                Task task = next();
                if (task == null) {
                    return;
                }
                perform(task);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void perform(Task task) {
        try {
            task.work().run();
            figures.done(task.name());
        } catch (ErpRefusal refusal) {
            if (refusal.status() >= 500) {
                again(task, refusal);
            } else {
                figures.refused(refusal.code());
                LOG.debug("{} was refused: {}", task.name(), refusal.getMessage());
            }
        } catch (UncheckedIOException e) {
            again(task, e);
        } catch (RuntimeException e) {
            figures.failed();
            LOG.warn("{} failed", task.name(), e);
        }
    }

    private void again(Task task, RuntimeException why) {
        figures.unreachable();
        LOG.debug("{} will be tried again: {}", task.name(), why.getMessage());
        in(RETRY, task.name(), task.work());
    }

    private @Nullable Task next() throws InterruptedException {
        lock.lock();
        try {
            while (!stopped) {
                Task first = tasks.peek();
                long wait = first == null
                        ? 1_000
                        : Duration.between(Clock.systemUTC().instant(), first.due())
                                .toMillis();
                if (first != null && wait <= 0) {
                    return tasks.poll();
                }
                boolean unusedEarly = changed.await(Math.min(wait, 1_000), TimeUnit.MILLISECONDS);
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            stopped = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
