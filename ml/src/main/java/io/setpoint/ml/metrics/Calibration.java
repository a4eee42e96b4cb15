package io.setpoint.ml.metrics;

import java.util.Arrays;

/** Figures of a probability: does it come true as often as it says? */
public final class Calibration {
    private static final int BINS = 10;

    private Calibration() {}

    /** Mean squared difference between probability and outcome; smaller is better. */
    public static double brier(double[] probabilities, boolean[] truth) {
        double sum = 0;
        for (int i = 0; i < probabilities.length; i++) {
            double difference = probabilities[i] - (truth[i] ? 1 : 0);
            sum += difference * difference;
        }
        return sum / probabilities.length;
    }

    /** Expected calibration error over ten bins of equal frequency. */
    public static double error(double[] probabilities, boolean[] truth) {
        int n = probabilities.length;
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(probabilities[a], probabilities[b]));
        double error = 0;
        for (int bin = 0; bin < BINS; bin++) {
            double said = 0;
            double seen = 0;
            for (int k = (int) ((long) bin * n / BINS); k < (int) ((bin + 1L) * n / BINS); k++) {
                said += probabilities[order[k]];
                seen += truth[order[k]] ? 1 : 0;
            }
            error += Math.abs(said - seen) / n;
        }
        return error;
    }
}
