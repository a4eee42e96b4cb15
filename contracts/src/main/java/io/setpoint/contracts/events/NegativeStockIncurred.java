package io.setpoint.contracts.events;

import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.NegativeStockId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import java.time.Instant;

/**
 * A document took a bin below zero, or further below it, as its site allows for a while: the goods were there and not
 * booked yet. No fact rests on it, because no KPI of the catalogue measures stock by bin; a rule raises an exception.
 *
 * @param onHand of the item in the bin after this, below zero
 * @param value what is missing, at cost
 * @param document the shipment
 */
public record NegativeStockIncurred(
        SiteId site,
        BinId bin,
        Sku item,
        Quantity onHand,
        Money value,
        NegativeStockId negativeStock,
        String document,
        PersonId person,
        Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.NEGATIVE_STOCK_INCURRED;
    }

    @Override
    public String subject() {
        return site + " " + bin + " " + item;
    }
}
