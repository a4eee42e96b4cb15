package io.setpoint.erp.sales.api;

import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.PriceListId;
import io.setpoint.contracts.values.PriceOverrideId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Versioned;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order with its lines.
 *
 * @param zone of its site
 * @param currency of its prices
 * @param requestedDate the earliest day the customer asked for
 * @param shipComplete whether it goes to the warehouse as a whole only
 * @param total of what is ordered and not cancelled
 */
public record OrderView(
        OrderId order,
        OrderState state,
        int version,
        CustomerId customer,
        String customerName,
        String customerClass,
        SiteId site,
        String zone,
        String channel,
        String shippingMode,
        @Nullable String customerReference,
        LocalDate requestedDate,
        Instant placedAt,
        PersonId placedBy,
        @Nullable Instant releasedAt,
        boolean shipComplete,
        String currency,
        BigDecimal total,
        List<Line> lines)
        implements Versioned {
    public OrderView {
        lines = List.copyOf(lines);
    }

    /** The same order after a step: one version on, with the total of the new lines. */
    public OrderView after(OrderState newState, @Nullable Instant newReleasedAt, List<Line> newLines) {
        return new OrderView(
                order,
                newState,
                version + 1,
                customer,
                customerName,
                customerClass,
                site,
                zone,
                channel,
                shippingMode,
                customerReference,
                requestedDate,
                placedAt,
                placedBy,
                newReleasedAt,
                shipComplete,
                currency,
                total(newLines),
                newLines);
    }

    /** The day at its site. */
    public LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneId.of(zone));
    }

    /** What lines come to, without what is cancelled. */
    public static BigDecimal total(List<Line> lines) {
        return lines.stream()
                .map(line -> line.unitPrice().multiply(line.quantity().subtract(line.cancelled())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /**
     * One line; all quantities in the item's base unit.
     *
     * @param released quantity at release; null before
     * @param reserved held in stock and not shipped
     * @param picked ever picked, shipped or not
     * @param priceList where its price comes from; null for the item's own price
     * @param priceOverride by which it costs something else than the list says
     * @param commitDate the frozen promise: due by the end of this day at the site
     */
    public record Line(
            int lineNo,
            Sku item,
            String name,
            String unit,
            BigDecimal quantity,
            @Nullable BigDecimal released,
            BigDecimal reserved,
            BigDecimal backordered,
            BigDecimal picked,
            BigDecimal shipped,
            BigDecimal cancelled,
            BigDecimal unitPrice,
            @Nullable PriceListId priceList,
            @Nullable PriceOverrideId priceOverride,
            LocalDate requestedDate,
            LocalDate commitDate) {
        /** Neither shipped nor cancelled. */
        public BigDecimal open() {
            return quantity.subtract(shipped).subtract(cancelled);
        }

        /** Neither reserved nor shipped nor cancelled: what its promise still claims. */
        public BigDecimal unserved() {
            return open().subtract(reserved);
        }

        /** Picked and not yet shipped. */
        public BigDecimal inShipment() {
            return picked.subtract(shipped);
        }

        /** Reserved and not yet picked. */
        public BigDecimal pickable() {
            return reserved.subtract(inShipment());
        }

        /** The same line with more of its backorder reserved, or less if below zero. */
        public Line reserving(BigDecimal more) {
            return with(released, reserved.add(more), backordered.subtract(more), picked, shipped, cancelled);
        }

        /** The same line with other running quantities. */
        public Line with(
                @Nullable BigDecimal newReleased,
                BigDecimal newReserved,
                BigDecimal newBackordered,
                BigDecimal newPicked,
                BigDecimal newShipped,
                BigDecimal newCancelled) {
            return new Line(
                    lineNo,
                    item,
                    name,
                    unit,
                    quantity,
                    newReleased,
                    newReserved,
                    newBackordered,
                    newPicked,
                    newShipped,
                    newCancelled,
                    unitPrice,
                    priceList,
                    priceOverride,
                    requestedDate,
                    commitDate);
        }
    }
}
