package io.setpoint.ml.models;

import io.setpoint.ml.features.Feature;
import io.setpoint.ml.features.FeatureRow;
import io.setpoint.ml.features.FeatureSchema;
import io.setpoint.ml.metrics.Calibration;
import io.setpoint.ml.metrics.Ranking;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.math.optimisers.ParameterAveraging;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Trains the probability of a bad outcome: logistic regression with Platt scaling, and beside it the rate of the case's
 * group. Cases are split by time, 60 % to train, 20 % to calibrate, 20 % to measure. A calibration that makes the Brier
 * score worse on the last part is left out. The regression goes into the file only if there it has a better Brier score
 * and AUC than the group rate; otherwise the group rate is the model.
 *
 * @param groupBy categories whose rate is the floor
 * @param alertsPerThousand how many of 1,000 cases may reach the threshold
 * @param source what the cases are, for the provenance
 */
public record RiskTraining(
        String kind, FeatureSchema schema, List<String> groupBy, long seed, double alertsPerThousand, String source) {
    /** Fewer cases are not split in three. */
    public static final int FEWEST_CASES = 100;

    private static final int EPOCHS = 5;
    private static final double LEARNING_RATE = 0.1;
    private static final int FEWEST_OF_CATEGORY = 30;
    private static final double GROUP_PRIOR = 5;

    public RiskTraining {
        groupBy = List.copyOf(groupBy);
    }

    /** Trains on cases in order of time; refuses fewer than {@value #FEWEST_CASES}. */
    public ModelFile train(List<LabelledRow> cases, Instant trainedAt) {
        if (cases.size() < FEWEST_CASES) {
            throw new TooFewCases(cases.size() + " cases, at least " + FEWEST_CASES + " are needed");
        }
        cases.forEach(labelled -> schema.check(labelled.row()));
        Split split = Split.of(cases);
        SortedMap<String, Double> rates = groupRates(split.train());
        SortedMap<String, Double> metrics = new TreeMap<>();
        measure(
                ModelFile.GROUP_RATE,
                split.test(),
                row -> RiskScorer.groupRate(rates, RiskScorer.group(groupBy, row)),
                metrics);
        ModelFile groupRate = file(ModelFile.GROUP_RATE, cases, trainedAt);

        ModelFile chosen = groupRate;
        if (hasBoth(split.train()) && hasBoth(split.calibrate())) {
            ModelFile calibrated = logistic(cases, split, trainedAt);
            ModelFile raw = uncalibrated(calibrated);
            double brierCalibrated = brier(calibrated, split.test());
            double brierRaw = brier(raw, split.test());
            metrics.put("logistic-regression.brierCalibrated", brierCalibrated);
            metrics.put("logistic-regression.brierRaw", brierRaw);
            // a calibration that makes things worse does not go out
            ModelFile logistic = brierCalibrated <= brierRaw ? calibrated : raw;
            RiskScorer scorer = RiskScorer.of(logistic, "");
            measure(
                    ModelFile.LOGISTIC_REGRESSION,
                    split.test(),
                    row -> scorer.score(row).value(),
                    metrics);
            if (better(metrics)) {
                chosen = logistic;
            }
        }
        String prefix = chosen.algorithm() + ".";
        new TreeMap<>(metrics).forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                metrics.put(name.substring(prefix.length()), value);
            }
        });
        metrics.put("rows", (double) cases.size());
        metrics.put("testRows", (double) split.test().size());
        metrics.put("badShare", share(cases));
        metrics.put("testBadShare", share(split.test()));
        return finished(chosen, split, rates, metrics);
    }

    private ModelFile finished(
            ModelFile chosen, Split split, SortedMap<String, Double> rates, SortedMap<String, Double> metrics) {
        SortedMap<String, SortedMap<String, Double>> tables = new TreeMap<>(chosen.tables());
        tables.put(RiskScorer.GROUP_RATES, rates);
        ModelFile unset = with(chosen, tables, 1, metrics);
        RiskScorer scorer = RiskScorer.of(unset, "");
        double[] scores = values(split.calibrate(), row -> scorer.score(row).value());
        Arrays.sort(scores);
        int alerts = (int) Math.floor(scores.length * alertsPerThousand / 1000);
        return with(chosen, tables, AnomalyTraining.lowestThreshold(scores, alerts), metrics);
    }

    private static double brier(ModelFile file, List<LabelledRow> rows) {
        RiskScorer scorer = RiskScorer.of(file, "");
        return Calibration.brier(values(rows, row -> scorer.score(row).value()), outcomes(rows));
    }

    private static boolean better(SortedMap<String, Double> metrics) {
        String logistic = ModelFile.LOGISTIC_REGRESSION + ".";
        String group = ModelFile.GROUP_RATE + ".";
        return metrics.getOrDefault(logistic + "brier", 1.0) < metrics.getOrDefault(group + "brier", 0.0)
                && metrics.getOrDefault(logistic + "auc", 0.0) > metrics.getOrDefault(group + "auc", 1.0);
    }

    private ModelFile logistic(List<LabelledRow> cases, Split split, Instant trainedAt) {
        SortedMap<String, Double> means = new TreeMap<>();
        SortedMap<String, Double> scales = new TreeMap<>();
        for (Feature feature : schema.features()) {
            if (feature.kind() == Feature.Kind.NUMBER) {
                scaling(split.train(), feature.name(), means, scales);
            }
        }
        SortedMap<String, SortedMap<String, Double>> tables = new TreeMap<>();
        tables.put(RiskScorer.MEAN, means);
        tables.put(RiskScorer.SCALE, scales);
        ModelFile unset = with(file(ModelFile.LOGISTIC_REGRESSION, cases, trainedAt), tables, 1, new TreeMap<>());

        LinearSGDModel model = new LinearSGDTrainer(
                        new LogMulticlass(),
                        new ParameterAveraging(new AdaGrad(LEARNING_RATE)),
                        EPOCHS,
                        Integer.MAX_VALUE,
                        1,
                        seed)
                .train(dataset(unset, split.train(), trainedAt));
        SortedMap<String, Double> weights = RiskScorer.weights(model);
        double bias = RiskScorer.bias(model);
        SortedMap<String, Double> centres = new TreeMap<>();
        for (Feature feature : schema.features()) {
            centres.put(
                    feature.name(),
                    split.train().stream()
                                    .mapToDouble(labelled ->
                                            RiskScorer.contribution(unset, weights, feature, labelled.row()))
                                    .sum()
                            / split.train().size());
        }
        double[] margins = values(split.calibrate(), row -> {
            double margin = bias;
            for (Feature feature : schema.features()) {
                margin += RiskScorer.contribution(unset, weights, feature, row);
            }
            return RiskScorer.clip(margin);
        });
        Platt platt = Platt.fit(margins, outcomes(split.calibrate()));
        tables.put(RiskScorer.CENTRE, centres);
        tables.put(RiskScorer.PLATT, platt(platt));
        SortedMap<String, String> packed = new TreeMap<>();
        packed.put(RiskScorer.LOGISTIC, ModelFile.pack(model));
        SortedMap<String, String> provenance = new TreeMap<>(unset.provenance());
        Provenances.describe(RiskScorer.LOGISTIC, model, provenance);
        return new ModelFile(
                unset.formatVersion(),
                unset.kind(),
                unset.algorithm(),
                unset.schema(),
                unset.groupBy(),
                packed,
                tables,
                unset.typical(),
                1,
                new TreeMap<>(),
                provenance,
                unset.dataHash());
    }

    private static SortedMap<String, Double> platt(Platt platt) {
        SortedMap<String, Double> table = new TreeMap<>();
        table.put(RiskScorer.SLOPE, platt.slope());
        table.put(RiskScorer.OFFSET, platt.offset());
        return table;
    }

    private static ModelFile uncalibrated(ModelFile file) {
        SortedMap<String, SortedMap<String, Double>> tables = new TreeMap<>(file.tables());
        tables.put(RiskScorer.PLATT, platt(new Platt(1, 0)));
        return with(file, tables, file.threshold(), file.metrics());
    }

    private static void scaling(
            List<LabelledRow> rows, String name, SortedMap<String, Double> means, SortedMap<String, Double> scales) {
        double[] values = values(rows, row -> row.number(name));
        double mean = Arrays.stream(values).average().orElseThrow();
        double variance = Arrays.stream(values)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElseThrow();
        means.put(name, mean);
        scales.put(name, variance > 1e-12 ? Math.sqrt(variance) : 1);
    }

    private MutableDataset<Label> dataset(ModelFile scaling, List<LabelledRow> rows, Instant at) {
        LabelFactory labels = new LabelFactory();
        MutableDataset<Label> dataset = new MutableDataset<>(
                new SimpleDataSourceProvenance(source, at.atOffset(ZoneOffset.UTC), labels), labels);
        Set<String> frequent = frequent(rows);
        rows.forEach(labelled -> dataset.add(example(
                scaling, labelled.row(), frequent::contains, labelled.bad() ? RiskScorer.BAD : RiskScorer.GOOD)));
        return dataset;
    }

    /** The categories seen often enough to have a weight of their own; a rare one would be learned by heart. */
    private Set<String> frequent(List<LabelledRow> rows) {
        Map<String, Integer> counts = new TreeMap<>();
        for (Feature feature : schema.features()) {
            if (feature.kind() == Feature.Kind.CATEGORY) {
                rows.forEach(labelled -> counts.merge(RiskScorer.oneHot(feature, labelled.row()), 1, Integer::sum));
            }
        }
        counts.values().removeIf(count -> count < FEWEST_OF_CATEGORY);
        return counts.keySet();
    }

    static Example<Label> example(ModelFile scaling, FeatureRow row, Predicate<String> known, Label label) {
        List<String> names = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (Feature feature : scaling.schema()) {
            switch (feature.kind()) {
                case NUMBER -> {
                    names.add(feature.name());
                    values.add((row.number(feature.name()) - scaling.value(RiskScorer.MEAN, feature.name()))
                            / scaling.value(RiskScorer.SCALE, feature.name()));
                }
                case CATEGORY -> {
                    String oneHot = RiskScorer.oneHot(feature, row);
                    if (known.test(oneHot)) {
                        names.add(oneHot);
                        values.add(1.0);
                    }
                }
            }
        }
        return new ArrayExample<>(
                label,
                names.toArray(String[]::new),
                values.stream().mapToDouble(value -> value).toArray());
    }

    private ModelFile file(String algorithm, List<LabelledRow> cases, Instant trainedAt) {
        List<FeatureRow> rows = cases.stream().map(LabelledRow::row).toList();
        SortedMap<String, String> provenance = new TreeMap<>();
        provenance.put("source", source);
        provenance.put("trainedAt", trainedAt.toString());
        provenance.put("seed", Long.toString(seed));
        SortedMap<String, String> typical = new TreeMap<>();
        for (Feature feature : schema.features()) {
            typical.put(
                    feature.name(),
                    switch (feature.kind()) {
                        case NUMBER -> Double.toString(Typical.median(rows, feature.name()));
                        case CATEGORY -> Typical.mostFrequent(rows, feature.name());
                    });
        }
        return new ModelFile(
                ModelFile.FORMAT_VERSION,
                kind,
                algorithm,
                schema.features(),
                groupBy,
                new TreeMap<>(),
                new TreeMap<>(),
                typical,
                1,
                new TreeMap<>(),
                provenance,
                Provenances.hash(
                        schema, rows, cases.stream().map(LabelledRow::bad).toList()));
    }

    private static ModelFile with(
            ModelFile file,
            SortedMap<String, SortedMap<String, Double>> tables,
            double threshold,
            SortedMap<String, Double> metrics) {
        return new ModelFile(
                file.formatVersion(),
                file.kind(),
                file.algorithm(),
                file.schema(),
                file.groupBy(),
                file.tribuo(),
                tables,
                file.typical(),
                threshold,
                metrics,
                file.provenance(),
                file.dataHash());
    }

    private SortedMap<String, Double> groupRates(List<LabelledRow> train) {
        double overall = share(train);
        SortedMap<String, double[]> counts = new TreeMap<>();
        for (LabelledRow labelled : train) {
            double[] count = counts.computeIfAbsent(RiskScorer.group(groupBy, labelled.row()), group -> new double[2]);
            count[0] += labelled.bad() ? 1 : 0;
            count[1]++;
        }
        SortedMap<String, Double> rates = new TreeMap<>();
        counts.forEach(
                (group, count) -> rates.put(group, (count[0] + GROUP_PRIOR * overall) / (count[1] + GROUP_PRIOR)));
        rates.put(RiskScorer.ALL, overall);
        return rates;
    }

    private static void measure(
            String algorithm,
            List<LabelledRow> test,
            ToDoubleFunction<FeatureRow> probability,
            SortedMap<String, Double> metrics) {
        double[] values = values(test, probability);
        boolean[] bad = outcomes(test);
        metrics.put(algorithm + ".brier", Calibration.brier(values, bad));
        metrics.put(algorithm + ".calibrationError", Calibration.error(values, bad));
        double auc = Ranking.auc(values, bad);
        double area = Ranking.averagePrecision(values, bad);
        // without both outcomes in the test part a ranking has no figure
        if (Double.isFinite(auc)) {
            metrics.put(algorithm + ".auc", auc);
        }
        if (Double.isFinite(area)) {
            metrics.put(algorithm + ".prAuc", area);
        }
    }

    private static double[] values(List<LabelledRow> rows, ToDoubleFunction<FeatureRow> function) {
        return rows.stream()
                .mapToDouble(labelled -> function.applyAsDouble(labelled.row()))
                .toArray();
    }

    private static boolean[] outcomes(List<LabelledRow> rows) {
        boolean[] outcomes = new boolean[rows.size()];
        for (int i = 0; i < outcomes.length; i++) {
            outcomes[i] = rows.get(i).bad();
        }
        return outcomes;
    }

    private static double share(List<LabelledRow> rows) {
        return (double) rows.stream().filter(LabelledRow::bad).count() / rows.size();
    }

    private static boolean hasBoth(List<LabelledRow> rows) {
        return rows.stream().anyMatch(LabelledRow::bad) && !rows.stream().allMatch(LabelledRow::bad);
    }

    /** The three parts of the cases, in order of time. */
    private record Split(List<LabelledRow> train, List<LabelledRow> calibrate, List<LabelledRow> test) {
        static Split of(List<LabelledRow> cases) {
            int first = (int) (cases.size() * 0.6);
            int second = (int) (cases.size() * 0.8);
            return new Split(
                    new ArrayList<>(cases.subList(0, first)),
                    new ArrayList<>(cases.subList(first, second)),
                    new ArrayList<>(cases.subList(second, cases.size())));
        }
    }
}
