package io.setpoint.contracts.events;

import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Sku;
import java.time.Instant;

/** An item nothing was built on was taken back. No fact is made of it: no document named it. */
public record ItemWithdrawn(Sku item, String why, PersonId withdrawnBy, Instant occurredAt) implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.ITEM_WITHDRAWN;
    }

    @Override
    public String subject() {
        return item.value();
    }
}
