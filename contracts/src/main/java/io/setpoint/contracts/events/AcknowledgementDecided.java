package io.setpoint.contracts.events;

import io.setpoint.contracts.values.AcknowledgementId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.contracts.values.SiteId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A person accepted or refused what a supplier confirmed otherwise than ordered. No fact yet: supplier on-time delivery is not in the KPI catalogue. */
public record AcknowledgementDecided(
        PurchaseOrderId order,
        AcknowledgementId acknowledgement,
        SiteId site,
        boolean accepted,
        @Nullable String note,
        PersonId decidedBy,
        Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.ACKNOWLEDGEMENT_DECIDED;
    }

    @Override
    public String subject() {
        return order.value();
    }
}
