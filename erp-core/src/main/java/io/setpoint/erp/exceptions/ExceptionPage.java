package io.setpoint.erp.exceptions;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.setpoint.contracts.exceptions.ExceptionSignal.Because;
import io.setpoint.contracts.exceptions.ExceptionSignal.Evidence;
import io.setpoint.contracts.exceptions.ExceptionType.Remedy;
import io.setpoint.erp.kernel.Versioned;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An exception on its own page, in the order a person reads it: what happened, why it was flagged, what it rests on,
 * what can be done, what was done.
 *
 * @param stamp commit stamp at which the cause was known
 * @param evidenceHash SHA-256 of the signal as it was stored; each decision keeps the one it was taken on
 */
public record ExceptionPage(
        @JsonUnwrapped ExceptionView exception,
        String happened,
        Because because,
        String counterfactual,
        long stamp,
        List<Evidence> evidence,
        String evidenceHash,
        List<RemedyView> remedies,
        List<Step> history)
        implements Versioned {
    public ExceptionPage {
        evidence = List.copyOf(evidence);
        remedies = List.copyOf(remedies);
        history = List.copyOf(history);
    }

    @Override
    public int version() {
        return exception.version();
    }

    /**
     * One thing that can be done.
     *
     * @param effect what it would do, with figures
     * @param allowed whether whoever asks could post it now
     * @param reason why not
     * @param whoCan names of those who could
     */
    public record RemedyView(
            Remedy remedy,
            String title,
            String effect,
            boolean allowed,
            @Nullable String reason,
            List<String> whoCan) {
        public RemedyView {
            whoCan = List.copyOf(whoCan);
        }
    }

    /** One thing that was done. */
    public record Step(String id, String type, Instant at, String actor, String summary) {}
}
