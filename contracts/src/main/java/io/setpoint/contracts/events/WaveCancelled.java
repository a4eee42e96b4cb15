package io.setpoint.contracts.events;

import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.WaveId;
import java.time.Instant;
import java.util.List;

/**
 * A wave was called off before anything was taken. No fact is made of it: nothing happened to its orders.
 *
 * @param left its orders, free for another wave
 */
public record WaveCancelled(WaveId wave, SiteId site, List<OrderId> left, PersonId cancelledBy, Instant occurredAt)
        implements DomainEvent {
    public WaveCancelled {
        left = List.copyOf(left);
    }

    @Override
    public EventType type() {
        return EventType.WAVE_CANCELLED;
    }

    @Override
    public String subject() {
        return wave.value();
    }
}
