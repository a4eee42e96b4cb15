package io.setpoint.streaming.scoring;

import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.ModelPromoted;
import io.setpoint.ml.adjustments.AdjustmentFeatures;
import io.setpoint.ml.features.FeatureSchema;
import io.setpoint.ml.lateness.OrderFeatures;
import io.setpoint.ml.models.ModelFile;
import io.setpoint.ml.models.Scorer;
import io.setpoint.ml.models.UnreadableModel;
import io.setpoint.streaming.log.DeadLetter;
import io.setpoint.streaming.log.EventRecord;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Passes on retirements and those promotions whose file can be loaded and wants the features this release computes. The
 * others go to the dead letters, so that a bad file cannot stop the job; the model before stays in force.
 */
final class UsableModels extends ProcessFunction<EventRecord, EventRecord> {
    @Override
    public void processElement(EventRecord event, Context context, Collector<EventRecord> out) {
        String problem = problem(event);
        if (problem.isEmpty()) {
            out.collect(event);
        } else {
            context.output(DeadLetter.TAG, DeadLetter.of(event, problem));
        }
    }

    /** Whether an event sets which model scores. */
    static boolean takes(EventRecord event) {
        return event.isOneOf(EventType.MODEL_PROMOTED, EventType.MODEL_RETIRED);
    }

    /** Why a promotion cannot be used; empty if it can. */
    static String problem(EventRecord event) {
        if (!event.isOneOf(EventType.MODEL_PROMOTED)) {
            return "";
        }
        try {
            Scorer scorer = PromotedModels.load((ModelPromoted) event.event());
            FeatureSchema known = features(scorer.file().kind());
            if (!known.features().equals(scorer.file().schema())) {
                return "the model wants other features than this release computes";
            }
            return "";
        } catch (UnreadableModel | IllegalArgumentException e) {
            return "the promoted model cannot be used: " + e.getMessage();
        }
    }

    private static FeatureSchema features(String kind) {
        return switch (kind) {
            case ModelFile.LATE_ORDER -> OrderFeatures.SCHEMA;
            case ModelFile.SUSPICIOUS_ADJUSTMENT -> AdjustmentFeatures.SCHEMA;
            default -> throw new IllegalArgumentException("no model of kind " + kind + " is known");
        };
    }
}
