package io.setpoint.erp.catalog;

import io.setpoint.contracts.values.Barcode;
import io.setpoint.contracts.values.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A barcode of an item.
 *
 * @param quantity base units one scan of it means: 1 on the piece, 12 on the case of twelve
 */
record ItemBarcode(Barcode barcode, BigDecimal quantity) {
    private static final BigDecimal MOST = new BigDecimal("999999999");

    ItemBarcode {
        if (quantity.signum() <= 0 || quantity.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("needs a quantity above zero and at most " + MOST);
        }
        try {
            quantity = quantity.setScale(Quantity.SCALE, RoundingMode.UNNECESSARY);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("has a quantity with more than three decimals", e);
        }
    }
}
