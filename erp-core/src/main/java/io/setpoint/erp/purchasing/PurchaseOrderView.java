package io.setpoint.erp.purchasing;

import io.setpoint.contracts.events.SupplierRisk;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.SupplierId;
import io.setpoint.erp.kernel.Versioned;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A purchase order with its lines.
 *
 * @param amount price × quantity over all lines, in company currency
 * @param premium price above contract × quantity over all lines
 * @param round rises with each change that has to be approved again
 * @param approvalsNeeded how many people have to approve this round
 * @param approvedBy who approved this round
 * @param releasedAt since when it counts as sent to the supplier; absent before the last approval
 */
record PurchaseOrderView(
        PurchaseOrderId order,
        PurchaseState state,
        int version,
        SiteId site,
        String zone,
        SupplierId supplier,
        String supplierName,
        SupplierRisk risk,
        boolean expedite,
        @Nullable String expediteReason,
        BigDecimal amount,
        BigDecimal premium,
        String currency,
        PersonId raisedBy,
        Instant raisedAt,
        int round,
        int approvalsNeeded,
        List<PersonId> approvedBy,
        @Nullable Instant firstReleasedAt,
        @Nullable Instant releasedAt,
        List<Line> lines)
        implements Versioned {
    PurchaseOrderView {
        approvedBy = List.copyOf(approvedBy);
        lines = List.copyOf(lines);
    }

    /**
     * One line.
     *
     * @param contractPrice the supplier's price on the day it was raised or changed; absent without a contract
     * @param acknowledgedQuantity what the supplier confirmed and a person accepted; so the date
     * @param received accepted into stock over all deliveries
     * @param damaged arrived damaged over all deliveries; not part of {@code received}
     */
    record Line(
            int lineNo,
            Sku item,
            String itemName,
            String category,
            String unit,
            BigDecimal quantity,
            BigDecimal unitPrice,
            @Nullable BigDecimal contractPrice,
            BigDecimal premium,
            int leadTimeDays,
            BigDecimal overTolerancePercent,
            BigDecimal underTolerancePercent,
            LocalDate requestedDate,
            @Nullable BigDecimal acknowledgedQuantity,
            @Nullable LocalDate acknowledgedDate,
            BigDecimal received,
            BigDecimal damaged,
            BigDecimal cancelled) {
        /** Whether nothing more is expected: all received but for the tolerance, or cancelled. */
        boolean closed() {
            return cancelled.signum() > 0
                    || (received.signum() > 0 && received.compareTo(share(underTolerancePercent.negate())) >= 0);
        }

        BigDecimal open() {
            return closed() ? BigDecimal.ZERO : quantity.subtract(received);
        }

        /** The most that may ever be received. */
        BigDecimal most() {
            return share(overTolerancePercent);
        }

        LocalDate expectedDate() {
            return acknowledgedDate == null ? requestedDate : acknowledgedDate;
        }

        /** After a delivery. */
        Line after(BigDecimal moreReceived, BigDecimal moreDamaged) {
            return new Line(
                    lineNo,
                    item,
                    itemName,
                    category,
                    unit,
                    quantity,
                    unitPrice,
                    contractPrice,
                    premium,
                    leadTimeDays,
                    overTolerancePercent,
                    underTolerancePercent,
                    requestedDate,
                    acknowledgedQuantity,
                    acknowledgedDate,
                    received.add(moreReceived),
                    damaged.add(moreDamaged),
                    cancelled);
        }

        Quantity units(BigDecimal value) {
            return new Quantity(value, unit);
        }

        private BigDecimal share(BigDecimal percent) {
            return Figures.share(quantity, percent);
        }
    }

    Optional<Line> line(int lineNo) {
        return lines.stream().filter(line -> line.lineNo() == lineNo).findFirst();
    }

    Line requireLine(String field, int lineNo) {
        return line(lineNo).orElseThrow(() -> Figures.unknown(field, "%s has no line %d".formatted(order, lineNo)));
    }

    Money money(BigDecimal value) {
        return new Money(value, Currency.getInstance(currency));
    }
}
