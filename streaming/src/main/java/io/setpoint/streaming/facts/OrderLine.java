package io.setpoint.streaming.facts;

import io.setpoint.contracts.events.CancelReason;

/**
 * One line of an order. Quantities in thousandths, money in ten-thousandths.
 *
 * @param placed ordered quantity
 * @param commitDate the frozen promise, ISO date
 * @param commitEnd end of the commit day at the site, microseconds
 * @param released quantity at release; -1 before
 * @param backordered what was not reserved at release
 * @param excluded cancelled by the customer, or as a test, before release: leaves the service KPIs
 * @param shortBeforeRelease cancelled by us before release: does not lower the quantity we are measured by
 * @param cancelled all that was cancelled, for whatever reason
 * @param reason code of the last cancellation; empty if there is none
 */
public record OrderLine(
        int lineNo,
        String item,
        String category,
        long placed,
        long price,
        long cost,
        String requestedDate,
        String commitDate,
        long commitEnd,
        long released,
        long backordered,
        long excluded,
        long shortBeforeRelease,
        long cancelled,
        String reason) {

    /** Whether the customer took back the whole line before release. */
    boolean isExcluded() {
        return placed - excluded <= 0;
    }

    /**
     * The quantity we are measured by: that at release, and before release the ordered one less what the customer took
     * back. What we cut for shortage before release is put back.
     */
    long measured() {
        long wanted = placed - excluded;
        return released < 0 ? wanted : Math.min(wanted, released + shortBeforeRelease);
    }

    long open(long shipped) {
        return Math.max(0, placed - cancelled - shipped);
    }

    OrderLine release(long quantity, long notReserved) {
        return new OrderLine(
                lineNo,
                item,
                category,
                placed,
                price,
                cost,
                requestedDate,
                commitDate,
                commitEnd,
                quantity,
                notReserved,
                excluded,
                shortBeforeRelease,
                cancelled,
                reason);
    }

    OrderLine cancel(long quantity, CancelReason why, boolean beforeRelease) {
        boolean leaves = beforeRelease && why != CancelReason.SHORTAGE;
        boolean cutByUs = beforeRelease && why == CancelReason.SHORTAGE;
        return new OrderLine(
                lineNo,
                item,
                category,
                placed,
                price,
                cost,
                requestedDate,
                commitDate,
                commitEnd,
                released,
                backordered,
                leaves ? excluded + quantity : excluded,
                cutByUs ? shortBeforeRelease + quantity : shortBeforeRelease,
                cancelled + quantity,
                why.name());
    }
}
