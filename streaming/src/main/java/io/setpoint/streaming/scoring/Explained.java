package io.setpoint.streaming.scoring;

import io.setpoint.contracts.exceptions.ExceptionSignal;
import io.setpoint.ml.events.EventReference;
import io.setpoint.ml.events.LoggedEvent;
import io.setpoint.ml.models.ModelFile;
import io.setpoint.ml.models.Score;
import io.setpoint.streaming.log.EventRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What a signal says of the model behind it, and the events it rests on. */
final class Explained {
    /** Label of the part no feature has: what an ordinary case scores. */
    static final String ORDINARY = "An ordinary case";

    private Explained() {}

    static ExceptionSignal.Because because(
            PromotedModels.Promoted model, Score score, UnaryOperator<String> shownValue) {
        List<ExceptionSignal.Contribution> contributions = new ArrayList<>();
        for (Score.Share share : score.shares()) {
            contributions.add(
                    new ExceptionSignal.Contribution(share.label(), shownValue.apply(share.feature()), share.share()));
        }
        // with it the parts add up to the score (of an anomaly) or to its log-odds (of a probability)
        contributions.add(new ExceptionSignal.Contribution(ORDINARY, "", score.base()));
        ModelFile file = model.scorer().file();
        return new ExceptionSignal.Because(
                file.kind(), model.version(), model.scorer().sha256(), score.value(), score.threshold(), contributions);
    }

    static List<ExceptionSignal.Evidence> evidence(List<EventReference> references) {
        return references.stream()
                .map(reference -> new ExceptionSignal.Evidence(
                        reference.eventId(),
                        reference.stamp(),
                        reference.type(),
                        reference.occurredAt(),
                        reference.content()))
                .toList();
    }

    static ExceptionSignal.Evidence evidence(EventRecord event, String content) {
        return new ExceptionSignal.Evidence(
                event.id(),
                event.stamp(),
                event.type(),
                Instant.EPOCH.plus(event.occurredAt(), ChronoUnit.MICROS),
                content);
    }

    static LoggedEvent logged(EventRecord event) {
        return new LoggedEvent(event.id(), event.stamp(), event.seq(), event.company(), event.site(), event.event());
    }
}
