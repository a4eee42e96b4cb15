package io.setpoint.streaming.facts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lines of one order with one requested date.
 *
 * @param end end of its commit day, the earliest promise among its lines
 * @param commitDate that day
 * @param first its first shipment by business time, null if there is none
 */
record OrderUnit(
        String requestedDate,
        List<OrderLine> lines,
        long end,
        String commitDate,
        @Nullable OrderShipment first) {

    static OrderUnit of(String requestedDate, List<OrderLine> lines, @Nullable OrderShipment first) {
        long end = Long.MAX_VALUE;
        String commitDate = "";
        for (OrderLine line : lines) {
            if (line.commitEnd() < end) {
                end = line.commitEnd();
                commitDate = line.commitDate();
            }
        }
        return new OrderUnit(requestedDate, lines, end, commitDate, first);
    }

    boolean isExcluded() {
        for (OrderLine line : lines) {
            if (!line.isExcluded()) {
                return false;
            }
        }
        return true;
    }

    /** The first shipment if it went out by the end of the commit day; a later one heals nothing. */
    @Nullable
    OrderShipment firstInTime() {
        return first != null && first.shippedAt() < end ? first : null;
    }

    /** Whether it has entered its cohort. */
    boolean hasEntered(long now) {
        return first != null || now >= end;
    }
}
