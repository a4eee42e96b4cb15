package io.setpoint.ml.models;

import io.setpoint.ml.anomaly.AnomalyModel;
import io.setpoint.ml.anomaly.IsolationForestTrainer;
import io.setpoint.ml.anomaly.TailSumTrainer;
import io.setpoint.ml.features.Feature;
import io.setpoint.ml.features.FeatureRow;
import io.setpoint.ml.features.FeatureSchema;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tribuo.Dataset;
import org.tribuo.MutableDataset;
import org.tribuo.Trainer;
import org.tribuo.anomaly.AnomalyFactory;
import org.tribuo.anomaly.Event;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Trains forest and tail sum on unlabelled cases, most of which are ordinary.
 *
 * @param kind what the model finds
 * @param schema oriented features: more is worse
 * @param seed of the forest
 * @param alertsPerThousand how many of 1,000 training cases may reach the threshold
 * @param source what the cases are, for the provenance
 */
public record AnomalyTraining(String kind, FeatureSchema schema, long seed, double alertsPerThousand, String source) {
    /** Fewer cases say nothing about what is ordinary. */
    public static final int FEWEST_CASES = 100;

    private static final int TREES = 150;
    private static final int SAMPLE = 256;
    // the forest sees combinations the tail sum cannot, the tail sum a single extreme the forest cannot
    private static final Map<String, Double> WEIGHTS = Map.of(AnomalyScorer.FOREST, 0.6, AnomalyScorer.TAIL, 0.4);
    private static final double SCALE_QUANTILE = 0.995;

    public AnomalyTraining {
        if (schema.features().stream().anyMatch(feature -> feature.kind() != Feature.Kind.NUMBER)) {
            throw new IllegalArgumentException("an anomaly model takes numbers only");
        }
    }

    /** Trains on cases in any order; refuses fewer than {@value #FEWEST_CASES}. */
    public ModelFile train(List<FeatureRow> rows, Instant trainedAt) {
        if (rows.size() < FEWEST_CASES) {
            throw new TooFewCases(rows.size() + " cases, at least " + FEWEST_CASES + " are needed");
        }
        rows.forEach(schema::check);
        Dataset<Event> dataset = dataset(rows, trainedAt);
        Map<String, Trainer<Event>> trainers = new LinkedHashMap<>();
        trainers.put(AnomalyScorer.FOREST, new IsolationForestTrainer(TREES, SAMPLE, seed, 0.6));
        trainers.put(AnomalyScorer.TAIL, new TailSumTrainer(20));

        SortedMap<String, String> packed = new TreeMap<>();
        SortedMap<String, Double> medians = new TreeMap<>();
        SortedMap<String, Double> scales = new TreeMap<>();
        SortedMap<String, String> provenance = new TreeMap<>();
        trainers.forEach((name, trainer) -> {
            AnomalyModel model = (AnomalyModel) trainer.train(dataset);
            double[] sums = rows.stream()
                    .mapToDouble(row -> AnomalyScorer.sum(
                            model.evidence(AnomalyScorer.example(schema, row, AnomalyFactory.UNKNOWN_EVENT))))
                    .sorted()
                    .toArray();
            double median = sums[sums.length / 2];
            double high = sums[(int) (SCALE_QUANTILE * (sums.length - 1))];
            medians.put(name, median);
            scales.put(name, high > median ? high - median : 1);
            packed.put(name, ModelFile.pack(model));
            Provenances.describe(name, model, provenance);
        });
        provenance.put("source", source);
        provenance.put("trainedAt", trainedAt.toString());
        provenance.put("seed", Long.toString(seed));
        SortedMap<String, SortedMap<String, Double>> tables = new TreeMap<>();
        tables.put(AnomalyScorer.MEDIAN, medians);
        tables.put(AnomalyScorer.SCALE, scales);
        tables.put(AnomalyScorer.WEIGHT, ModelFile.tableOf(WEIGHTS));
        SortedMap<String, String> typical = new TreeMap<>();
        schema.features()
                .forEach(feature -> typical.put(feature.name(), Double.toString(Typical.median(rows, feature.name()))));

        ModelFile unset = new ModelFile(
                ModelFile.FORMAT_VERSION,
                kind,
                ModelFile.FOREST_AND_TAIL,
                schema.features(),
                List.of(),
                packed,
                tables,
                typical,
                0,
                new TreeMap<>(),
                provenance,
                Provenances.hash(schema, rows, List.of()));
        return withThreshold(unset, rows);
    }

    private ModelFile withThreshold(ModelFile unset, List<FeatureRow> rows) {
        AnomalyScorer scorer = AnomalyScorer.of(unset, "");
        double[] scores = rows.stream()
                .mapToDouble(row -> scorer.score(row).value())
                .sorted()
                .toArray();
        int alerts = (int) Math.floor(rows.size() * alertsPerThousand / 1000);
        double threshold = lowestThreshold(scores, alerts);
        SortedMap<String, Double> metrics = new TreeMap<>();
        metrics.put("rows", (double) rows.size());
        metrics.put(
                "alertsPerThousandInTraining",
                1000.0
                        * Arrays.stream(scores)
                                .filter(score -> score >= threshold)
                                .count()
                        / rows.size());
        return new ModelFile(
                unset.formatVersion(),
                unset.kind(),
                unset.algorithm(),
                unset.schema(),
                unset.groupBy(),
                unset.tribuo(),
                unset.tables(),
                unset.typical(),
                threshold,
                metrics,
                unset.provenance(),
                unset.dataHash());
    }

    /** The lowest score at or above which at most {@code alerts} of the ascending scores lie. */
    static double lowestThreshold(double[] ascending, int alerts) {
        int n = ascending.length;
        if (alerts <= 0) {
            return Math.nextUp(ascending[n - 1]);
        }
        double last = ascending[n - alerts];
        // with ties at the border the whole tie stays below
        return n > alerts && ascending[n - alerts - 1] == last ? Math.nextUp(last) : last;
    }

    private Dataset<Event> dataset(List<FeatureRow> rows, Instant at) {
        AnomalyFactory outputs = new AnomalyFactory();
        MutableDataset<Event> dataset = new MutableDataset<>(
                new SimpleDataSourceProvenance(source, at.atOffset(ZoneOffset.UTC), outputs), outputs);
        rows.forEach(row -> dataset.add(AnomalyScorer.example(schema, row, AnomalyFactory.EXPECTED_EVENT)));
        return dataset;
    }
}
