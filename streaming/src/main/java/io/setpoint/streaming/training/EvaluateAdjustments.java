package io.setpoint.streaming.training;

import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.ModelPromoted;
import io.setpoint.ml.adjustments.AdjustmentEvaluation;
import io.setpoint.ml.adjustments.TrainSuspiciousAdjustmentModel;
import io.setpoint.ml.events.LoggedEvent;
import io.setpoint.ml.models.AnomalyScorer;
import io.setpoint.ml.models.ModelFile;
import io.setpoint.ml.models.Scorer;
import io.setpoint.ml.models.TooFewCases;
import io.setpoint.streaming.log.EventRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says how well the suspicious-adjustment models rank the adjustments of the log against a file of known cases: precision
 * and recall at 5 alerts per 1,000 adjustments, overall and per pattern. Each company is scored with the model last
 * promoted there, or, before any is, with one trained on its log (training sees no labels).
 */
public final class EvaluateAdjustments {
    private static final Logger LOG = LoggerFactory.getLogger(EvaluateAdjustments.class);

    private EvaluateAdjustments() {}

    /** {@code args}: Kafka bootstrap servers, labels file. */
    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            throw new IllegalArgumentException("usage: EvaluateAdjustments BOOTSTRAP_SERVERS LABELS.csv");
        }
        System.out.print(report(args[0], Path.of(args[1])));
    }

    /** The report as text. */
    public static String report(String bootstrapServers, Path labels) throws IOException {
        LogSnapshot log = LogSnapshot.read(bootstrapServers);
        List<AdjustmentEvaluation.Scored> scored = new ArrayList<>();
        log.events().forEach((company, events) -> {
            AnomalyScorer model = model(log, company, events);
            if (model != null) {
                scored.addAll(AdjustmentEvaluation.score(model, events));
            }
        });
        return AdjustmentEvaluation.report(
                scored.size(),
                AdjustmentEvaluation.evaluate(
                        scored,
                        AdjustmentEvaluation.labels(Files.readAllLines(labels)),
                        TrainSuspiciousAdjustmentModel.ALERTS_PER_THOUSAND));
    }

    private static @Nullable AnomalyScorer model(LogSnapshot log, String company, List<LoggedEvent> events) {
        byte[] bytes = null;
        for (EventRecord record : log.records()) {
            if (record.company().equals(company) && record.isOneOf(EventType.MODEL_PROMOTED)) {
                ModelPromoted promoted = (ModelPromoted) record.event();
                if (promoted.kind().equals(ModelFile.SUSPICIOUS_ADJUSTMENT)) {
                    bytes = Base64.getDecoder().decode(promoted.content());
                }
            }
        }
        try {
            if (bytes == null) {
                bytes = TrainSuspiciousAdjustmentModel.train(events, Instant.EPOCH.plus(log.stamp(), ChronoUnit.MICROS))
                        .bytes();
            }
        } catch (TooFewCases e) {
            LOG.warn("{} is left out: {}", company, e.getMessage());
            return null;
        }
        return (AnomalyScorer) Scorer.load(bytes);
    }
}
