package io.setpoint.contracts.events;

import io.setpoint.contracts.values.Barcode;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.Sku;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An item can be stocked and sold. No fact is made of it: documents carry what the KPIs need of an item.
 *
 * @param tracking absent as {@link Tracking#NONE}
 * @param expires whether its lots or serials have an expiry date; absent as false
 */
public record ItemCreated(
        Sku item,
        String name,
        String category,
        String abc,
        String unit,
        Money price,
        Money cost,
        Instant occurredAt,
        @Nullable Tracking tracking,
        @Nullable Boolean expires,
        @Nullable List<Code> barcodes)
        implements DomainEvent {
    public ItemCreated {
        barcodes = barcodes == null ? null : List.copyOf(barcodes);
    }

    @Override
    public EventType type() {
        return EventType.ITEM_CREATED;
    }

    @Override
    public String subject() {
        return item.value();
    }

    /**
     * A barcode of the item.
     *
     * @param quantity what one scan of it means, in the item's base unit
     */
    public record Code(Barcode barcode, Quantity quantity) {}
}
