package io.setpoint.ml.lateness;

import io.setpoint.contracts.events.CancelReason;
import io.setpoint.contracts.events.DomainEvent;
import io.setpoint.contracts.events.OrderLineCancelled;
import io.setpoint.contracts.events.OrderPlaced;
import io.setpoint.contracts.events.OrderReleased;
import io.setpoint.contracts.events.ShipmentShipped;
import io.setpoint.contracts.values.Money;
import io.setpoint.ml.events.EventReference;
import io.setpoint.ml.events.LoggedEvent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a site remembers to judge its orders: the open order units and the recent late rate of each shipping mode. A plain
 * function of the events applied to it; the same code runs online, in training and in evaluation. Bounded by what is open
 * or not yet due.
 *
 * <p>The clock given with each event says what is known: the commit stamp online; in training the business time, because
 * imported history was committed long after it happened. An order unit's outcome is read once the clock has passed the
 * end of its commit day and the commit that brought it.
 */
public final class OrderHistory {
    private static final int FORMAT = 1;
    private static final double HALF_LIFE_MICROS = 30.0 * 24 * 3_600_000_000L;
    /** A shipping mode counts as if so many orders with the site's own rate had been seen. */
    private static final double PRIOR = 10;
    /** The rate assumed before anything is known. */
    private static final double BEFORE_ANY = 0.1;

    private final Map<String, List<OrderUnit>> units;
    private final Map<String, double[]> rates;
    private final double[] siteRate;
    private int open;
    /** No unit's outcome can be read before the clock has passed this. */
    private long nextDue;

    public OrderHistory() {
        this(new TreeMap<>(), new TreeMap<>(), new double[3]);
    }

    private OrderHistory(Map<String, List<OrderUnit>> units, Map<String, double[]> rates, double[] siteRate) {
        this.units = units;
        this.rates = rates;
        this.siteRate = siteRate;
        this.open = (int) units.values().stream()
                .flatMap(List::stream)
                .filter(OrderUnit::open)
                .count();
        this.nextDue = units.values().stream()
                .flatMap(List::stream)
                .filter(unit -> !unit.resolved)
                .mapToLong(OrderUnit::dueMicros)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** Whether events of this kind concern lateness at all; others may be kept away. */
    public static boolean concerns(DomainEvent event) {
        return event instanceof OrderPlaced
                || event instanceof OrderReleased
                || event instanceof OrderLineCancelled
                || event instanceof ShipmentShipped;
    }

    /**
     * Takes one event of the site into account.
     *
     * @param clock microseconds since the epoch, never decreasing
     */
    public OrderUpdate apply(LoggedEvent event, long clock) {
        if (!concerns(event.data())) {
            return new OrderUpdate(List.of(), List.of(), List.of());
        }
        List<OrderOutcome> outcomes = resolve(clock);
        List<OrderFacts> toScore = List.of();
        List<String> closed = List.of();
        DomainEvent data = event.data();
        if (data instanceof OrderPlaced placed) {
            toScore = place(event, placed, clock);
        } else if (data instanceof OrderReleased released) {
            toScore = release(event, released);
        } else if (data instanceof OrderLineCancelled cancelled) {
            closed = cancel(cancelled);
        } else if (data instanceof ShipmentShipped shipped) {
            closed = ship(shipped, event.occurredMicros());
        }
        return new OrderUpdate(toScore, outcomes, closed);
    }

    /** The outcomes that are known once the clock stands at this time, even if no event follows. */
    public List<OrderOutcome> resolve(long clock) {
        if (clock <= nextDue) {
            return List.of();
        }
        List<OrderOutcome> outcomes = new ArrayList<>();
        nextDue = Long.MAX_VALUE;
        for (Iterator<List<OrderUnit>> orders = units.values().iterator(); orders.hasNext(); ) {
            List<OrderUnit> order = orders.next();
            for (OrderUnit unit : order) {
                if (unit.resolved) {
                    continue;
                }
                if (clock > unit.dueMicros()) {
                    unit.resolved = true;
                    if (!unit.excluded()) {
                        remember(unit);
                        outcomes.add(new OrderOutcome(unit.placed.order(), unit.placed.requestedDate(), unit.late()));
                    }
                } else {
                    nextDue = Math.min(nextDue, unit.dueMicros());
                }
            }
            if (order.stream().allMatch(unit -> unit.resolved && !unit.open())) {
                orders.remove();
            }
        }
        return outcomes;
    }

    private List<OrderFacts> place(LoggedEvent event, OrderPlaced placed, long clock) {
        ZoneId zone = ZoneId.of(placed.zone());
        Map<LocalDate, List<OrderPlaced.Line>> byDate = new TreeMap<>();
        placed.lines()
                .forEach(line -> byDate.computeIfAbsent(line.requestedDate(), date -> new ArrayList<>())
                        .add(line));
        int backlog = open;
        List<OrderUnit> added = new ArrayList<>();
        EventReference evidence = EventReference.to(
                event,
                "%s ordered %d lines by %s"
                        .formatted(placed.customer(), placed.lines().size(), placed.shippingMode()));
        byDate.forEach((requested, lines) -> {
            OrderFacts facts = facts(event, placed, requested, lines, zone, backlog, evidence);
            List<OrderUnit.Line> unitLines = lines.stream()
                    .map(line -> new OrderUnit.Line(
                            line.lineNo(),
                            endOf(line.commitDate(), zone),
                            line.quantity().thousandths()))
                    .toList();
            added.add(new OrderUnit(facts, unitLines, clock, false));
        });
        units.put(placed.order().value(), added);
        open += added.size();
        for (OrderUnit unit : added) {
            nextDue = Math.min(nextDue, unit.dueMicros());
        }
        return added.stream().map(unit -> unit.placed).toList();
    }

    private OrderFacts facts(
            LoggedEvent event,
            OrderPlaced placed,
            LocalDate requested,
            List<OrderPlaced.Line> lines,
            ZoneId zone,
            int backlog,
            EventReference evidence) {
        long value = 0;
        double quantity = 0;
        long highest = -1;
        String category = "";
        LocalDate commit = lines.get(0).commitDate();
        for (OrderPlaced.Line line : lines) {
            Money lineValue = line.unitPrice().times(line.quantity());
            value += lineValue.tenThousandths();
            quantity += line.quantity().value().doubleValue();
            if (lineValue.tenThousandths() > highest) {
                highest = lineValue.tenThousandths();
                category = line.category();
            }
            commit = line.commitDate().isBefore(commit) ? line.commitDate() : commit;
        }
        return new OrderFacts(
                placed.order().value(),
                placed.site().value(),
                requested,
                placed.occurredAt().atZone(zone).toLocalDate(),
                commit,
                event.occurredMicros(),
                endOf(commit, zone),
                placed.customerClass(),
                placed.channel(),
                placed.shippingMode(),
                category,
                false,
                lines.size(),
                quantity,
                value / 10_000.0,
                value,
                lines.get(0).unitPrice().currency().getCurrencyCode(),
                0,
                backlog,
                rate(placed.shippingMode()),
                List.of(evidence));
    }

    private List<OrderFacts> release(LoggedEvent event, OrderReleased released) {
        Map<Integer, OrderReleased.Line> byLine = new TreeMap<>();
        released.lines().forEach(line -> byLine.put(line.lineNo(), line));
        List<OrderFacts> facts = new ArrayList<>();
        for (OrderUnit unit : units.getOrDefault(released.order().value(), List.of())) {
            boolean wasOpen = unit.open();
            long quantity = 0;
            long backordered = 0;
            for (OrderUnit.Line line : unit.lines) {
                OrderReleased.Line now = byLine.get(line.lineNo);
                // a line that was cancelled before release is not released
                line.required = now == null ? 0 : now.quantity().thousandths();
                line.cancelled = 0;
                quantity += line.required;
                backordered += now == null ? 0 : now.backordered().thousandths();
            }
            recount(wasOpen, unit);
            if (quantity > 0) {
                facts.add(released(unit, event, quantity, backordered));
            }
        }
        return facts;
    }

    private OrderFacts released(OrderUnit unit, LoggedEvent event, long quantity, long backordered) {
        OrderFacts placed = unit.placed;
        double share = (double) backordered / quantity;
        List<EventReference> evidence = new ArrayList<>(placed.evidence());
        evidence.add(EventReference.to(event, "released with %.0f %% not in stock".formatted(100 * share)));
        return new OrderFacts(
                placed.order(),
                placed.site(),
                placed.requestedDate(),
                placed.placedDate(),
                placed.commitDate(),
                placed.placedMicros(),
                placed.commitMicros(),
                placed.customerClass(),
                placed.channel(),
                placed.shippingMode(),
                placed.itemCategory(),
                true,
                placed.lines(),
                quantity / 1_000.0,
                placed.value(),
                placed.valueTenThousandths(),
                placed.currency(),
                share,
                // the unit itself is open now and does not wait for itself
                Math.max(0, open - 1),
                rate(placed.shippingMode()),
                evidence);
    }

    private List<String> cancel(OrderLineCancelled cancelled) {
        List<OrderUnit> order = units.getOrDefault(cancelled.order().value(), List.of());
        for (OrderUnit unit : order) {
            OrderUnit.Line line = unit.line(cancelled.lineNo());
            if (line != null) {
                boolean wasOpen = unit.open();
                long quantity = cancelled.quantity().thousandths();
                // what the customer no longer wants before release was never due; a shortage of ours stays due
                if (cancelled.beforeRelease() && cancelled.reason() != CancelReason.SHORTAGE) {
                    line.required = Math.max(0, line.required - quantity);
                } else {
                    line.cancelled += quantity;
                }
                recount(wasOpen, unit);
            }
        }
        return closedIfDone(cancelled.order().value());
    }

    private List<String> ship(ShipmentShipped shipped, long at) {
        List<OrderUnit> order = units.getOrDefault(shipped.order().value(), List.of());
        for (ShipmentShipped.Line shippedLine : shipped.lines()) {
            for (OrderUnit unit : order) {
                OrderUnit.Line line = unit.line(shippedLine.lineNo());
                if (line != null) {
                    boolean wasOpen = unit.open();
                    long quantity = shippedLine.quantity().thousandths();
                    line.shipped += quantity;
                    line.shippedInTime += at < line.commitMicros ? quantity : 0;
                    recount(wasOpen, unit);
                }
            }
        }
        return closedIfDone(shipped.order().value());
    }

    private List<String> closedIfDone(String order) {
        List<OrderUnit> of = units.getOrDefault(order, List.of());
        if (of.isEmpty() || of.stream().anyMatch(OrderUnit::open)) {
            return List.of();
        }
        if (of.stream().allMatch(unit -> unit.resolved)) {
            units.remove(order);
        }
        return List.of(order);
    }

    private void recount(boolean wasOpen, OrderUnit unit) {
        open += (unit.open() ? 1 : 0) - (wasOpen ? 1 : 0);
    }

    private void remember(OrderUnit unit) {
        for (double[] rate :
                List.of(rates.computeIfAbsent(unit.placed.shippingMode(), mode -> new double[3]), siteRate)) {
            long at = unit.lastCommitMicros();
            if (at > rate[2]) {
                double kept = StrictMath.pow(0.5, (at - rate[2]) / HALF_LIFE_MICROS);
                rate[0] *= kept;
                rate[1] *= kept;
                rate[2] = at;
            }
            rate[0] += unit.late() ? 1 : 0;
            rate[1]++;
        }
    }

    private double rate(String shippingMode) {
        double site = (siteRate[0] + PRIOR * BEFORE_ANY) / (siteRate[1] + PRIOR);
        double[] mode = rates.getOrDefault(shippingMode, new double[3]);
        return (mode[0] + PRIOR * site) / (mode[1] + PRIOR);
    }

    private static long endOf(LocalDate day, ZoneId zone) {
        return LoggedEvent.micros(day.plusDays(1).atStartOfDay(zone).toInstant());
    }

    /** Writes the whole state in a compact form of its own; equal states give equal bytes. */
    public void writeTo(DataOutput out) throws IOException {
        out.writeByte(FORMAT);
        out.writeInt(units.size());
        for (Map.Entry<String, List<OrderUnit>> order : units.entrySet()) {
            out.writeUTF(order.getKey());
            out.writeInt(order.getValue().size());
            for (OrderUnit unit : order.getValue()) {
                unit.writeTo(out);
            }
        }
        out.writeInt(rates.size());
        for (Map.Entry<String, double[]> rate : rates.entrySet()) {
            out.writeUTF(rate.getKey());
            writeRate(rate.getValue(), out);
        }
        writeRate(siteRate, out);
    }

    /** Reads what {@link #writeTo} wrote. */
    public static OrderHistory readFrom(DataInput in) throws IOException {
        int format = in.readByte();
        if (format != FORMAT) {
            throw new IOException("order history of format " + format + ", known is " + FORMAT);
        }
        Map<String, List<OrderUnit>> units = new TreeMap<>();
        int orders = in.readInt();
        for (int i = 0; i < orders; i++) {
            String order = in.readUTF();
            int size = in.readInt();
            List<OrderUnit> of = new ArrayList<>();
            for (int k = 0; k < size; k++) {
                of.add(OrderUnit.readFrom(in));
            }
            units.put(order, of);
        }
        Map<String, double[]> rates = new TreeMap<>();
        int modes = in.readInt();
        for (int i = 0; i < modes; i++) {
            rates.put(in.readUTF(), readRate(in));
        }
        return new OrderHistory(units, rates, readRate(in));
    }

    /** A copy that shares nothing that changes. */
    public OrderHistory copy() {
        Map<String, List<OrderUnit>> copiedUnits = new TreeMap<>();
        units.forEach((order, of) -> copiedUnits.put(
                order, new ArrayList<>(of.stream().map(OrderUnit::copy).toList())));
        Map<String, double[]> copiedRates = new TreeMap<>();
        rates.forEach((mode, rate) -> copiedRates.put(mode, rate.clone()));
        return new OrderHistory(copiedUnits, copiedRates, siteRate.clone());
    }

    private static void writeRate(double[] rate, DataOutput out) throws IOException {
        for (double value : rate) {
            out.writeDouble(value);
        }
    }

    private static double[] readRate(DataInput in) throws IOException {
        return new double[] {in.readDouble(), in.readDouble(), in.readDouble()};
    }
}
