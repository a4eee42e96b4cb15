package io.setpoint.contracts.events;

import io.setpoint.contracts.values.CustomerId;
import java.time.Instant;

/** A customer can order. No fact is made of it: documents carry what the KPIs need of a customer. */
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
