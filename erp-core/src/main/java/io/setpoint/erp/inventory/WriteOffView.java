package io.setpoint.erp.inventory;

import io.setpoint.contracts.events.TransferDifference;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.TransferId;
import io.setpoint.contracts.values.WriteOffId;
import io.setpoint.erp.kernel.Versioned;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A write-off of goods in transit; also the row of the table.
 *
 * @param value unit cost × quantity, in the company's currency
 * @param limit the destination's limit for one adjustment when it was proposed
 * @param rollingTotal the proposer's total of 24 hours, adjustments and this one included
 * @param decidedBy who approved or rejected it; absent if it was posted within tolerance
 */
public record WriteOffView(
        WriteOffId writeOff,
        WriteOffState state,
        int version,
        TransferId transfer,
        int lineNo,
        SiteId fromSite,
        SiteId toSite,
        Sku item,
        String unit,
        BigDecimal quantity,
        BigDecimal unitCost,
        BigDecimal value,
        String currency,
        TransferDifference reason,
        String why,
        PersonId proposedBy,
        Instant proposedAt,
        BigDecimal limit,
        BigDecimal dailyLimit,
        BigDecimal rollingTotal,
        boolean overTolerance,
        @Nullable PersonId decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String decisionNote,
        @Nullable Instant postedAt)
        implements Versioned {}
