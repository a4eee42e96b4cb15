package io.setpoint.ml.anomaly;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * For each feature the empirical chance that an ordinary case is at least as bad. Features are oriented: more is worse.
 * The evidence of a value is −ln of that chance, the score the sum over features. A feature that never varied says
 * nothing about what is ordinary and gives no evidence.
 *
 * <p>Kept as at most {@value #KNOTS} points a feature, denser towards the tail, where the chance matters; between two
 * points −ln is interpolated.
 */
final class TailTable {
    private static final int KNOTS = 256;

    private final float[][] values;
    private final float[][] evidence;

    private TailTable(float[][] values, float[][] evidence) {
        this.values = values;
        this.evidence = evidence;
    }

    static TailTable fit(float[][] rows) {
        int dimensions = rows[0].length;
        float[][] values = new float[dimensions][];
        float[][] evidence = new float[dimensions][];
        for (int feature = 0; feature < dimensions; feature++) {
            float[] sorted = new float[rows.length];
            for (int i = 0; i < rows.length; i++) {
                sorted[i] = rows[i][feature];
            }
            Arrays.sort(sorted);
            fitOne(sorted, feature, values, evidence);
        }
        return new TailTable(values, evidence);
    }

    private static void fitOne(float[] sorted, int feature, float[][] values, float[][] evidence) {
        int n = sorted.length;
        float[] at = new float[n];
        float[] says = new float[n];
        int knots = 0;
        double lastEvidence = Double.NEGATIVE_INFINITY;
        // no two kept points nearer than this, so that at most KNOTS remain
        double step = StrictMath.log(n + 1.0) / (KNOTS - 2);
        for (int i = 0; i < n; i++) {
            boolean firstOfValue = i == 0 || sorted[i] != sorted[i - 1];
            if (!firstOfValue) {
                continue;
            }
            double said = -StrictMath.log((n - i) / (n + 1.0));
            boolean largest = sorted[i] == sorted[n - 1];
            if (said - lastEvidence >= step || largest) {
                at[knots] = sorted[i];
                says[knots] = (float) (i == 0 ? 0 : said);
                knots++;
                lastEvidence = said;
            }
        }
        boolean constant = sorted[0] == sorted[n - 1];
        values[feature] = Arrays.copyOf(at, constant ? 0 : knots);
        evidence[feature] = Arrays.copyOf(says, constant ? 0 : knots);
    }

    double score(float[] row) {
        double sum = 0;
        for (double part : contributions(row)) {
            sum += part;
        }
        return sum;
    }

    double[] contributions(float[] row) {
        double[] parts = new double[values.length];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = evidence(i, row[i]);
        }
        return parts;
    }

    private double evidence(int feature, float value) {
        float[] at = values[feature];
        float[] says = evidence[feature];
        if (at.length == 0 || value <= at[0]) {
            return 0;
        }
        int last = at.length - 1;
        if (value > at[last]) {
            // worse than anything seen: as if it were the one such case among one more
            return says[last] + StrictMath.log(2);
        }
        int found = Arrays.binarySearch(at, value);
        if (found >= 0) {
            return says[found];
        }
        int above = -found - 1;
        double part = ((double) value - at[above - 1]) / ((double) at[above] - at[above - 1]);
        return says[above - 1] + part * ((double) says[above] - says[above - 1]);
    }

    byte[] bytes() {
        int size = 4;
        for (float[] knots : values) {
            size += 4 + 8 * knots.length;
        }
        ByteBuffer out = ByteBuffer.allocate(size).putInt(values.length);
        for (int i = 0; i < values.length; i++) {
            out.putInt(values[i].length);
            for (int k = 0; k < values[i].length; k++) {
                out.putFloat(values[i][k]).putFloat(evidence[i][k]);
            }
        }
        return out.array();
    }

    static TailTable of(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int dimensions = in.getInt();
        float[][] values = new float[dimensions][];
        float[][] evidence = new float[dimensions][];
        for (int i = 0; i < dimensions; i++) {
            int knots = in.getInt();
            values[i] = new float[knots];
            evidence[i] = new float[knots];
            for (int k = 0; k < knots; k++) {
                values[i][k] = in.getFloat();
                evidence[i][k] = in.getFloat();
            }
        }
        return new TailTable(values, evidence);
    }
}
