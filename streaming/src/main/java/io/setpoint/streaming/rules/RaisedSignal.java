package io.setpoint.streaming.rules;

import io.setpoint.contracts.exceptions.ExceptionSignal;
import io.setpoint.contracts.exceptions.ExceptionSignal.Action;
import io.setpoint.streaming.signals.SignalRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * A signal that was raised, kept until its cause has gone.
 *
 * @param signal what was raised
 * @param until commit stamp until which the key is kept after it was cleared; {@link Long#MAX_VALUE} while it stands
 */
public record RaisedSignal(SignalRecord signal, long until) {
    boolean stands() {
        return until == Long.MAX_VALUE;
    }

    /** The signal that takes it back. */
    static SignalRecord cleared(SignalRecord raised, long stamp, String why, List<EvidenceRow> evidence) {
        ExceptionSignal was = raised.signal();
        List<ExceptionSignal.Evidence> all = new ArrayList<>(was.evidence());
        evidence.forEach(row -> all.add(row.evidence()));
        return SignalRecord.of(new ExceptionSignal(
                was.key(),
                Action.CLEARED,
                stamp,
                was.company(),
                was.site(),
                was.type(),
                was.subject(),
                was.title(),
                why,
                was.because(),
                was.counterfactual(),
                was.valueAtRisk(),
                was.lastSafeAt(),
                all));
    }
}
