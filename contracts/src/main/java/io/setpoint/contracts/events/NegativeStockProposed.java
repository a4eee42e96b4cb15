package io.setpoint.contracts.events;

import io.setpoint.contracts.values.NegativeStockId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import java.time.Instant;

/**
 * Somebody asks that shipments of a site may take bins below zero for a while. No fact rests on it: it is a setting, not
 * business.
 */
public record NegativeStockProposed(
        NegativeStockId negativeStock,
        SiteId site,
        Instant from,
        Instant until,
        String why,
        PersonId proposedBy,
        Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.NEGATIVE_STOCK_PROPOSED;
    }

    @Override
    public String subject() {
        return negativeStock.value();
    }
}
