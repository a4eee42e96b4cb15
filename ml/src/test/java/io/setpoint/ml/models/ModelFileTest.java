package io.setpoint.ml.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.setpoint.ml.features.Feature;
import io.setpoint.ml.features.FeatureRow;
import io.setpoint.ml.features.FeatureSchema;
import io.setpoint.ml.features.UnfitFeatures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;

/** Model files: what they hold, what they refuse, and that files of older releases still score the same. */
class ModelFileTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final FeatureSchema SCHEMA = new FeatureSchema(List.of(
            Feature.category("mode", "Shipping mode"),
            Feature.number("days", "Days to commit"),
            Feature.number("constant", "Constant")));
    private static final FeatureSchema ODD =
            new FeatureSchema(List.of(Feature.number("a", "A"), Feature.number("b", "B")));

    @ParameterizedTest
    @ValueSource(strings = {"late-order", "suspicious-adjustment"})
    void aFileOfAnOlderReleaseStillScoresBitForBit(String kind) throws IOException {
        Path model = Path.of("src/test/resources/golden", kind + "-1.json");
        Path scores = Path.of("src/test/resources/golden", kind + "-1.scores");
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(model.getParent());
            Files.write(model, (kind.equals(ModelFile.LATE_ORDER) ? risk() : odd()).bytes());
            Files.write(scores, scores(Scorer.load(Files.readAllBytes(model)), kind));
        }
        assertThat(scores(Scorer.load(Files.readAllBytes(model)), kind))
                .as(
                        "a changed score of an old file breaks replays; for a new format add a file with -Dgolden.update=true")
                .isEqualTo(Files.readAllLines(scores));
    }

    @Test
    void theSharesAndTheBaseOfARiskSumToItsLogOdds() {
        Scorer scorer = Scorer.load(risk().bytes());
        for (LabelledRow labelled : cases()) {
            Score score = scorer.score(labelled.row());
            double sum = score.base()
                    + score.shares().stream().mapToDouble(Score.Share::share).sum();
            assertThat(sum).isCloseTo(score.margin(), within(1e-9));
            assertThat(score.value()).isEqualTo(1 / (1 + StrictMath.exp(-score.margin())));
        }
    }

    @Test
    void theMarginBeforeCalibrationIsTribuosOwn() {
        ModelFile file = risk();
        assertThat(file.algorithm()).isEqualTo(ModelFile.LOGISTIC_REGRESSION);
        Scorer scorer = Scorer.load(file.bytes());
        double slope = file.value(RiskScorer.PLATT, RiskScorer.SLOPE);
        double offset = file.value(RiskScorer.PLATT, RiskScorer.OFFSET);
        Label unknown = new LabelFactory().getUnknownOutput();
        for (LabelledRow labelled : cases().subList(0, 100)) {
            double tribuo = RiskScorer.tribuo(file)
                    .castModel(Label.class)
                    .predict(RiskTraining.example(file, labelled.row(), name -> true, unknown))
                    .getOutputScores()
                    .getOrDefault("BAD", unknown)
                    .getScore();
            double raw = (scorer.score(labelled.row()).margin() - offset) / slope;
            assertThat(RiskScorer.sigmoid(raw)).isCloseTo(tribuo, within(1e-9));
        }
    }

    @Test
    void whereNothingBeatsTheGroupRateTheGroupRateIsTheModel() {
        List<LabelledRow> noise = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < 600; i++) {
            String mode = i % 2 == 0 ? "Sloth" : "Hare";
            noise.add(new LabelledRow(
                    row(mode, random.nextGaussian()), random.nextInt(10) < (mode.equals("Sloth") ? 6 : 2)));
        }
        ModelFile file =
                new RiskTraining(ModelFile.LATE_ORDER, SCHEMA, List.of("mode"), 7, 50, "noise").train(noise, NOW);
        assertThat(file.algorithm()).isEqualTo(ModelFile.GROUP_RATE);
        Scorer scorer = Scorer.load(file.bytes());
        assertThat(scorer.score(row("Sloth", 0)).value()).isBetween(0.5, 0.7);
        assertThat(scorer.score(row("Hare", 0)).value()).isBetween(0.1, 0.3);
        assertThat(scorer.score(row("Hare", 9))).isEqualTo(scorer.score(row("Hare", -9)));
    }

    @Test
    void equalContentsGiveEqualBytesAndHash() {
        ModelFile file = odd();
        assertThat(ModelFile.read(file.bytes()).bytes()).isEqualTo(file.bytes());
        assertThat(Scorer.load(file.bytes()).sha256()).isEqualTo(ModelFile.sha256(file.bytes()));
    }

    @Test
    void aRowThatDoesNotFitIsRefused() {
        Scorer scorer = Scorer.load(risk().bytes());
        FeatureRow good = row("Hare", 1);
        assertThatThrownBy(() -> scorer.score(good.with("days", Double.NaN))).isInstanceOf(UnfitFeatures.class);
        assertThatThrownBy(() -> scorer.score(good.with("weather", "rain"))).isInstanceOf(UnfitFeatures.class);
        assertThatThrownBy(() -> scorer.score(FeatureRow.of(Map.of("days", 1.0), Map.of())))
                .isInstanceOf(UnfitFeatures.class);
    }

    @Test
    void bytesThatAreNoModelFileAreRefused() {
        assertThatThrownBy(() -> Scorer.load("nonsense".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableModel.class);
        String future = new String(odd().bytes(), StandardCharsets.UTF_8)
                .replace("\"formatVersion\":1", "\"formatVersion\":99");
        assertThatThrownBy(() -> Scorer.load(future.getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("format 99");
    }

    @Test
    void theCardNamesHashFiguresAndOrigin() {
        ModelFile file = risk();
        String sha256 = ModelFile.sha256(file.bytes());
        assertThat(ModelCard.of(file, sha256))
                .contains(sha256, file.dataHash(), "Shipping mode", "group-rate.auc", "trainedAt: " + NOW, "tribuo: ");
    }

    private static List<String> scores(Scorer scorer, String kind) {
        List<String> lines = new ArrayList<>();
        for (int i = -5; i <= 5; i++) {
            FeatureRow row = kind.equals(ModelFile.LATE_ORDER)
                    ? row(i % 2 == 0 ? "Sloth" : "Hare", i)
                    : FeatureRow.of(Map.of("a", (double) i, "b", i * i / 10.0), Map.of());
            Score score = scorer.score(row);
            lines.add(Double.toHexString(score.value()) + " " + Double.toHexString(score.base()) + " " + score.fires());
        }
        return lines;
    }

    private static ModelFile risk() {
        return new RiskTraining(ModelFile.LATE_ORDER, SCHEMA, List.of("mode"), 7, 50, "made up").train(cases(), NOW);
    }

    private static ModelFile odd() {
        Random random = new Random(2);
        List<FeatureRow> rows = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            rows.add(FeatureRow.of(Map.of("a", random.nextGaussian(), "b", random.nextGaussian()), Map.of()));
        }
        return new AnomalyTraining(ModelFile.SUSPICIOUS_ADJUSTMENT, ODD, 7, 5, "made up").train(rows, NOW);
    }

    private static List<LabelledRow> cases() {
        Random random = new Random(1);
        List<LabelledRow> cases = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            String mode = random.nextBoolean() ? "Sloth" : "Hare";
            double days = random.nextGaussian();
            double logit = (mode.equals("Sloth") ? 1 : -1) - 2 * days;
            cases.add(new LabelledRow(row(mode, days), random.nextDouble() < 1 / (1 + StrictMath.exp(-logit))));
        }
        return cases;
    }

    private static FeatureRow row(String mode, double days) {
        return FeatureRow.of(Map.of("days", days, "constant", 3.0), Map.of("mode", mode));
    }
}
