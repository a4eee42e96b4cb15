package io.setpoint.erp.inventory;

import io.setpoint.contracts.events.UnplacedReason;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.contracts.values.ReceiptId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A receipt with its times and its put-away. Which of the steps it went through says whose times compare.
 *
 * @param steps 1: straight into storage; 2: put away from a receiving bin; 3: checked before it was put away
 * @param countedAt when the goods were counted
 * @param postedAt when they were posted
 * @param checkedAt when the last of them passed or failed its check
 * @param putAwayAt when the last of them was put away; absent while some are not, and for one step when they were counted
 * @param dockToCountMinutes from the dock to the count, and likewise from step to step
 */
record ReceiptDetails(
        ReceiptId receipt,
        SiteId site,
        @Nullable String supplier,
        @Nullable PurchaseOrderId purchaseOrder,
        int steps,
        PersonId receivedBy,
        Instant dockArrivedAt,
        Instant countedAt,
        Instant postedAt,
        @Nullable Instant checkedAt,
        @Nullable Instant putAwayAt,
        long dockToCountMinutes,
        long countToPostMinutes,
        @Nullable Long postToPutAwayMinutes,
        List<Line> lines,
        List<Task> putAway) {
    ReceiptDetails {
        lines = List.copyOf(lines);
        putAway = List.copyOf(putAway);
    }

    /** What was received into which bin. */
    public record Line(int lineNo, Sku item, String unit, BinId bin, BigDecimal quantity) {}

    /**
     * A quantity on its way from the receiving bin.
     *
     * @param toBin the directed bin; absent where none was found
     * @param unplaced why none was found
     * @param bin where it went
     * @param minutes from the moment it could begin to the moment it was done
     */
    public record Task(
            ReceiptId receipt,
            int task,
            SiteId site,
            Sku item,
            String name,
            String unit,
            @Nullable LotNumber lot,
            BinId fromBin,
            BigDecimal quantity,
            PutAwayState state,
            Instant openedAt,
            @Nullable PersonId checkedBy,
            @Nullable Instant checkedAt,
            @Nullable BinId toBin,
            @Nullable UnplacedReason unplaced,
            @Nullable BinId bin,
            @Nullable String overrideReason,
            @Nullable PersonId doneBy,
            @Nullable Instant doneAt,
            @Nullable Long minutes) {}
}
