package io.setpoint.erp.sales;

import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.PriceListId;
import io.setpoint.contracts.values.QuoteId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Versioned;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A quote with its lines.
 *
 * @param pricedAt the moment whose list prices it offers
 * @param validUntil the first moment at which it can be accepted no more
 * @param order what it became
 */
record QuoteView(
        QuoteId quote,
        QuoteState state,
        int version,
        SiteId site,
        CustomerId customer,
        String channel,
        String shippingMode,
        @Nullable String customerReference,
        LocalDate requestedDate,
        String currency,
        Instant pricedAt,
        Instant validUntil,
        PersonId madeBy,
        @Nullable Instant sentAt,
        @Nullable PersonId decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String declineReason,
        @Nullable OrderId order,
        BigDecimal total,
        List<Line> lines)
        implements Versioned {
    QuoteView {
        lines = List.copyOf(lines);
    }

    /** One offered line; its price comes from a list, or is the item's own. */
    public record Line(
            int lineNo,
            Sku item,
            String name,
            String unit,
            BigDecimal quantity,
            BigDecimal unitPrice,
            @Nullable PriceListId priceList,
            @Nullable String priceChange,
            @Nullable Integer priceLine) {}
}
