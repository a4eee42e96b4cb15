package io.setpoint.platform.parity;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All cells as one of the four ways sees them. */
final class Figures {
    private final Map<CellKey, CellValue> cells = new HashMap<>();

    void add(CellKey key, CellValue value) {
        CellValue sum = of(key).plus(value);
        if (sum.equals(CellValue.ZERO)) {
            cells.remove(key);
        } else {
            cells.put(key, sum);
        }
    }

    CellValue of(CellKey key) {
        return cells.getOrDefault(key, CellValue.ZERO);
    }

    /** Keys of the cells that are not zero over zero. */
    Set<CellKey> keys() {
        return cells.keySet();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Figures that && cells.equals(that.cells);
    }

    @Override
    public int hashCode() {
        return cells.hashCode();
    }

    @Override
    public String toString() {
        return cells.toString();
    }
}
