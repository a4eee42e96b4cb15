package io.setpoint.ml.lateness;

import io.setpoint.ml.events.EventReference;
import io.setpoint.ml.features.FeatureRow;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was known of one order unit (the lines of an order with one requested date) when it was placed or released.
 *
 * @param commitDate the earliest commit date of its lines
 * @param commitMicros end of that day at the site
 * @param itemCategory category of the line of highest value
 * @param released false at placing
 * @param quantity in base units
 * @param value in currency units
 * @param valueTenThousandths the same, exact
 * @param backorderedShare of the quantity; 0 at placing, where it is not known yet
 * @param backlog order units at the site placed and not completely shipped
 * @param groupRate recent late rate of the shipping mode at the site, 0 to 1
 */
public record OrderFacts(
        String order,
        String site,
        LocalDate requestedDate,
        LocalDate placedDate,
        LocalDate commitDate,
        long placedMicros,
        long commitMicros,
        String customerClass,
        String channel,
        String shippingMode,
        String itemCategory,
        boolean released,
        int lines,
        double quantity,
        double value,
        long valueTenThousandths,
        String currency,
        double backorderedShare,
        int backlog,
        double groupRate,
        List<EventReference> evidence) {
    public OrderFacts {
        evidence = List.copyOf(evidence);
    }

    public int daysToCommit() {
        return Math.toIntExact(commitDate.toEpochDay() - placedDate.toEpochDay());
    }

    /** What the model sees. */
    public FeatureRow features() {
        Map<String, String> categories = new TreeMap<>();
        categories.put(OrderFeatures.CUSTOMER_CLASS, customerClass);
        categories.put(OrderFeatures.CHANNEL, channel);
        categories.put(OrderFeatures.SHIPPING_MODE, shippingMode);
        categories.put(OrderFeatures.ITEM_CATEGORY, itemCategory);
        categories.put(OrderFeatures.SITE, site);
        categories.put(OrderFeatures.STAGE, released ? "released" : "placed");
        categories.put(OrderFeatures.WEEKDAY, placedDate.getDayOfWeek().name());
        categories.put(OrderFeatures.COMMIT_WEEKDAY, commitDate.getDayOfWeek().name());
        Map<String, Double> numbers = new TreeMap<>();
        numbers.put(OrderFeatures.LINES, StrictMath.log1p(lines));
        numbers.put(OrderFeatures.QUANTITY, StrictMath.log1p(quantity));
        numbers.put(OrderFeatures.VALUE, StrictMath.log1p(value));
        // a promise longer than a month says no more than a month; one already past says no more than today
        numbers.put(OrderFeatures.DAYS_TO_COMMIT, (double) Math.max(0, Math.min(30, daysToCommit())));
        numbers.put(OrderFeatures.BACKORDERED_SHARE, backorderedShare);
        numbers.put(OrderFeatures.BACKLOG, StrictMath.log1p(backlog));
        numbers.put(OrderFeatures.GROUP_RATE, groupRate);
        return FeatureRow.of(numbers, categories);
    }

    /** A feature's value as a person reads it. */
    public String shown(String feature) {
        return switch (feature) {
            case OrderFeatures.CUSTOMER_CLASS -> customerClass;
            case OrderFeatures.CHANNEL -> channel;
            case OrderFeatures.SHIPPING_MODE -> shippingMode;
            case OrderFeatures.ITEM_CATEGORY -> itemCategory;
            case OrderFeatures.SITE -> site;
            case OrderFeatures.STAGE -> released ? "released" : "placed";
            case OrderFeatures.WEEKDAY -> placedDate.getDayOfWeek().name().toLowerCase(Locale.ROOT);
            case OrderFeatures.COMMIT_WEEKDAY ->
                commitDate.getDayOfWeek().name().toLowerCase(Locale.ROOT);
            case OrderFeatures.LINES -> Integer.toString(lines);
            case OrderFeatures.QUANTITY -> String.format(Locale.ROOT, "%.0f", quantity);
            case OrderFeatures.VALUE -> String.format(Locale.ROOT, "%.2f %s", value, currency);
            case OrderFeatures.DAYS_TO_COMMIT -> Integer.toString(daysToCommit());
            case OrderFeatures.BACKORDERED_SHARE ->
                released ? String.format(Locale.ROOT, "%.0f %%", 100 * backorderedShare) : "not known yet";
            case OrderFeatures.BACKLOG -> Integer.toString(backlog);
            case OrderFeatures.GROUP_RATE -> String.format(Locale.ROOT, "%.1f %%", 100 * groupRate);
            default -> throw new IllegalArgumentException("no feature " + feature);
        };
    }

    /** These facts with other figures a person could bring about. */
    public OrderFacts with(LocalDate otherCommitDate, double otherBackorderedShare, int otherBacklog) {
        return new OrderFacts(
                order,
                site,
                requestedDate,
                placedDate,
                otherCommitDate,
                placedMicros,
                commitMicros,
                customerClass,
                channel,
                shippingMode,
                itemCategory,
                released,
                lines,
                quantity,
                value,
                valueTenThousandths,
                currency,
                otherBackorderedShare,
                otherBacklog,
                groupRate,
                evidence);
    }
}
