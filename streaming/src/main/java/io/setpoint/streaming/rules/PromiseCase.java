package io.setpoint.streaming.rules;

import io.setpoint.streaming.facts.OrderDocument;
import io.setpoint.streaming.signals.SignalRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order whose promise is watched.
 *
 * @param evidence its events so far
 * @param raised the signal that stands; null if none does
 */
public record PromiseCase(
        OrderDocument order,
        List<EvidenceRow> evidence,
        @Nullable SignalRecord raised) {}
