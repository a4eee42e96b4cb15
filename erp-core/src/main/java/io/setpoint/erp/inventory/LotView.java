package io.setpoint.erp.inventory;

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
 * A lot or a serial, and where it stands.
 *
 * @param blockedBy who blocked it last; absent unless it is blocked
 * @param standing at the sites the reader may view
 */
record LotView(
        Sku item,
        LotNumber lot,
        boolean serial,
        @Nullable LocalDate expiry,
        LotState state,
        int version,
        @Nullable PersonId blockedBy,
        @Nullable Instant blockedAt,
        @Nullable String blockReason,
        List<Standing> standing)
        implements Versioned {
    LotView {
        standing = List.copyOf(standing);
    }

    /** What stands of it in one bin. */
    record Standing(SiteId site, BinId bin, BigDecimal onHand) {}
}
