package io.setpoint.erp.exceptions;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;

/**
 * The default order of the queue: value at risk × weight of the customer's class ÷ hours left. A quarter of an hour is
 * the least that counts as left; what is overdue therefore ranks by its value, on top. The queries order by the same
 * formula in SQL; a test holds the two together.
 */
final class QueuePriority {
    /** Weight where no customer is concerned. */
    static final BigDecimal NEUTRAL = BigDecimal.ONE;

    private static final BigDecimal LEAST_HOURS = new BigDecimal("0.25");
    private static final BigDecimal MICROS_PER_HOUR =
            BigDecimal.valueOf(Duration.ofHours(1).toNanos() / 1_000);

    private QueuePriority() {}

    /** Class A counts three times, B twice, any other once. */
    static BigDecimal weight(String customerClass) {
        return switch (customerClass) {
            case "A" -> BigDecimal.valueOf(3);
            case "B" -> BigDecimal.valueOf(2);
            default -> NEUTRAL;
        };
    }

    static BigDecimal of(BigDecimal valueAtRisk, BigDecimal weight, Instant dueAt, Instant asOf) {
        BigDecimal micros = BigDecimal.valueOf(Duration.between(asOf, dueAt).toNanos() / 1_000);
        BigDecimal hours =
                micros.divide(MICROS_PER_HOUR, MathContext.DECIMAL128).max(LEAST_HOURS);
        return valueAtRisk.multiply(weight).divide(hours, MathContext.DECIMAL128);
    }
}
