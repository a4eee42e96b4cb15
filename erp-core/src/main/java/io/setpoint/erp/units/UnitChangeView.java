package io.setpoint.erp.units;

import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.UnitChangeId;
import io.setpoint.erp.kernel.Versioned;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of units of measure.
 *
 * @param validFrom from when on it is wanted; null if from its approval on
 * @param holdsFrom from when on it holds; null unless it was approved
 */
record UnitChangeView(
        UnitChangeId unitChange,
        UnitChangeState state,
        int version,
        @Nullable Instant validFrom,
        String why,
        PersonId proposedBy,
        Instant proposedAt,
        @Nullable PersonId decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String decisionNote,
        @Nullable Instant holdsFrom,
        List<Line> lines)
        implements Versioned {
    UnitChangeView {
        lines = List.copyOf(lines);
    }

    /** One unit, which is {@code numerator / denominator} of the base unit; without them it is withdrawn. */
    record Line(
            int lineNo,
            Sku item,
            String baseUnit,
            String unit,
            @Nullable Integer numerator,
            @Nullable Integer denominator) {}
}
