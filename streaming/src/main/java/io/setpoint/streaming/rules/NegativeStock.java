package io.setpoint.streaming.rules;

import io.setpoint.contracts.events.DomainEvent;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.NegativeStockCleared;
import io.setpoint.contracts.events.NegativeStockIncurred;
import io.setpoint.contracts.exceptions.ExceptionSignal;
import io.setpoint.contracts.exceptions.ExceptionSignal.Action;
import io.setpoint.contracts.exceptions.ExceptionSignal.Because;
import io.setpoint.contracts.exceptions.ExceptionSignal.Contribution;
import io.setpoint.contracts.exceptions.ExceptionType;
import io.setpoint.streaming.log.Emitter;
import io.setpoint.streaming.log.EventRecord;
import io.setpoint.streaming.log.GatedFunction;
import io.setpoint.streaming.signals.SignalRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rule {@code negative-stock}, version 1: a bin fell below zero, as its site allowed. It stands until the bin is at zero or
 * above it again; what falls further meanwhile is the same exception.
 */
public final class NegativeStock extends GatedFunction<RaisedSignal, SignalRecord> {
    private static final String RULE = ExceptionType.NEGATIVE_STOCK.code();
    private static final int VERSION = 1;

    public NegativeStock() {
        super(RaisedSignal.class);
    }

    /** Whether the rule looks at the event. */
    public static boolean takes(EventRecord event) {
        return event.isOneOf(EventType.NEGATIVE_STOCK_INCURRED, EventType.NEGATIVE_STOCK_CLEARED);
    }

    @Override
    protected @Nullable RaisedSignal advance(
            @Nullable RaisedSignal state, List<EventRecord> events, long clock, Emitter<SignalRecord> out) {
        RaisedSignal standing = state;
        for (EventRecord record : events) {
            DomainEvent event = record.event();
            if (event instanceof NegativeStockIncurred incurred && standing == null) {
                standing = new RaisedSignal(SignalRecord.of(raised(record, incurred)), Long.MAX_VALUE);
                out.emit(standing.signal());
            } else if (event instanceof NegativeStockCleared cleared && standing != null) {
                String why = cleared.document() + " brought it back to " + cleared.onHand();
                out.emit(RaisedSignal.cleared(
                        standing.signal(), record.stamp(), why, List.of(EvidenceRow.of(record, why))));
                standing = null;
            }
        }
        return standing;
    }

    @Override
    protected long wakeAt(RaisedSignal standing, long clock) {
        return standing.until();
    }

    private static ExceptionSignal raised(EventRecord record, NegativeStockIncurred event) {
        String where = event.item() + " in bin " + event.bin();
        String what =
                event.document() + " took " + where + " to " + event.onHand() + ", under " + event.negativeStock();
        return new ExceptionSignal(
                record.company() + "|" + RULE + "|" + event.subject(),
                Action.RAISED,
                record.stamp(),
                record.company(),
                event.site().value(),
                RULE,
                event.subject(),
                "Negative stock of " + where,
                event.person() + " shipped what the book did not have: " + what,
                new Because(
                        RULE,
                        VERSION,
                        null,
                        null,
                        null,
                        List.of(new Contribution(where, event.onHand() + " on hand", 1))),
                "Would not have fired if the goods had been booked before they left",
                event.value(),
                null,
                List.of(EvidenceRow.of(record, what).evidence()));
    }
}
