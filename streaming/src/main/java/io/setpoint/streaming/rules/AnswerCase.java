package io.setpoint.streaming.rules;

import io.setpoint.streaming.signals.SignalRecord;
import org.jspecify.annotations.Nullable;

/**
 * A purchase order whose supplier has not answered.
 *
 * @param released the event that sent it to the supplier
 * @param due commit stamp from which the answer is missing
 * @param raised what was said of it, if it is missing
 */
public record AnswerCase(
        String company,
        String order,
        String site,
        String supplier,
        String amount,
        String currency,
        EvidenceRow released,
        long due,
        @Nullable SignalRecord raised) {}
