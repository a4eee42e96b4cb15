package io.setpoint.platform.parity;

/** The sums of a cell; an absent cell is zero over zero. */
record CellValue(long numerator, long denominator) {
    static final CellValue ZERO = new CellValue(0, 0);

    CellValue plus(CellValue other) {
        return new CellValue(Math.addExact(numerator, other.numerator), Math.addExact(denominator, other.denominator));
    }

    @Override
    public String toString() {
        return numerator + "/" + denominator;
    }
}
