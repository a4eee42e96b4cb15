package io.setpoint.erp.inventory;

import io.setpoint.contracts.events.CountType;
import io.setpoint.contracts.values.AdjustmentId;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.CountId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Versioned;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A completed count with its result. */
public record CountView(
        CountId count,
        SiteId site,
        CountType countType,
        CountState state,
        int version,
        PersonId openedBy,
        Instant openedAt,
        Instant completedAt,
        List<Line> lines)
        implements Versioned {
    public CountView {
        lines = List.copyOf(lines);
    }

    /**
     * One line and its confirmed round.
     *
     * @param book what the book had at the moment of the scan
     * @param adjustment what made book and count equal; absent where they were
     */
    public record Line(
            int lineNo,
            Sku item,
            BinId bin,
            int round,
            BigDecimal book,
            BigDecimal counted,
            PersonId countedBy,
            Instant countedAt,
            @Nullable AdjustmentId adjustment,
            @Nullable LotNumber lot) {}
}
