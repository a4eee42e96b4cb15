package io.setpoint.dashboards.cells;

import io.setpoint.contracts.kpi.Kpi;
import io.setpoint.contracts.kpi.KpiCell;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All KPI cells, in memory. Cells arrive one by one and in no order over partitions; a reader sees a cell only once
 * everything with its stamp is there, so that it never sees half a commit. What a cell was before is kept for ten
 * minutes, so that a view of a moment ago can be repeated.
 */
public final class CellStore {
    /** How long a replaced value can still be asked for. */
    public static final Duration HISTORY = Duration.ofMinutes(10);

    private static final Duration STALE_AFTER = Duration.ofSeconds(5);
    /** It moves, but through what was long ago: a reader that has just started, or a computation that is late. */
    private static final Duration BEHIND_AFTER = Duration.ofSeconds(10);

    /** More positions than this between two moves of {@code complete} are thinned out; each only makes a wait longer. */
    private static final int MAX_POSITIONS = 10_000;

    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Map<String, Company> companies = new HashMap<>();
    private final NavigableMap<Long, List<KpiCell>> waiting = new TreeMap<>();
    private final Map<Integer, Promises> promises = new HashMap<>();
    private final NavigableMap<Long, Long> stampByPosition = new TreeMap<>();
    private final List<Consumer<Collection<KpiCell>>> listeners = new ArrayList<>();
    private int partitions;
    private long complete;
    private long covered;
    private Instant movedAt;
    private long cells;

    public CellStore(Clock clock) {
        this.clock = clock;
        this.movedAt = clock.instant();
    }

    /** One company's cells: KPI and site, then window, then stamp. */
    private static final class Company {
        private final Map<String, NavigableMap<String, NavigableMap<Long, KpiCell>>> byKpiAndSite = new HashMap<>();
    }

    /** What the writers have promised in one partition. */
    private static final class Promises {
        private final Map<Integer, Long> stampByWriter = new HashMap<>();
        private int writers;

        private void take(KpiCell.Complete promise) {
            writers = promise.writers();
            stampByWriter.put(promise.writer(), promise.stamp());
        }

        private long complete() {
            long least = Long.MAX_VALUE;
            for (int writer = 0; writer < writers; writer++) {
                least = Math.min(least, stampByWriter.getOrDefault(writer, 0L));
            }
            return writers == 0 ? 0 : least;
        }
    }

    /** Tells of how many partitions a promise is needed. */
    void expect(int count) {
        locked(() -> partitions = count);
    }

    void take(KpiCell cell) {
        locked(() -> waiting.computeIfAbsent(cell.stamp(), stamp -> new ArrayList<>())
                .add(cell));
    }

    void take(int partition, KpiCell.Complete promise) {
        locked(() ->
                promises.computeIfAbsent(partition, number -> new Promises()).take(promise));
    }

    /** Takes a marker of the event log: what was committed up to a position has stamps up to this one. */
    void cover(long position, long stamp) {
        locked(() -> {
            if (stamp <= complete) {
                covered = Math.max(covered, position);
                moved.signalAll();
                return;
            }
            stampByPosition.merge(position, stamp, Math::min);
            if (stampByPosition.size() > MAX_POSITIONS) {
                boolean[] odd = {false};
                stampByPosition.keySet().removeIf(any -> odd[0] = !odd[0]);
            }
        });
    }

    /** Shows what has become complete since the last call; to be called after each batch of records. */
    void settle() {
        List<KpiCell> changed = new ArrayList<>();
        List<Consumer<Collection<KpiCell>>> tell = new ArrayList<>();
        locked(() -> {
            long now = partitions == 0 || promises.size() < partitions
                    ? 0
                    : promises.values().stream()
                            .mapToLong(Promises::complete)
                            .min()
                            .orElse(0);
            if (now <= complete) {
                // cells sent again after a restart stand below what is complete: they are what they were
                show(waiting.headMap(complete, true), changed);
                return;
            }
            complete = now;
            movedAt = clock.instant();
            show(waiting.headMap(complete, true), changed);
            stampByPosition.entrySet().removeIf(position -> {
                boolean reached = position.getValue() <= complete;
                covered = reached ? Math.max(covered, position.getKey()) : covered;
                return reached;
            });
            tell.addAll(listeners);
            moved.signalAll();
        });
        tell.forEach(listener -> listener.accept(changed));
    }

    private void show(NavigableMap<Long, List<KpiCell>> settled, List<KpiCell> changed) {
        long keepFrom = complete - TimeUnit.MICROSECONDS.convert(HISTORY);
        settled.values()
                .forEach(sameStamp -> sameStamp.forEach(cell -> {
                    NavigableMap<Long, KpiCell> versions = companies
                            .computeIfAbsent(cell.company(), company -> new Company())
                            .byKpiAndSite
                            .computeIfAbsent(cell.kpi() + "|" + cell.site(), key -> new TreeMap<>())
                            .computeIfAbsent(cell.window(), window -> new TreeMap<>());
                    if (versions.isEmpty()) {
                        cells++;
                    }
                    KpiCell before = versions.get(cell.stamp());
                    if (before == null || before.revision() < cell.revision()) {
                        versions.put(cell.stamp(), cell);
                        if (versions.lastKey() == cell.stamp()) {
                            changed.add(cell);
                        }
                    }
                    Long current = versions.floorKey(keepFrom);
                    if (current != null) {
                        versions.headMap(current, false).clear();
                    }
                }));
        settled.clear();
    }

    /** Calls back, on the reader's thread, with the cells that changed each time more is complete. */
    public void onChange(Consumer<Collection<KpiCell>> listener) {
        locked(() -> listeners.add(listener));
    }

    public Complete complete() {
        lock.lock();
        try {
            Instant at = Instant.EPOCH.plus(complete, ChronoUnit.MICROS);
            Instant now = clock.instant();
            boolean still = Duration.between(movedAt, now).compareTo(STALE_AFTER) > 0;
            boolean behind = Duration.between(at, now).compareTo(BEHIND_AFTER) > 0;
            return new Complete(complete, covered, at, still || behind, still ? movedAt : behind ? at : null);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the numbers hold everything committed up to a position.
     *
     * @return whether they do
     */
    public boolean awaitPosition(long position, Duration limit) throws InterruptedException {
        long wanted = recordEnd(position);
        return await(() -> covered >= wanted, limit);
    }

    /** Waits until the numbers are complete to a stamp; returns whether they are. */
    public boolean awaitStamp(long stamp, Duration limit) throws InterruptedException {
        return await(() -> complete >= stamp, limit);
    }

    /**
     * The cells of a KPI at some sites in a range of windows, all as of the same stamp.
     *
     * @param from first window, or null for all
     * @param to last window
     * @param at stamp as of which, or null for now
     */
    public List<KpiCell> cells(
            String company,
            Kpi kpi,
            Collection<String> sites,
            @Nullable String from,
            @Nullable String to,
            @Nullable Long at) {
        lock.lock();
        try {
            Company of = companies.get(company);
            if (of == null) {
                return List.of();
            }
            long asOf = at == null ? complete : at;
            List<KpiCell> found = new ArrayList<>();
            for (String site : sites) {
                NavigableMap<String, NavigableMap<Long, KpiCell>> windows =
                        of.byKpiAndSite.getOrDefault(kpi.id() + "|" + site, new TreeMap<>());
                NavigableMap<String, NavigableMap<Long, KpiCell>> range =
                        from == null || to == null ? windows : windows.subMap(from, true, to, true);
                for (NavigableMap<Long, KpiCell> versions : range.values()) {
                    Map.Entry<Long, KpiCell> version = versions.floorEntry(asOf);
                    if (version != null && version.getValue().version() == kpi.version()) {
                        found.add(version.getValue());
                    }
                }
            }
            return found;
        } finally {
            lock.unlock();
        }
    }

    /** The sites a company has cells of. */
    public List<String> sites(String company) {
        lock.lock();
        try {
            Company of = companies.get(company);
            return of == null
                    ? List.of()
                    : of.byKpiAndSite.keySet().stream()
                            .map(key -> key.substring(key.indexOf('|') + 1))
                            .distinct()
                            .sorted()
                            .toList();
        } finally {
            lock.unlock();
        }
    }

    /** How many cells there are. */
    public long size() {
        lock.lock();
        try {
            return cells;
        } finally {
            lock.unlock();
        }
    }

    /** How many changes wait for the rest of their commit. */
    public long waiting() {
        lock.lock();
        try {
            return waiting.values().stream().mapToLong(List::size).sum();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The end of the last record before a position that the database gave as its insert position. Where a record ends at
     * the end of a page, the insert position already stands behind the next page's header, which nothing will ever be
     * read up to until something more is written.
     */
    static long recordEnd(long position) {
        if (position % (16 * 1024 * 1024) == 40) {
            return position - 40;
        }
        return position % 8192 == 24 ? position - 24 : position;
    }

    private boolean await(BooleanSupplier reached, Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lock();
        try {
            while (!reached.getAsBoolean()) {
                if (left <= 0) {
                    return false;
                }
                left = moved.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }
}
