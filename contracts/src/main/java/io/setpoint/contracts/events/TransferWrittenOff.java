package io.setpoint.contracts.events;

import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.TransferId;
import io.setpoint.contracts.values.WriteOffId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Goods in transit were given up. No fact rests on it yet: the KPIs of adjustments are defined over book stock of sites.
 *
 * @param approvedBy absent if it was within tolerance
 * @param closed whether nothing is left in transit
 */
public record TransferWrittenOff(
        WriteOffId writeOff,
        TransferId transfer,
        int lineNo,
        SiteId fromSite,
        SiteId toSite,
        Sku item,
        Quantity quantity,
        Money unitCost,
        Money value,
        TransferDifference reason,
        PersonId proposedBy,
        @Nullable PersonId approvedBy,
        boolean closed,
        Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.TRANSFER_WRITTEN_OFF;
    }

    @Override
    public String subject() {
        return transfer.value();
    }
}
