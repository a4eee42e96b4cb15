package io.setpoint.erp.sales.api;

import io.setpoint.contracts.values.OrderId;
import io.setpoint.erp.kernel.RoundTrip;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Map;

/** Orders as the warehouse moves them on. Each step is given the order it was decided on, locked in this transaction. */
public interface ShippableOrders {
    /** Locks an order and reads it; refuses an unknown one. */
    OrderView lock(Work work, OrderId order);

    /** The beginning of a round trip that locks an order; its answers come first and are for {@link #locked}. */
    RoundTrip locking(Work work, OrderId order);

    /** The order that was locked so; refuses an unknown one. */
    OrderView locked(OrderId order, RoundTrip.Answers answers) throws SQLException;

    /** Notes what was picked, by line number. */
    OrderView pick(Work work, OrderView order, Map<Integer, BigDecimal> picked);

    /** Notes what left the dock, by line number. */
    OrderView ship(Work work, OrderView order, Map<Integer, BigDecimal> shipped);

    /** Notes a proof of delivery; the order is delivered when nothing is open and every shipment is. */
    OrderView deliver(Work work, OrderView order, boolean everyShipmentDelivered);
}
