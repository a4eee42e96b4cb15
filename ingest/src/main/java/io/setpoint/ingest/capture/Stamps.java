package io.setpoint.ingest.capture;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Gives each commit its stamp, {@code max(previous + 1, commit time)}, and gives a commit that is read a second time the
 * stamp it had.
 *
 * <p>After a crash the log may hold a commit in full, in some of its partitions or not at all, and markers of which each
 * promises that every later commit has a greater stamp. What the log holds is handed over at the start. A commit that
 * stands in any partition keeps its stamp. One that stands in none was never seen by anyone: it gets a new stamp, greater
 * than everything before it in the log. That stamp is never greater than the one it had, because what came before it
 * then and is lost can only have raised it; so it still is smaller than everything behind it.
 */
final class Stamps {
    private final NavigableMap<Long, Long> given;
    private final NavigableMap<Long, Long> promised;
    private final long writtenTo;
    private long last;

    /**
     * @param given stamps found in the log, by commit position
     * @param promised stamps of the markers found in the log, by marker position
     */
    Stamps(Map<Long, Long> given, Map<Long, Long> promised) {
        this.given = new TreeMap<>(given);
        this.promised = new TreeMap<>();
        promised.forEach((position, stamp) -> this.promised.merge(position, stamp, Math::max));
        this.writtenTo =
                Math.max(given.isEmpty() ? 0 : this.given.lastKey(), promised.isEmpty() ? 0 : this.promised.lastKey());
    }

    /** The stamp of the next commit in commit order. */
    long next(Commit commit) {
        pass(promised.headMap(commit.position(), false));
        pass(given.headMap(commit.position(), false));
        Long known = given.remove(commit.position());
        long stamp = known != null ? known : Math.max(last + 1, commit.committedAt());
        Map.Entry<Long, Long> later = given.higherEntry(commit.position());
        Map.Entry<Long, Long> cover = promised.ceilingEntry(commit.position());
        if (stamp <= last
                || (later != null && stamp >= later.getValue())
                || (cover != null && stamp > cover.getValue())) {
            throw new IllegalStateException("stamp " + stamp + " of the commit at " + commit.position()
                    + " does not fit between what the log already holds");
        }
        last = stamp;
        return stamp;
    }

    /** Whether everything the log held at the start has been read again: only then may markers be written. */
    boolean caughtUp(long readTo) {
        return readTo >= writtenTo;
    }

    /** The stamp it stands at, for display. */
    long current() {
        return last;
    }

    /** The greatest stamp given or promised; to be called once caught up. */
    long last() {
        pass(promised);
        pass(given);
        return last;
    }

    /** Moves on to a time at which nothing had been committed, so that the log's clock goes on. */
    long idle(long now) {
        last = Math.max(last(), now);
        return last;
    }

    private void pass(Map<Long, Long> passed) {
        passed.values().forEach(stamp -> last = Math.max(last, stamp));
        passed.clear();
    }
}
