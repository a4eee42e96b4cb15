package io.setpoint.contracts.events;

import io.setpoint.contracts.values.Barcode;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.Sku;
import java.time.Instant;

/**
 * A barcode names an item from now on. No fact rests on it, because no KPI of the catalogue measures scans.
 *
 * @param quantity what one scan of it means, in the item's base unit
 */
public record BarcodeAdded(Sku item, Barcode barcode, Quantity quantity, Instant occurredAt) implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.BARCODE_ADDED;
    }

    @Override
    public String subject() {
        return item.value();
    }
}
