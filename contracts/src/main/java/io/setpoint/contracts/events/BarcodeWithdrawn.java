package io.setpoint.contracts.events;

import io.setpoint.contracts.values.Barcode;
import io.setpoint.contracts.values.Sku;
import java.time.Instant;

/** A barcode names no item any more. No fact rests on it, because no KPI of the catalogue measures scans. */
public record BarcodeWithdrawn(Sku item, Barcode barcode, Instant occurredAt) implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.BARCODE_WITHDRAWN;
    }

    @Override
    public String subject() {
        return item.value();
    }
}
