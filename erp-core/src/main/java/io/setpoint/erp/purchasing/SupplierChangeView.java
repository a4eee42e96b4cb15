package io.setpoint.erp.purchasing;

import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SupplierChangeId;
import io.setpoint.contracts.values.SupplierId;
import io.setpoint.erp.kernel.Versioned;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A proposed change of a supplier's terms, and what became of it.
 *
 * @param current the terms that hold now; absent for a new supplier
 */
record SupplierChangeView(
        SupplierChangeId change,
        SupplierChangeState state,
        int version,
        SupplierId supplier,
        SupplierTerms terms,
        List<SupplierTerms.Item> items,
        @Nullable SupplierTerms current,
        PersonId proposedBy,
        Instant proposedAt,
        @Nullable PersonId decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String decisionNote)
        implements Versioned {
    SupplierChangeView {
        items = List.copyOf(items);
    }
}
