package io.setpoint.ml.adjustments;

import io.setpoint.ml.features.Feature;
import io.setpoint.ml.features.FeatureSchema;
import java.util.List;

/** The features of an adjustment: the eight signals of the detective, and what they are weighed against. */
public final class AdjustmentFeatures {
    public static final String VALUE = "value";
    public static final String JUST_UNDER_LIMIT = "just_under_limit";
    public static final String AFTER_HOURS = "after_hours";
    public static final String REVERSAL_PAIR = "reversal_pair";
    public static final String COUNT_WITHOUT_SCAN = "count_without_scan";
    public static final String SAME_COUNTER = "same_counter";
    public static final String BEFORE_COUNT = "before_count";
    public static final String WRITTEN_OFF_THEN_SHIPPED = "written_off_then_shipped";
    public static final String REPETITION = "repetition";
    public static final String PEER_DEVIATION = "peer_deviation";
    public static final String NEGATIVE_TOTAL = "negative_total_30d";
    public static final String SPLIT = "split";
    public static final String NO_EVIDENCE = "no_evidence";
    public static final String UNUSUAL_VALUE = "unusual_value";

    public static final FeatureSchema SCHEMA = new FeatureSchema(List.of(
            Feature.number(VALUE, "Value"),
            Feature.number(JUST_UNDER_LIMIT, "Just under the limit"),
            Feature.number(AFTER_HOURS, "Outside the person's usual hours"),
            Feature.number(REVERSAL_PAIR, "Booked and taken back"),
            Feature.number(COUNT_WITHOUT_SCAN, "Count without a scan"),
            Feature.number(SAME_COUNTER, "Counted by the proposer"),
            Feature.number(BEFORE_COUNT, "Adjusted before a count"),
            Feature.number(WRITTEN_OFF_THEN_SHIPPED, "Written off, then shipped"),
            Feature.number(REPETITION, "Same person on the same item"),
            Feature.number(PEER_DEVIATION, "More write-offs than peers"),
            Feature.number(NEGATIVE_TOTAL, "Written off in 30 days"),
            Feature.number(SPLIT, "Split over the day"),
            Feature.number(NO_EVIDENCE, "Value without note or photo"),
            Feature.number(UNUSUAL_VALUE, "Value against the usual for the reason")));

    private AdjustmentFeatures() {}
}
