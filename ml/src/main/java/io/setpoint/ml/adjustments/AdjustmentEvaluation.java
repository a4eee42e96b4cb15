package io.setpoint.ml.adjustments;

import io.setpoint.ml.events.LoggedEvent;
import io.setpoint.ml.metrics.Ranking;
import io.setpoint.ml.models.AnomalyScorer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * How well the detectors rank adjustments whose truth is known: precision and recall among the top 5 of 1,000, overall
 * and per pattern, for the forest, the tail sum and both.
 */
public final class AdjustmentEvaluation {
    private AdjustmentEvaluation() {}

    /** The scores of one adjustment by detector, all on one scale. */
    public record Scored(String adjustment, double forest, double tail, double both) {}

    /**
     * The truth about one suspicious adjustment.
     *
     * @param occurrence adjustments of one scheme share it
     */
    public record Label(String adjustment, String pattern, String occurrence) {}

    /**
     * What was found.
     *
     * @param found adjustments among the alerts
     * @param all adjustments there are
     * @param schemesFound schemes with at least one alert
     */
    public record Found(int found, int all, int schemesFound, int schemes) {
        public double recall() {
            return all == 0 ? Double.NaN : (double) found / all;
        }
    }

    /** One detector's result. */
    public record Result(
            String detector, int alerts, Found overall, SortedMap<String, Found> patterns, double averagePrecision) {
        public double precision() {
            return alerts == 0 ? Double.NaN : (double) overall.found() / alerts;
        }
    }

    /** The facts of all adjustments of a log, each in its last state of knowledge, scored. */
    public static List<Scored> score(AnomalyScorer scorer, List<LoggedEvent> log) {
        List<Scored> scored = new ArrayList<>();
        for (AdjustmentFacts facts : TrainSuspiciousAdjustmentModel.facts(log)) {
            Map<String, Double> alone = scorer.alone(facts.features());
            scored.add(new Scored(
                    facts.adjustment(),
                    alone.getOrDefault(AnomalyScorer.FOREST, Double.NaN),
                    alone.getOrDefault(AnomalyScorer.TAIL, Double.NaN),
                    scorer.score(facts.features()).value()));
        }
        return scored;
    }

    /** Measures all three detectors at {@code alertsPerThousand}. */
    public static List<Result> evaluate(List<Scored> scored, List<Label> labels, double alertsPerThousand) {
        return List.of(
                evaluate("forest", scored, Scored::forest, labels, alertsPerThousand),
                evaluate("tail sum", scored, Scored::tail, labels, alertsPerThousand),
                evaluate("both", scored, Scored::both, labels, alertsPerThousand));
    }

    private static Result evaluate(
            String detector,
            List<Scored> scored,
            ToDoubleFunction<Scored> score,
            List<Label> labels,
            double alertsPerThousand) {
        List<Scored> ranked = new ArrayList<>(scored);
        ranked.sort(Comparator.comparingDouble((Scored each) -> -score.applyAsDouble(each))
                .thenComparing(Scored::adjustment));
        int alerts = (int) Math.floor(ranked.size() * alertsPerThousand / 1000);
        Set<String> alerted = new HashSet<>();
        ranked.subList(0, alerts).forEach(each -> alerted.add(each.adjustment()));
        Set<String> known = new HashSet<>();
        scored.forEach(each -> known.add(each.adjustment()));
        List<Label> present = labels.stream()
                .filter(label -> known.contains(label.adjustment()))
                .toList();
        SortedMap<String, List<Label>> byPattern = new TreeMap<>();
        present.forEach(label -> byPattern
                .computeIfAbsent(label.pattern(), pattern -> new ArrayList<>())
                .add(label));
        SortedMap<String, Found> patterns = new TreeMap<>();
        byPattern.forEach((pattern, of) -> patterns.put(pattern, found(of, alerted)));
        Set<String> suspicious = new HashSet<>();
        present.forEach(label -> suspicious.add(label.adjustment()));
        double[] scores = scored.stream().mapToDouble(score).toArray();
        boolean[] truth = new boolean[scores.length];
        for (int i = 0; i < truth.length; i++) {
            truth[i] = suspicious.contains(scored.get(i).adjustment());
        }
        return new Result(detector, alerts, found(present, alerted), patterns, Ranking.averagePrecision(scores, truth));
    }

    private static Found found(List<Label> labels, Set<String> alerted) {
        Set<String> schemes = new HashSet<>();
        Set<String> schemesFound = new HashSet<>();
        int found = 0;
        for (Label label : labels) {
            schemes.add(label.occurrence());
            if (alerted.contains(label.adjustment())) {
                found++;
                schemesFound.add(label.occurrence());
            }
        }
        return new Found(found, labels.size(), schemesFound.size(), schemes.size());
    }

    /**
     * Reads labels from CSV lines with a header. Columns {@code document} (or {@code adjustment} or {@code id}) and
     * {@code pattern} are needed; {@code occurrence} names the scheme; rows whose {@code kind} is not
     * {@code adjustment} or whose {@code genuine} is {@code false} (innocent look-alikes) are left out.
     */
    public static List<Label> labels(List<String> lines) {
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("a labels file starts with a header");
        }
        List<String> header = List.of(lines.get(0).split(",", -1));
        int id = column(header, "document", "adjustment", "id");
        int pattern = column(header, "pattern");
        if (id < 0 || pattern < 0) {
            throw new IllegalArgumentException("a labels file needs the columns document and pattern: " + header);
        }
        int kind = column(header, "kind");
        int genuine = column(header, "genuine");
        int occurrence = column(header, "occurrence");
        List<Label> labels = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            if (cells.length != header.size()) {
                throw new IllegalArgumentException("not a line of a labels file: " + line);
            }
            boolean adjustment = kind < 0 || cells[kind].equals("adjustment");
            boolean suspicious = genuine < 0 || cells[genuine].equals("true");
            if (adjustment && suspicious) {
                labels.add(new Label(cells[id], cells[pattern], occurrence < 0 ? cells[id] : cells[occurrence]));
            }
        }
        return labels;
    }

    private static int column(List<String> header, String... names) {
        for (String name : names) {
            int at = header.indexOf(name);
            if (at >= 0) {
                return at;
            }
        }
        return -1;
    }

    /** A table for people. */
    public static String report(int adjustments, List<Result> results) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%d adjustments, %d suspicious%n",
                adjustments,
                results.get(0).overall().all()));
        for (Result result : results) {
            Found overall = result.overall();
            text.append(String.format(
                    Locale.ROOT,
                    "%-9s %3d alerts  precision %.2f  recall %.2f (%d/%d)  schemes %d/%d  average precision %.3f%n",
                    result.detector(),
                    result.alerts(),
                    result.precision(),
                    overall.recall(),
                    overall.found(),
                    overall.all(),
                    overall.schemesFound(),
                    overall.schemes(),
                    result.averagePrecision()));
            result.patterns()
                    .forEach((pattern, found) -> text.append(String.format(
                            Locale.ROOT,
                            "          %-24s recall %.2f (%d/%d)  schemes %d/%d%n",
                            pattern,
                            found.recall(),
                            found.found(),
                            found.all(),
                            found.schemesFound(),
                            found.schemes())));
        }
        return text.toString();
    }
}
