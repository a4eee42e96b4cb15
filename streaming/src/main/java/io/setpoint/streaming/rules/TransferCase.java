package io.setpoint.streaming.rules;

import io.setpoint.streaming.signals.SignalRecord;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transfer with something in transit.
 *
 * @param due commit stamp from which it is overdue
 * @param raised what was said of it, if it is overdue
 */
public record TransferCase(
        String company,
        String transfer,
        String fromSite,
        String toSite,
        String expectedOn,
        long due,
        List<Line> lines,
        List<EvidenceRow> evidence,
        @Nullable SignalRecord raised) {
    /** What of an item is in transit, and what a piece costs. */
    public record Line(
            int lineNo, String item, BigDecimal sent, BigDecimal inTransit, BigDecimal unitCost, String currency) {}
}
