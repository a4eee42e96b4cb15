package io.setpoint.erp.sales;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.OrderReleased;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.inventory.api.StockReservations;
import io.setpoint.erp.inventory.api.StockReservations.Availability;
import io.setpoint.erp.inventory.api.StockReservations.Reserved;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.RoundTrip;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.sales.ReleaseOrder.Command;
import io.setpoint.erp.sales.api.OrderState;
import io.setpoint.erp.sales.api.OrderView;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Hands an order to the warehouse: reserves what is free and not promised to others for an earlier day; the rest becomes a
 * backorder. What ships as a whole only is not handed over in part.
 */
final class ReleaseOrder implements UseCase<Command, OrderView> {
    private final StockReservations stock;

    ReleaseOrder(StockReservations stock) {
        this.stock = stock;
    }

    record Command(OrderId order) {}

    @Override
    public Control control() {
        return Control.of("release-order", "Reserves what is available to promise; the rest becomes a backorder.")
                .publishing(EventType.ORDER_RELEASED)
                .refusing(Problem.NOT_FOUND, Problem.STALE_VERSION, Problem.WRONG_STATE, Problem.NOT_COMPLETE);
    }

    @Override
    public Permission permission() {
        return Permission.RELEASE_ORDER;
    }

    @Override
    public OrderView run(Command command, Work work) {
        OrderView order = OrderRows.lock(work, command.order());
        work.requireAt(Permission.RELEASE_ORDER, order.site());
        work.requireVersion(order.version());
        if (order.state() != OrderState.PLACED) {
            throw new Refused(Problem.WRONG_STATE, "Order " + order.order() + " is " + order.state() + ".");
        }
        Supply supply = supply(work, order);
        Map<Integer, BigDecimal> taken = take(order, supply);
        List<OrderView.Line> lines = new ArrayList<>();
        List<Reserved> reserved = new ArrayList<>();
        List<OrderReleased.Line> event = new ArrayList<>();
        for (OrderView.Line line : order.lines()) {
            BigDecimal open = line.open();
            BigDecimal take = taken.getOrDefault(line.lineNo(), BigDecimal.ZERO);
            if (order.shipComplete() && take.compareTo(open) < 0) {
                throw new Refused(
                        Problem.NOT_COMPLETE,
                        "Of line " + line.lineNo() + " " + Quantities.plain(take) + " of " + Quantities.plain(open)
                                + " can be reserved, and the order ships as a whole.");
            }
            if (take.signum() > 0) {
                reserved.add(new Reserved(line.lineNo(), line.item(), take));
            }
            lines.add(line.with(open, take, open.subtract(take), line.picked(), line.shipped(), line.cancelled()));
            event.add(new OrderReleased.Line(
                    line.lineNo(),
                    new Quantity(open, line.unit()),
                    new Quantity(take, line.unit()),
                    new Quantity(open.subtract(take), line.unit())));
        }
        if (!reserved.isEmpty()) {
            stock.reserve(work, order.site(), order.order(), reserved, supply.stock());
        }
        OrderView released = order.after(OrderState.RELEASED, work.now(), lines);
        OrderRows.update(work, order, released);
        work.publish(new OrderReleased(order.order(), order.site(), work.now(), event), order.site());
        return released;
    }

    /** The locked stock of an order's items, what is available to promise of them, and what the order claims itself. */
    private record Supply(Map<Sku, Availability> stock, Map<Sku, Atp> atps, List<PromiseRows.Open> claims) {}

    private Supply supply(Work work, OrderView order) {
        Set<Sku> items = new TreeSet<>();
        order.lines().forEach(line -> items.add(line.item()));
        Supply supply = read(work, order, items);
        if (supply.stock().size() < items.size()) {
            stock.lock(work, order.site(), items);
            supply = read(work, order, items);
        }
        return supply;
    }

    private Supply read(Work work, OrderView order, Set<Sku> items) {
        RoundTrip trip = stock.locking(work.trip(), order.site(), items);
        SupplyRows.ask(
                trip,
                work.company(),
                order.site(),
                items.stream().map(Sku::value).toArray(String[]::new),
                true);
        PromiseRows.ask(trip, order.order());
        return trip.answer(answers -> {
            Map<Sku, Availability> locked = stock.locked(answers);
            Map<Sku, Atp> atps = new HashMap<>();
            items.forEach(item -> {
                Availability row = locked.get(item);
                atps.put(item, new Atp(order.day(work.now()), row == null ? BigDecimal.ZERO : row.free()));
            });
            SupplyRows.read(answers.rows(), atps);
            return new Supply(locked, atps, PromiseRows.read(answers));
        });
    }

    /** By line, what stock gives now for each part of its promise. */
    private static Map<Integer, BigDecimal> take(OrderView order, Supply supply) {
        Map<Integer, BigDecimal> taken = new HashMap<>();
        for (PromiseRows.Open part : supply.claims()) {
            Atp atp = supply.atps().get(part.item());
            if (atp == null) {
                throw new IllegalStateException(
                        "a promise of " + part.item() + " on a line of " + order.order() + " without it");
            }
            atp.claim(part.promisedOn(), part.open().negate());
            taken.merge(part.lineNo(), atp.serve(part.open(), part.promisedOn()), BigDecimal::add);
        }
        return taken;
    }
}
