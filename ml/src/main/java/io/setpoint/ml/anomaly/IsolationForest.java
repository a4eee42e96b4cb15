package io.setpoint.ml.anomaly;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Isolation forest (Liu, Ting, Zhou 2008) in flat arrays: node {@code i} is a leaf if {@code feature[i] < 0}; otherwise a
 * value below {@code cut[i]} goes to {@code left[i]}, any other to {@code left[i] + 1}. {@code rest[i]} is the expected
 * path length below node {@code i}.
 */
final class IsolationForest {
    private static final double EULER = 0.5772156649;

    private final int sampleSize;
    private final int dimensions;
    private final int[] roots;
    private final int[] feature;
    private final int[] left;
    private final float[] cut;
    private final float[] rest;

    private IsolationForest(
            int sampleSize, int dimensions, int[] roots, int[] feature, int[] left, float[] cut, float[] rest) {
        this.sampleSize = sampleSize;
        this.dimensions = dimensions;
        this.roots = roots;
        this.feature = feature;
        this.left = left;
        this.cut = cut;
        this.rest = rest;
    }

    /** Mean path length of an unsuccessful search in a binary search tree of {@code n} keys. */
    static double meanPath(double n) {
        if (n <= 1) {
            return 0;
        }
        return n == 2 ? 1 : 2 * (StrictMath.log(n - 1) + EULER) - 2 * (n - 1) / n;
    }

    static IsolationForest fit(float[][] rows, int trees, int sampleSize, SplittableRandom random) {
        return new Growth(rows, trees, Math.min(sampleSize, rows.length), random).grow();
    }

    /** 2^(−mean path / expected path): near 1 is anomalous, 0.5 and below is ordinary. */
    double score(float[] row) {
        double path = 0;
        for (int root : roots) {
            int node = root;
            int depth = 0;
            while (feature[node] >= 0) {
                node = next(node, row);
                depth++;
            }
            path += depth + rest[node];
        }
        return StrictMath.pow(2, -path / roots.length / meanPath(sampleSize));
    }

    /**
     * Exact additive explanation: each split gives its feature the path length it saved against the expectation, as a
     * share of the expected path. The score is {@code 2^(sum − 1)}; positive speaks for an anomaly.
     */
    double[] contributions(float[] row) {
        double[] saved = new double[dimensions];
        for (int root : roots) {
            int node = root;
            while (feature[node] >= 0) {
                int below = next(node, row);
                saved[feature[node]] += (double) rest[node] - 1 - rest[below];
                node = below;
            }
        }
        double whole = roots.length * meanPath(sampleSize);
        for (int i = 0; i < dimensions; i++) {
            saved[i] /= whole;
        }
        return saved;
    }

    private int next(int node, float[] row) {
        return left[node] + (row[feature[node]] < cut[node] ? 0 : 1);
    }

    byte[] bytes() {
        ByteBuffer out = ByteBuffer.allocate(16 + 4 * roots.length + 16 * feature.length);
        out.putInt(roots.length).putInt(sampleSize).putInt(dimensions).putInt(feature.length);
        for (int value : roots) {
            out.putInt(value);
        }
        for (int i = 0; i < feature.length; i++) {
            out.putInt(feature[i]).putInt(left[i]).putFloat(cut[i]).putFloat(rest[i]);
        }
        return out.array();
    }

    static IsolationForest of(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int[] roots = new int[in.getInt()];
        int sampleSize = in.getInt();
        int dimensions = in.getInt();
        int nodes = in.getInt();
        Arrays.setAll(roots, i -> in.getInt());
        int[] feature = new int[nodes];
        int[] left = new int[nodes];
        float[] cut = new float[nodes];
        float[] rest = new float[nodes];
        for (int i = 0; i < nodes; i++) {
            feature[i] = in.getInt();
            left[i] = in.getInt();
            cut[i] = in.getFloat();
            rest[i] = in.getFloat();
        }
        return new IsolationForest(sampleSize, dimensions, roots, feature, left, cut, rest);
    }

    /** The growing of a forest; its arrays have room for the largest forest possible and are cut at the end. */
    private static final class Growth {
        private final float[][] rows;
        private final int sampleSize;
        private final SplittableRandom random;
        private final int maxDepth;
        private final int[] roots;
        private final int[] feature;
        private final int[] left;
        private final float[] cut;
        private final float[] rest;
        private int used;

        Growth(float[][] rows, int trees, int sampleSize, SplittableRandom random) {
            this.rows = rows;
            this.sampleSize = sampleSize;
            this.random = random;
            this.maxDepth = (int) Math.ceil(StrictMath.log(sampleSize) / StrictMath.log(2));
            this.roots = new int[trees];
            int room = trees * 2 * sampleSize;
            this.feature = new int[room];
            this.left = new int[room];
            this.cut = new float[room];
            this.rest = new float[room];
        }

        IsolationForest grow() {
            int[] shuffled = new int[rows.length];
            Arrays.setAll(shuffled, i -> i);
            for (int tree = 0; tree < roots.length; tree++) {
                for (int i = 0; i < sampleSize; i++) {
                    swap(shuffled, i, i + random.nextInt(rows.length - i));
                }
                roots[tree] = used++;
                split(roots[tree], Arrays.copyOf(shuffled, sampleSize), 0, sampleSize, 0);
            }
            return new IsolationForest(
                    sampleSize,
                    rows[0].length,
                    roots,
                    Arrays.copyOf(feature, used),
                    Arrays.copyOf(left, used),
                    Arrays.copyOf(cut, used),
                    Arrays.copyOf(rest, used));
        }

        private void split(int node, int[] sample, int from, int to, int depth) {
            rest[node] = (float) meanPath(to - from);
            feature[node] = -1;
            if (to - from <= 1 || depth >= maxDepth) {
                return;
            }
            int[] candidates = new int[rows[0].length];
            Arrays.setAll(candidates, i -> i);
            for (int k = 0; k < candidates.length; k++) {
                swap(candidates, k, k + random.nextInt(candidates.length - k));
                int chosen = candidates[k];
                float low = Float.MAX_VALUE;
                float high = -Float.MAX_VALUE;
                for (int i = from; i < to; i++) {
                    low = Math.min(low, rows[sample[i]][chosen]);
                    high = Math.max(high, rows[sample[i]][chosen]);
                }
                if (high > low) {
                    float at = (float) (low + random.nextDouble() * ((double) high - low));
                    // a cut at the lowest value would leave one side empty
                    splitAt(node, chosen, at <= low ? Math.nextUp(low) : at, sample, from, to, depth);
                    return;
                }
            }
        }

        private void splitAt(int node, int chosen, float at, int[] sample, int from, int to, int depth) {
            int middle = from;
            for (int i = from; i < to; i++) {
                if (rows[sample[i]][chosen] < at) {
                    swap(sample, i, middle++);
                }
            }
            int below = used;
            used += 2;
            feature[node] = chosen;
            cut[node] = at;
            left[node] = below;
            split(below, sample, from, middle, depth + 1);
            split(below + 1, sample, middle, to, depth + 1);
        }

        private static void swap(int[] array, int a, int b) {
            int kept = array[a];
            array[a] = array[b];
            array[b] = kept;
        }
    }
}
