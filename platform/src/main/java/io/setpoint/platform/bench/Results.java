package io.setpoint.platform.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The figures of a run by the names they have in its JSON, and which of them keep within their bars. */
final class Results {
    /** Of the order in which the bars were set. */
    static final List<Bar> BARS = List.of(
            Bar.atMost("order_cpu_ms", 2.0),
            Bar.atMost("order_floor_ratio", 1.9),
            Bar.atMost("order_round_trips", 3),
            Bar.atMost("order_statements", 14),
            Bar.atMost("order_wal_kb", 8),
            Bar.atMost("ship_cpu_ms", 1.3),
            Bar.atMost("receive_cpu_ms", 2.5),
            Bar.atMost("propose_cpu_ms", 0.9),
            Bar.atMost("approve_cpu_ms", 1.5),
            Bar.atMost("availability_cpu_ms", 0.2),
            Bar.atLeast("hot_orders_per_second", 400),
            Bar.atMost("hot_deadlocks", 0),
            Bar.atMost("order_history_ratio", 1.15),
            Bar.atMost("chain_ms", 300));

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, BigDecimal> figures = new LinkedHashMap<>();

    /**
     * What a figure has to keep to.
     *
     * @param most whether it may be no higher, or else no lower
     */
    record Bar(String figure, boolean most, BigDecimal value) {
        static Bar atMost(String figure, double value) {
            return new Bar(figure, true, BigDecimal.valueOf(value));
        }

        static Bar atLeast(String figure, double value) {
            return new Bar(figure, false, BigDecimal.valueOf(value));
        }

        boolean met(BigDecimal measured) {
            return most ? measured.compareTo(value) <= 0 : measured.compareTo(value) >= 0;
        }
    }

    void put(String figure, double value) {
        figures.put(figure, BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP));
    }

    /** Keeps the lower one. */
    void putFewest(String figure, long value) {
        figures.merge(figure, BigDecimal.valueOf(value), BigDecimal::min);
    }

    /** As it is shown; empty if it was not measured. */
    String text(String figure) {
        BigDecimal value = figures.get(figure);
        return value == null ? "" : plain(value);
    }

    double get(String figure) {
        BigDecimal value = figures.get(figure);
        if (value == null) {
            throw new IllegalStateException(figure + " was not measured");
        }
        return value.doubleValue();
    }

    /** One line for each bar, those that are missed first to be seen. */
    List<String> verdicts() {
        return BARS.stream()
                .filter(bar -> figures.containsKey(bar.figure()))
                .map(bar -> "  %-6s  %-24s %10s   bar %s %s"
                        .formatted(
                                met(bar) ? "met" : "MISSED",
                                bar.figure(),
                                plain(figures.getOrDefault(bar.figure(), BigDecimal.ZERO)),
                                bar.most() ? "<=" : ">=",
                                plain(bar.value())))
                .toList();
    }

    String json() {
        ObjectNode root = JSON.createObjectNode();
        figures.forEach(root::put);
        ObjectNode met = root.putObject("met");
        BARS.stream().filter(bar -> figures.containsKey(bar.figure())).forEach(bar -> met.put(bar.figure(), met(bar)));
        return root.toPrettyString();
    }

    private boolean met(Bar bar) {
        return bar.met(figures.getOrDefault(bar.figure(), BigDecimal.ZERO));
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
