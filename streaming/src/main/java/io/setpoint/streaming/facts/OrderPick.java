package io.setpoint.streaming.facts;

import java.util.List;

/**
 * A confirmed pick of an order.
 *
 * @param shipment the shipment it was picked for
 * @param pickedAt business time of the scan, microseconds
 * @param lines one entry per bin and lot, in the order of the event
 */
public record OrderPick(String shipment, String pickedBy, long pickedAt, List<Picked> lines) {
    /**
     * What was taken from one bin; quantities in thousandths.
     *
     * @param lot empty if the item is not tracked
     * @param reason why less than required was taken; empty if it was not less
     */
    public record Picked(int lineNo, String bin, String lot, long required, long quantity, String reason) {}
}
