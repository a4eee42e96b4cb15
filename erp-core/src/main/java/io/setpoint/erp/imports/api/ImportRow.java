package io.setpoint.erp.imports.api;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One row of a file, and what is wrong with it. */
public final class ImportRow {
    private static final int SHOWN = 100;
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,10})?");
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,9}");

    private final int line;
    private final Map<String, String> cells;
    private final List<Fault> faults = new ArrayList<>();

    /**
     * What is wrong.
     *
     * @param column null if it is the row as a whole
     * @param cell what the file has there, cut to 100 characters
     */
    public record Fault(
            int line, @Nullable String column, @Nullable String cell, String message) {}

    /**
     * A row.
     *
     * @param line its number in the file, the header's being 1; the first of them if it has several
     * @param cells by column; those that are empty are left out
     */
    public ImportRow(int line, Map<String, String> cells) {
        this.line = line;
        this.cells = Map.copyOf(cells);
    }

    public int line() {
        return line;
    }

    public List<Fault> faults() {
        return List.copyOf(faults);
    }

    public boolean faulty() {
        return !faults.isEmpty();
    }

    /** The value of a cell; null, and a fault, if it is empty or cannot be read. */
    public <T> @Nullable T need(String column, Function<String, T> read) {
        if (cells.get(column) == null) {
            refuse(column, "is empty");
            return null;
        }
        return find(column, read);
    }

    /** The same, where a cell may be empty. */
    public <T> @Nullable T find(String column, Function<String, T> read) {
        String cell = cells.get(column);
        if (cell == null) {
            return null;
        }
        try {
            return read.apply(cell);
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            refuse(column, String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** Reads a number written as 1234.5. */
    public static BigDecimal decimal(String cell) {
        if (!DECIMAL.matcher(cell).matches()) {
            throw new IllegalArgumentException("is no number such as 1234.5");
        }
        return new BigDecimal(cell);
    }

    /** Reads a whole number. */
    public static Integer whole(String cell) {
        if (!WHOLE.matcher(cell).matches()) {
            throw new IllegalArgumentException("is no whole number such as 12");
        }
        return Integer.valueOf(cell);
    }

    /** Reads a moment. */
    public static Instant moment(String cell) {
        try {
            return Instant.parse(cell);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("is no moment such as 2026-11-20T09:14:07Z", e);
        }
    }

    /** The row is faulty in this column, or as a whole. */
    public void refuse(@Nullable String column, String message) {
        String cell = column == null ? null : cells.get(column);
        faults.add(new Fault(
                line, column, cell == null || cell.length() <= SHOWN ? cell : cell.substring(0, SHOWN), message));
    }
}
