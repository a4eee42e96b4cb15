package io.setpoint.contracts.events;

import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.ReceiptId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Received goods were put away. No fact rests on it yet: dock-to-stock of the catalogue ends when goods are posted, and the
 * time to put-away stands on the receipt.
 *
 * @param receivedAt when they were posted
 * @param complete whether nothing of the receipt is left to put away
 */
public record GoodsPutAway(
        ReceiptId receipt,
        SiteId site,
        PersonId putAwayBy,
        Instant receivedAt,
        Instant occurredAt,
        boolean complete,
        List<Line> lines)
        implements DomainEvent {
    public GoodsPutAway {
        lines = List.copyOf(lines);
    }

    @Override
    public EventType type() {
        return EventType.GOODS_PUT_AWAY;
    }

    @Override
    public String subject() {
        return receipt.value();
    }

    /**
     * What went into a bin.
     *
     * @param lot its lot or serial, if it is tracked
     * @param directedBin where it was to go; absent where no bin was found
     * @param overrideReason why it went elsewhere
     */
    public record Line(
            int task,
            Sku item,
            @Nullable LotNumber lot,
            BinId fromBin,
            @Nullable BinId directedBin,
            BinId bin,
            Quantity quantity,
            @Nullable String overrideReason) {}
}
