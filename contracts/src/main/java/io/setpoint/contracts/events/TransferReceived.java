package io.setpoint.contracts.events;

import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.TransferId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goods of a transfer arrived. No fact rests on it yet, because no KPI of the catalogue measures stock levels or
 * transfers.
 *
 * @param receiptNo counts the arrivals of a transfer from 1
 * @param closed whether nothing is left in transit
 */
public record TransferReceived(
        TransferId transfer,
        int receiptNo,
        SiteId fromSite,
        SiteId toSite,
        PersonId receivedBy,
        boolean closed,
        Instant occurredAt,
        List<Line> lines)
        implements DomainEvent {
    public TransferReceived {
        lines = List.copyOf(lines);
    }

    @Override
    public EventType type() {
        return EventType.TRANSFER_RECEIVED;
    }

    @Override
    public String subject() {
        return transfer.value();
    }

    /**
     * What arrived of one line.
     *
     * @param inTransit what has not arrived
     * @param difference why not; absent if all has arrived
     */
    public record Line(
            int lineNo,
            Sku item,
            BinId bin,
            Quantity received,
            Quantity inTransit,
            @Nullable TransferDifference difference) {}
}
