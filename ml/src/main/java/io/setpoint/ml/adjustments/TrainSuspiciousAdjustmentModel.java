package io.setpoint.ml.adjustments;

import io.setpoint.ml.events.LoggedEvent;
import io.setpoint.ml.features.FeatureRow;
import io.setpoint.ml.models.AnomalyTraining;
import io.setpoint.ml.models.ModelFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Trains the suspicious-adjustment model of one company from its event log; it needs no labels. */
public final class TrainSuspiciousAdjustmentModel {
    private static final long SEED = 7;
    /** How many of 1,000 adjustments a controller is asked to look at. */
    public static final double ALERTS_PER_THOUSAND = 5;

    private TrainSuspiciousAdjustmentModel() {}

    /**
     * Trains on every adjustment as it looked after all that came to light about it.
     *
     * @param log events of one company in any order
     */
    public static ModelFile train(List<LoggedEvent> log, Instant asOf) {
        List<FeatureRow> rows =
                facts(log).stream().map(AdjustmentFacts::features).toList();
        return new AnomalyTraining(
                        ModelFile.SUSPICIOUS_ADJUSTMENT,
                        AdjustmentFeatures.SCHEMA,
                        SEED,
                        ALERTS_PER_THOUSAND,
                        "adjustments of the event log")
                .train(rows, asOf);
    }

    /** The facts of all adjustments in business order, each in its last state of knowledge. */
    public static List<AdjustmentFacts> facts(List<LoggedEvent> log) {
        List<LoggedEvent> ordered = log.stream()
                .filter(event -> event.site() != null && AdjustmentHistory.concerns(event.data()))
                .sorted(LoggedEvent.BUSINESS_ORDER)
                .toList();
        Map<String, AdjustmentHistory> sites = new TreeMap<>();
        Map<String, AdjustmentFacts> last = new LinkedHashMap<>();
        for (LoggedEvent event : ordered) {
            sites.computeIfAbsent(String.valueOf(event.site()), site -> new AdjustmentHistory())
                    .apply(event)
                    .forEach(facts -> last.put(facts.adjustment(), facts));
        }
        return new ArrayList<>(last.values());
    }
}
