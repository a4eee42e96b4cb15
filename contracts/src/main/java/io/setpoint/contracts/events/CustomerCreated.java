package io.setpoint.contracts.events;

import io.setpoint.contracts.values.CustomerId;
import java.time.Instant;

/** A customer can order. */
public record CustomerCreated(CustomerId customer, String name, String customerClass, Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.CUSTOMER_CREATED;
    }

    @Override
    public String subject() {
        return customer.value();
    }
}
