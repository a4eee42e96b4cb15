package io.setpoint.contracts.events;

import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.WaveId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Goods were taken at a stop of a wave; a later one of the same stop replaces it. No fact is made of it: what each order
 * got comes with its {@link PickConfirmed}, short picks too.
 *
 * @param shortReason present if less than required was taken
 */
public record WaveStopConfirmed(
        WaveId wave,
        SiteId site,
        int stopNo,
        BinId bin,
        Sku item,
        @Nullable LotNumber lot,
        Quantity required,
        Quantity taken,
        @Nullable String shortReason,
        PersonId takenBy,
        Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.WAVE_STOP_CONFIRMED;
    }

    @Override
    public String subject() {
        return wave.value();
    }
}
