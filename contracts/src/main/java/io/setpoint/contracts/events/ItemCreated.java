package io.setpoint.contracts.events;

import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.Sku;
import java.time.Instant;

/** An item can be stocked and sold. */
public record ItemCreated(
        Sku item, String name, String category, String abc, String unit, Money price, Money cost, Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.ITEM_CREATED;
    }

    @Override
    public String subject() {
        return item.value();
    }
}
