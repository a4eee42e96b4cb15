package io.setpoint.streaming.rules;

import io.setpoint.contracts.events.DomainEvent;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.PurchaseOrderAcknowledged;
import io.setpoint.contracts.events.PurchaseOrderReleased;
import io.setpoint.contracts.events.PurchaseReceived;
import io.setpoint.contracts.events.ShipmentAdvised;
import io.setpoint.contracts.exceptions.ExceptionSignal;
import io.setpoint.contracts.exceptions.ExceptionSignal.Action;
import io.setpoint.contracts.exceptions.ExceptionSignal.Because;
import io.setpoint.contracts.exceptions.ExceptionSignal.Contribution;
import io.setpoint.contracts.exceptions.ExceptionType;
import io.setpoint.contracts.values.Money;
import io.setpoint.streaming.log.Emitter;
import io.setpoint.streaming.log.EventRecord;
import io.setpoint.streaming.log.GatedFunction;
import io.setpoint.streaming.signals.SignalRecord;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rule {@code acknowledgement-missing}, version 1: a purchase order went to its supplier two days ago, and there is neither
 * an acknowledgement nor a notice nor goods. Cleared when one of them comes or the order is off. What is told days after
 * it happened, as history is, raises nothing.
 */
public final class AcknowledgementMissing extends GatedFunction<AnswerCase, SignalRecord> {
    private static final String RULE = ExceptionType.ACKNOWLEDGEMENT_MISSING.code();
    private static final int VERSION = 1;
    private static final Duration PATIENCE = Duration.ofDays(2);

    public AcknowledgementMissing() {
        super(AnswerCase.class);
    }

    /** Whether the rule looks at the event. */
    public static boolean takes(EventRecord event) {
        return event.isOneOf(
                EventType.PURCHASE_ORDER_RELEASED,
                EventType.PURCHASE_ORDER_ACKNOWLEDGED,
                EventType.PURCHASE_ORDER_CANCELLED,
                EventType.SHIPMENT_ADVISED,
                EventType.PURCHASE_RECEIVED);
    }

    @Override
    protected @Nullable AnswerCase advance(
            @Nullable AnswerCase state, List<EventRecord> events, long clock, Emitter<SignalRecord> out) {
        AnswerCase waiting = state;
        for (EventRecord record : events) {
            DomainEvent event = record.event();
            if (event instanceof PurchaseOrderReleased released) {
                if (waiting == null && record.stamp() - record.occurredAt() <= micros(PATIENCE)) {
                    waiting = released(released, record);
                }
            } else if (waiting != null) {
                if (waiting.raised() != null) {
                    String why = answer(event);
                    out.emit(RaisedSignal.cleared(
                            waiting.raised(), record.stamp(), why, List.of(EvidenceRow.of(record, why))));
                }
                waiting = null;
            }
        }
        if (waiting == null || waiting.raised() != null || clock < waiting.due()) {
            return waiting;
        }
        SignalRecord raised = SignalRecord.of(signal(waiting, clock));
        out.emit(raised);
        return with(waiting, raised);
    }

    @Override
    protected long wakeAt(AnswerCase waiting, long clock) {
        return waiting.raised() == null ? waiting.due() : Long.MAX_VALUE;
    }

    private static AnswerCase released(PurchaseOrderReleased event, EventRecord record) {
        return new AnswerCase(
                record.company(),
                event.order().value(),
                event.site().value(),
                event.supplier().value(),
                event.amount().amount().toPlainString(),
                event.amount().currency().getCurrencyCode(),
                EvidenceRow.of(record, "sent to " + event.supplier()),
                record.stamp() + micros(PATIENCE),
                null);
    }

    private static AnswerCase with(AnswerCase waiting, SignalRecord raised) {
        return new AnswerCase(
                waiting.company(),
                waiting.order(),
                waiting.site(),
                waiting.supplier(),
                waiting.amount(),
                waiting.currency(),
                waiting.released(),
                waiting.due(),
                raised);
    }

    private static String answer(DomainEvent event) {
        if (event instanceof PurchaseOrderAcknowledged acknowledged) {
            return "the supplier answered with " + acknowledged.acknowledgement();
        }
        if (event instanceof ShipmentAdvised advised) {
            return "the supplier sent the notice " + advised.asn();
        }
        if (event instanceof PurchaseReceived received) {
            return "goods came with " + received.receipt();
        }
        return "the order was cancelled";
    }

    private static ExceptionSignal signal(AnswerCase waiting, long clock) {
        String hours = PATIENCE.toHours() + " hours";
        return new ExceptionSignal(
                waiting.company() + "|" + RULE + "|" + waiting.order(),
                Action.RAISED,
                clock,
                waiting.company(),
                waiting.site(),
                RULE,
                waiting.order(),
                waiting.supplier() + " has not confirmed " + waiting.order(),
                waiting.order() + " was sent to " + waiting.supplier() + " " + hours
                        + " ago. There is no acknowledgement, no notice and no delivery: whether and when it comes is not known.",
                new Because(
                        RULE, VERSION, null, null, null, List.of(new Contribution("Time without an answer", hours, 1))),
                "Would not have fired if the supplier had answered within " + hours,
                Money.of(waiting.amount(), waiting.currency()),
                null,
                List.of(waiting.released().evidence()));
    }

    private static long micros(Duration duration) {
        return duration.toMillis() * 1_000;
    }
}
