package io.setpoint.contracts.events;

import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.ReturnId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import java.time.Instant;

/**
 * Somebody inspected returned goods and proposes what becomes of them. No fact is made of it: what counts is what was
 * posted.
 */
public record DispositionProposed(
        ReturnId returnId,
        int dispositionNo,
        SiteId site,
        int lineNo,
        Sku item,
        Quantity quantity,
        ReturnOutcome outcome,
        Money value,
        boolean overTolerance,
        PersonId proposedBy,
        Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.DISPOSITION_PROPOSED;
    }

    @Override
    public String subject() {
        return returnId.value();
    }
}
