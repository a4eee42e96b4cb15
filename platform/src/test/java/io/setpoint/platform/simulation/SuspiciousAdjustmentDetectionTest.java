package io.setpoint.platform.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.ml.adjustments.AdjustmentEvaluation;
import io.setpoint.ml.adjustments.TrainSuspiciousAdjustmentModel;
import io.setpoint.ml.events.LoggedEvent;
import io.setpoint.ml.models.AnomalyScorer;
import io.setpoint.ml.models.ModelFile;
import io.setpoint.ml.models.Scorer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** How well a model that has seen one distributor's year finds what another year hides. */
class SuspiciousAdjustmentDetectionTest {
    private static final int DAYS = 360;
    private static final long TRAINED_ON = 42;
    /** Not used in development. */
    private static final long UNSEEN = 20_261_123;

    private static final Instant UNTIL = Instant.parse("2026-11-23T10:30:00Z");

    @Test
    void ranksTheLabelledCasesOfAnUnseenYear() {
        History past = History.plan(World.of(TRAINED_ON), DAYS, UNTIL);
        History unseen = History.plan(World.of(UNSEEN), DAYS, UNTIL);
        List<AdjustmentEvaluation.Label> labels = unseen.labels().stream()
                .filter(label -> label.kind().equals("adjustment") && label.genuine())
                .map(label -> new AdjustmentEvaluation.Label(label.document(), label.pattern(), label.occurrence()))
                .toList();
        int alerts = 0;
        int found = 0;
        int all = 0;
        List<AdjustmentEvaluation.Result> both = new ArrayList<>();
        for (int company = 0; company < past.companies().size(); company++) {
            ModelFile model = TrainSuspiciousAdjustmentModel.train(
                    HistoryEvents.of(past.companies().get(company)), UNTIL);
            AnomalyScorer scorer = (AnomalyScorer) Scorer.load(model.bytes());
            List<LoggedEvent> log = HistoryEvents.of(unseen.companies().get(company));
            List<AdjustmentEvaluation.Scored> scored = AdjustmentEvaluation.score(scorer, log);
            List<AdjustmentEvaluation.Result> results =
                    AdjustmentEvaluation.evaluate(scored, labels, TrainSuspiciousAdjustmentModel.ALERTS_PER_THOUSAND);
            System.out.printf(
                    Locale.ROOT,
                    "%s, seed %d, %d days, trained on seed %d%n%s%n",
                    past.companies().get(company).company().id(),
                    UNSEEN,
                    DAYS,
                    TRAINED_ON,
                    AdjustmentEvaluation.report(scored.size(), results));
            AdjustmentEvaluation.Result result = results.get(results.size() - 1);
            both.add(result);
            alerts += result.alerts();
            found += result.overall().found();
            all += result.overall().all();
        }
        double precision = (double) found / alerts;
        double recall = (double) found / all;
        long schemes =
                both.stream().mapToLong(result -> result.overall().schemes()).sum();
        long schemesFound = both.stream()
                .mapToLong(result -> result.overall().schemesFound())
                .sum();
        System.out.printf(
                Locale.ROOT,
                "both companies at 5 alerts per 1,000: precision %.2f, recall %.2f, schemes found %d of %d%n",
                precision,
                recall,
                schemesFound,
                schemes);
        // One adjustment in 200 is suspicious: guessing would find one alert in 200 right.
        assertThat(precision).isGreaterThan(0.3);
        assertThat(recall).isGreaterThan(0.3);
        assertThat((double) schemesFound / schemes).isGreaterThan(0.5);
    }
}
