package io.setpoint.streaming.rules;

import java.math.BigDecimal;
import java.util.List;

/**
 * Prices of an order that is to be picked.
 *
 * @param until commit stamp at which it is forgotten
 */
public record PickedOrder(List<Line> lines, long until) {
    /** What a piece of a line sells for. */
    public record Line(int lineNo, BigDecimal unitPrice, String currency) {}
}
