package io.setpoint.streaming.rules;

import io.setpoint.streaming.signals.SignalRecord;
import java.math.BigDecimal;
import java.util.List;

/**
 * A purchase order whose deliveries are watched.
 *
 * @param lines what was ordered, by line
 * @param standing signals that were raised and not cleared
 * @param until commit stamp at which it is forgotten
 */
public record PurchaseCase(List<Line> lines, List<Standing> standing, long until) {
    /** What was ordered of an item, and for how much a piece. */
    public record Line(int lineNo, BigDecimal ordered, BigDecimal unitPrice, String currency) {}

    /** A signal, and the document whose decision or arrival takes it back. */
    public record Standing(String document, SignalRecord signal) {}
}
