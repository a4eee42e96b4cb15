package io.setpoint.ml.lateness;

import io.setpoint.ml.models.Scorer;
import io.setpoint.ml.models.WhatIf;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What would have had to be different for an order not to be at risk. */
public final class OrderWhatIf {
    private static final int LONGEST_DELAY_DAYS = 21;

    private OrderWhatIf() {}

    /** The sentence for facts that fire. */
    public static String sentence(Scorer scorer, OrderFacts facts) {
        List<Supplier<WhatIf.Change>> changes = new ArrayList<>();
        boolean backordered = facts.backorderedShare() > 0;
        if (backordered) {
            changes.add(change("all of it had been in stock", facts.with(facts.commitDate(), 0, facts.backlog())));
        }
        laterCommit(changes, facts, facts.backorderedShare(), "");
        if (backordered) {
            laterCommit(changes, facts, 0, "all of it had been in stock and ");
        }
        changes.add(change(
                "no other order had been open at the site",
                facts.with(facts.commitDate(), facts.backorderedShare(), 0)));
        return WhatIf.sentence(scorer, facts.features(), changes);
    }

    private static void laterCommit(
            List<Supplier<WhatIf.Change>> changes, OrderFacts facts, double backordered, String also) {
        for (int days = 1; days <= LONGEST_DELAY_DAYS; days++) {
            int more = days;
            changes.add(() -> {
                OrderFacts later = facts.with(facts.commitDate().plusDays(more), backordered, facts.backlog());
                return new WhatIf.Change(
                        also + "the commit date had been " + later.commitDate() + " instead of " + facts.commitDate(),
                        later.features());
            });
        }
    }

    private static Supplier<WhatIf.Change> change(String condition, OrderFacts changed) {
        return () -> new WhatIf.Change(condition, changed.features());
    }
}
