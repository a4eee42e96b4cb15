package io.setpoint.contracts.events;

import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.WaveId;
import java.time.Instant;
import java.util.List;

/**
 * A wave is done: every order has its shipment, or was left out. No fact is made of it: what was left out is still to pick, and
 * says so by its order.
 *
 * @param left orders of which nothing was taken
 */
public record WaveClosed(WaveId wave, SiteId site, List<OrderId> left, PersonId closedBy, Instant occurredAt)
        implements DomainEvent {
    public WaveClosed {
        left = List.copyOf(left);
    }

    @Override
    public EventType type() {
        return EventType.WAVE_CLOSED;
    }

    @Override
    public String subject() {
        return wave.value();
    }
}
