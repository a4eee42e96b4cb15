package io.setpoint.ml.lateness;

import io.setpoint.ml.features.Feature;
import io.setpoint.ml.features.FeatureSchema;
import java.util.List;

/** The features of an order unit, at placing and at release. */
public final class OrderFeatures {
    public static final String CUSTOMER_CLASS = "customer_class";
    public static final String CHANNEL = "channel";
    public static final String SHIPPING_MODE = "shipping_mode";
    public static final String ITEM_CATEGORY = "item_category";
    public static final String SITE = "site";
    public static final String STAGE = "stage";
    public static final String WEEKDAY = "weekday";
    public static final String COMMIT_WEEKDAY = "commit_weekday";
    public static final String LINES = "lines";
    public static final String QUANTITY = "quantity";
    public static final String VALUE = "value";
    public static final String DAYS_TO_COMMIT = "days_to_commit";
    public static final String BACKORDERED_SHARE = "backordered_share";
    public static final String BACKLOG = "backlog";
    public static final String GROUP_RATE = "group_rate";

    public static final FeatureSchema SCHEMA = new FeatureSchema(List.of(
            Feature.category(CUSTOMER_CLASS, "Customer class"),
            Feature.category(CHANNEL, "Channel"),
            Feature.category(SHIPPING_MODE, "Shipping mode"),
            Feature.category(ITEM_CATEGORY, "Item category"),
            Feature.category(SITE, "Site"),
            Feature.category(STAGE, "Stage of the order"),
            Feature.category(WEEKDAY, "Weekday"),
            Feature.category(COMMIT_WEEKDAY, "Weekday of the commit date"),
            Feature.number(LINES, "Lines"),
            Feature.number(QUANTITY, "Quantity"),
            Feature.number(VALUE, "Order value"),
            Feature.number(DAYS_TO_COMMIT, "Days to the commit date"),
            Feature.number(BACKORDERED_SHARE, "Share not in stock"),
            Feature.number(BACKLOG, "Open orders at the site"),
            Feature.number(GROUP_RATE, "Recent late rate of the shipping mode")));

    /** The categories whose late rate is the floor a model has to beat. */
    public static final List<String> GROUP_BY = List.of(SITE, SHIPPING_MODE);

    private OrderFeatures() {}
}
