package io.setpoint.contracts.events;

import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.PriceChangeId;
import io.setpoint.contracts.values.PriceListId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Proposed prices hold from {@code validFrom} on; {@code approvedBy} is another person than {@code proposedBy}. No fact
 * is made of it: prices reach the KPIs with the lines of orders.
 */
public record PricesApproved(
        PriceChangeId priceChange,
        PriceListId priceList,
        Instant validFrom,
        @Nullable Instant validUntil,
        PersonId proposedBy,
        PersonId approvedBy,
        Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.PRICES_APPROVED;
    }

    @Override
    public String subject() {
        return priceChange.value();
    }
}
