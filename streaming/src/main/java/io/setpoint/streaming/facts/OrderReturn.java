package io.setpoint.streaming.facts;

import java.util.List;

/**
 * Goods of a shipment that came back.
 *
 * @param shipment with which they had left
 * @param receivedAt business time of their arrival, microseconds
 */
public record OrderReturn(String id, String shipment, long receivedAt, List<Returned> lines) {
    /** What arrived of one item; the quantity in thousandths. */
    public record Returned(String item, long quantity) {}

    long quantity(String item) {
        long sum = 0;
        for (Returned line : lines) {
            sum += line.item().equals(item) ? line.quantity() : 0;
        }
        return sum;
    }
}
