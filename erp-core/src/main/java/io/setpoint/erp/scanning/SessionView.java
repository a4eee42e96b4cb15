package io.setpoint.erp.scanning;

import io.setpoint.contracts.events.Tracking;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Versioned;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All a scanner's screen shows: what is expected, what was scanned so far, and what comes next.
 *
 * @param document the purchase order, order, count or receipt
 * @param bin the bin that was scanned last; in a put-away absent while goods are in hand
 * @param next what to scan next, in words
 * @param result the receipt, shipment or count of the confirmation
 */
record SessionView(
        String session,
        SiteId site,
        ScanTask task,
        String document,
        PersonId person,
        State state,
        int version,
        Instant openedAt,
        @Nullable BinId bin,
        String next,
        @Nullable String result,
        List<Line> lines,
        List<Scanned> scans)
        implements Versioned {
    SessionView {
        lines = List.copyOf(lines);
        scans = List.copyOf(scans);
    }

    /** What was scanned since the last bin: in a put-away, the goods that still want theirs. */
    static List<Scanned> inHand(List<Scanned> scans) {
        int after = 0;
        for (int i = 0; i < scans.size(); i++) {
            if (scans.get(i).item() == null) {
                after = i + 1;
            }
        }
        return scans.subList(after, scans.size());
    }

    enum State {
        OPEN,
        CONFIRMED
    }

    /**
     * A line of the document.
     *
     * @param bin where to count it, or where to put it away; a receipt and a pick leave the bin to the person
     * @param expected open quantity; absent in a count, which is blind
     * @param fromBin where goods to be put away stand
     */
    record Line(
            int lineNo,
            Sku item,
            String name,
            String unit,
            Tracking tracking,
            @Nullable BinId bin,
            @Nullable LotNumber lot,
            @Nullable BigDecimal expected,
            BigDecimal scanned,
            @Nullable BinId fromBin) {
        /** Whether nothing of it is left to scan. */
        boolean full() {
            return expected != null && scanned.compareTo(expected) >= 0;
        }
    }

    /**
     * One scan that was not undone.
     *
     * @param bin of a bin its own; of goods the one they were taken from or put into
     * @param binReason why goods go into another bin than the one they were directed to
     */
    record Scanned(
            int scanNo,
            String code,
            BinId bin,
            @Nullable Integer lineNo,
            @Nullable Sku item,
            @Nullable LotNumber lot,
            @Nullable LocalDate expiry,
            @Nullable BigDecimal quantity,
            @Nullable String lotReason,
            @Nullable String binReason) {}
}
