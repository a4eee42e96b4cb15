package io.setpoint.erp.inventory;

import io.setpoint.contracts.events.AdjustmentReason;
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
import org.jspecify.annotations.Nullable;

/**
 * An adjustment as the API shows it; also the row of the table.
 *
 * @param quantity signed change of book stock, in the item's base unit
 * @param value signed, in the company's currency: unit cost × quantity
 * @param limit the site's limit for one adjustment when it was proposed
 * @param dailyLimit the site's limit for a person's rolling total when it was proposed
 * @param rollingTotal the proposer's total of 24 hours, this one included, when it was proposed
 * @param proposedByName absent where history names somebody who is not registered
 * @param lot its lot or serial, if the item is tracked
 * @param decidedBy who approved or rejected it; absent if it was posted within tolerance
 */
public record AdjustmentView(
        AdjustmentId adjustment,
        AdjustmentState state,
        int version,
        SiteId site,
        Sku item,
        String unit,
        BinId bin,
        BigDecimal quantity,
        BigDecimal unitCost,
        BigDecimal value,
        String currency,
        AdjustmentReason reason,
        @Nullable String note,
        boolean photo,
        @Nullable CountId count,
        @Nullable PersonId countedBy,
        @Nullable String countedByName,
        @Nullable AdjustmentId reversalOf,
        PersonId proposedBy,
        @Nullable String proposedByName,
        Instant proposedAt,
        Instant occurredAt,
        BigDecimal limit,
        BigDecimal dailyLimit,
        BigDecimal rollingTotal,
        boolean overTolerance,
        @Nullable PersonId decidedBy,
        @Nullable String decidedByName,
        @Nullable Instant decidedAt,
        @Nullable String decisionNote,
        @Nullable Instant postedAt,
        boolean history,
        @Nullable LotNumber lot)
        implements Versioned {}
