package io.setpoint.erp.purchasing;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.DiscrepancyKind;
import io.setpoint.contracts.events.PurchaseReceived;
import io.setpoint.contracts.values.AsnId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.contracts.values.ReceiptId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.SupplierId;
import io.setpoint.erp.inventory.api.OrderedGoods;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Deliveries against purchase orders: what they may bring, and what they mean for the order. */
final class PurchaseArrivals implements OrderedGoods {
    interface Sql {
        @SqlQuery("select order_id from asn where asn_id = :asn")
        Optional<PurchaseOrderId> orderOf(AsnId asn);

        @SqlQuery("select receipt_id from receipt where asn_id = :asn")
        Optional<ReceiptId> receiptOf(AsnId asn);
    }

    /** The locked order of a delivery, as it was when it was locked. */
    private record Arrival(
            PurchaseOrderView ordered, @Nullable AsnId asn) implements Source {
        @Override
        public PurchaseOrderId order() {
            return ordered.order();
        }

        @Override
        public SupplierId supplier() {
            return ordered.supplier();
        }

        @Override
        public void receive(Work work, Delivery delivery) {
            PurchaseArrivals.receive(work, this, delivery);
        }
    }

    /** A difference with the item it is about. */
    private record Difference(
            PurchaseOrderView.Line line,
            DiscrepancyKind kind,
            Sku item,
            BigDecimal quantity,
            String reason,
            boolean photo) {}

    @Override
    public Source lock(Work work, SiteId site, @Nullable PurchaseOrderId named, @Nullable AsnId asn) {
        PurchaseOrderId advised = asn == null
                ? null
                : work.sql(Sql.class)
                        .orderOf(asn)
                        .orElseThrow(() -> Figures.unknown("asn", "There is no notice " + asn));
        PurchaseOrderId id = named == null ? Objects.requireNonNull(advised) : named;
        if (advised != null && !advised.equals(id)) {
            throw Figures.invalid("asn", "%s advises %s".formatted(asn, advised));
        }
        PurchaseOrderBook.Authored locked = PurchaseOrderBook.lockAuthored(work, id)
                .filter(found -> found.order().site().equals(site))
                .orElseThrow(() ->
                        Figures.unknown("purchaseOrder", "There is no purchase order %s at %s".formatted(id, site)));
        PurchaseOrderBook.requireSent(locked.order());
        Set<PersonId> authors = locked.authors();
        if (authors.contains(work.person())) {
            throw new Refused(
                            Problem.SELF_APPROVAL,
                            "You raised, changed or submitted %s, so another person has to receive it".formatted(id))
                    .allowing(work.holders(Permission.RECEIVE, site, authors));
        }
        if (asn != null) {
            work.sql(Sql.class).receiptOf(asn).ifPresent(receipt -> {
                throw new Refused(Problem.WRONG_STATE, "%s was received with %s".formatted(asn, receipt));
            });
        }
        return new Arrival(locked.order(), asn);
    }

    private static void receive(Work work, Arrival arrival, Delivery delivery) {
        PurchaseOrderView order = arrival.ordered();
        Instant sent = Objects.requireNonNull(order.firstReleasedAt());
        if (delivery.dockArrivedAt().isBefore(sent.minus(Work.CLOCK_TOLERANCE))) {
            throw new Refused(
                    Problem.OUT_OF_SEQUENCE,
                    "%s arrived at %s and was sent at %s only"
                            .formatted(order.order(), delivery.dockArrivedAt(), sent));
        }
        Map<Integer, BigDecimal> accepted = accepted(order, delivery.accepted());
        List<Difference> differences = stated(order, delivery.discrepancies());
        differences.addAll(beyondOrdered(order, accepted, differences));
        if (arrival.asn() != null) {
            differences.addAll(
                    lessThanAdvised(order, work.sql(AsnBook.Sql.class).lines(arrival.asn()), accepted, differences));
        }

        Map<Integer, BigDecimal> damaged = sums(differences, DiscrepancyKind.DAMAGED);
        List<Integer> touched =
                List.copyOf(new TreeSet<>(Stream.concat(accepted.keySet().stream(), damaged.keySet().stream())
                        .toList()));
        work.write(
                """
                update purchase_order_line l
                   set received = l.received + d.accepted, damaged = l.damaged + d.damaged
                  from unnest(?::int[], ?::numeric[], ?::numeric[]) as d (line_no, accepted, damaged)
                 where l.order_id = ? and l.line_no = d.line_no""",
                touched.toArray(Integer[]::new),
                touched.stream()
                        .map(line -> accepted.getOrDefault(line, BigDecimal.ZERO))
                        .toArray(BigDecimal[]::new),
                touched.stream()
                        .map(line -> damaged.getOrDefault(line, BigDecimal.ZERO))
                        .toArray(BigDecimal[]::new),
                order.order().value());
        if (!differences.isEmpty()) {
            insert(work, delivery.receipt(), order.order(), differences);
        }
        List<PurchaseOrderView.Line> lines = order.lines().stream()
                .map(line -> line.after(
                        accepted.getOrDefault(line.lineNo(), BigDecimal.ZERO),
                        damaged.getOrDefault(line.lineNo(), BigDecimal.ZERO)))
                .toList();
        PurchaseOrderBook.become(work, order.order(), PurchaseState.of(lines));
        publish(work, arrival, delivery, lines, accepted, differences);
    }

    private static void insert(Work work, ReceiptId receipt, PurchaseOrderId order, List<Difference> differences) {
        work.write(
                """
                insert into receipt_discrepancy (company_id, receipt_id, discrepancy_no, order_id, line_no, kind, item_id,
                                                 quantity, reason, photo)
                select current_company(), ?, d.n, ?, d.line_no, d.kind, d.item_id, d.quantity, d.reason, d.photo
                  from unnest(?::int[], ?::text[], ?::text[], ?::numeric[], ?::text[], ?::boolean[])
                       with ordinality as d (line_no, kind, item_id, quantity, reason, photo, n)""",
                receipt.value(),
                order.value(),
                differences.stream().map(each -> each.line().lineNo()).toArray(Integer[]::new),
                differences.stream().map(each -> each.kind().name()).toArray(String[]::new),
                differences.stream().map(each -> each.item().value()).toArray(String[]::new),
                differences.stream().map(Difference::quantity).toArray(BigDecimal[]::new),
                differences.stream().map(Difference::reason).toArray(String[]::new),
                differences.stream().map(Difference::photo).toArray(Boolean[]::new));
    }

    /** Accepted quantities by order line, none of them beyond its tolerance. */
    private static Map<Integer, BigDecimal> accepted(PurchaseOrderView order, List<Accepted> lines) {
        Map<Integer, BigDecimal> sums = new TreeMap<>();
        for (int i = 0; i < lines.size(); i++) {
            Accepted accepted = lines.get(i);
            String field = "lines[%d].".formatted(i);
            PurchaseOrderView.Line line = order.requireLine(field + "purchaseLine", accepted.purchaseLine());
            if (!line.item().equals(accepted.item())) {
                throw Figures.invalid(
                        field + "item",
                        "Line %d of %s is %s; what came instead is a wrong item"
                                .formatted(line.lineNo(), order.order(), line.item()));
            }
            BigDecimal sum = sums.merge(line.lineNo(), accepted.quantity(), BigDecimal::add);
            if (line.received().add(sum).compareTo(line.most()) > 0) {
                throw new Refused(
                        Problem.OVER_TOLERANCE,
                        "Line %d: %s ordered, %s received before, %s now; the tolerance ends at %s"
                                .formatted(
                                        line.lineNo(),
                                        Figures.plain(line.quantity()),
                                        Figures.plain(line.received()),
                                        Figures.plain(sum),
                                        Figures.plain(line.most())));
            }
        }
        return sums;
    }

    private static List<Difference> stated(PurchaseOrderView order, List<Discrepancy> discrepancies) {
        List<Difference> differences = new ArrayList<>();
        for (int i = 0; i < discrepancies.size(); i++) {
            Discrepancy stated = discrepancies.get(i);
            String field = "discrepancies[%d].".formatted(i);
            PurchaseOrderView.Line line = order.requireLine(field + "purchaseLine", stated.purchaseLine());
            Figures.requirePositive(field + "quantity", stated.quantity());
            Figures.requireSaid(field + "reason", stated.reason());
            boolean wrong = stated.kind() == DiscrepancyKind.WRONG_ITEM;
            Sku item = stated.item();
            if (wrong == (item == null) || line.item().equals(item)) {
                throw Figures.invalid(field + "item", "A wrong item, and only that, names what came instead");
            }
            differences.add(new Difference(
                    line,
                    stated.kind(),
                    item == null ? line.item() : item,
                    stated.quantity(),
                    stated.reason(),
                    stated.photo()));
        }
        return differences;
    }

    /** What this delivery took in beyond the ordered quantity, where the receiver did not say so. */
    private static List<Difference> beyondOrdered(
            PurchaseOrderView order, Map<Integer, BigDecimal> accepted, List<Difference> stated) {
        Map<Integer, BigDecimal> said = sums(stated, DiscrepancyKind.OVER);
        List<Difference> differences = new ArrayList<>();
        for (PurchaseOrderView.Line line : order.lines()) {
            BigDecimal before = line.received().max(line.quantity());
            BigDecimal after = line.received().add(accepted.getOrDefault(line.lineNo(), BigDecimal.ZERO));
            if (after.compareTo(before) > 0 && !said.containsKey(line.lineNo())) {
                differences.add(new Difference(
                        line,
                        DiscrepancyKind.OVER,
                        line.item(),
                        after.subtract(before),
                        "Received beyond the ordered quantity",
                        false));
            }
        }
        return differences;
    }

    /** What was advised and is neither accepted nor reported, where the receiver did not say so. */
    private static List<Difference> lessThanAdvised(
            PurchaseOrderView order,
            List<AsnView.Line> advised,
            Map<Integer, BigDecimal> accepted,
            List<Difference> stated) {
        Map<Integer, BigDecimal> missing = new TreeMap<>();
        advised.forEach(line -> missing.merge(line.orderLine(), line.quantity(), BigDecimal::add));
        accepted.forEach((line, quantity) -> missing.merge(line, quantity.negate(), BigDecimal::add));
        for (DiscrepancyKind kind : List.of(DiscrepancyKind.DAMAGED, DiscrepancyKind.WRONG_ITEM)) {
            sums(stated, kind).forEach((line, quantity) -> missing.merge(line, quantity.negate(), BigDecimal::add));
        }
        Map<Integer, BigDecimal> said = sums(stated, DiscrepancyKind.SHORT);
        List<Difference> differences = new ArrayList<>();
        for (PurchaseOrderView.Line line : order.lines()) {
            BigDecimal quantity = missing.getOrDefault(line.lineNo(), BigDecimal.ZERO);
            if (quantity.signum() > 0 && !said.containsKey(line.lineNo())) {
                differences.add(new Difference(
                        line, DiscrepancyKind.SHORT, line.item(), quantity, "Less than was advised", false));
            }
        }
        return differences;
    }

    private static Map<Integer, BigDecimal> sums(List<Difference> differences, DiscrepancyKind kind) {
        Map<Integer, BigDecimal> sums = new TreeMap<>();
        differences.stream()
                .filter(each -> each.kind() == kind)
                .forEach(each -> sums.merge(each.line().lineNo(), each.quantity(), BigDecimal::add));
        return sums;
    }

    private static void publish(
            Work work,
            Arrival arrival,
            Delivery delivery,
            List<PurchaseOrderView.Line> lines,
            Map<Integer, BigDecimal> accepted,
            List<Difference> differences) {
        PurchaseOrderView order = arrival.ordered();
        work.publish(
                new PurchaseReceived(
                        order.order(),
                        delivery.receipt(),
                        arrival.asn(),
                        order.site(),
                        order.zone(),
                        order.supplier(),
                        delivery.dockArrivedAt(),
                        work.person(),
                        delivery.receivedAt(),
                        lines.stream()
                                .filter(line -> accepted.containsKey(line.lineNo()))
                                .map(line -> new PurchaseReceived.Line(
                                        line.lineNo(),
                                        line.item(),
                                        line.units(line.quantity()),
                                        line.units(accepted.getOrDefault(line.lineNo(), BigDecimal.ZERO)),
                                        line.units(line.received())))
                                .toList(),
                        differences.stream()
                                .map(each -> new PurchaseReceived.Discrepancy(
                                        each.line().lineNo(),
                                        each.kind(),
                                        each.item(),
                                        each.line().units(each.quantity()),
                                        each.reason(),
                                        each.photo()))
                                .toList()),
                order.site());
    }
}
