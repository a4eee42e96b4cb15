package io.setpoint.contracts.events;

import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.PriceOverrideId;
import io.setpoint.contracts.values.SiteId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A price override was approved, by another person than its proposer, or refused. No fact is made of it yet: no KPI
 * counts price overrides so far.
 */
public record PriceOverrideDecided(
        PriceOverrideId priceOverride,
        SiteId site,
        boolean approved,
        PersonId proposedBy,
        PersonId decidedBy,
        @Nullable String note,
        Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.PRICE_OVERRIDE_DECIDED;
    }

    @Override
    public String subject() {
        return priceOverride.value();
    }
}
