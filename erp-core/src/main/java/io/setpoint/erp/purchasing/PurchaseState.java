package io.setpoint.erp.purchasing;

import java.util.Collection;

/** How far a purchase order is. */
enum PurchaseState {
    DRAFT,
    PENDING_APPROVAL,
    APPROVED,
    ACKNOWLEDGED,
    PARTIALLY_RECEIVED,
    RECEIVED,
    CANCELLED,
    REJECTED;

    /** Whether it counts as sent to the supplier and something of it is open. */
    boolean sent() {
        return this == APPROVED || this == ACKNOWLEDGED || this == PARTIALLY_RECEIVED;
    }

    /** Whether nothing happens to it any more. */
    boolean closed() {
        return this == RECEIVED || this == CANCELLED || this == REJECTED;
    }

    /** What the lines of an order say that was released. */
    static PurchaseState of(Collection<PurchaseOrderView.Line> lines) {
        boolean received = lines.stream().anyMatch(line -> line.received().signum() > 0);
        if (lines.stream().allMatch(PurchaseOrderView.Line::closed)) {
            return received ? RECEIVED : CANCELLED;
        }
        if (received) {
            return PARTIALLY_RECEIVED;
        }
        return lines.stream().allMatch(line -> line.closed() || line.acknowledgedDate() != null)
                ? ACKNOWLEDGED
                : APPROVED;
    }
}
