package io.setpoint.contracts.events;

import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import java.time.Instant;

/**
 * In how many steps a site receives and ships from now on. No fact rests on it: every route tells the same quantities and
 * times, and it says which sites do so in the same steps.
 *
 * @param receiveSteps 1: straight into storage; 2: put away from a receiving bin; 3: checked before it is put away
 * @param shipSteps 3: pick, pack, ship; 2: pick, ship; 1: both in one
 */
public record RoutesSet(SiteId site, int receiveSteps, int shipSteps, PersonId setBy, Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.ROUTES_SET;
    }

    @Override
    public String subject() {
        return site.value();
    }
}
