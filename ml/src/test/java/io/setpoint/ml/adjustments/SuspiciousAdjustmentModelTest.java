package io.setpoint.ml.adjustments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.setpoint.ml.features.FeatureRow;
import io.setpoint.ml.features.UnfitFeatures;
import io.setpoint.ml.models.AnomalyScorer;
import io.setpoint.ml.models.ModelFile;
import io.setpoint.ml.models.Score;
import io.setpoint.ml.models.Scorer;
import io.setpoint.ml.models.TooFewCases;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SuspiciousAdjustmentModelTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final RandomAdjustments KNOWN = RandomAdjustments.of(1, 80);
    private static final List<AdjustmentFacts> FACTS = TrainSuspiciousAdjustmentModel.facts(KNOWN.log().events);
    private static final ModelFile FILE = TrainSuspiciousAdjustmentModel.train(KNOWN.log().events, NOW);
    private static final AnomalyScorer SCORER = (AnomalyScorer) Scorer.load(FILE.bytes());

    @Test
    void onAnotherSeedTheAlertsHoldFarMoreSuspiciousCasesThanChance() {
        RandomAdjustments unseen = RandomAdjustments.of(2, 80);
        List<AdjustmentEvaluation.Scored> scored = AdjustmentEvaluation.score(SCORER, unseen.log().events);
        List<AdjustmentEvaluation.Result> results = AdjustmentEvaluation.evaluate(scored, unseen.labels(), 5);
        System.out.println(AdjustmentEvaluation.report(scored.size(), results));
        AdjustmentEvaluation.Result both = results.get(2);
        assertThat(both.detector()).isEqualTo("both");
        assertThat(both.alerts()).isEqualTo(scored.size() * 5 / 1000);
        double chance = (double) both.overall().all() / scored.size();
        assertThat(both.precision()).isGreaterThan(0.5).isGreaterThan(20 * chance);
    }

    @Test
    void inTrainingAtMostFiveOfThousandFire() {
        long fired = FACTS.stream()
                .filter(facts -> SCORER.score(facts.features()).fires())
                .count();
        assertThat(fired).isPositive().isLessThanOrEqualTo(FACTS.size() * 5L / 1000);
    }

    @Test
    void theSharesAndTheBaseSumToTheScore() {
        for (AdjustmentFacts facts : FACTS.subList(0, 500)) {
            Score score = SCORER.score(facts.features());
            double sum = score.base();
            for (Score.Share share : score.shares()) {
                sum += share.share();
            }
            assertThat(sum).isCloseTo(score.value(), within(1e-9));
        }
    }

    @Test
    void neitherTheOrderOfCasesNorALoadingChangesABit() {
        List<AdjustmentFacts> shuffled = new ArrayList<>(FACTS);
        Collections.shuffle(shuffled, new Random(3));
        Scorer again = Scorer.load(FILE.bytes());
        Map<String, Double> scores = new HashMap<>();
        shuffled.forEach(facts ->
                scores.put(facts.adjustment(), again.score(facts.features()).value()));
        FACTS.forEach(facts -> assertThat(scores.get(facts.adjustment()))
                .isEqualTo(SCORER.score(facts.features()).value()));
    }

    @Test
    void trainingTwiceOnTheSameLogGivesTheSameScoresThresholdAndDataHash() {
        ModelFile twice = TrainSuspiciousAdjustmentModel.train(KNOWN.log().events, NOW);
        Scorer other = Scorer.load(twice.bytes());
        assertThat(twice.threshold()).isEqualTo(FILE.threshold());
        assertThat(twice.dataHash()).isEqualTo(FILE.dataHash());
        FACTS.forEach(facts -> assertThat(other.score(facts.features()).value())
                .isEqualTo(SCORER.score(facts.features()).value()));
    }

    @Test
    void everyCounterfactualOfAnAlertHasBeenScoredAgain() {
        List<String> sentences = FACTS.stream()
                .filter(facts -> SCORER.score(facts.features()).fires())
                .map(facts -> AdjustmentWhatIf.sentence(SCORER, facts))
                .toList();
        assertThat(sentences).isNotEmpty().allMatch(sentence -> sentence.startsWith("Would not have fired if"));
    }

    @Test
    void aFewerUnitsCounterfactualHoldsWhenTheSmallerAdjustmentIsReallyProposed() {
        // the sentence names the units; the same document with so many units, scored from facts, must not fire
        for (AdjustmentFacts facts : FACTS) {
            if (SCORER.score(facts.features()).fires()) {
                String sentence = AdjustmentWhatIf.sentence(SCORER, facts);
                java.util.regex.Matcher units = java.util.regex.Pattern.compile("if at most (\\d+) units")
                        .matcher(sentence);
                if (units.find()) {
                    AdjustmentFacts.Proposal p = facts.proposal();
                    long value = Math.round(
                            p.valueTenThousandths() / Math.abs(p.quantity()) * Integer.parseInt(units.group(1)));
                    AdjustmentFacts fewer = new AdjustmentFacts(
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
                                    Math.signum(p.quantity()) * Integer.parseInt(units.group(1)),
                                    value,
                                    p.limit(),
                                    p.documented(),
                                    p.count(),
                                    p.selfCounted()),
                            facts.before(),
                            facts.around(),
                            facts.evidence());
                    assertThat(SCORER.score(fewer.features()).fires())
                            .as(sentence)
                            .isFalse();
                }
            }
        }
    }

    @Test
    void aRowThatDoesNotFitIsRefused() {
        FeatureRow row = FACTS.get(0).features();
        assertThatThrownBy(() -> SCORER.score(row.with("colour", 1))).isInstanceOf(UnfitFeatures.class);
        assertThatThrownBy(() -> SCORER.score(row.with(AdjustmentFeatures.VALUE, Double.NaN)))
                .isInstanceOf(UnfitFeatures.class);
        assertThatThrownBy(() -> SCORER.score(FeatureRow.of(Map.of(AdjustmentFeatures.VALUE, 1.0), Map.of())))
                .isInstanceOf(UnfitFeatures.class);
    }

    @Test
    void aHandfulOfAdjustmentsIsTooFewToLearnFrom() {
        assertThatThrownBy(() -> TrainSuspiciousAdjustmentModel.train(
                        RandomAdjustments.of(4, 2).log().events, NOW))
                .isInstanceOf(TooFewCases.class);
    }

    @Test
    void labelsAreReadFromCsvAndLookAlikesLeftOut() {
        List<AdjustmentEvaluation.Label> labels = AdjustmentEvaluation.labels(List.of(
                "kind,document,pattern,occurrence,genuine",
                "adjustment,ADJ-1,SPLIT,SPLIT-1,true",
                "adjustment,ADJ-2,SPLIT,ADJ-2,false",
                "order,SO-1,CARRIER,SO-1,true"));
        assertThat(labels).containsExactly(new AdjustmentEvaluation.Label("ADJ-1", "SPLIT", "SPLIT-1"));
        assertThatThrownBy(() -> AdjustmentEvaluation.labels(List.of("a,b", "1,2")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
