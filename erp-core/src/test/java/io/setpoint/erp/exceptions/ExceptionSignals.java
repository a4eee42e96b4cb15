package io.setpoint.erp.exceptions;

import io.setpoint.contracts.exceptions.ExceptionSignal;
import io.setpoint.contracts.exceptions.ExceptionSignal.Action;
import io.setpoint.contracts.exceptions.ExceptionSignal.Because;
import io.setpoint.contracts.exceptions.ExceptionSignal.Contribution;
import io.setpoint.contracts.exceptions.ExceptionSignal.Evidence;
import io.setpoint.contracts.values.Money;
import java.time.Instant;
import java.util.List;

/** Signals as the rules send them. */
final class ExceptionSignals {
    private ExceptionSignals() {}

    static ExceptionSignal signal(Action action, long stamp, String type, String subject, String value) {
        return new ExceptionSignal(
                "NORTH|" + type + "|" + subject,
                action,
                stamp,
                "NORTH",
                "HAM",
                type,
                subject,
                "Something about " + subject,
                "It happened at 08:00.",
                new Because(type, 1, null, null, null, List.of(new Contribution("value", value, 0.4))),
                "Would not have fired if the value were 0.",
                Money.of(value, "EUR"),
                null,
                List.of(new Evidence(
                        "e-1",
                        stamp,
                        "setpoint.inventory.adjustment-proposed.v1",
                        Instant.parse("2026-11-23T07:59:00Z"),
                        "-60 of ITEM-A")));
    }

    /** The same in another company, at another site, with another key or currency. */
    static ExceptionSignal of(ExceptionSignal signal, String company, String site, String key, String currency) {
        return new ExceptionSignal(
                key,
                signal.action(),
                signal.stamp(),
                company,
                site,
                signal.type(),
                signal.subject(),
                signal.title(),
                signal.happened(),
                signal.because(),
                signal.counterfactual(),
                Money.of("1", currency),
                signal.lastSafeAt(),
                signal.evidence());
    }
}
