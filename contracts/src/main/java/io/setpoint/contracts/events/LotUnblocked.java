package io.setpoint.contracts.events;

import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Sku;
import java.time.Instant;

/**
 * A blocked lot may be used again; another person decided so than the one who blocked it. No fact rests on it yet,
 * because no KPI of the catalogue measures stock that is available.
 */
public record LotUnblocked(
        Sku item, LotNumber lot, String why, PersonId blockedBy, PersonId unblockedBy, Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.LOT_UNBLOCKED;
    }

    @Override
    public String subject() {
        return item.value() + "/" + lot.value();
    }
}
