package io.setpoint.erp.sales;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.ReservationReallocated;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.erp.inventory.api.StockReservations;
import io.setpoint.erp.inventory.api.StockReservations.Reserved;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.sales.ReallocateReservation.Command;
import io.setpoint.erp.sales.api.OrderView;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.UnaryOperator;

/** Gives what one order line holds in stock and is not picked to the backorder of another; the first waits instead. */
final class ReallocateReservation implements UseCase<Command, OrderView> {
    private final StockReservations stock;

    ReallocateReservation(StockReservations stock) {
        this.stock = stock;
    }

    /**
     * What goes from whom to whom.
     *
     * @param order whose line gives
     * @param toOrder whose line gets
     */
    record Command(OrderId order, int lineNo, OrderId toOrder, int toLineNo, BigDecimal quantity, String why) {
        Command {
            quantity = Quantities.positive(quantity);
            if (why.length() > 500) {
                throw new IllegalArgumentException("has a reason of more than 500 characters");
            }
            if (order.equals(toOrder) && lineNo == toLineNo) {
                throw new IllegalArgumentException("needs two different lines");
            }
        }
    }

    @Override
    public Control control() {
        return Control.of("reallocate-reservation", "Gives what one order line holds in stock to another's backorder.")
                .publishing(EventType.RESERVATION_REALLOCATED)
                .refusing(
                        Problem.NOT_FOUND,
                        Problem.STALE_VERSION,
                        Problem.REASON_MISSING,
                        Problem.WRONG_STATE,
                        Problem.UNKNOWN_REFERENCE,
                        Problem.MORE_THAN_OPEN,
                        Problem.MORE_THAN_ON_HAND);
    }

    @Override
    public Permission permission() {
        return Permission.RELEASE_ORDER;
    }

    @Override
    public OrderView run(Command command, Work work) {
        if (command.order().compareTo(command.toOrder()) > 0) {
            // Documents are locked by their number, whichever way the goods go.
            OrderRows.lock(work, command.toOrder());
        }
        OrderView giver = OrderRows.lock(work, command.order());
        work.requireAt(permission(), giver.site());
        work.requireVersion(giver.version());
        boolean one = command.order().equals(command.toOrder());
        OrderView getter = one ? giver : OrderRows.lock(work, command.toOrder());
        OrderView.Line from = line(giver, command.lineNo());
        OrderView.Line to = line(getter, command.toLineNo());
        requirePossible(command, giver, getter, from, to);

        stock.lock(work, giver.site(), List.of(from.item()));
        stock.unreserve(
                work,
                giver.site(),
                giver.order(),
                List.of(new Reserved(from.lineNo(), from.item(), command.quantity())));
        OrderView after = save(
                work,
                giver,
                with(
                        giver,
                        from.lineNo(),
                        line -> line.reserving(command.quantity().negate())));
        OrderView gains = one ? after : getter;
        // What was given back is free for this line only, because the lock on the stock is still held.
        stock.reserve(
                work, gains.site(), gains.order(), List.of(new Reserved(to.lineNo(), to.item(), command.quantity())));
        OrderView got = save(work, gains, with(gains, to.lineNo(), line -> line.reserving(command.quantity())));
        work.publish(
                new ReservationReallocated(
                        giver.order(),
                        from.lineNo(),
                        getter.order(),
                        to.lineNo(),
                        giver.site(),
                        from.item(),
                        new Quantity(command.quantity(), from.unit()),
                        command.why(),
                        work.person(),
                        work.now()),
                giver.site());
        return one ? got : after;
    }

    private static void requirePossible(
            Command command, OrderView giver, OrderView getter, OrderView.Line from, OrderView.Line to) {
        if (command.why().isBlank()) {
            throw new Refused(Problem.REASON_MISSING, "Say why the other order goes first.");
        }
        if (!giver.site().equals(getter.site()) || !from.item().equals(to.item())) {
            throw new Refused(Problem.UNKNOWN_REFERENCE, "The two lines are not over one item at one site.");
        }
        if (giver.shipComplete()) {
            throw new Refused(Problem.WRONG_STATE, "Order " + giver.order() + " ships as a whole.");
        }
        if (command.quantity().compareTo(from.pickable()) > 0) {
            throw new Refused(
                    Problem.MORE_THAN_OPEN,
                    "Line " + from.lineNo() + " holds " + Quantities.plain(from.pickable()) + " that are not picked.");
        }
        if (command.quantity().compareTo(to.backordered()) > 0) {
            throw new Refused(
                    Problem.MORE_THAN_OPEN,
                    "Line " + to.lineNo() + " of " + getter.order() + " waits for " + Quantities.plain(to.backordered())
                            + ".");
        }
    }

    private static OrderView.Line line(OrderView order, int lineNo) {
        return order.lines().stream()
                .filter(line -> line.lineNo() == lineNo)
                .findFirst()
                .orElseThrow(() ->
                        new Refused(Problem.NOT_FOUND, "There is no line " + lineNo + " in " + order.order() + "."));
    }

    private static List<OrderView.Line> with(OrderView order, int lineNo, UnaryOperator<OrderView.Line> change) {
        return order.lines().stream()
                .map(line -> line.lineNo() == lineNo ? change.apply(line) : line)
                .toList();
    }

    private static OrderView save(Work work, OrderView before, List<OrderView.Line> lines) {
        OrderView after = before.after(before.state(), before.releasedAt(), lines);
        OrderRows.update(work, before, after);
        return after;
    }
}
