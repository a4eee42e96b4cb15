package io.setpoint.contracts.events;

import io.setpoint.contracts.values.CompanyId;
import java.time.Instant;

/** A company exists from now on. No fact is made of it: it is a setting, not business. */
public record CompanyCreated(CompanyId company, String name, String currency, String zone, Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.COMPANY_CREATED;
    }

    @Override
    public String subject() {
        return company.value();
    }
}
