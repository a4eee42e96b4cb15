package io.setpoint.ml.adjustments;

import io.setpoint.contracts.events.AdjustmentReason;
import io.setpoint.ml.events.EventReference;
import io.setpoint.ml.features.FeatureRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of one adjustment: its document, what its person and the site did before, and what came to light around
 * it since. {@link #features} turns it into what the model sees, so a "what if" on the facts is scored like a real case.
 */
public record AdjustmentFacts(Proposal proposal, Before before, Around around, List<EventReference> evidence) {
    /** From this share of the limit on a value is just under it. */
    static final double NEAR_LIMIT = 0.85;

    static final int AUDIT_HOURS = 24;
    static final int SHIPPED_HOURS = 48;
    /** A note or photo can be checked, so whatever looks odd beside it weighs less. */
    private static final double DOUBT_IF_DOCUMENTED = 0.4;

    private static final int EVIDENCE_LIMIT = 8;
    /** The share of a day that three hours are: what an evenly spread day would give. */
    private static final double EVEN_SHARE = 3.0 / 24;

    public AdjustmentFacts {
        evidence = List.copyOf(evidence);
    }

    /**
     * The document.
     *
     * @param currency of all amounts
     * @param localDay day at the site, days since the epoch
     * @param localHour hour of that day
     * @param quantity signed, in units
     * @param valueTenThousandths absolute, exact
     * @param limit from which a second person has to approve; 0 if there is none
     * @param documented a note or a photo was given
     * @param count id of the count it refers to; empty if none
     * @param selfCounted counted by the person who proposes
     */
    public record Proposal(
            String adjustment,
            String person,
            String item,
            String bin,
            String currency,
            long occurredMicros,
            long localDay,
            int localHour,
            AdjustmentReason reason,
            double quantity,
            long valueTenThousandths,
            double limit,
            boolean documented,
            String count,
            boolean selfCounted) {
        /** Absolute, in currency units. */
        public double value() {
            return valueTenThousandths / 10_000.0;
        }

        boolean justUnder() {
            return limit > 0 && value() <= limit && value() > NEAR_LIMIT * limit;
        }
    }

    /**
     * The 30 days before.
     *
     * @param usualShare share of the person's earlier actions within an hour of this time of day
     * @param mirrors the person took back an own earlier adjustment of the item with this one
     * @param ownPairs how many such pairs the person had before
     * @param negatives write-offs without a count by the person
     * @param negativeValue their value
     * @param peerNegatives mean of write-offs without a count of the site's other persons
     * @param usualValue median absolute value of the site's adjustments for the same reason; 0 if none
     */
    public record Before(
            double usualShare,
            boolean mirrors,
            int ownPairs,
            int negatives,
            double negativeValue,
            double peerNegatives,
            double usualValue) {}

    /**
     * What stands around it, before and since; it grows as later events shed light on it.
     *
     * @param counted a count with this variance stands behind it
     * @param repeats other adjustments by the person on the same item within 30 days
     * @param justUnder other adjustments of the person just under the limit within 30 days
     * @param sameDayValue absolute value of the person's other adjustments of the item on the same local day
     * @param mirroredLater taken back later by the same person
     * @param countedAfterHours hours until somebody counted the item in the bin; negative if nobody did within 24
     * @param shippedAfterHours hours until the item was shipped after it was written off; negative if not within 48
     * @param shippedSurprise −ln of the chance that the item would have shipped so soon anyway, a third of it if not
     *     just the quantity written off was shipped
     */
    public record Around(
            boolean counted,
            int repeats,
            int justUnder,
            double sameDayValue,
            boolean mirroredLater,
            double countedAfterHours,
            double shippedAfterHours,
            double shippedSurprise) {
        Around behindIt(boolean isCounted) {
            return new Around(
                    isCounted,
                    repeats,
                    justUnder,
                    sameDayValue,
                    mirroredLater,
                    countedAfterHours,
                    shippedAfterHours,
                    shippedSurprise);
        }

        Around oneMore(boolean sameItem, boolean alsoJustUnder, double onSameDay) {
            return new Around(
                    counted,
                    repeats + (sameItem ? 1 : 0),
                    justUnder + (alsoJustUnder ? 1 : 0),
                    sameDayValue + onSameDay,
                    mirroredLater,
                    countedAfterHours,
                    shippedAfterHours,
                    shippedSurprise);
        }

        Around takenBack() {
            return new Around(
                    counted,
                    repeats,
                    justUnder,
                    sameDayValue,
                    true,
                    countedAfterHours,
                    shippedAfterHours,
                    shippedSurprise);
        }

        Around countedLater(double hours) {
            return new Around(
                    counted,
                    repeats,
                    justUnder,
                    sameDayValue,
                    mirroredLater,
                    hours,
                    shippedAfterHours,
                    shippedSurprise);
        }

        Around shippedLater(double hours, double surprise) {
            return new Around(
                    counted, repeats, justUnder, sameDayValue, mirroredLater, countedAfterHours, hours, surprise);
        }
    }

    AdjustmentFacts with(Around other) {
        return new AdjustmentFacts(proposal, before, other, evidence);
    }

    AdjustmentFacts with(Around other, EventReference seen) {
        List<EventReference> more = new ArrayList<>(evidence);
        if (more.size() < EVIDENCE_LIMIT && !more.contains(seen)) {
            more.add(seen);
        }
        return new AdjustmentFacts(proposal, before, other, more);
    }

    public String adjustment() {
        return proposal.adjustment();
    }

    /** Whether the item was written off without a count, the kind of adjustment in which goods can disappear. */
    public boolean writtenOff() {
        return proposal.quantity() < 0 && !around.counted();
    }

    private boolean byCount() {
        return proposal.reason() == AdjustmentReason.COUNT;
    }

    private boolean pair() {
        return before.mirrors() || around.mirroredLater();
    }

    /** What the model sees: each feature oriented, more is worse. */
    public FeatureRow features() {
        double value = proposal.value();
        double limit = proposal.limit();
        double doubt = proposal.documented() ? DOUBT_IF_DOCUMENTED : 1;
        Map<String, Double> row = new TreeMap<>();
        row.put(AdjustmentFeatures.VALUE, StrictMath.log1p(value));
        row.put(AdjustmentFeatures.JUST_UNDER_LIMIT, nearness() * (1 + around.justUnder()) * doubt);
        row.put(AdjustmentFeatures.AFTER_HOURS, 1 - Math.min(1, before.usualShare() / EVEN_SHARE));
        row.put(AdjustmentFeatures.REVERSAL_PAIR, pair() ? 1.0 + before.ownPairs() : 0);
        row.put(AdjustmentFeatures.COUNT_WITHOUT_SCAN, byCount() && !around.counted() ? 1.0 : 0);
        row.put(AdjustmentFeatures.SAME_COUNTER, byCount() && proposal.selfCounted() ? 1.0 : 0);
        row.put(
                AdjustmentFeatures.BEFORE_COUNT,
                !writtenOff() || byCount() || around.countedAfterHours() < 0
                        ? 0.0
                        : Math.max(0, 1 - around.countedAfterHours() / AUDIT_HOURS));
        row.put(AdjustmentFeatures.WRITTEN_OFF_THEN_SHIPPED, writtenOff() ? around.shippedSurprise() * doubt : 0);
        row.put(
                AdjustmentFeatures.REPETITION,
                writtenOff() ? around.repeats() * StrictMath.log1p(unitValue()) * doubt : 0);
        row.put(
                AdjustmentFeatures.PEER_DEVIATION,
                writtenOff()
                        ? Math.max(0, StrictMath.log((before.negatives() + 1.0) / (before.peerNegatives() + 1.0)))
                        : 0.0);
        row.put(
                AdjustmentFeatures.NEGATIVE_TOTAL,
                writtenOff() ? StrictMath.log1p(before.negativeValue() + value) : 0.0);
        row.put(
                AdjustmentFeatures.SPLIT,
                writtenOff() && limit > 0 ? StrictMath.log1p(around.sameDayValue() / limit) * doubt : 0.0);
        row.put(
                AdjustmentFeatures.NO_EVIDENCE,
                proposal.documented() || around.counted() ? 0.0 : StrictMath.log1p(value));
        row.put(
                AdjustmentFeatures.UNUSUAL_VALUE,
                before.usualValue() > 0 && value > 0 ? Math.max(0, StrictMath.log(value / before.usualValue())) : 0.0);
        return FeatureRow.of(row, Map.of());
    }

    private double unitValue() {
        return proposal.quantity() == 0 ? 0 : proposal.value() / Math.abs(proposal.quantity());
    }

    private double nearness() {
        return proposal.justUnder() ? (proposal.value() / proposal.limit() - NEAR_LIMIT) / (1 - NEAR_LIMIT) : 0;
    }

    /** A feature's value as a person reads it. */
    public String shown(String feature) {
        return switch (feature) {
            case AdjustmentFeatures.VALUE -> money(proposal.value());
            case AdjustmentFeatures.JUST_UNDER_LIMIT ->
                proposal.limit() > 0
                        ? percent(proposal.value() / proposal.limit()) + " of the limit, " + around.justUnder()
                                + " others just under it in 30 days"
                        : "no limit";
            case AdjustmentFeatures.AFTER_HOURS ->
                String.format(
                        Locale.ROOT,
                        "%02d:00 hours, %s of this person's work",
                        proposal.localHour(),
                        percent(before.usualShare()));
            case AdjustmentFeatures.REVERSAL_PAIR ->
                pair()
                        ? "booked and taken back by the same person, " + before.ownPairs()
                                + " such pairs in 30 days before"
                        : "no";
            case AdjustmentFeatures.COUNT_WITHOUT_SCAN ->
                byCount() && !around.counted() ? "no count shows this variance" : "no";
            case AdjustmentFeatures.SAME_COUNTER ->
                byCount() && proposal.selfCounted() ? "counted and proposed by one person" : "no";
            case AdjustmentFeatures.BEFORE_COUNT -> after("counted", around.countedAfterHours());
            case AdjustmentFeatures.WRITTEN_OFF_THEN_SHIPPED -> after("shipped", around.shippedAfterHours());
            case AdjustmentFeatures.REPETITION -> around.repeats() + " others of the person on the item in 30 days";
            case AdjustmentFeatures.PEER_DEVIATION ->
                String.format(
                        Locale.ROOT,
                        "%d write-offs in 30 days, peers %.1f",
                        before.negatives(),
                        before.peerNegatives());
            case AdjustmentFeatures.NEGATIVE_TOTAL -> money(before.negativeValue()) + " in 30 days before";
            case AdjustmentFeatures.SPLIT -> money(around.sameDayValue()) + " more on the item that day";
            case AdjustmentFeatures.NO_EVIDENCE ->
                proposal.documented()
                        ? "note or photo given"
                        : around.counted() ? "a count stands behind it" : "no note, no photo";
            case AdjustmentFeatures.UNUSUAL_VALUE ->
                before.usualValue() > 0
                        ? money(proposal.value()) + ", usually " + money(before.usualValue())
                        : "nothing to compare with";
            default -> throw new IllegalArgumentException("no feature " + feature);
        };
    }

    private static String after(String what, double hours) {
        return hours >= 0
                ? String.format(Locale.ROOT, "%s %.1f hours later", what, hours)
                : "not " + what + " soon after";
    }

    private String money(double amount) {
        return String.format(Locale.ROOT, "%.2f %s", amount, proposal.currency());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
