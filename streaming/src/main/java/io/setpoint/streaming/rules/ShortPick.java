package io.setpoint.streaming.rules;

import io.setpoint.contracts.events.DomainEvent;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.OrderPlaced;
import io.setpoint.contracts.events.PickConfirmed;
import io.setpoint.contracts.exceptions.ExceptionSignal;
import io.setpoint.contracts.exceptions.ExceptionSignal.Action;
import io.setpoint.contracts.exceptions.ExceptionSignal.Because;
import io.setpoint.contracts.exceptions.ExceptionSignal.Contribution;
import io.setpoint.contracts.exceptions.ExceptionType;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.streaming.log.Emitter;
import io.setpoint.streaming.log.EventRecord;
import io.setpoint.streaming.log.GatedFunction;
import io.setpoint.streaming.signals.SignalRecord;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rule {@code short-pick}, version 1: a pick found less in its bin than was reserved, so the book is wrong, the order
 * waits, or both. It stands until a person closes it: goods that turn up later do not say why they were missing.
 */
public final class ShortPick extends GatedFunction<PickedOrder, SignalRecord> {
    private static final String RULE = ExceptionType.SHORT_PICK.code();
    private static final int VERSION = 1;
    /** Nothing is picked of an order so long after it was placed. */
    private static final long LAST_PICK = Duration.ofDays(120).toMillis() * 1_000;

    public ShortPick() {
        super(PickedOrder.class);
    }

    /** Whether the rule looks at the event. */
    public static boolean takes(EventRecord event) {
        return event.isOneOf(EventType.ORDER_PLACED, EventType.PICK_CONFIRMED);
    }

    @Override
    protected @Nullable PickedOrder advance(
            @Nullable PickedOrder state, List<EventRecord> events, long clock, Emitter<SignalRecord> out) {
        PickedOrder order = state;
        for (EventRecord record : events) {
            DomainEvent event = record.event();
            if (event instanceof OrderPlaced placed && order == null) {
                order = new PickedOrder(lines(placed), record.stamp() + LAST_PICK);
            } else if (event instanceof PickConfirmed picked && order != null) {
                signal(order, record, picked, out);
            }
        }
        return order == null || clock >= order.until() ? null : order;
    }

    @Override
    protected long wakeAt(PickedOrder order, long clock) {
        return order.until();
    }

    private static List<PickedOrder.Line> lines(OrderPlaced placed) {
        return placed.lines().stream()
                .map(line -> new PickedOrder.Line(
                        line.lineNo(),
                        line.unitPrice().amount(),
                        line.unitPrice().currency().getCurrencyCode()))
                .toList();
    }

    private static void signal(PickedOrder order, EventRecord record, PickConfirmed event, Emitter<SignalRecord> out) {
        List<Contribution> contributions = new ArrayList<>();
        Money value = Money.zero(Currency.getInstance(order.lines().get(0).currency()));
        for (PickConfirmed.Line line : event.lines()) {
            if (line.shortReason() != null) {
                Quantity missing = line.required().minus(line.picked());
                contributions.add(new Contribution(
                        line.item() + " in bin " + line.bin(),
                        line.picked() + " of " + line.required() + ": " + line.shortReason(),
                        missing.value()
                                .divide(line.required().value(), 4, RoundingMode.HALF_UP)
                                .doubleValue()));
                value = value.plus(price(order, line.lineNo()).times(missing));
            }
        }
        if (!contributions.isEmpty()) {
            out.emit(SignalRecord.of(signal(record, event, contributions, value)));
        }
    }

    private static Money price(PickedOrder order, int lineNo) {
        return order.lines().stream()
                .filter(line -> line.lineNo() == lineNo)
                .map(line -> new Money(line.unitPrice(), Currency.getInstance(line.currency())))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the log names a line that was not ordered: " + lineNo));
    }

    private static ExceptionSignal signal(
            EventRecord record, PickConfirmed event, List<Contribution> contributions, Money value) {
        Contribution first = contributions.get(0);
        return new ExceptionSignal(
                record.company() + "|" + RULE + "|" + event.shipment(),
                Action.RAISED,
                record.stamp(),
                record.company(),
                event.site().value(),
                RULE,
                event.shipment().value(),
                "Short pick for " + event.order(),
                event.pickedBy() + " picked less than was reserved for " + event.order() + ": " + first.feature() + ", "
                        + first.value(),
                new Because(RULE, VERSION, null, null, null, contributions),
                "Would not have fired if the bins had held what the book said",
                value,
                null,
                List.of(EvidenceRow.of(record, "picked short: " + first.feature() + ", " + first.value())
                        .evidence()));
    }
}
