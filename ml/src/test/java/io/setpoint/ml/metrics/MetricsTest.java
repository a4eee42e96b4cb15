package io.setpoint.ml.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Figures worked out by hand. */
class MetricsTest {
    private static final double[] SCORES = {0.1, 0.4, 0.35, 0.8};
    private static final boolean[] TRUTH = {false, false, true, true};

    @Test
    void aucIsTheShareOfPairsInTheRightOrder() {
        assertThat(Ranking.auc(SCORES, TRUTH)).isCloseTo(0.75, within(1e-12));
    }

    @Test
    void aTieCountsHalf() {
        assertThat(Ranking.auc(new double[] {1, 1}, new boolean[] {true, false}))
                .isEqualTo(0.5);
    }

    @Test
    void aucWithoutBothOutcomesIsNoFigure() {
        assertThat(Ranking.auc(SCORES, new boolean[4])).isNaN();
    }

    @Test
    void averagePrecisionAddsPrecisionAtEachStepOfRecall() {
        assertThat(Ranking.averagePrecision(SCORES, TRUTH)).isCloseTo(0.5 + 0.5 * 2 / 3, within(1e-12));
    }

    @Test
    void brierIsTheMeanSquaredDifference() {
        assertThat(Calibration.brier(new double[] {0.8, 0.4}, new boolean[] {true, false}))
                .isCloseTo((0.04 + 0.16) / 2, within(1e-12));
    }

    @Test
    void aProbabilityThatComesTrueAsOftenAsItSaysHasNoCalibrationError() {
        double[] said = new double[1000];
        boolean[] seen = new boolean[1000];
        for (int i = 0; i < said.length; i++) {
            said[i] = 0.25;
            seen[i] = i % 4 == 0;
        }
        assertThat(Calibration.error(said, seen)).isCloseTo(0, within(1e-12));
        java.util.Arrays.fill(said, 0.75);
        assertThat(Calibration.error(said, seen)).isCloseTo(0.5, within(1e-12));
    }
}
