package io.setpoint.streaming.scoring;

import io.setpoint.contracts.exceptions.ExceptionSignal;
import io.setpoint.contracts.values.Money;
import io.setpoint.streaming.log.EventRecord;
import java.util.Currency;
import java.util.List;

/** The signal that the cause of an earlier one has gone. */
final class ClearedSignal {
    /** Nothing is at risk any more, so the currency does not matter; this is ISO 4217's code for none. */
    private static final Money NOTHING = Money.zero(Currency.getInstance("XXX"));

    private ClearedSignal() {}

    static ExceptionSignal of(EventRecord event, String key, String type, String subject, String detector, String why) {
        return new ExceptionSignal(
                key,
                ExceptionSignal.Action.CLEARED,
                event.stamp(),
                event.company(),
                event.site(),
                type,
                subject,
                "Cleared: " + why,
                why,
                new ExceptionSignal.Because(detector, 0, null, null, null, List.of()),
                "",
                NOTHING,
                null,
                List.of(Explained.evidence(event, why)));
    }
}
