package io.setpoint.contracts.events;

import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import java.time.Instant;

/**
 * A document brought a bin that was below zero back to zero or above it. No fact rests on it, because no KPI of the
 * catalogue measures stock by bin; it clears the exception.
 *
 * @param onHand of the item in the bin after this
 * @param document the receipt, move, adjustment, transfer or return
 */
public record NegativeStockCleared(
        SiteId site, BinId bin, Sku item, Quantity onHand, String document, PersonId person, Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.NEGATIVE_STOCK_CLEARED;
    }

    @Override
    public String subject() {
        return site + " " + bin + " " + item;
    }
}
