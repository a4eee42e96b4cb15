package io.setpoint.contracts.events;

import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.HoldId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stock of a bin was put on hold: it is on hand and neither promised, reserved nor picked. No fact rests on it yet,
 * because no KPI of the catalogue measures stock that is available.
 */
public record StockHeld(
        HoldId hold,
        SiteId site,
        BinId bin,
        HoldReason reason,
        @Nullable String note,
        PersonId heldBy,
        Instant occurredAt,
        List<Line> lines)
        implements DomainEvent {
    public StockHeld {
        lines = List.copyOf(lines);
    }

    @Override
    public EventType type() {
        return EventType.STOCK_HELD;
    }

    @Override
    public String subject() {
        return hold.value();
    }

    /**
     * What is held of one item.
     *
     * @param lot its lot or serial, if the item is tracked
     * @param available at the site after this; below zero where more is reserved than is left
     */
    public record Line(
            int lineNo,
            Sku item,
            Quantity quantity,
            Quantity available,
            @Nullable LotNumber lot) {}
}
