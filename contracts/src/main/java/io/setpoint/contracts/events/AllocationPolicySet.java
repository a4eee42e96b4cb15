package io.setpoint.contracts.events;

import io.setpoint.contracts.values.CompanyId;
import io.setpoint.contracts.values.PersonId;
import java.time.Instant;

/**
 * Backorders are served in another order from now on. No fact is made of it: it changes no figure of the past, and what it
 * does shows in the allocations that follow.
 */
public record AllocationPolicySet(CompanyId company, String policy, PersonId setBy, Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.ALLOCATION_POLICY_SET;
    }

    @Override
    public String subject() {
        return company.value();
    }
}
