package io.setpoint.contracts.events;

import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.PersonId;
import java.time.Instant;

/** A customer nothing was built on was taken back. No fact is made of it: no document named it. */
public record CustomerWithdrawn(CustomerId customer, String why, PersonId withdrawnBy, Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.CUSTOMER_WITHDRAWN;
    }

    @Override
    public String subject() {
        return customer.value();
    }
}
