package io.setpoint.contracts.events;

import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.ReceiptId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Received goods were told their bins, whose room is theirs from now on; what has none stays where it is and says why. No
 * fact rests on it yet: where goods are to stand is no measure, and an exception needs only the reason in the event.
 */
public record PutAwayDirected(ReceiptId receipt, SiteId site, Instant occurredAt, List<Line> lines)
        implements DomainEvent {
    public PutAwayDirected {
        lines = List.copyOf(lines);
    }

    @Override
    public EventType type() {
        return EventType.PUT_AWAY_DIRECTED;
    }

    @Override
    public String subject() {
        return receipt.value();
    }

    /**
     * A quantity on its way from a receiving bin to another.
     *
     * @param task its number within the receipt
     * @param lot its lot or serial, if it is tracked
     * @param toBin the directed bin; absent where none was found
     * @param unplaced why none was found
     */
    public record Line(
            int task,
            Sku item,
            @Nullable LotNumber lot,
            BinId fromBin,
            Quantity quantity,
            @Nullable BinId toBin,
            @Nullable UnplacedReason unplaced) {}
}
