package io.setpoint.streaming.facts;

import io.setpoint.contracts.events.AdjustmentPosted;
import io.setpoint.contracts.kpi.FactGrain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A posted adjustment and its reversals: pure, without Flink. Net and absolute values of both count; in "net of
 * reversals" a matched pair counts nothing, so the original is restated when it is reversed.
 *
 * @param original row of the original; null if it was posted so long ago that it is no longer known
 * @param reversals rows of what reversed it
 * @param clock commit stamp up to which it is known
 * @param lastAt latest business time in it
 */
public record AdjustmentDocument(@Nullable FactRow original, List<FactRow> reversals, long clock, long lastAt) {
    /** How long an adjustment can be reversed with its original restated, in business time: a fiscal year and its close. */
    static final long REVERSIBLE = 400 * Calendar.DAY;

    private static final String NET_OF_REVERSALS = "absNetOfReversals";

    static final AdjustmentDocument NONE = new AdjustmentDocument(null, List.of(), 0, 0);

    AdjustmentDocument apply(String company, AdjustmentPosted event, long stamp) {
        FactRow row = row(company, event);
        long last = Math.max(lastAt, row.te());
        if (event.reversalOf() == null) {
            if (original != null) {
                throw new IllegalArgumentException("the adjustment was posted before");
            }
            return new AdjustmentDocument(row, reversals, stamp, last);
        }
        List<FactRow> all = new ArrayList<>(reversals);
        all.add(row);
        return new AdjustmentDocument(original, all, stamp, last);
    }

    List<FactRow> facts() {
        List<FactRow> rows = new ArrayList<>();
        if (original != null) {
            rows.add(reversals.isEmpty() ? original : original.with(NET_OF_REVERSALS, 0));
        }
        rows.addAll(reversals);
        return rows;
    }

    long goneAt() {
        return Math.max(clock + OrderDocument.REPEATABLE, lastAt + REVERSIBLE);
    }

    private static FactRow row(String company, AdjustmentPosted event) {
        long te = Calendar.micros(event.occurredAt());
        long value = event.value().tenThousandths();
        return FactRow.unsigned(
                FactGrain.ADJUSTMENT,
                "posted",
                company,
                event.site().value(),
                Calendar.day(te, event.zone()),
                te,
                Map.of(
                        "adjustmentId", event.adjustment().value(),
                        "item", event.item().value(),
                        "category", event.category(),
                        "bin", event.bin().value(),
                        "reason", event.reason().name(),
                        "proposedBy", event.proposedBy().value(),
                        "approvedBy",
                                event.approvedBy() == null
                                        ? ""
                                        : event.approvedBy().value(),
                        "reversalOf",
                                event.reversalOf() == null
                                        ? ""
                                        : event.reversalOf().value()),
                Map.of(
                        "adjustments",
                        1L,
                        "units",
                        event.quantity().thousandths(),
                        "net",
                        value,
                        "abs",
                        Math.abs(value),
                        "plus",
                        Math.max(0, value),
                        "minus",
                        Math.max(0, -value),
                        NET_OF_REVERSALS,
                        event.reversalOf() == null ? Math.abs(value) : 0L));
    }
}
