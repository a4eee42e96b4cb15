package io.setpoint.erp.returns;

import io.setpoint.contracts.events.ReturnOutcome;
import io.setpoint.contracts.events.ReturnReason;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.ReturnId;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Versioned;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A return with its lines and what became of them.
 *
 * @param bin where the goods wait for inspection; null until they arrived
 * @param why present if it was cancelled
 */
record ReturnView(
        ReturnId returnId,
        ReturnState state,
        int version,
        ShipmentId shipment,
        OrderId order,
        SiteId site,
        CustomerId customer,
        String currency,
        Instant openedAt,
        PersonId openedBy,
        @Nullable BinId bin,
        @Nullable Instant receivedAt,
        @Nullable PersonId receivedBy,
        @Nullable Instant closedAt,
        @Nullable String why,
        List<Line> lines,
        List<Disposition> dispositions)
        implements Versioned {
    ReturnView {
        lines = List.copyOf(lines);
        dispositions = List.copyOf(dispositions);
    }

    /**
     * Goods of one order line.
     *
     * @param lot its lot or serial, if the item is tracked
     * @param received null until the return arrived
     * @param disposed of what was received; dispositions that wait for approval included
     * @param unitPrice what the customer was charged
     */
    record Line(
            int lineNo,
            int orderLineNo,
            Sku item,
            String unit,
            BigDecimal quantity,
            @Nullable BigDecimal received,
            BigDecimal disposed,
            ReturnReason reason,
            @Nullable String note,
            BigDecimal unitPrice,
            BigDecimal unitCost,
            @Nullable LotNumber lot) {
        /** Received, and nobody said yet what becomes of it. */
        BigDecimal waiting() {
            BigDecimal arrived = received;
            return arrived == null ? BigDecimal.ZERO : arrived.subtract(disposed);
        }
    }

    /**
     * What becomes of a quantity of one line.
     *
     * @param toBin where restocked goods stand
     * @param value at cost, in the company's currency
     * @param needsApproval whether its proposer alone could not post it
     * @param decidedBy who approved or rejected it; null if it was posted by its proposer alone
     */
    record Disposition(
            int dispositionNo,
            int lineNo,
            BigDecimal quantity,
            ReturnOutcome outcome,
            @Nullable BinId toBin,
            @Nullable String note,
            BigDecimal value,
            boolean overTolerance,
            boolean needsApproval,
            DispositionState state,
            PersonId proposedBy,
            Instant proposedAt,
            @Nullable PersonId decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String decisionNote) {}
}
