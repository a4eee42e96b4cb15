package io.setpoint.streaming.facts;

import io.setpoint.contracts.events.CancelReason;
import io.setpoint.contracts.events.OrderLineCancelled;
import io.setpoint.contracts.events.OrderPlaced;
import io.setpoint.contracts.events.OrderReleased;
import io.setpoint.contracts.events.PickConfirmed;
import io.setpoint.contracts.events.ReturnReason;
import io.setpoint.contracts.events.ReturnReceived;
import io.setpoint.contracts.events.ShipmentDelivered;
import io.setpoint.contracts.events.ShipmentShipped;
import io.setpoint.contracts.kpi.Fact;
import io.setpoint.contracts.kpi.Kpi;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.ReturnId;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Events of orders of a site in Stockholm, and the KPIs of rows. */
public final class Orders {
    public static final String ZONE = "Europe/Stockholm";
    /** A Monday morning in winter: Stockholm is an hour ahead of UTC. */
    public static final Instant MONDAY_NINE = Instant.parse("2026-01-12T08:00:00Z");

    public static final LocalDate MONDAY = LocalDate.parse("2026-01-12");
    private static final SiteId SITE = new SiteId("GOT1");

    private Orders() {}

    public static long micros(Instant at) {
        return Calendar.micros(at);
    }

    /** An order due on Wednesday. */
    public static OrderPlaced placed(String order, int... quantities) {
        List<OrderPlaced.Line> lines = new ArrayList<>();
        for (int i = 0; i < quantities.length; i++) {
            lines.add(line(i + 1, quantities[i], MONDAY.plusDays(2), MONDAY.plusDays(2)));
        }
        return placed(order, lines);
    }

    /** An order placed at some time and due two days later. */
    public static OrderPlaced placedAt(String order, Instant at, int... quantities) {
        LocalDate due = LocalDate.ofInstant(at, ZoneId.of(ZONE)).plusDays(2);
        List<OrderPlaced.Line> lines = new ArrayList<>();
        for (int i = 0; i < quantities.length; i++) {
            lines.add(line(i + 1, quantities[i], due, due));
        }
        return new OrderPlaced(
                new OrderId(order), SITE, ZONE, new CustomerId("C-1"), "A", "desk", "standard", null, at, lines);
    }

    public static OrderPlaced placed(String order, List<OrderPlaced.Line> lines) {
        return new OrderPlaced(
                new OrderId(order),
                SITE,
                ZONE,
                new CustomerId("C-1"),
                "A",
                "desk",
                "standard",
                null,
                MONDAY_NINE,
                lines);
    }

    public static OrderPlaced.Line line(int lineNo, int quantity, LocalDate requested, LocalDate commit) {
        return new OrderPlaced.Line(
                lineNo,
                new Sku("item-" + lineNo),
                "Safety",
                each(quantity),
                Money.of("2.50", "EUR"),
                Money.of("1.25", "EUR"),
                requested,
                commit);
    }

    public static OrderReleased released(String order, Instant at, int... quantities) {
        List<OrderReleased.Line> lines = new ArrayList<>();
        for (int i = 0; i < quantities.length; i++) {
            lines.add(new OrderReleased.Line(i + 1, each(quantities[i]), each(quantities[i]), each(0)));
        }
        return new OrderReleased(new OrderId(order), SITE, at, lines);
    }

    public static OrderLineCancelled cancelled(
            String order, Instant at, int lineNo, int quantity, CancelReason reason, boolean beforeRelease) {
        return new OrderLineCancelled(
                new OrderId(order), SITE, lineNo, each(quantity), reason, beforeRelease, new PersonId("i.duarte"), at);
    }

    /** What was required and what was taken, from line 1 on. */
    public static PickConfirmed picked(String shipment, String order, Instant at, int[] required, int[] taken) {
        List<PickConfirmed.Line> lines = new ArrayList<>();
        for (int i = 0; i < required.length; i++) {
            lines.add(new PickConfirmed.Line(
                    i + 1,
                    new Sku("item-" + (i + 1)),
                    new BinId("A-01"),
                    each(required[i]),
                    each(taken[i]),
                    taken[i] < required[i] ? "NOT_FOUND" : null));
        }
        return new PickConfirmed(new ShipmentId(shipment), new OrderId(order), SITE, new PersonId("picker"), at, lines);
    }

    /** What came back of items 1, 2, ...; a quantity of 0 leaves the item out. */
    public static ReturnReceived returned(String id, String shipment, String order, Instant at, int... quantities) {
        List<ReturnReceived.Line> lines = new ArrayList<>();
        for (int i = 0; i < quantities.length; i++) {
            if (quantities[i] > 0) {
                lines.add(new ReturnReceived.Line(
                        lines.size() + 1,
                        new Sku("item-" + (i + 1)),
                        each(quantities[i]),
                        each(quantities[i]),
                        Money.of("2.50", "EUR"),
                        Money.of("1.25", "EUR"),
                        ReturnReason.NOT_WANTED,
                        null));
            }
        }
        return new ReturnReceived(
                new ReturnId(id),
                new ShipmentId(shipment),
                new OrderId(order),
                SITE,
                ZONE,
                new BinId("A-01"),
                new PersonId("dock"),
                at,
                lines);
    }

    /** A shipment of lines 1, 2, ...; a quantity of 0 leaves the line out. */
    public static ShipmentShipped shipped(String shipment, String order, Instant at, int... quantities) {
        List<ShipmentShipped.Line> lines = new ArrayList<>();
        for (int i = 0; i < quantities.length; i++) {
            if (quantities[i] > 0) {
                lines.add(new ShipmentShipped.Line(i + 1, new Sku("item-" + (i + 1)), each(quantities[i])));
            }
        }
        return new ShipmentShipped(
                new ShipmentId(shipment), new OrderId(order), SITE, ZONE, "PostNord", null, at, lines);
    }

    public static ShipmentDelivered delivered(String shipment, String order, Instant at) {
        return new ShipmentDelivered(new ShipmentId(shipment), new OrderId(order), SITE, "door", at);
    }

    public static Quantity each(int quantity) {
        return Quantity.of(quantity, "EA");
    }

    static long numerator(Kpi kpi, List<FactRow> rows) {
        return rows.stream()
                .map(FactRow::toFact)
                .filter(kpi::takes)
                .mapToLong(fact -> fact.measure(kpi.numerator()))
                .sum();
    }

    static long denominator(Kpi kpi, List<FactRow> rows) {
        String name = kpi.denominator();
        return name == null
                ? 0
                : rows.stream()
                        .map(FactRow::toFact)
                        .filter(kpi::takes)
                        .mapToLong(fact -> fact.measure(name))
                        .sum();
    }

    static List<Fact> ofKind(String kind, List<FactRow> rows) {
        return rows.stream()
                .map(FactRow::toFact)
                .filter(fact -> fact.kind().equals(kind))
                .toList();
    }
}
