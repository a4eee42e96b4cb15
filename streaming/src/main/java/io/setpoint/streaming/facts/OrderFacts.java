package io.setpoint.streaming.facts;

import io.setpoint.contracts.events.DomainEvent;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.OrderPlaced;
import io.setpoint.contracts.events.ReturnReceived;
import io.setpoint.streaming.log.Emitter;
import io.setpoint.streaming.log.EventRecord;
import io.setpoint.streaming.log.GatedFunction;
import java.time.DateTimeException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Facts of order lines, order units, picks and shipped lines. Keeps an order while something of it is open, {@link
 * OrderDocument#CORRECTABLE} after it was closed, and as long after what was shipped can come back and count; an event
 * that comes later goes to the dead letters.
 */
public final class OrderFacts extends GatedFunction<OrderDocument, FactRow> {
    private static final Set<String> TYPES = EventType.codes(
            EventType.ORDER_PLACED,
            EventType.ORDER_RELEASED,
            EventType.ORDER_LINE_CANCELLED,
            EventType.PICK_CONFIRMED,
            EventType.SHIPMENT_SHIPPED,
            EventType.SHIPMENT_DELIVERED,
            EventType.RETURN_RECEIVED);

    public OrderFacts() {
        super(OrderDocument.class);
    }

    /** Whether orders depend on the event. */
    public static boolean takes(EventRecord event) {
        return takesType(event.type());
    }

    /** The same by the code of its type, for who has not read the event yet. */
    public static boolean takesType(String code) {
        return TYPES.contains(code);
    }

    @Override
    protected @Nullable OrderDocument advance(
            @Nullable OrderDocument state, List<EventRecord> events, long clock, Emitter<FactRow> out) {
        List<FactRow> before = state == null ? List.of() : state.facts(state.clock());
        OrderDocument order = state;
        for (EventRecord event : events) {
            if (order == null && isTooLateToCount(event)) {
                continue;
            }
            try {
                order = next(order, event);
            } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
                out.reject(event, String.valueOf(e.getMessage()));
            }
        }
        if (order == null) {
            return null;
        }
        OrderDocument now = order.at(clock);
        Restatement.emit(before, now.facts(clock), clock, out);
        return now.isGone(clock) ? null : now;
    }

    @Override
    protected long wakeAt(OrderDocument order, long clock) {
        return order.wakeAt(clock);
    }

    /**
     * Whether an order that is not kept any more has no use for the event: goods that came back, and were booked within
     * {@link OrderDocument#CORRECTABLE}, had left longer ago than {@link OrderDocument#RETURNABLE}.
     */
    private static boolean isTooLateToCount(EventRecord record) {
        return record.event() instanceof ReturnReceived returned
                && record.stamp() - Calendar.micros(returned.occurredAt()) <= OrderDocument.CORRECTABLE;
    }

    private static OrderDocument next(@Nullable OrderDocument order, EventRecord record) {
        DomainEvent event = record.event();
        if (order != null) {
            OrderDocument next = order.apply(event, record.stamp());
            next.facts(record.stamp()); // refuses here, and not for ever after, what cannot be computed
            return next;
        }
        if (event instanceof OrderPlaced placed) {
            OrderDocument next = OrderDocument.placed(record.company(), placed, record.stamp());
            next.facts(record.stamp());
            return next;
        }
        throw new IllegalArgumentException("the order is not known, or nothing of it can change any more");
    }
}
