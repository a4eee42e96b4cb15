package io.setpoint.dashboards.cells;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the numbers are complete: every commit up to this stamp is in them, in full.
 *
 * @param stamp commit stamp, microseconds since the epoch; 0 before anything was complete
 * @param lsn position in the write-ahead log that is covered; 0 if not known yet
 * @param at the stamp as a time
 * @param stale whether it has stood still for longer than it should
 * @param since when it last moved, if it is stale
 */
public record Complete(
        long stamp,
        long lsn,
        Instant at,
        boolean stale,
        @Nullable Instant since) {}
