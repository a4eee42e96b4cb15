package io.setpoint.erp.exceptions;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The orders of the queue, each as a figure whose greatest comes first. */
public enum QueueSort {
    /** {@link QueuePriority} in SQL. */
    PRIORITY("""
            e.value_at_risk * e.class_weight
            / greatest(extract(epoch from (e.due_at - :asOf::timestamptz)) / 3600, 0.25)"""),
    VALUE("e.value_at_risk"),
    DUE("-extract(epoch from e.due_at)"),
    NEWEST("extract(epoch from coalesce(e.settled_at, e.raised_at))");

    private static final Map<String, QueueSort> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(QueueSort::code, Function.identity()));

    private final String rank;

    QueueSort(String rank) {
        this.rank = rank;
    }

    /** The order of a query parameter such as {@code priority}; Jersey calls it. */
    public static QueueSort fromString(String code) {
        QueueSort sort = BY_CODE.get(code);
        if (sort == null) {
            throw new IllegalArgumentException("no such order: " + code);
        }
        return sort;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    String rank() {
        return rank;
    }
}
