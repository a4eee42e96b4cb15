package io.setpoint.streaming.facts;

import java.util.List;

/**
 * A shipment of an order.
 *
 * @param shippedAt business time of the scan, microseconds
 * @param deliveredAt business time of the proof of delivery; 0 if there is none
 * @param lines one entry per order line
 */
public record OrderShipment(String shipment, String carrier, long shippedAt, long deliveredAt, List<Shipped> lines) {
    /** What went out of one order line; the quantity in thousandths. */
    public record Shipped(int lineNo, long quantity) {}

    long quantity(int lineNo) {
        for (Shipped line : lines) {
            if (line.lineNo() == lineNo) {
                return line.quantity();
            }
        }
        return 0;
    }

    OrderShipment delivered(long at) {
        return new OrderShipment(shipment, carrier, shippedAt, at, lines);
    }
}
