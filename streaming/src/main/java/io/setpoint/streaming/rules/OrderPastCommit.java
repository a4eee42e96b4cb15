package io.setpoint.streaming.rules;

import io.setpoint.contracts.events.DomainEvent;
import io.setpoint.contracts.events.OrderLineCancelled;
import io.setpoint.contracts.events.OrderPlaced;
import io.setpoint.contracts.events.OrderReleased;
import io.setpoint.contracts.events.PickConfirmed;
import io.setpoint.contracts.events.ReturnReceived;
import io.setpoint.contracts.events.ShipmentDelivered;
import io.setpoint.contracts.events.ShipmentShipped;
import io.setpoint.contracts.exceptions.ExceptionSignal;
import io.setpoint.contracts.exceptions.ExceptionSignal.Action;
import io.setpoint.contracts.exceptions.ExceptionSignal.Because;
import io.setpoint.contracts.exceptions.ExceptionSignal.Contribution;
import io.setpoint.contracts.exceptions.ExceptionSignal.Evidence;
import io.setpoint.contracts.exceptions.ExceptionType;
import io.setpoint.contracts.values.Money;
import io.setpoint.streaming.facts.OrderDocument;
import io.setpoint.streaming.facts.OrderLine;
import io.setpoint.streaming.log.Emitter;
import io.setpoint.streaming.log.EventRecord;
import io.setpoint.streaming.log.GatedFunction;
import io.setpoint.streaming.signals.SignalRecord;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rule {@code order-past-commit}, version 1: a line's commit day has ended and something of the line is neither shipped
 * nor cancelled. One signal an order; cleared when nothing past its promise is open.
 */
public final class OrderPastCommit extends GatedFunction<PromiseCase, SignalRecord> {
    private static final String RULE = ExceptionType.ORDER_PAST_COMMIT.code();
    private static final int VERSION = 1;

    public OrderPastCommit() {
        super(PromiseCase.class);
    }

    @Override
    protected @Nullable PromiseCase advance(
            @Nullable PromiseCase state, List<EventRecord> events, long clock, Emitter<SignalRecord> out) {
        PromiseCase watched = state;
        for (EventRecord event : events) {
            watched = next(watched, event);
        }
        if (watched == null) {
            return null;
        }
        OrderDocument order = watched.order();
        SignalRecord raised = watched.raised();
        List<OrderLine> late = order.pastCommit(clock);
        if (raised == null && !late.isEmpty()) {
            raised = SignalRecord.of(signal(watched, late, clock));
            out.emit(raised);
        } else if (raised != null && late.isEmpty()) {
            String why = "nothing past its promise is open any more";
            out.emit(RaisedSignal.cleared(raised, clock, why, since(watched.evidence(), raised.stamp())));
            raised = null;
        }
        if (raised == null && order.closedAt() != 0 && clock >= order.closedAt() + OrderDocument.REPEATABLE) {
            return null;
        }
        return new PromiseCase(order, watched.evidence(), raised);
    }

    @Override
    protected long wakeAt(PromiseCase watched, long clock) {
        long closedAt = watched.order().closedAt();
        return closedAt == 0
                ? watched.order().nextCommitEnd(clock)
                : Math.max(clock + 1, closedAt + OrderDocument.REPEATABLE);
    }

    private static @Nullable PromiseCase next(@Nullable PromiseCase watched, EventRecord record) {
        try {
            DomainEvent event = record.event();
            if (watched == null) {
                return event instanceof OrderPlaced placed
                        ? new PromiseCase(
                                OrderDocument.placed(record.company(), placed, record.stamp()),
                                List.of(EvidenceRow.of(record, content(event))),
                                null)
                        : null; // Closed, or never seen: the operator of the order's facts sends it to the dead
                // letters.
            }
            List<EvidenceRow> evidence = new ArrayList<>(watched.evidence());
            evidence.add(EvidenceRow.of(record, content(event)));
            return new PromiseCase(watched.order().apply(event, record.stamp()), evidence, watched.raised());
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            return watched; // The operator of the order's facts refuses it too, and sends it to the dead letters.
        }
    }

    private static List<EvidenceRow> since(List<EvidenceRow> evidence, long stamp) {
        return evidence.stream().filter(row -> row.stamp() > stamp).toList();
    }

    private static ExceptionSignal signal(PromiseCase watched, List<OrderLine> late, long clock) {
        OrderDocument order = watched.order();
        long value = late.stream().mapToLong(order::openValue).sum();
        String open = late.stream()
                .map(line -> "line " + line.lineNo() + ": " + quantity(order.open(line)) + " of " + line.item()
                        + ", promised for " + line.commitDate())
                .collect(Collectors.joining("; "));
        List<Contribution> lines = new ArrayList<>();
        for (OrderLine line : late) {
            lines.add(new Contribution(
                    "Line " + line.lineNo() + ", open after " + line.commitDate(),
                    quantity(order.open(line)) + " of " + quantity(line.placed()),
                    value == 0 ? 1 : (double) order.openValue(line) / value));
        }
        List<Evidence> evidence =
                watched.evidence().stream().map(EvidenceRow::evidence).toList();
        return new ExceptionSignal(
                order.company() + "|" + RULE + "|" + order.order(),
                Action.RAISED,
                clock,
                order.company(),
                order.site(),
                RULE,
                order.order(),
                order.order() + " is past its promise",
                "Still open after the end of the commit day: " + open + ".",
                new Because(RULE, VERSION, null, null, null, lines),
                "Would not have fired if "
                        + quantity(late.stream().mapToLong(order::open).sum())
                        + " more units had shipped by the end of " + late.get(0).commitDate(),
                Money.ofTenThousandths(value, Currency.getInstance(order.currency())),
                null,
                evidence);
    }

    private static String content(DomainEvent event) {
        if (event instanceof OrderPlaced placed) {
            return "placed with " + placed.lines().size() + " lines for " + placed.customer();
        }
        if (event instanceof OrderReleased released) {
            return "released; backordered: "
                    + released.lines().stream()
                            .filter(line -> line.backordered().isPositive())
                            .map(line -> "line " + line.lineNo() + " " + line.backordered())
                            .collect(Collectors.collectingAndThen(
                                    Collectors.joining(", "), text -> text.isEmpty() ? "nothing" : text));
        }
        if (event instanceof OrderLineCancelled cancelled) {
            return "line " + cancelled.lineNo() + ": " + cancelled.quantity() + " cancelled (" + cancelled.reason()
                    + ")";
        }
        if (event instanceof PickConfirmed pick) {
            return pick.shipment() + " picked";
        }
        if (event instanceof ReturnReceived returned) {
            return returned.returnId() + " brought back goods of " + returned.shipment();
        }
        if (event instanceof ShipmentShipped shipped) {
            return shipped.shipment() + " shipped with "
                    + shipped.lines().stream()
                            .map(line -> "line " + line.lineNo() + " " + line.quantity())
                            .collect(Collectors.joining(", "));
        }
        if (event instanceof ShipmentDelivered delivered) {
            return delivered.shipment() + " delivered to " + delivered.receivedBy();
        }
        return event.type().code();
    }

    private static String quantity(long thousandths) {
        return BigDecimal.valueOf(thousandths, 3).stripTrailingZeros().toPlainString();
    }
}
