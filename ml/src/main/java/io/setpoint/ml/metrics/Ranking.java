package io.setpoint.ml.metrics;

import java.util.Arrays;

/** Figures of a ranking: does a higher score mean a true case? */
public final class Ranking {
    private Ranking() {}

    /**
     * Area under the ROC curve: the chance that a true case scores higher than a false one, ties counted half. NaN if
     * one of the two kinds is missing.
     */
    public static double auc(double[] scores, boolean[] truth) {
        Integer[] order = ascending(scores);
        double rankSum = 0;
        long positives = 0;
        int i = 0;
        while (i < order.length) {
            int j = i;
            while (j < order.length && scores[order[j]] == scores[order[i]]) {
                j++;
            }
            double meanRank = (i + 1 + j) / 2.0;
            for (int k = i; k < j; k++) {
                if (truth[order[k]]) {
                    rankSum += meanRank;
                    positives++;
                }
            }
            i = j;
        }
        long negatives = scores.length - positives;
        if (positives == 0 || negatives == 0) {
            return Double.NaN;
        }
        return (rankSum - positives * (positives + 1) / 2.0) / ((double) positives * negatives);
    }

    /** Area under the precision-recall curve as average precision, ties as one step. NaN without a true case. */
    public static double averagePrecision(double[] scores, boolean[] truth) {
        Integer[] order = ascending(scores);
        long positives = 0;
        for (boolean value : truth) {
            positives += value ? 1 : 0;
        }
        if (positives == 0) {
            return Double.NaN;
        }
        double found = 0;
        double area = 0;
        double lastRecall = 0;
        int i = order.length - 1;
        while (i >= 0) {
            int j = i;
            while (j >= 0 && scores[order[j]] == scores[order[i]]) {
                found += truth[order[j]] ? 1 : 0;
                j--;
            }
            double recall = found / positives;
            area += (recall - lastRecall) * found / (order.length - 1 - j);
            lastRecall = recall;
            i = j;
        }
        return area;
    }

    private static Integer[] ascending(double[] scores) {
        Integer[] order = new Integer[scores.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(scores[a], scores[b]));
        return order;
    }
}
