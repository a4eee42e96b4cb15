package io.setpoint.erp.inventory;

import io.setpoint.contracts.values.Quantity;
import java.math.BigDecimal;

/**
 * Decides whether a counted line is believed or counted again by another person. The tolerances are those of record
 * accuracy: class A 1 %, B 3 %, C 5 % of the book; a book of zero wants a count of zero. A second count is final.
 */
final class RecountPolicy {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private RecountPolicy() {}

    /** Whether the difference is within the class's share of the book; exact, without rounding. */
    static boolean withinTolerance(String abc, Quantity book, Quantity counted) {
        BigDecimal variance = counted.minus(book).value().abs();
        return variance.multiply(HUNDRED).compareTo(percent(abc).multiply(book.value())) <= 0;
    }

    static boolean accepted(int round, String abc, Quantity book, Quantity counted) {
        return round > 1 || withinTolerance(abc, book, counted);
    }

    private static BigDecimal percent(String abc) {
        return switch (abc) {
            case "A" -> BigDecimal.ONE;
            case "B" -> BigDecimal.valueOf(3);
            case "C" -> BigDecimal.valueOf(5);
            default -> throw new IllegalArgumentException("not an ABC class: " + abc);
        };
    }
}
