package io.setpoint.contracts.events;

import io.setpoint.contracts.values.CompanyId;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.PersonId;
import java.time.Instant;

/** The amounts up to which a buyer orders alone, or with one other person, were set. No fact yet: it is a setting, not business. */
public record PurchaseLimitsSet(CompanyId company, Money limit, Money secondLimit, PersonId setBy, Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.PURCHASE_LIMITS_SET;
    }

    @Override
    public String subject() {
        return company.value();
    }
}
