package io.setpoint.contracts.events;

import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.PriceChangeId;
import io.setpoint.contracts.values.PriceListId;
import java.time.Instant;

/** Proposed prices were refused or taken back. No fact is made of it: nothing changed. */
public record PricesRejected(
        PriceChangeId priceChange, PriceListId priceList, PersonId rejectedBy, String why, Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.PRICES_REJECTED;
    }

    @Override
    public String subject() {
        return priceChange.value();
    }
}
