package io.setpoint.ml.lateness;

import io.setpoint.ml.events.LoggedEvent;
import io.setpoint.ml.models.LabelledRow;
import io.setpoint.ml.models.ModelFile;
import io.setpoint.ml.models.RiskTraining;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Trains the late-order model of one company from its event log. */
public final class TrainLateOrderModel {
    private static final long SEED = 7;
    /** How many of 1,000 order units a planner is asked to look at. */
    private static final double ALERTS_PER_THOUSAND = 50;

    private TrainLateOrderModel() {}

    /**
     * Trains on every order unit whose outcome is known at {@code asOf}, each at placing and at release.
     *
     * @param log events of one company in any order
     */
    public static ModelFile train(List<LoggedEvent> log, Instant asOf) {
        return new RiskTraining(
                        ModelFile.LATE_ORDER,
                        OrderFeatures.SCHEMA,
                        OrderFeatures.GROUP_BY,
                        SEED,
                        ALERTS_PER_THOUSAND,
                        "order units of the event log")
                .train(cases(log, asOf), asOf);
    }

    /** The labelled cases, in the order in which the orders were placed. */
    public static List<LabelledRow> cases(List<LoggedEvent> log, Instant asOf) {
        List<LoggedEvent> ordered = log.stream()
                .filter(event -> event.site() != null && OrderHistory.concerns(event.data()))
                .sorted(LoggedEvent.BUSINESS_ORDER)
                .toList();
        Map<String, OrderHistory> sites = new TreeMap<>();
        List<OrderFacts> facts = new ArrayList<>();
        Map<String, Boolean> outcomes = new HashMap<>();
        for (LoggedEvent event : ordered) {
            OrderUpdate update = sites.computeIfAbsent(String.valueOf(event.site()), site -> new OrderHistory())
                    .apply(event, event.occurredMicros());
            facts.addAll(update.toScore());
            update.outcomes().forEach(outcome -> outcomes.put(key(outcome), outcome.late()));
        }
        sites.values()
                .forEach(site -> site.resolve(LoggedEvent.micros(asOf))
                        .forEach(outcome -> outcomes.put(key(outcome), outcome.late())));
        List<LabelledRow> cases = new ArrayList<>();
        facts.stream()
                .sorted(Comparator.comparingLong(OrderFacts::placedMicros))
                .forEach(unit -> {
                    Boolean late = outcomes.get(unit.order() + "|" + unit.requestedDate());
                    if (late != null) {
                        cases.add(new LabelledRow(unit.features(), late));
                    }
                });
        return cases;
    }

    private static String key(OrderOutcome outcome) {
        return outcome.order() + "|" + outcome.requestedDate();
    }
}
