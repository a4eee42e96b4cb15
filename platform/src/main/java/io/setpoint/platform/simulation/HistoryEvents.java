package io.setpoint.platform.simulation;

import io.setpoint.contracts.events.AdjustmentPosted;
import io.setpoint.contracts.events.AdjustmentProposed;
import io.setpoint.contracts.events.AdjustmentReason;
import io.setpoint.contracts.events.AdjustmentRejected;
import io.setpoint.contracts.events.CancelReason;
import io.setpoint.contracts.events.CountCompleted;
import io.setpoint.contracts.events.CountType;
import io.setpoint.contracts.events.DomainEvent;
import io.setpoint.contracts.events.OrderLineCancelled;
import io.setpoint.contracts.events.OrderPlaced;
import io.setpoint.contracts.events.OrderReleased;
import io.setpoint.contracts.events.ShipmentDelivered;
import io.setpoint.contracts.events.ShipmentShipped;
import io.setpoint.contracts.values.AdjustmentId;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.CountId;
import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.ml.events.LoggedEvent;
import io.setpoint.platform.client.HistoryAdjustment;
import io.setpoint.platform.client.HistoryCount;
import io.setpoint.platform.client.HistoryOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The events that the history of a company stands for, as erp-core would write them: for evaluations that need a log and
 * no platform.
 */
final class HistoryEvents {
    private static final String UNIT = "EA";

    private final World.Company company;
    private final Currency currency;
    private final Map<String, World.Site> sites = new HashMap<>();
    private final Map<String, World.Item> items = new HashMap<>();
    private final Map<String, World.Customer> customers = new HashMap<>();
    private final List<DomainEvent> events = new ArrayList<>();
    private final List<String> siteOf = new ArrayList<>();

    private HistoryEvents(World.Company company) {
        this.company = company;
        this.currency = Currency.getInstance(company.currency());
        company.sites().forEach(site -> sites.put(site.id(), site));
        company.items().forEach(item -> items.put(item.sku(), item));
        company.customers().forEach(customer -> customers.put(customer.id(), customer));
    }

    /** In the order in which they happened, one commit each. */
    static List<LoggedEvent> of(History.OfCompany history) {
        HistoryEvents events = new HistoryEvents(history.company());
        history.orders().forEach(events::order);
        history.counts().forEach(events::count);
        history.adjustments().forEach(events::adjustment);
        return events.logged();
    }

    private List<LoggedEvent> logged() {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparing((Integer i) -> events.get(i).occurredAt()));
        List<LoggedEvent> log = new ArrayList<>();
        long stamp = 0;
        for (int index : order) {
            DomainEvent event = events.get(index);
            stamp = Math.max(stamp + 1, LoggedEvent.micros(event.occurredAt()));
            log.add(new LoggedEvent(
                    new UUID(company.id().hashCode(), index).toString(),
                    stamp,
                    0,
                    company.id(),
                    siteOf.get(index),
                    event));
        }
        return log;
    }

    private void add(String site, DomainEvent event) {
        events.add(event);
        siteOf.add(site);
    }

    private void order(HistoryOrder document) {
        OrderId id = new OrderId(document.order());
        SiteId site = new SiteId(document.site());
        add(
                document.site(),
                new OrderPlaced(
                        id,
                        site,
                        zone(document.site()),
                        new CustomerId(document.customer()),
                        known(customers, document.customer()).customerClass(),
                        document.channel(),
                        document.shippingMode(),
                        document.customerReference(),
                        document.placedAt(),
                        document.lines().stream()
                                .map(line -> new OrderPlaced.Line(
                                        line.lineNo(),
                                        new Sku(line.item()),
                                        known(items, line.item()).category(),
                                        quantity(line.quantity()),
                                        money(line.unitPrice()),
                                        money(known(items, line.item()).cost()),
                                        document.requestedDate(),
                                        document.commitDate()))
                                .toList()));
        Instant released = document.releasedAt();
        for (HistoryOrder.Cancellation cancellation : document.cancellations()) {
            add(
                    document.site(),
                    new OrderLineCancelled(
                            id,
                            site,
                            cancellation.lineNo(),
                            quantity(cancellation.quantity()),
                            CancelReason.valueOf(cancellation.reason()),
                            released == null || cancellation.at().isBefore(released),
                            new PersonId("sales"),
                            cancellation.at()));
        }
        if (released != null) {
            add(
                    document.site(),
                    new OrderReleased(
                            id,
                            site,
                            released,
                            document.lines().stream()
                                    .map(line -> released(line, document))
                                    .toList()));
        }
        for (HistoryOrder.Shipment shipment : document.shipments()) {
            shipped(id, site, document, shipment);
        }
    }

    /** What the first shipment left behind was a backorder. */
    private static OrderReleased.Line released(HistoryOrder.Line line, HistoryOrder document) {
        BigDecimal releasedQuantity = line.releasedQuantity();
        BigDecimal wanted = releasedQuantity == null ? line.quantity() : releasedQuantity;
        BigDecimal first = document.shipments().isEmpty()
                ? wanted
                : document.shipments().get(0).lines().stream()
                        .filter(shipped -> shipped.lineNo() == line.lineNo())
                        .map(HistoryOrder.ShippedLine::quantity)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        return new OrderReleased.Line(
                line.lineNo(), quantity(wanted), quantity(first), quantity(wanted.subtract(first)));
    }

    private void shipped(OrderId order, SiteId site, HistoryOrder document, HistoryOrder.Shipment shipment) {
        ShipmentId id = new ShipmentId(shipment.shipment());
        Map<Integer, String> itemOf = new HashMap<>();
        document.lines().forEach(line -> itemOf.put(line.lineNo(), line.item()));
        add(
                document.site(),
                new ShipmentShipped(
                        id,
                        order,
                        site,
                        zone(document.site()),
                        shipment.carrier(),
                        null,
                        shipment.shippedAt(),
                        shipment.lines().stream()
                                .map(line -> new ShipmentShipped.Line(
                                        line.lineNo(),
                                        new Sku(known(itemOf, line.lineNo())),
                                        quantity(line.quantity())))
                                .toList()));
        Instant delivered = shipment.deliveredAt();
        if (delivered != null) {
            add(
                    document.site(),
                    new ShipmentDelivered(id, order, site, String.valueOf(shipment.receivedBy()), delivered));
        }
    }

    private void count(HistoryCount document) {
        add(
                document.site(),
                new CountCompleted(
                        new CountId(document.count()),
                        new SiteId(document.site()),
                        zone(document.site()),
                        CountType.valueOf(document.countType()),
                        document.completedAt(),
                        document.lines().stream()
                                .map(line -> new CountCompleted.Line(
                                        line.lineNo(),
                                        new Sku(line.item()),
                                        known(items, line.item()).category(),
                                        known(items, line.item()).abc(),
                                        new BinId(line.bin()),
                                        quantity(line.book()),
                                        quantity(line.counted()),
                                        money(line.unitCost()),
                                        line.round(),
                                        new PersonId(line.countedBy()),
                                        null))
                                .toList()));
    }

    private void adjustment(HistoryAdjustment document) {
        World.Site site = known(sites, document.site());
        AdjustmentId id = new AdjustmentId(document.adjustment());
        Money unitCost = money(document.unitCost());
        Quantity quantity = quantity(document.quantity());
        String approver = document.approvedBy() == null ? document.rejectedBy() : document.approvedBy();
        add(
                site.id(),
                new AdjustmentProposed(
                        id,
                        new SiteId(site.id()),
                        site.zone().getId(),
                        new Sku(document.item()),
                        known(items, document.item()).category(),
                        new BinId(document.bin()),
                        quantity,
                        unitCost,
                        unitCost.times(quantity),
                        AdjustmentReason.valueOf(document.reason()),
                        document.note(),
                        document.photo(),
                        document.count() == null ? null : new CountId(document.count()),
                        person(document.countedBy()),
                        document.reversalOf() == null ? null : new AdjustmentId(document.reversalOf()),
                        new PersonId(document.proposedBy()),
                        money(site.limit()),
                        unitCost.times(quantity).abs(),
                        approver != null,
                        document.proposedAt()));
        String rejectedBy = document.rejectedBy();
        if (rejectedBy == null) {
            add(
                    site.id(),
                    new AdjustmentPosted(
                            id,
                            new SiteId(site.id()),
                            site.zone().getId(),
                            new Sku(document.item()),
                            known(items, document.item()).category(),
                            new BinId(document.bin()),
                            quantity,
                            unitCost,
                            unitCost.times(quantity),
                            AdjustmentReason.valueOf(document.reason()),
                            document.reversalOf() == null ? null : new AdjustmentId(document.reversalOf()),
                            new PersonId(document.proposedBy()),
                            person(document.approvedBy()),
                            document.decidedAt()));
        } else {
            add(
                    site.id(),
                    new AdjustmentRejected(
                            id,
                            new SiteId(site.id()),
                            new PersonId(document.proposedBy()),
                            new PersonId(rejectedBy),
                            "Not explained",
                            document.decidedAt()));
        }
    }

    private String zone(String site) {
        return known(sites, site).zone().getId();
    }

    private Money money(BigDecimal amount) {
        return new Money(amount, currency);
    }

    private static Quantity quantity(BigDecimal value) {
        return new Quantity(value, UNIT);
    }

    private static @Nullable PersonId person(@Nullable String id) {
        return id == null ? null : new PersonId(id);
    }

    private static <K, V> V known(Map<K, V> map, K key) {
        V value = map.get(key);
        if (value == null) {
            throw new IllegalStateException("the history names " + key + ", which the world does not know");
        }
        return value;
    }
}
