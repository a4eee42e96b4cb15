package io.setpoint.platform.imports;

import java.util.Map;

/**
 * One row of the file.
 *
 * @param line where it begins in the file, from 1
 */
record Row(long line, Map<String, String> cells) {
    Row {
        cells = Map.copyOf(cells);
    }

    /** The column's text, trimmed, with single blanks; empty if the row has none. */
    String cell(String column) {
        return cells.getOrDefault(column, "");
    }
}
