package io.setpoint.erp.exceptions;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The tabs of the queue. Each open exception stands in exactly one of mine, unassigned and waiting; breaching and
 * regressed cut across them.
 */
public enum QueueTab {
    /** I own it. */
    MINE("e.state = 'OPEN' and e.owner = :person"),
    /** Nobody owns it. */
    UNASSIGNED("e.state = 'OPEN' and e.owner is null"),
    /** Due within the hour or overdue, or not taken within the time to acknowledge. */
    BREACHING(
            "e.state = 'OPEN' and (e.due_at < :asOf::timestamptz + interval '1 hour' or (e.owner is null and e.acknowledge_by < :asOf::timestamptz))"),
    /** It waits for somebody else who owns it. */
    WAITING("e.state = 'OPEN' and e.owner <> :person"),
    /** Was settled and came back. */
    REGRESSED("e.state = 'OPEN' and e.regressed"),
    /** Decided, or gone by itself. */
    DONE("e.state <> 'OPEN'"),
    ALL("true");

    private static final Map<String, QueueTab> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(QueueTab::code, Function.identity()));

    private final String condition;

    QueueTab(String condition) {
        this.condition = condition;
    }

    /** The tab of a query parameter such as {@code mine}; Jersey calls it. */
    public static QueueTab fromString(String code) {
        QueueTab tab = BY_CODE.get(code);
        if (tab == null) {
            throw new IllegalArgumentException("no such tab: " + code);
        }
        return tab;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    String condition() {
        return condition;
    }
}
