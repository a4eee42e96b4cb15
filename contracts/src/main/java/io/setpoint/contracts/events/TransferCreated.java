package io.setpoint.contracts.events;

import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.TransferId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Goods are to be moved to another site. No fact rests on it: nothing has moved yet. */
public record TransferCreated(
        TransferId transfer,
        SiteId fromSite,
        SiteId toSite,
        LocalDate expectedOn,
        PersonId createdBy,
        Instant occurredAt,
        List<Line> lines)
        implements DomainEvent {
    public TransferCreated {
        lines = List.copyOf(lines);
    }

    @Override
    public EventType type() {
        return EventType.TRANSFER_CREATED;
    }

    @Override
    public String subject() {
        return transfer.value();
    }

    /** One line. */
    public record Line(int lineNo, Sku item, BinId fromBin, Quantity quantity) {}
}
