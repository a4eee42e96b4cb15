package io.setpoint.erp.purchasing;

import io.setpoint.contracts.values.AcknowledgementId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.PurchaseOrderId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a supplier confirmed, and whether it holds. */
record AcknowledgementView(
        AcknowledgementId acknowledgement,
        PurchaseOrderId order,
        State state,
        @Nullable String supplierReference,
        PersonId recordedBy,
        Instant recordedAt,
        @Nullable PersonId decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String decisionNote,
        List<Line> lines) {
    AcknowledgementView {
        lines = List.copyOf(lines);
    }

    /** Whether a person accepted it. */
    enum State {
        WAITING,
        ACCEPTED,
        REFUSED
    }

    /**
     * One confirmed line.
     *
     * @param changed whether quantity or date differ from what was ordered
     */
    record Line(int lineNo, BigDecimal quantity, LocalDate confirmedDate, boolean changed) {}
}
