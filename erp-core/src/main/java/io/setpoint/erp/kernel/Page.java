package io.setpoint.erp.kernel;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next the cursor of the following page, or null on the last one
 */
public record Page<T>(List<T> items, @Nullable String next) {
    /** No page is longer. */
    public static final int LIMIT = 200;

    public Page {
        items = List.copyOf(items);
    }

    /** The page size to use; refuses one out of range. */
    public static int limit(@Nullable Integer asked) {
        if (asked == null) {
            return 50;
        }
        if (asked < 1 || asked > LIMIT) {
            throw new Refused(Problem.INVALID, "limit lies between 1 and " + LIMIT);
        }
        return asked;
    }

    /**
     * Cuts the page out of {@code rows}, which were read with {@code limit + 1}.
     *
     * @param cursor the keyset of the last row shown
     */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, String> cursor) {
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        List<T> shown = rows.subList(0, limit);
        return new Page<>(shown, cursor.apply(shown.get(limit - 1)));
    }
}
