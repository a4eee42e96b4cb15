package io.setpoint.erp.inventory;

import io.setpoint.contracts.events.TransferDifference;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.TransferId;
import io.setpoint.erp.kernel.Versioned;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transfer with its lines and what has arrived.
 *
 * @param overdue whether something is in transit although the expected day is over where it is expected
 * @param closedAt when nothing was left in transit, or when it was called off
 */
public record TransferView(
        TransferId transfer,
        TransferState state,
        int version,
        SiteId fromSite,
        SiteId toSite,
        LocalDate expectedOn,
        boolean overdue,
        @Nullable String note,
        PersonId createdBy,
        Instant createdAt,
        @Nullable PersonId sentBy,
        @Nullable Instant sentAt,
        @Nullable PersonId closedBy,
        @Nullable Instant closedAt,
        List<Line> lines,
        List<Arrival> arrivals)
        implements Versioned {
    public TransferView {
        lines = List.copyOf(lines);
        arrivals = List.copyOf(arrivals);
    }

    /**
     * One line.
     *
     * @param unitCost of the item when it was sent
     * @param lot its lot or serial, if the item is tracked
     * @param inTransit sent, without what was received and written off
     */
    public record Line(
            int lineNo,
            Sku item,
            String unit,
            BinId fromBin,
            BigDecimal quantity,
            BigDecimal sent,
            @Nullable String shortReason,
            BigDecimal unitCost,
            BigDecimal received,
            BigDecimal writtenOff,
            BigDecimal inTransit,
            @Nullable LotNumber lot) {}

    /** What arrived of one line at one time. */
    public record Arrival(
            int receiptNo,
            int lineNo,
            BinId bin,
            BigDecimal quantity,
            @Nullable TransferDifference difference,
            PersonId receivedBy,
            Instant receivedAt) {}
}
