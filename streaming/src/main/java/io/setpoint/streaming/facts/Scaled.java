package io.setpoint.streaming.facts;

/** Exact arithmetic on the whole numbers facts carry: quantities in thousandths, money in ten-thousandths. */
final class Scaled {
    private static final long THOUSAND = 1_000;

    private Scaled() {}

    /**
     * Unit amount times quantity, rounded half away from zero, as {@link io.setpoint.contracts.values.Money#times} does.
     * Throws {@link ArithmeticException} rather than overflow.
     */
    static long value(long unitTenThousandths, long thousandths) {
        long product = Math.multiplyExact(unitTenThousandths, thousandths);
        long whole = product / THOUSAND;
        long rest = Math.abs(product % THOUSAND);
        return rest * 2 >= THOUSAND ? whole + Long.signum(product) : whole;
    }
}
