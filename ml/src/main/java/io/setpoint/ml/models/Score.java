package io.setpoint.ml.models;

import java.util.List;

/**
 * What a model says of one case, explained exactly: {@code base} plus the shares is {@code margin}.
 *
 * @param value a calibrated probability for a risk (the logistic function of the margin), the margin itself for an
 *     anomaly (1 is as odd as 5 of 1,000 in training)
 * @param threshold the value from which the case is raised
 * @param margin log-odds for a risk
 * @param base the margin of an ordinary case
 * @param shares what speaks for (+) and against (−), largest first
 */
public record Score(double value, double threshold, double margin, double base, List<Share> shares) {
    public Score {
        shares = List.copyOf(shares);
    }

    /** Whether the case is to be raised. */
    public boolean fires() {
        return value >= threshold;
    }

    /**
     * One feature's part.
     *
     * @param feature code
     * @param label in business words
     */
    public record Share(String feature, String label, double share) {}
}
