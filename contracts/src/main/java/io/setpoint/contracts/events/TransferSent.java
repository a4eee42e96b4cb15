package io.setpoint.contracts.events;

import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.TransferId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goods left a site for another one and are in transit. No fact rests on it yet, because no KPI of the catalogue
 * measures stock levels or transfers; the rule {@code transfer-overdue} reads it.
 *
 * @param zone of the site it goes to, in which {@code expectedOn} is a day; absent in events from before it was kept
 */
public record TransferSent(
        TransferId transfer,
        SiteId fromSite,
        SiteId toSite,
        LocalDate expectedOn,
        @Nullable String zone,
        PersonId sentBy,
        Instant occurredAt,
        List<Line> lines)
        implements DomainEvent {
    public TransferSent {
        lines = List.copyOf(lines);
    }

    @Override
    public EventType type() {
        return EventType.TRANSFER_SENT;
    }

    @Override
    public String subject() {
        return transfer.value();
    }

    /** What was sent for one line. */
    public record Line(
            int lineNo,
            Sku item,
            BinId fromBin,
            Quantity quantity,
            Quantity sent,
            @Nullable String shortReason,
            Money unitCost) {}
}
