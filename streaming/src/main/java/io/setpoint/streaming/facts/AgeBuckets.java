package io.setpoint.streaming.facts;

import io.setpoint.contracts.kpi.Kpi;

/** Half-open age buckets, version 1. They partition every age: each open line is in exactly one. */
final class AgeBuckets {
    private static final long[] ENTRY_BOUNDS = {1, 3, 7, 14, 30};
    private static final long[] DUE_BOUNDS = {0, 1, 3, 7, 14};

    private AgeBuckets() {}

    static String sinceEntry(long entry, long clock) {
        return Kpi.AGE_ENTRY_BUCKETS.get(passed(ENTRY_BOUNDS, entry, clock));
    }

    /** @param due end of the commit day */
    static String pastCommit(long due, long clock) {
        return Kpi.AGE_DUE_BUCKETS.get(passed(DUE_BOUNDS, due, clock));
    }

    /** The next moment after {@code clock} at which the line changes a bucket. */
    static long nextChange(long entry, long due, long clock) {
        return Math.min(next(ENTRY_BOUNDS, entry, clock), next(DUE_BOUNDS, due, clock));
    }

    private static int passed(long[] bounds, long from, long clock) {
        int passed = 0;
        while (passed < bounds.length && clock - from >= bounds[passed] * Calendar.DAY) {
            passed++;
        }
        return passed;
    }

    private static long next(long[] bounds, long from, long clock) {
        int passed = passed(bounds, from, clock);
        return passed == bounds.length ? Long.MAX_VALUE : from + bounds[passed] * Calendar.DAY;
    }
}
