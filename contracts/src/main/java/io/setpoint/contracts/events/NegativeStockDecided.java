package io.setpoint.contracts.events;

import io.setpoint.contracts.values.NegativeStockId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Another person allowed that shipments of a site may take bins below zero for a while, or refused it. No fact rests on it:
 * it is a setting, not business.
 */
public record NegativeStockDecided(
        NegativeStockId negativeStock,
        SiteId site,
        boolean approved,
        PersonId proposedBy,
        PersonId decidedBy,
        @Nullable String note,
        Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.NEGATIVE_STOCK_DECIDED;
    }

    @Override
    public String subject() {
        return negativeStock.value();
    }
}
