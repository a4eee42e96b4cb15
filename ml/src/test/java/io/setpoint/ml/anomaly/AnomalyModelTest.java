package io.setpoint.ml.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.oracle.labs.mlrg.olcut.util.Pair;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.anomaly.AnomalyFactory;
import org.tribuo.anomaly.Event;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

class AnomalyModelTest {
    private static final String[] NAMES = {"a", "b", "c", "constant"};

    /** The detectors under test. */
    enum Detector {
        FOREST(data -> (AnomalyModel) new IsolationForestTrainer(50, 64, 3, 0.6).train(data)),
        TAIL(data -> (AnomalyModel) new TailSumTrainer(12).train(data));

        @SuppressWarnings("ImmutableEnumChecker") // a function without state
        final Function<Dataset<Event>, AnomalyModel> train;

        Detector(Function<Dataset<Event>, AnomalyModel> train) {
            this.train = train;
        }
    }

    @ParameterizedTest
    @EnumSource
    void theEvidenceSumsToTheScore(Detector detector) {
        AnomalyModel model = detector.train.apply(data(500));
        for (double[] row : rows(50, 9)) {
            double sum = model.evidence(example(row)).values().stream()
                    .mapToDouble(d -> d)
                    .sum();
            double expected = detector == Detector.FOREST ? StrictMath.pow(2, sum - 1) : sum;
            // a forest node keeps its expected path as a float
            assertThat(score(model, row)).isCloseTo(expected, within(1e-5));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFarValueScoresHigherThanAnOrdinaryOne(Detector detector) {
        AnomalyModel model = detector.train.apply(data(500));
        assertThat(score(model, new double[] {6, 6, 6, 1}))
                .isGreaterThan(score(model, new double[] {0, 0, 0, 1}) + 0.1);
    }

    @ParameterizedTest
    @EnumSource
    void equalDataAndSeedGiveEqualBits(Detector detector) {
        AnomalyModel one = detector.train.apply(data(500));
        AnomalyModel two = detector.train.apply(data(500));
        assertThat(one.parameters()).isEqualTo(two.parameters());
    }

    @ParameterizedTest
    @EnumSource
    void theProtobufRoundTripKeepsEveryBit(Detector detector) throws IOException {
        AnomalyModel model = detector.train.apply(data(500));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        model.serializeToStream(out);
        Model<?> read = Model.deserializeFromStream(new ByteArrayInputStream(out.toByteArray()));
        assertThat(read).isInstanceOf(AnomalyModel.class);
        assertThat(read.getProvenance()).isEqualTo(model.getProvenance());
        for (double[] row : rows(50, 9)) {
            assertThat(score((AnomalyModel) read, row)).isEqualTo(score(model, row));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theOrderOfFeaturesInARowDoesNotMatter(Detector detector) {
        AnomalyModel model = detector.train.apply(data(500));
        Example<Event> forward = example(new double[] {1, 2, 3, 1});
        Example<Event> backward = new ArrayExample<>(
                AnomalyFactory.UNKNOWN_EVENT, new String[] {"constant", "c", "b", "a"}, new double[] {1, 3, 2, 1});
        assertThat(model.predict(backward).getOutput().getScore())
                .isEqualTo(model.predict(forward).getOutput().getScore());
    }

    @ParameterizedTest
    @EnumSource
    void theExcuseNamesTheWorstFeatureFirst(Detector detector) {
        AnomalyModel model = detector.train.apply(data(500));
        Map<String, List<Pair<String, Double>>> scores = model.getExcuse(example(new double[] {0, 9, 0, 1}))
                .orElseThrow()
                .getScores();
        assertThat(scores.getOrDefault("ANOMALOUS", List.of()))
                .first()
                .extracting(Pair::getA)
                .isEqualTo("b");
    }

    @Test
    void theTailSumIsOneSidedAndMonotone() {
        AnomalyModel model = Detector.TAIL.train.apply(data(2000));
        assertThat(score(model, new double[] {-9, -9, -9, 1})).isZero();
        double last = 0;
        for (double x = -3; x < 6; x += 0.05) {
            double now = score(model, new double[] {x, 0, 0, 1});
            assertThat(now).isGreaterThanOrEqualTo(last);
            last = now;
        }
    }

    @Test
    void aFeatureThatNeverVariedGivesNoEvidence() {
        AnomalyModel model = Detector.TAIL.train.apply(data(500));
        assertThat(model.evidence(example(new double[] {0, 0, 0, 99}))).containsEntry("constant", 0.0);
    }

    private static double score(AnomalyModel model, double[] row) {
        return model.predict(example(row)).getOutput().getScore();
    }

    private static Example<Event> example(double[] row) {
        return new ArrayExample<>(AnomalyFactory.EXPECTED_EVENT, NAMES, row);
    }

    private static List<double[]> rows(int n, long seed) {
        Random random = new Random(seed);
        return java.util.stream.Stream.generate(
                        () -> new double[] {random.nextGaussian(), random.nextGaussian(), random.nextGaussian(), 1})
                .limit(n)
                .toList();
    }

    private static Dataset<Event> data(int n) {
        AnomalyFactory outputs = new AnomalyFactory();
        MutableDataset<Event> dataset = new MutableDataset<>(
                new SimpleDataSourceProvenance(
                        "test", OffsetDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC), outputs),
                outputs);
        rows(n, 1).forEach(row -> dataset.add(example(row)));
        return dataset;
    }
}
