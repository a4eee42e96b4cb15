package io.setpoint.contracts.events;

import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.SupplierChangeId;
import io.setpoint.contracts.values.SupplierId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** A supplier is new or has new terms, approved by another person. No fact yet: no KPI reads master data. */
public record SupplierChanged(
        SupplierChangeId change,
        SupplierId supplier,
        String name,
        SupplierRisk risk,
        int leadTimeDays,
        PersonId proposedBy,
        PersonId approvedBy,
        Instant occurredAt,
        List<Item> items)
        implements DomainEvent {
    public SupplierChanged {
        items = List.copyOf(items);
    }

    @Override
    public EventType type() {
        return EventType.SUPPLIER_CHANGED;
    }

    @Override
    public String subject() {
        return supplier.value();
    }

    /** The contract price of an item from a day on. */
    public record Item(Sku item, LocalDate validFrom, Money unitPrice) {}
}
