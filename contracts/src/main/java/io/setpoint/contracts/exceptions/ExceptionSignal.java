package io.setpoint.contracts.exceptions;

import io.setpoint.contracts.values.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule or a model says, as JSON on {@link io.setpoint.contracts.Topics#EXCEPTIONS} under the key {@link #key()}.
 * Delivered at least once; the key makes a repeat harmless.
 *
 * @param key deterministic, one per cause: {@code <company>|<type>|<subject>}
 * @param action {@code RAISED} puts it in the queue, {@code CLEARED} takes it out if nobody decided yet
 * @param stamp commit stamp at which the cause was known
 * @param type code of the {@link ExceptionType}
 * @param subject id of the document concerned
 * @param title one line: what is, in business words
 * @param happened what happened, one or two sentences
 * @param because how it was found
 * @param counterfactual "Would not have fired if ..." with a figure a person can change
 * @param valueAtRisk in the company's currency
 * @param lastSafeAt the latest moment at which a remedy still works, if there is one
 * @param evidence the events it rests on
 */
public record ExceptionSignal(
        String key,
        Action action,
        long stamp,
        String company,
        @Nullable String site,
        String type,
        String subject,
        String title,
        String happened,
        Because because,
        String counterfactual,
        Money valueAtRisk,
        @Nullable Instant lastSafeAt,
        List<Evidence> evidence) {
    public ExceptionSignal {
        evidence = List.copyOf(evidence);
    }

    /** What the signal asks for. */
    public enum Action {
        RAISED,
        CLEARED
    }

    /**
     * The rule or model behind a signal.
     *
     * @param detector rule id or model kind
     * @param version version of the rule or model
     * @param sha256 hash of the model file; null for a rule
     * @param score calibrated probability or anomaly score; null for a rule
     * @param threshold the score from which it fires; null for a rule
     * @param contributions what speaks for (+) and against (-) it, largest first
     */
    public record Because(
            String detector,
            int version,
            @Nullable String sha256,
            @Nullable Double score,
            @Nullable Double threshold,
            List<Contribution> contributions) {
        public Because {
            contributions = List.copyOf(contributions);
        }
    }

    /**
     * One feature's part in a score.
     *
     * @param feature its name in business words
     * @param value its value, as shown to a person
     * @param share signed contribution to the score
     */
    public record Contribution(String feature, String value, double share) {}

    /**
     * One event the signal rests on.
     *
     * @param eventId CloudEvents id
     * @param stamp its commit stamp
     * @param type its CloudEvents type
     * @param content one line of what it says
     */
    public record Evidence(String eventId, long stamp, String type, Instant occurredAt, String content) {}
}
