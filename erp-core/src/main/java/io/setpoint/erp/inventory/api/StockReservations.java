package io.setpoint.erp.inventory.api;

import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Stock as orders see it. Everywhere the order of locks is: the document, then stock by item, then the rest; so no two
 * transactions wait for each other in a circle.
 */
public interface StockReservations {
    /** Locks the stock rows of these items, in the order of their codes, and says what they hold; absent is zero. */
    Map<Sku, Availability> lock(Work work, SiteId site, Collection<Sku> items);

    /** Reserves for order lines; the caller holds the lock and has looked at the availability. */
    void reserve(Work work, SiteId site, OrderId order, List<Reserved> lines);

    /** Locks the stock of these items and says of each of their bins with goods on hold what may be picked there. */
    List<Unheld> lockHeldBins(Work work, SiteId site, Collection<Sku> items);

    /** Gives reservations back. */
    void unreserve(Work work, SiteId site, OrderId order, List<Reserved> lines);

    /**
     * Goods leave: consumes their reservations, writes the moves, lowers the bins and the stock.
     *
     * @param occurredAt the scan at the dock; a device that was offline reports it late, and a count in between must
     *     still find the goods gone
     */
    void ship(Work work, SiteId site, ShipmentId shipment, OrderId order, List<Picked> lines, Instant occurredAt);

    /**
     * What stands in stock.
     *
     * @param onHand in all bins of the site
     * @param reserved of it, kept for orders
     * @param held of it, on hold
     */
    record Availability(BigDecimal onHand, BigDecimal reserved, BigDecimal held) {
        /** Neither reserved nor on hold; below zero where a count or a hold left less than was reserved. */
        public BigDecimal free() {
            return onHand.subtract(reserved).subtract(held);
        }
    }

    /** A quantity of an order line that is kept for it, or given back. */
    record Reserved(int lineNo, Sku item, BigDecimal quantity) {}

    /**
     * A bin with goods on hold.
     *
     * @param quantity on hand and not on hold, whether it was picked already or not
     */
    record Unheld(Sku item, BinId bin, BigDecimal quantity) {}

    /** A quantity of an order line that left a bin. */
    record Picked(int lineNo, Sku item, BinId bin, BigDecimal quantity) {}
}
