package io.setpoint.contracts.events;

import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A person does not order what was suggested. No fact is made of it yet: no KPI asks for it.
 *
 * @param until the day on which it is suggested again; absent if it was refused
 */
public record SuggestionDismissed(
        SiteId site,
        Sku item,
        Quantity quantity,
        @Nullable LocalDate until,
        String why,
        PersonId dismissedBy,
        Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.SUGGESTION_DISMISSED;
    }

    @Override
    public String subject() {
        return item.value();
    }
}
