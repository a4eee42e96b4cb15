package io.setpoint.ml.models;

/**
 * Platt scaling: the logistic function of {@code slope × margin + offset} fitted to outcomes, with Platt's smoothed
 * targets. Damped twice: a prior pulls towards leaving the margin as it is, and a Newton step that makes things worse is
 * halved.
 */
record Platt(double slope, double offset) {
    private static final double PRIOR = 5;
    private static final int STEPS = 50;

    static Platt fit(double[] margins, boolean[] bad) {
        double positives = 0;
        for (boolean value : bad) {
            positives += value ? 1 : 0;
        }
        double high = (positives + 1) / (positives + 2);
        double low = 1 / (bad.length - positives + 2);
        Platt current = new Platt(1, 0);
        double loss = current.loss(margins, bad, high, low);
        for (int step = 0; step < STEPS; step++) {
            Platt direction = current.newton(margins, bad, high, low);
            double length = 1;
            Platt next = current.moved(direction, length);
            double nextLoss = next.loss(margins, bad, high, low);
            while (nextLoss > loss && length > 1e-6) {
                length /= 2;
                next = current.moved(direction, length);
                nextLoss = next.loss(margins, bad, high, low);
            }
            if (nextLoss >= loss - 1e-12) {
                return current;
            }
            current = next;
            loss = nextLoss;
        }
        return current;
    }

    double probability(double margin) {
        return RiskScorer.sigmoid(slope * margin + offset);
    }

    private Platt moved(Platt direction, double length) {
        return new Platt(slope - length * direction.slope, offset - length * direction.offset);
    }

    private double loss(double[] margins, boolean[] bad, double high, double low) {
        double loss = PRIOR / 2 * ((slope - 1) * (slope - 1) + offset * offset);
        for (int i = 0; i < margins.length; i++) {
            double target = bad[i] ? high : low;
            double z = slope * margins[i] + offset;
            // ln(1 + e^z) without overflow
            loss += Math.max(z, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(z))) - target * z;
        }
        return loss;
    }

    private Platt newton(double[] margins, boolean[] bad, double high, double low) {
        double gradientSlope = PRIOR * (slope - 1);
        double gradientOffset = PRIOR * offset;
        double curveSlope = PRIOR;
        double curveOffset = PRIOR;
        double curveBoth = 0;
        for (int i = 0; i < margins.length; i++) {
            double p = probability(margins[i]);
            double error = p - (bad[i] ? high : low);
            double weight = p * (1 - p);
            gradientSlope += error * margins[i];
            gradientOffset += error;
            curveSlope += weight * margins[i] * margins[i];
            curveOffset += weight;
            curveBoth += weight * margins[i];
        }
        double determinant = curveSlope * curveOffset - curveBoth * curveBoth;
        return new Platt(
                (curveOffset * gradientSlope - curveBoth * gradientOffset) / determinant,
                (curveSlope * gradientOffset - curveBoth * gradientSlope) / determinant);
    }
}
