package io.setpoint.contracts.events;

import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SupplierChangeId;
import io.setpoint.contracts.values.SupplierId;
import java.time.Instant;

/** A change of a supplier's terms was proposed; nothing changed yet. No fact yet: no KPI reads master data. */
public record SupplierChangeProposed(
        SupplierChangeId change, SupplierId supplier, PersonId proposedBy, Instant occurredAt) implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.SUPPLIER_CHANGE_PROPOSED;
    }

    @Override
    public String subject() {
        return supplier.value();
    }
}
