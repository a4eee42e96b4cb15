package io.setpoint.contracts.events;

import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import java.time.Instant;
import java.util.List;

/**
 * A lot was blocked: at no site is it picked, promised, shipped or transferred from now on. No fact rests on it yet,
 * because no KPI of the catalogue measures stock that is available.
 *
 * @param standing what is on hand of it, and thereby kept back
 */
public record LotBlocked(
        Sku item, LotNumber lot, String why, PersonId blockedBy, Instant occurredAt, List<Standing> standing)
        implements DomainEvent {
    public LotBlocked {
        standing = List.copyOf(standing);
    }

    @Override
    public EventType type() {
        return EventType.LOT_BLOCKED;
    }

    @Override
    public String subject() {
        return item.value() + "/" + lot.value();
    }

    /** What stands of the lot in one bin. */
    public record Standing(SiteId site, BinId bin, Quantity quantity) {}
}
