package io.setpoint.contracts.kpi;

import io.setpoint.contracts.Topics;
import java.util.List;

/**
 * The grains of the KPI model: one topic and one Druid data source each. A fact is a flat row: the columns of {@link
 * Fact}, then the grain's dimensions (text) and measures (whole numbers: quantities in thousandths of the base unit,
 * money in ten-thousandths of the company's currency, counts as they are).
 */
public enum FactGrain {
    /**
     * Order lines. Kinds: {@code fill} (the line unit entered its service cohort), {@code excluded} (it left it by a coded
     * reason), {@code open} (it is open, in an age bucket), {@code delivered}.
     */
    ORDER_LINE(
            "order-line",
            List.of(
                    "orderId",
                    "lineNo",
                    "item",
                    "category",
                    "customer",
                    "customerClass",
                    "channel",
                    "shippingMode",
                    "reason",
                    "ageEntry",
                    "ageDue"),
            List.of("lines", "linesFilled", "ordered", "firstShipped", "open", "openValue")),
    /** Order units: lines of one order with one requested date. Kinds: {@code fill}, {@code excluded}. */
    ORDER(
            "order",
            List.of("orderId", "requestedDate", "customer", "customerClass", "channel", "shippingMode", "reason"),
            List.of("orders", "ordersFilled")),
    /**
     * Shipped lines, and what came back of them. Kinds: {@code shipped}, and {@code back} on the day of its arrival with
     * {@code back} units. Of a shipped line {@code returned} of {@code units} came back within the days of {@link
     * Kpi#RETURN_DAYS}: the row is restated when they do.
     */
    SHIPMENT(
            "shipment",
            List.of("shipmentId", "orderId", "lineNo", "item", "category", "customer", "customerClass", "carrier"),
            List.of("lines", "units", "value", "cost", "returned", "back")),
    /** Confirmed picks, one row a bin and lot. Kind: {@code picked}. */
    PICK_LINE(
            "pick-line",
            List.of(
                    "shipmentId",
                    "pickNo",
                    "orderId",
                    "lineNo",
                    "item",
                    "category",
                    "customer",
                    "customerClass",
                    "bin",
                    "lot",
                    "reason",
                    "pickedBy"),
            List.of("lines", "linesComplete", "required", "picked", "missing")),
    /** Counted lines. Kinds: {@code planned}, {@code opportunistic}. */
    COUNT_LINE(
            "count-line",
            List.of("countId", "lineNo", "item", "category", "abc", "bin", "countType", "round", "countedBy"),
            List.of(
                    "lines",
                    "linesAccurate",
                    "linesExact",
                    "book",
                    "bookValue",
                    "variance",
                    "varianceNet",
                    "varianceAbs")),
    /** Posted adjustments. Kind: {@code posted}. */
    ADJUSTMENT(
            "adjustment",
            List.of("adjustmentId", "item", "category", "bin", "reason", "proposedBy", "approvedBy", "reversalOf"),
            List.of("adjustments", "units", "net", "abs", "plus", "minus", "absNetOfReversals"));

    private final String code;

    @SuppressWarnings("ImmutableEnumChecker") // never changed
    private final List<String> dimensions;

    @SuppressWarnings("ImmutableEnumChecker") // never changed
    private final List<String> measures;

    FactGrain(String code, List<String> dimensions, List<String> measures) {
        this.code = code;
        this.dimensions = dimensions;
        this.measures = measures;
    }

    public String code() {
        return code;
    }

    public String topic() {
        return Topics.FACTS_PREFIX + code;
    }

    /** Name of the Druid data source, such as {@code order_line_facts}. */
    public String dataSource() {
        return code.replace('-', '_') + "_facts";
    }

    public List<String> dimensions() {
        return dimensions;
    }

    public List<String> measures() {
        return measures;
    }
}
