package io.setpoint.platform.simulation;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Counts what the live business has done. */
final class LiveFigures {
    private final Map<String, LongAdder> done = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> refused = new ConcurrentHashMap<>();
    private final AtomicLong unreachable = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    void done(String what) {
        done.computeIfAbsent(what, key -> new LongAdder()).increment();
    }

    void refused(String code) {
        refused.computeIfAbsent(code, key -> new LongAdder()).increment();
    }

    void unreachable() {
        unreachable.incrementAndGet();
    }

    void failed() {
        failed.incrementAndGet();
    }

    LiveBusiness.Figures now() {
        return new LiveBusiness.Figures(sums(done), sums(refused), unreachable.get(), failed.get());
    }

    private static Map<String, Long> sums(Map<String, LongAdder> counters) {
        Map<String, Long> sums = new TreeMap<>();
        counters.forEach((name, counter) -> sums.put(name, counter.sum()));
        return sums;
    }
}
