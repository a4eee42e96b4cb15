package io.setpoint.ml.models;

import io.setpoint.ml.anomaly.AnomalyModel;
import io.setpoint.ml.features.Feature;
import io.setpoint.ml.features.FeatureRow;
import io.setpoint.ml.features.FeatureSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.tribuo.Example;
import org.tribuo.anomaly.AnomalyFactory;
import org.tribuo.anomaly.Event;
import org.tribuo.impl.ArrayExample;

/**
 * Isolation forest and one-sided tail sum in one score. Each detector's evidence is put on one scale, 0 the median and 1
 * the 995th of 1,000 in training, and both are added by weight. Everything is linear in the evidence, so the shares add
 * up exactly.
 */
public final class AnomalyScorer implements Scorer {
    public static final String FOREST = "forest";
    public static final String TAIL = "tail";
    /** The detectors, in the order in which they are summed. */
    static final List<String> DETECTORS = List.of(FOREST, TAIL);

    static final String MEDIAN = "median";
    static final String SCALE = "scale";
    static final String WEIGHT = "weight";

    private final ModelFile file;
    private final String sha256;
    private final FeatureSchema schema;
    private final List<Detector> detectors;

    private AnomalyScorer(ModelFile file, String sha256, List<Detector> detectors) {
        this.file = file;
        this.sha256 = sha256;
        this.schema = file.featureSchema();
        this.detectors = detectors;
    }

    static AnomalyScorer of(ModelFile file, String sha256) {
        List<Detector> detectors = new ArrayList<>();
        for (String name : DETECTORS) {
            if (!(file.unpack(name) instanceof AnomalyModel model)) {
                throw new UnreadableModel("the " + name + " in the model file is no anomaly model");
            }
            detectors.add(new Detector(
                    name, model, file.value(MEDIAN, name), file.value(SCALE, name), file.value(WEIGHT, name)));
        }
        return new AnomalyScorer(file, sha256, detectors);
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
        Map<String, Double> shares = new HashMap<>();
        double base = 0;
        for (Detector detector : detectors) {
            double factor = detector.weight() / detector.scale();
            evidence(detector, row).forEach((name, part) -> shares.merge(name, factor * part, Double::sum));
            base -= factor * detector.median();
        }
        double margin = base;
        for (Feature feature : schema.features()) {
            margin += shares.getOrDefault(feature.name(), 0.0);
        }
        return new Score(margin, file.threshold(), margin, base, Scorer.ordered(schema, shares));
    }

    /** The score each detector gives by itself, on the common scale, by detector. */
    public Map<String, Double> alone(FeatureRow row) {
        Map<String, Double> scores = new HashMap<>();
        for (Detector detector : detectors) {
            scores.put(detector.name(), (sum(evidence(detector, row)) - detector.median()) / detector.scale());
        }
        return scores;
    }

    private SortedMap<String, Double> evidence(Detector detector, FeatureRow row) {
        schema.check(row);
        return detector.model().evidence(example(schema, row, AnomalyFactory.UNKNOWN_EVENT));
    }

    static double sum(SortedMap<String, Double> evidence) {
        double sum = 0;
        for (double part : evidence.values()) {
            sum += part;
        }
        return sum;
    }

    static Example<Event> example(FeatureSchema schema, FeatureRow row, Event output) {
        String[] names = new String[schema.features().size()];
        double[] values = new double[names.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = schema.features().get(i).name();
            values[i] = row.number(names[i]);
        }
        return new ArrayExample<>(output, names, values);
    }

    /** One detector and what puts it on the common scale. */
    private record Detector(String name, AnomalyModel model, double median, double scale, double weight) {}
}
