package io.setpoint.erp.inventory;

import io.setpoint.contracts.events.HoldReason;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.HoldId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Versioned;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A hold with its lines.
 *
 * @param releasedBy who released last, in full or in part
 */
public record HoldView(
        HoldId hold,
        HoldState state,
        int version,
        SiteId site,
        BinId bin,
        HoldReason reason,
        @Nullable String note,
        PersonId heldBy,
        Instant heldAt,
        @Nullable PersonId releasedBy,
        @Nullable Instant releasedAt,
        @Nullable String releaseNote,
        List<Line> lines)
        implements Versioned {
    public HoldView {
        lines = List.copyOf(lines);
    }

    /**
     * What is held of one item.
     *
     * @param lot its lot or serial, if the item is tracked
     * @param open what is still on hold
     * @param available of the item at the site now; below zero where more is reserved than is left
     */
    public record Line(
            int lineNo,
            Sku item,
            String unit,
            BigDecimal quantity,
            BigDecimal released,
            BigDecimal open,
            BigDecimal available,
            @Nullable LotNumber lot) {}
}
