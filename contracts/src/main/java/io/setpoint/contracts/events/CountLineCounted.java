package io.setpoint.contracts.events;

import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.CountId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import java.time.Instant;

/**
 * A person counted one line without seeing the book quantity. No fact is made of it: a count is a fact when it is
 * completed.
 */
public record CountLineCounted(
        CountId count,
        SiteId site,
        int lineNo,
        Sku item,
        BinId bin,
        int round,
        Quantity counted,
        PersonId countedBy,
        Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.COUNT_LINE_COUNTED;
    }

    @Override
    public String subject() {
        return count.value();
    }
}
