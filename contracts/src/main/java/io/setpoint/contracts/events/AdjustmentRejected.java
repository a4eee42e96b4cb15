package io.setpoint.contracts.events;

import io.setpoint.contracts.values.AdjustmentId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import java.time.Instant;

/** An adjustment was rejected or withdrawn; stock is unchanged. No fact is made of it: nothing was posted. */
public record AdjustmentRejected(
        AdjustmentId adjustment, SiteId site, PersonId proposedBy, PersonId rejectedBy, String why, Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.ADJUSTMENT_REJECTED;
    }

    @Override
    public String subject() {
        return adjustment.value();
    }
}
