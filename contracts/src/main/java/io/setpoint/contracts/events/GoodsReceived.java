package io.setpoint.contracts.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.ReceiptId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goods were received and put away. No fact is made of it: no KPI of the catalogue measures receipts yet. */
public record GoodsReceived(
        ReceiptId receipt,
        SiteId site,
        String zone,
        @Nullable String supplier,
        Instant dockArrivedAt,
        PersonId receivedBy,
        Instant occurredAt,
        List<Line> lines)
        implements DomainEvent {
    public GoodsReceived {
        lines = List.copyOf(lines);
    }

    @Override
    public EventType type() {
        return EventType.GOODS_RECEIVED;
    }

    @Override
    public String subject() {
        return receipt.value();
    }

    /**
     * One received line.
     *
     * @param lot the lot, or absent for an item that is not tracked by lot
     * @param serials one for each piece, or absent for an item that is not tracked by serial
     */
    public record Line(
            int lineNo,
            Sku item,
            BinId bin,
            Quantity quantity,
            Money unitCost,
            @Nullable LotNumber lot,
            @Nullable LocalDate expiry,
            @Nullable List<LotNumber> serials) {
        @JsonCreator
        public Line {
            serials = serials == null ? null : List.copyOf(serials);
        }

        /** Of an item that is not tracked. */
        public Line(int lineNo, Sku item, BinId bin, Quantity quantity, Money unitCost) {
            this(lineNo, item, bin, quantity, unitCost, null, null, null);
        }
    }
}
