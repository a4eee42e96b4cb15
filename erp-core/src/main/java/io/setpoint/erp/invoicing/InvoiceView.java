package io.setpoint.erp.invoicing;

import io.setpoint.contracts.events.InvoiceKind;
import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.InvoiceId;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.ReturnId;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Versioned;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An invoice or a credit note with its lines.
 *
 * @param legalNumber such as {@code 2026-000118}; null until it is posted
 * @param creditedInvoice of a credit note: the invoice it takes back from
 * @param returnId of a credit note: whose goods came back; otherwise {@code waiver} says why none had to
 * @param credited of an invoice: taken back by credit notes that are not rejected
 */
record InvoiceView(
        InvoiceId invoice,
        InvoiceKind kind,
        InvoiceState state,
        int version,
        SiteId site,
        String zone,
        CustomerId customer,
        String currency,
        BigDecimal amount,
        BigDecimal credited,
        PersonId madeBy,
        Instant madeAt,
        @Nullable InvoiceId creditedInvoice,
        @Nullable ReturnId returnId,
        @Nullable String waiver,
        @Nullable PersonId decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String decisionNote,
        @Nullable String legalNumber,
        @Nullable LocalDate issuedOn,
        @Nullable PersonId postedBy,
        @Nullable Instant postedAt,
        List<Line> lines)
        implements Versioned {
    InvoiceView {
        lines = List.copyOf(lines);
    }

    /**
     * What a shipment carried of an order line, or what of that is credited.
     *
     * @param creditedLineNo of a credit note: the line of its invoice
     * @param credited of an invoice: the quantity that credit notes take back, rejected ones left out
     * @param creditedAmount what it comes to
     */
    record Line(
            int lineNo,
            @Nullable Integer creditedLineNo,
            ShipmentId shipment,
            OrderId order,
            int orderLineNo,
            Sku item,
            String unit,
            BigDecimal quantity,
            BigDecimal unitPrice,
            BigDecimal amount,
            BigDecimal credited,
            BigDecimal creditedAmount) {
        /** Not credited. */
        BigDecimal open() {
            return quantity.subtract(credited);
        }

        /** What a credit of some of it comes to; the last one takes what is left, so that no rounding adds up. */
        BigDecimal creditOf(BigDecimal part) {
            BigDecimal left = amount.subtract(creditedAmount);
            return part.compareTo(open()) == 0
                    ? left
                    : left.min(part.multiply(unitPrice).setScale(Money.SCALE, RoundingMode.HALF_UP));
        }
    }
}
