package io.setpoint.contracts.events;

import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.MoveId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Stock was brought from a reserve bin to a pick face. No fact rests on it, because on hand of the site stays what it was.
 *
 * @param lot its lot or serial, if the item is tracked
 * @param onFace what the pick face holds after this
 */
public record PickFaceReplenished(
        MoveId move,
        SiteId site,
        Sku item,
        @Nullable LotNumber lot,
        BinId fromBin,
        BinId pickFace,
        Quantity quantity,
        Quantity onFace,
        PersonId replenishedBy,
        Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.PICK_FACE_REPLENISHED;
    }

    @Override
    public String subject() {
        return move.value();
    }
}
