package io.setpoint.erp.inventory.api;

import io.setpoint.contracts.events.Tracking;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.RoundTrip;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stock as orders see it. Everywhere the order of locks is: the document, then stock by item, then the rest; so no two
 * transactions wait for each other in a circle.
 */
public interface StockReservations {
    /** Locks the stock rows of these items, in the order of their codes, and says what they hold; absent is zero. */
    Map<Sku, Availability> lock(Work work, SiteId site, Collection<Sku> items);

    /** Adds to a round trip what locks the stock rows of these items; {@link #locked} takes the answer. */
    RoundTrip locking(RoundTrip trip, SiteId site, Collection<Sku> items);

    /** What the locked rows hold; an item without one has to be locked by {@link #lock}, which adds it. */
    Map<Sku, Availability> locked(RoundTrip.Answers answers) throws SQLException;

    /** Reserves for order lines; the caller holds the lock and has looked at the availability. */
    void reserve(Work work, SiteId site, OrderId order, List<Reserved> lines);

    /** The same where nothing has changed since the lock said what the stock holds. */
    void reserve(Work work, SiteId site, OrderId order, List<Reserved> lines, Map<Sku, Availability> locked);

    /** Locks the stock of these items and says what of it a pick has to look at. */
    Pickable lockForPick(Work work, SiteId site, Collection<Sku> items);

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
     * What limits a pick besides its reservation.
     *
     * @param heldBins the bins with goods on hold
     * @param tracked how each tracked item is tracked; absent for all others
     * @param lots what stands of the lots of tracked items, the one to be taken first in front: first expired, first out
     */
    record Pickable(List<Unheld> heldBins, Map<Sku, Tracking> tracked, List<LotInBin> lots) {
        public Pickable {
            heldBins = List.copyOf(heldBins);
            tracked = Map.copyOf(tracked);
            lots = List.copyOf(lots);
        }
    }

    /**
     * A lot in a bin.
     *
     * @param quantity on hand and not on hold, whether it was picked already or not
     */
    record LotInBin(
            Sku item,
            LotNumber lot,
            BinId bin,
            @Nullable LocalDate expiry,
            boolean blocked,
            boolean expired,
            BigDecimal quantity) {}

    /**
     * A bin with goods on hold.
     *
     * @param quantity on hand and not on hold, whether it was picked already or not
     */
    record Unheld(Sku item, BinId bin, BigDecimal quantity) {}

    /**
     * A quantity of an order line that left a bin.
     *
     * @param lot its lot or serial, if and only if the item is tracked
     */
    record Picked(int lineNo, Sku item, BinId bin, @Nullable LotNumber lot, BigDecimal quantity) {
        public Picked(int lineNo, Sku item, BinId bin, BigDecimal quantity) {
            this(lineNo, item, bin, null, quantity);
        }
    }
}
