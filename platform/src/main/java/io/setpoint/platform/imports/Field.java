package io.setpoint.platform.imports;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where one field of a document comes from.
 *
 * @param column name of the column; its text is trimmed and inner blanks are made one
 * @param constant the value of every row, instead of a column
 * @param prefix put before the value
 * @param map replaces values; a value it does not name is an error
 * @param whenEmpty taken where the column is empty; without it an empty cell is an error
 * @param format pattern of a date and time, such as {@code M/d/yyyy H:mm}, or of a date
 * @param times factor of a number
 * @param dividedBy name of the column a number is divided by
 */
record Field(
        @Nullable String column,
        @Nullable String constant,
        @Nullable String prefix,
        @Nullable Map<String, String> map,
        @Nullable String whenEmpty,
        @Nullable String format,
        @Nullable BigDecimal times,
        @Nullable String dividedBy) {
    Field {
        if ((column == null) == (constant == null)) {
            throw new IllegalArgumentException("a field has either a column or a constant");
        }
    }

    /** Names of the columns it reads. */
    Stream<String> columns() {
        return Stream.of(column, dividedBy).flatMap(Stream::ofNullable);
    }

    String text(Row row) {
        String value = column == null ? constant : row.cell(column);
        if (value == null || value.isEmpty()) {
            if (whenEmpty == null) {
                throw new RowError(row.line(), column, "is empty");
            }
            value = whenEmpty;
        }
        if (map != null) {
            String mapped = map.get(value);
            if (mapped == null) {
                throw new RowError(row.line(), column, "'" + value + "' is not in the mapping's list");
            }
            value = mapped;
        }
        return prefix == null ? value : prefix + value;
    }

    /** The number, rounded half up to so many decimals. */
    BigDecimal number(Row row, int decimals) {
        BigDecimal value = parse(row, text(row));
        if (times != null) {
            value = value.multiply(times);
        }
        if (dividedBy != null) {
            BigDecimal divisor = parse(row, row.cell(dividedBy));
            if (divisor.signum() == 0) {
                throw new RowError(row.line(), dividedBy, "is zero");
            }
            value = value.divide(divisor, MathContext.DECIMAL64);
        }
        return value.setScale(decimals, RoundingMode.HALF_UP);
    }

    int days(Row row) {
        try {
            return number(row, 0).intValueExact();
        } catch (ArithmeticException e) {
            throw new RowError(row.line(), column, "is not a number of days");
        }
    }

    /** The moment this date and time names in the zone; of a date alone, its first moment. */
    Instant instant(Row row, ZoneId zone) {
        String value = text(row);
        try {
            if (format == null) {
                return Instant.parse(value);
            }
            DateTimeFormatter formatter = DateTimeFormatter.ofPattern(format, Locale.ROOT);
            return formatter
                    .parseBest(value, LocalDateTime::from, LocalDate::from)
                    .query(parsed -> parsed instanceof LocalDateTime dateTime
                            ? dateTime
                            : LocalDate.from(parsed).atStartOfDay())
                    .atZone(zone)
                    .toInstant();
        } catch (DateTimeParseException e) {
            throw new RowError(
                    row.line(), column, "'" + value + "' is not a date" + (format == null ? "" : " like " + format));
        }
    }

    private BigDecimal parse(Row row, String value) {
        try {
            return new BigDecimal(value);
        } catch (NumberFormatException e) {
            throw new RowError(row.line(), column, "'" + value + "' is not a number");
        }
    }
}
