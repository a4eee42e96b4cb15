package io.setpoint.erp.sales;

import io.setpoint.contracts.values.Sku;
import java.math.BigDecimal;
import java.util.Map;

/** Gives out what is free, first come, first served. */
final class Allocation {
    private Allocation() {}

    /** Takes as much of {@code wanted} as is free, and lowers what is free by it. */
    static BigDecimal take(Map<Sku, BigDecimal> free, Sku item, BigDecimal wanted) {
        BigDecimal left = free.getOrDefault(item, BigDecimal.ZERO);
        BigDecimal taken = left.min(wanted).max(BigDecimal.ZERO);
        free.put(item, left.subtract(taken));
        return taken;
    }
}
