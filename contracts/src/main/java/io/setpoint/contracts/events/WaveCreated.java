package io.setpoint.contracts.events;

import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.WaveId;
import java.time.Instant;
import java.util.List;

/**
 * Orders are to be picked in one walk. No fact is made of it: a wave moves nothing, and what is picked comes with {@link
 * PickConfirmed} of each order.
 *
 * @param stops at how many places something is to be taken
 */
public record WaveCreated(
        WaveId wave, SiteId site, List<OrderId> orders, int stops, PersonId createdBy, Instant occurredAt)
        implements DomainEvent {
    public WaveCreated {
        orders = List.copyOf(orders);
    }

    @Override
    public EventType type() {
        return EventType.WAVE_CREATED;
    }

    @Override
    public String subject() {
        return wave.value();
    }
}
