package io.setpoint.ml.adjustments;

import io.setpoint.ml.models.Scorer;
import io.setpoint.ml.models.WhatIf;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** What would have had to be different for an adjustment not to be raised, in terms of the document and its circumstances. */
public final class AdjustmentWhatIf {
    private AdjustmentWhatIf() {}

    /** The sentence for facts that fire. */
    public static String sentence(Scorer scorer, AdjustmentFacts facts) {
        List<Supplier<WhatIf.Change>> changes = new ArrayList<>();
        AdjustmentFacts.Proposal proposal = facts.proposal();
        AdjustmentFacts documented = documented(facts);
        if (!proposal.documented()) {
            changes.add(change("a note or photo had been given", documented));
        }
        AdjustmentFacts.Around around = facts.around();
        if (around.mirroredLater() || facts.before().mirrors()) {
            changes.add(change("the same person had not taken it back", notTakenBack(facts)));
        }
        if (around.repeats() > 0 || around.sameDayValue() > 0) {
            changes.add(change("it had been the person's only one on the item in 30 days", alone(facts)));
        }
        if (around.shippedAfterHours() >= 0) {
            changes.add(change("the item had not been shipped right after", notShipped(facts)));
        }
        changes.add(change("it had been booked in the person's usual hours", usualHours(facts)));
        changes.add(() -> fewerUnits(scorer, facts, ""));
        if (!proposal.documented()) {
            changes.add(change("a note or photo had been given in the person's usual hours", usualHours(documented)));
            changes.add(change(
                    "a note or photo had been given and it had been the person's only one on the item",
                    alone(documented)));
            changes.add(() -> fewerUnits(scorer, documented, "a note or photo had been given and "));
        }
        return WhatIf.sentence(scorer, facts.features(), changes);
    }

    private static Supplier<WhatIf.Change> change(String condition, AdjustmentFacts changed) {
        return () -> new WhatIf.Change(condition, changed.features());
    }

    /** The largest quantity below the booked one that does not fire; the smallest there is if all do. */
    private static WhatIf.Change fewerUnits(Scorer scorer, AdjustmentFacts facts, String also) {
        double booked = Math.abs(facts.proposal().quantity());
        double step = Math.max(1, Math.floor(booked / 200));
        double quantity = booked - step;
        while (quantity > 1
                && scorer.score(withQuantity(facts, quantity).features()).fires()) {
            quantity -= step;
        }
        double units = Math.max(1, quantity);
        AdjustmentFacts fewer = withQuantity(facts, units);
        return new WhatIf.Change(
                String.format(
                        Locale.ROOT,
                        "%sat most %.0f units (%.2f %s) had been booked instead of %.0f",
                        also,
                        units,
                        fewer.proposal().value(),
                        fewer.proposal().currency(),
                        booked),
                fewer.features());
    }

    private static AdjustmentFacts withQuantity(AdjustmentFacts facts, double units) {
        AdjustmentFacts.Proposal p = facts.proposal();
        double unitValue = p.quantity() == 0 ? 0 : p.valueTenThousandths() / Math.abs(p.quantity());
        return with(facts, p.documented(), Math.signum(p.quantity()) * units, Math.round(unitValue * units));
    }

    private static AdjustmentFacts documented(AdjustmentFacts facts) {
        return with(facts, true, facts.proposal().quantity(), facts.proposal().valueTenThousandths());
    }

    private static AdjustmentFacts with(
            AdjustmentFacts facts, boolean documented, double quantity, long valueTenThousandths) {
        AdjustmentFacts.Proposal p = facts.proposal();
        return new AdjustmentFacts(
                new AdjustmentFacts.Proposal(
                        p.adjustment(),
                        p.person(),
                        p.item(),
                        p.bin(),
                        p.currency(),
                        p.occurredMicros(),
                        p.localDay(),
                        p.localHour(),
                        p.reason(),
                        quantity,
                        valueTenThousandths,
                        p.limit(),
                        documented,
                        p.count(),
                        p.selfCounted()),
                facts.before(),
                facts.around(),
                facts.evidence());
    }

    private static AdjustmentFacts usualHours(AdjustmentFacts facts) {
        return before(facts, 1, facts.before().mirrors(), facts.before().ownPairs());
    }

    private static AdjustmentFacts notTakenBack(AdjustmentFacts facts) {
        AdjustmentFacts.Around a = facts.around();
        return before(facts, facts.before().usualShare(), false, 0)
                .with(new AdjustmentFacts.Around(
                        a.counted(),
                        a.repeats(),
                        a.justUnder(),
                        a.sameDayValue(),
                        false,
                        a.countedAfterHours(),
                        a.shippedAfterHours(),
                        a.shippedSurprise()));
    }

    private static AdjustmentFacts before(AdjustmentFacts facts, double usualShare, boolean mirrors, int pairs) {
        AdjustmentFacts.Before b = facts.before();
        return new AdjustmentFacts(
                facts.proposal(),
                new AdjustmentFacts.Before(
                        usualShare,
                        mirrors,
                        pairs,
                        b.negatives(),
                        b.negativeValue(),
                        b.peerNegatives(),
                        b.usualValue()),
                facts.around(),
                facts.evidence());
    }

    private static AdjustmentFacts alone(AdjustmentFacts facts) {
        AdjustmentFacts.Around a = facts.around();
        return facts.with(new AdjustmentFacts.Around(
                a.counted(),
                0,
                0,
                0,
                a.mirroredLater(),
                a.countedAfterHours(),
                a.shippedAfterHours(),
                a.shippedSurprise()));
    }

    private static AdjustmentFacts notShipped(AdjustmentFacts facts) {
        return facts.with(facts.around().shippedLater(-1, 0));
    }
}
