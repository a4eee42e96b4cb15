package io.setpoint.streaming.facts;

import io.setpoint.contracts.events.DomainEvent;
import io.setpoint.contracts.events.OrderLineCancelled;
import io.setpoint.contracts.events.OrderPlaced;
import io.setpoint.contracts.events.OrderReleased;
import io.setpoint.contracts.events.PickConfirmed;
import io.setpoint.contracts.events.ReturnReceived;
import io.setpoint.contracts.events.ShipmentDelivered;
import io.setpoint.contracts.events.ShipmentShipped;
import io.setpoint.contracts.kpi.Kpi;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of an order, and a pure function of it and of the commit clock: its facts. Knows nothing of Flink.
 *
 * @param placedAt business time of entry, microseconds
 * @param currency of all its amounts
 * @param clock commit stamp up to which it is known
 * @param closedAt commit stamp since which nothing of it is open; 0 while something is
 * @param lastAt latest business time in it
 */
public record OrderDocument(
        String company,
        String order,
        String site,
        String zone,
        String customer,
        String customerClass,
        String channel,
        String shippingMode,
        String currency,
        long placedAt,
        List<OrderLine> lines,
        List<OrderPick> picks,
        List<OrderShipment> shipments,
        List<OrderReturn> returns,
        long clock,
        long closedAt,
        long lastAt) {

    /** How long a closed order can still be corrected, in business time. */
    public static final long CORRECTABLE = 35 * Calendar.DAY;
    /** How long a unit that comes back counts as returned, in business time. */
    public static final long RETURNABLE = Kpi.RETURN_DAYS * Calendar.DAY;
    /** How long it is kept at least, so that a repeat of its events is recognised. */
    public static final long REPEATABLE = Calendar.DAY;

    private static final Comparator<OrderShipment> FIRST =
            Comparator.comparingLong(OrderShipment::shippedAt).thenComparing(OrderShipment::shipment);

    /** A new order. Throws {@link java.time.DateTimeException} if its zone is none. */
    public static OrderDocument placed(String company, OrderPlaced event, long stamp) {
        List<OrderLine> lines = new ArrayList<>();
        for (OrderPlaced.Line line : event.lines()) {
            lines.add(new OrderLine(
                    line.lineNo(),
                    line.item().value(),
                    line.category(),
                    line.quantity().thousandths(),
                    line.unitPrice().tenThousandths(),
                    line.unitCost().tenThousandths(),
                    line.requestedDate().toString(),
                    line.commitDate().toString(),
                    Calendar.endOf(line.commitDate(), event.zone()),
                    -1,
                    0,
                    0,
                    0,
                    0,
                    ""));
        }
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("an order without lines");
        }
        long at = Calendar.micros(event.occurredAt());
        return new OrderDocument(
                company,
                event.order().value(),
                event.site().value(),
                event.zone(),
                event.customer().value(),
                event.customerClass(),
                event.channel(),
                event.shippingMode(),
                event.lines().get(0).unitPrice().currency().getCurrencyCode(),
                at,
                lines,
                List.of(),
                List.of(),
                List.of(),
                stamp,
                0,
                at);
    }

    /**
     * The order after one more event. Throws {@link IllegalArgumentException} if the event does not fit the order.
     */
    public OrderDocument apply(DomainEvent event, long stamp) {
        OrderDocument next = this;
        if (event instanceof OrderPlaced) {
            throw new IllegalArgumentException("the order was placed before");
        } else if (event instanceof OrderReleased released) {
            next = release(released);
        } else if (event instanceof OrderLineCancelled cancelled) {
            next = cancel(cancelled);
        } else if (event instanceof PickConfirmed pick) {
            next = pick(pick);
        } else if (event instanceof ShipmentShipped shipped) {
            next = ship(shipped);
        } else if (event instanceof ShipmentDelivered delivered) {
            next = deliver(delivered);
        } else if (event instanceof ReturnReceived returned) {
            next = takeBack(returned);
        }
        return next.known(stamp, Calendar.micros(event.occurredAt()));
    }

    private OrderDocument release(OrderReleased event) {
        List<OrderLine> changed = new ArrayList<>(lines);
        for (OrderReleased.Line line : event.lines()) {
            int at = indexOf(line.lineNo());
            changed.set(
                    at,
                    lines.get(at)
                            .release(
                                    line.quantity().thousandths(),
                                    line.backordered().thousandths()));
        }
        return with(changed, picks, shipments, returns);
    }

    private OrderDocument cancel(OrderLineCancelled event) {
        List<OrderLine> changed = new ArrayList<>(lines);
        int at = indexOf(event.lineNo());
        changed.set(at, lines.get(at).cancel(event.quantity().thousandths(), event.reason(), event.beforeRelease()));
        return with(changed, picks, shipments, returns);
    }

    private OrderDocument pick(PickConfirmed event) {
        List<OrderPick.Picked> picked = new ArrayList<>();
        for (PickConfirmed.Line line : event.lines()) {
            indexOf(line.lineNo());
            picked.add(new OrderPick.Picked(
                    line.lineNo(),
                    line.bin().value(),
                    line.lot() == null ? "" : line.lot().value(),
                    line.required().thousandths(),
                    line.picked().thousandths(),
                    line.shortReason() == null ? "" : line.shortReason()));
        }
        List<OrderPick> changed = new ArrayList<>();
        for (OrderPick each : picks) {
            if (each.shipment().equals(event.shipment().value())) {
                throw new IllegalArgumentException("the shipment was picked before");
            }
            changed.add(each);
        }
        changed.add(new OrderPick(
                event.shipment().value(), event.pickedBy().value(), Calendar.micros(event.occurredAt()), picked));
        return with(lines, changed, shipments, returns);
    }

    private OrderDocument ship(ShipmentShipped event) {
        TreeMap<Integer, Long> quantities = new TreeMap<>();
        for (ShipmentShipped.Line line : event.lines()) {
            indexOf(line.lineNo());
            quantities.merge(line.lineNo(), line.quantity().thousandths(), Math::addExact);
        }
        List<OrderShipment.Shipped> shipped = new ArrayList<>();
        quantities.forEach((lineNo, quantity) -> shipped.add(new OrderShipment.Shipped(lineNo, quantity)));
        List<OrderShipment> changed = new ArrayList<>();
        for (OrderShipment each : shipments) {
            if (each.shipment().equals(event.shipment().value())) {
                throw new IllegalArgumentException("the shipment was shipped before");
            }
            changed.add(each);
        }
        changed.add(new OrderShipment(
                event.shipment().value(), event.carrier(), Calendar.micros(event.occurredAt()), 0, shipped));
        changed.sort(FIRST);
        return with(lines, picks, changed, returns);
    }

    private OrderDocument deliver(ShipmentDelivered event) {
        List<OrderShipment> changed = new ArrayList<>();
        boolean found = false;
        for (OrderShipment each : shipments) {
            boolean meant = each.shipment().equals(event.shipment().value());
            found |= meant;
            changed.add(meant ? each.delivered(Calendar.micros(event.occurredAt())) : each);
        }
        if (!found) {
            throw new IllegalArgumentException("no such shipment was shipped");
        }
        return with(lines, picks, changed, returns);
    }

    private OrderDocument takeBack(ReturnReceived event) {
        OrderShipment shipment = shipments.stream()
                .filter(each -> each.shipment().equals(event.shipment().value()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such shipment was shipped"));
        List<OrderReturn.Returned> arrived = new ArrayList<>();
        for (ReturnReceived.Line line : event.lines()) {
            String item = line.item().value();
            if (lines.stream().noneMatch(each -> each.item().equals(item) && shipment.quantity(each.lineNo()) > 0)) {
                throw new IllegalArgumentException("nothing of item " + item + " was in the shipment");
            }
            arrived.add(new OrderReturn.Returned(item, line.received().thousandths()));
        }
        List<OrderReturn> changed = new ArrayList<>();
        for (OrderReturn each : returns) {
            if (each.id().equals(event.returnId().value())) {
                throw new IllegalArgumentException("the return was received before");
            }
            changed.add(each);
        }
        changed.add(new OrderReturn(
                event.returnId().value(), shipment.shipment(), Calendar.micros(event.occurredAt()), arrived));
        return with(lines, picks, shipments, changed);
    }

    private OrderDocument with(
            List<OrderLine> newLines,
            List<OrderPick> newPicks,
            List<OrderShipment> newShipments,
            List<OrderReturn> newReturns) {
        return new OrderDocument(
                company,
                order,
                site,
                zone,
                customer,
                customerClass,
                channel,
                shippingMode,
                currency,
                placedAt,
                newLines,
                newPicks,
                newShipments,
                newReturns,
                clock,
                closedAt,
                lastAt);
    }

    private OrderDocument known(long stamp, long businessTime) {
        return new OrderDocument(
                company,
                order,
                site,
                zone,
                customer,
                customerClass,
                channel,
                shippingMode,
                currency,
                placedAt,
                lines,
                picks,
                shipments,
                returns,
                stamp,
                hasOpenLine() ? 0 : stamp,
                Math.max(lastAt, businessTime));
    }

    /** The same order at a later moment. */
    OrderDocument at(long stamp) {
        return new OrderDocument(
                company,
                order,
                site,
                zone,
                customer,
                customerClass,
                channel,
                shippingMode,
                currency,
                placedAt,
                lines,
                picks,
                shipments,
                returns,
                stamp,
                closedAt,
                lastAt);
    }

    /** Throws {@link IllegalArgumentException} if the order has no such line. */
    OrderLine line(int lineNo) {
        return lines.get(indexOf(lineNo));
    }

    private int indexOf(int lineNo) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).lineNo() == lineNo) {
                return i;
            }
        }
        throw new IllegalArgumentException("the order has no line " + lineNo);
    }

    /** Shipped so far, in thousandths. */
    public long shipped(OrderLine line) {
        long sum = 0;
        for (OrderShipment shipment : shipments) {
            sum += shipment.quantity(line.lineNo());
        }
        return sum;
    }

    /**
     * What came back in time of the item a line of a shipment went out with, in thousandths. A return names items: they
     * are taken to be of its first lines, and what is more than those had, of its last.
     */
    long returned(OrderShipment shipment, OrderLine line) {
        long back = 0;
        for (OrderReturn each : returns) {
            if (isInTime(each, shipment)) {
                back += each.quantity(line.item());
            }
        }
        boolean isLast = true;
        for (OrderLine other : lines) {
            if (other.item().equals(line.item()) && shipment.quantity(other.lineNo()) > 0) {
                if (other.lineNo() < line.lineNo()) {
                    back = Math.max(0, back - shipment.quantity(other.lineNo()));
                }
                isLast &= other.lineNo() <= line.lineNo();
            }
        }
        return isLast ? back : Math.min(back, shipment.quantity(line.lineNo()));
    }

    /** Whether goods of the shipment came back early enough to count. */
    boolean isInTime(OrderReturn back, OrderShipment shipment) {
        return back.shipment().equals(shipment.shipment()) && back.receivedAt() < shipment.shippedAt() + RETURNABLE;
    }

    /** Neither cancelled nor shipped, in thousandths. */
    public long open(OrderLine line) {
        return line.open(shipped(line));
    }

    /** Value of what is open, in ten-thousandths. */
    public long openValue(OrderLine line) {
        return Scaled.value(line.price(), open(line));
    }

    public boolean hasOpenLine() {
        for (OrderLine line : lines) {
            if (open(line) > 0) {
                return true;
            }
        }
        return false;
    }

    /** Lines whose commit day has ended while something of them was open. */
    public List<OrderLine> pastCommit(long now) {
        return lines.stream()
                .filter(line -> now >= line.commitEnd() && open(line) > 0)
                .toList();
    }

    /** The next end of a commit day of an open line after a moment; {@link Long#MAX_VALUE} if there is none. */
    public long nextCommitEnd(long now) {
        return lines.stream()
                .filter(line -> line.commitEnd() > now && open(line) > 0)
                .mapToLong(OrderLine::commitEnd)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** The order units, by requested date. */
    List<OrderUnit> units() {
        TreeMap<String, List<OrderLine>> byDate = new TreeMap<>();
        for (OrderLine line : lines) {
            byDate.computeIfAbsent(line.requestedDate(), date -> new ArrayList<>())
                    .add(line);
        }
        List<OrderUnit> units = new ArrayList<>();
        byDate.forEach((date, members) -> units.add(OrderUnit.of(date, members, firstShipment(members))));
        return units;
    }

    private @Nullable OrderShipment firstShipment(List<OrderLine> members) {
        for (OrderShipment shipment : shipments) {
            for (OrderLine line : members) {
                if (shipment.quantity(line.lineNo()) > 0) {
                    return shipment;
                }
            }
        }
        return null;
    }

    /** All rows that hold at this moment. */
    public List<FactRow> facts(long now) {
        List<FactRow> rows = new ArrayList<>();
        FillFacts.add(this, now, rows);
        OpenFacts.add(this, now, rows);
        PickFacts.add(this, rows);
        ShipmentFacts.add(this, rows);
        return rows;
    }

    /**
     * The next moment after {@code now} at which the facts change without an event, or at which the order can go; {@link
     * Long#MAX_VALUE} if there is none.
     */
    public long wakeAt(long now) {
        long next = Long.MAX_VALUE;
        for (OrderUnit unit : units()) {
            if (unit.first() == null && !unit.isExcluded() && unit.end() > now) {
                next = Math.min(next, unit.end());
            }
        }
        for (OrderLine line : lines) {
            if (open(line) > 0) {
                next = Math.min(next, AgeBuckets.nextChange(placedAt, line.commitEnd(), now));
            }
        }
        return closedAt == 0 ? next : Math.min(next, Math.max(now + 1, goneAt()));
    }

    /** Whether nothing can change any more. */
    public boolean isGone(long now) {
        return closedAt != 0 && now >= goneAt();
    }

    private long goneAt() {
        long end = Math.max(closedAt + REPEATABLE, lastAt + CORRECTABLE);
        for (OrderLine line : lines) {
            end = Math.max(end, line.commitEnd());
        }
        for (OrderShipment shipment : shipments) {
            end = Math.max(end, shipment.shippedAt() + RETURNABLE + CORRECTABLE);
        }
        return end;
    }
}
