package io.setpoint.erp.sales;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A quantity of a promise and the supply behind it.
 *
 * @param document the purchase order or transfer; null for other kinds
 * @param supplyDate when the supply is there
 * @param promisedOn from when on the quantity is kept for the line: never before its supply
 */
record PromisePart(
        SupplyKind kind,
        @Nullable String document,
        @Nullable Integer documentLine,
        BigDecimal quantity,
        LocalDate supplyDate,
        LocalDate promisedOn) {}
