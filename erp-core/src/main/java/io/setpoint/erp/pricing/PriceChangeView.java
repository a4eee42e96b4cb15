package io.setpoint.erp.pricing;

import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.PriceChangeId;
import io.setpoint.contracts.values.PriceListId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Versioned;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of prices of one list.
 *
 * @param validUntil the first moment at which it holds no more; null if it has no end
 */
record PriceChangeView(
        PriceChangeId priceChange,
        PriceListId priceList,
        String currency,
        PriceChangeState state,
        int version,
        Instant validFrom,
        @Nullable Instant validUntil,
        String why,
        PersonId proposedBy,
        Instant proposedAt,
        @Nullable PersonId decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String decisionNote,
        List<Line> lines)
        implements Versioned {
    PriceChangeView {
        lines = List.copyOf(lines);
    }

    /**
     * One price.
     *
     * @param minQuantity from which quantity of an order line on it holds
     */
    record Line(int lineNo, Sku item, String unit, BigDecimal minQuantity, BigDecimal unitPrice) {}
}
