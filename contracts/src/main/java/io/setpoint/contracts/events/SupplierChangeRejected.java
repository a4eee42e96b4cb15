package io.setpoint.contracts.events;

import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SupplierChangeId;
import io.setpoint.contracts.values.SupplierId;
import java.time.Instant;

/** A proposed change of a supplier's terms was rejected. No fact yet: no KPI reads master data. */
public record SupplierChangeRejected(
        SupplierChangeId change,
        SupplierId supplier,
        PersonId proposedBy,
        PersonId rejectedBy,
        String why,
        Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.SUPPLIER_CHANGE_REJECTED;
    }

    @Override
    public String subject() {
        return supplier.value();
    }
}
