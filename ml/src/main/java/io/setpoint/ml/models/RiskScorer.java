package io.setpoint.ml.models;

import io.setpoint.ml.features.Feature;
import io.setpoint.ml.features.FeatureRow;
import io.setpoint.ml.features.FeatureSchema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.math.la.DenseMatrix;

/**
 * The calibrated probability of an outcome. Either a logistic regression, explained per feature against the average
 * training case, or the rate of the case's group where nothing better could be learned.
 */
public final class RiskScorer implements Scorer {
    static final String LOGISTIC = "logistic";
    static final Label BAD = new Label("BAD");
    static final Label GOOD = new Label("GOOD");

    static final String MEAN = "mean";
    static final String SCALE = "scale";
    /** Mean contribution of each feature in training: what an ordinary case gets. */
    static final String CENTRE = "centre";

    static final String PLATT = "platt";
    static final String SLOPE = "slope";
    static final String OFFSET = "offset";
    static final String GROUP_RATES = "groupRates";
    /** Key of the rate over all groups; no group has this name, because group names come from non-blank categories. */
    static final String ALL = "";

    private static final double LARGEST_MARGIN = 8;

    private final ModelFile file;
    private final String sha256;
    private final FeatureSchema schema;
    private final Map<String, Double> weights;
    private final double bias;

    private RiskScorer(ModelFile file, String sha256, Map<String, Double> weights, double bias) {
        this.file = file;
        this.sha256 = sha256;
        this.schema = file.featureSchema();
        this.weights = weights;
        this.bias = bias;
    }

    static RiskScorer of(ModelFile file, String sha256) {
        if (file.algorithm().equals(ModelFile.GROUP_RATE)) {
            return new RiskScorer(file, sha256, Map.of(), 0);
        }
        if (!(file.unpack(LOGISTIC) instanceof LinearSGDModel model)) {
            throw new UnreadableModel("the model file holds no logistic regression");
        }
        return new RiskScorer(file, sha256, weights(model), bias(model));
    }

    @Override
    public ModelFile file() {
        return file;
    }

    @Override
    public String sha256() {
        return sha256;
    }

    @Override
    public Score score(FeatureRow row) {
        schema.check(row);
        return file.algorithm().equals(ModelFile.GROUP_RATE) ? groupScore(row) : logisticScore(row);
    }

    private Score logisticScore(FeatureRow row) {
        Map<String, Double> shares = new HashMap<>();
        double base = bias;
        double margin = bias;
        for (Feature feature : schema.features()) {
            double centre = file.value(CENTRE, feature.name());
            double share = contribution(file, weights, feature, row) - centre;
            shares.put(feature.name(), share);
            base += centre;
            margin += centre + share;
        }
        // a margin beyond anything calibrated is clipped, and its parts with it
        double slope = file.value(PLATT, SLOPE) * clip(margin) / (margin == 0 ? 1 : margin);
        shares.replaceAll((name, share) -> share * slope);
        double calibratedBase = base * slope + file.value(PLATT, OFFSET);
        double calibrated = calibratedBase;
        for (Feature feature : schema.features()) {
            calibrated += shares.getOrDefault(feature.name(), 0.0);
        }
        return new Score(
                sigmoid(calibrated), file.threshold(), calibrated, calibratedBase, Scorer.ordered(schema, shares));
    }

    private Score groupScore(FeatureRow row) {
        double base = logit(file.value(GROUP_RATES, ALL));
        double margin = logit(groupRate(file.table(GROUP_RATES), group(file.groupBy(), row)));
        Map<String, Double> shares = new HashMap<>();
        file.groupBy()
                .forEach(name ->
                        shares.put(name, (margin - base) / file.groupBy().size()));
        double summed = base;
        for (Feature feature : schema.features()) {
            summed += shares.getOrDefault(feature.name(), 0.0);
        }
        return new Score(sigmoid(summed), file.threshold(), summed, base, Scorer.ordered(schema, shares));
    }

    /** One feature's part of the uncalibrated log-odds; a category never seen in training has none. */
    static double contribution(ModelFile file, Map<String, Double> weights, Feature feature, FeatureRow row) {
        return switch (feature.kind()) {
            case NUMBER ->
                weights.getOrDefault(feature.name(), 0.0)
                        * (row.number(feature.name()) - file.value(MEAN, feature.name()))
                        / file.value(SCALE, feature.name());
            case CATEGORY -> weights.getOrDefault(oneHot(feature, row), 0.0);
        };
    }

    static double clip(double margin) {
        return Math.max(-LARGEST_MARGIN, Math.min(LARGEST_MARGIN, margin));
    }

    static String oneHot(Feature feature, FeatureRow row) {
        return feature.name() + "@" + row.category(feature.name());
    }

    static String group(List<String> groupBy, FeatureRow row) {
        return groupBy.stream().map(row::category).collect(Collectors.joining("|"));
    }

    static double groupRate(SortedMap<String, Double> rates, String group) {
        Double rate = rates.get(group);
        return rate == null ? rates.getOrDefault(ALL, 0.5) : rate;
    }

    static SortedMap<String, Double> weights(LinearSGDModel model) {
        DenseMatrix matrix = model.getWeightsCopy();
        int bad = model.getOutputIDInfo().getID(BAD);
        int good = model.getOutputIDInfo().getID(GOOD);
        ImmutableFeatureMap features = model.getFeatureIDMap();
        SortedMap<String, Double> weights = new TreeMap<>();
        for (int i = 0; i < features.size(); i++) {
            weights.put(features.get(i).getName(), matrix.get(bad, i) - matrix.get(good, i));
        }
        return weights;
    }

    static double bias(LinearSGDModel model) {
        DenseMatrix matrix = model.getWeightsCopy();
        int last = matrix.getDimension2Size() - 1;
        return matrix.get(model.getOutputIDInfo().getID(BAD), last)
                - matrix.get(model.getOutputIDInfo().getID(GOOD), last);
    }

    static double sigmoid(double margin) {
        return 1 / (1 + StrictMath.exp(-margin));
    }

    static double logit(double probability) {
        double clipped = Math.min(1 - 1e-6, Math.max(1e-6, probability));
        return StrictMath.log(clipped / (1 - clipped));
    }

    /** The Tribuo model inside, to compare with. */
    static Model<?> tribuo(ModelFile file) {
        return file.unpack(LOGISTIC);
    }
}
