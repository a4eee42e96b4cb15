package io.setpoint.contracts.events;

import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.ReceiptId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Received goods were checked: what passed is free to be put away and promised, the rest is on hold. No fact rests on it
 * yet, because no KPI of the catalogue measures the quality of receipts.
 */
public record QualityChecked(ReceiptId receipt, SiteId site, PersonId checkedBy, Instant occurredAt, List<Line> lines)
        implements DomainEvent {
    public QualityChecked {
        lines = List.copyOf(lines);
    }

    @Override
    public EventType type() {
        return EventType.QUALITY_CHECKED;
    }

    @Override
    public String subject() {
        return receipt.value();
    }

    /**
     * What was checked of one item in one bin.
     *
     * @param lot its lot or serial, if it is tracked
     * @param note what was found
     */
    public record Line(
            int task,
            Sku item,
            @Nullable LotNumber lot,
            BinId bin,
            Quantity passed,
            Quantity held,
            @Nullable String note) {}
}
