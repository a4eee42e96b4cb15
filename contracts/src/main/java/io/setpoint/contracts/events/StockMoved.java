package io.setpoint.contracts.events;

import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.MoveId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stock was moved from bin to bin within a site. No fact rests on it, because on hand, reserved and available of the site
 * stay what they were.
 */
public record StockMoved(
        MoveId move,
        SiteId site,
        PersonId movedBy,
        @Nullable String note,
        Instant occurredAt,
        List<Line> lines) implements DomainEvent {
    public StockMoved {
        lines = List.copyOf(lines);
    }

    @Override
    public EventType type() {
        return EventType.STOCK_MOVED;
    }

    @Override
    public String subject() {
        return move.value();
    }

    /**
     * What was moved of one item.
     *
     * @param lot its lot or serial, if it is tracked
     */
    public record Line(int lineNo, Sku item, @Nullable LotNumber lot, BinId fromBin, BinId toBin, Quantity quantity) {}
}
