package io.setpoint.erp.inventory;

import static java.util.stream.Collectors.groupingBy;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Reads of lots: where they stand, and the recall of one. */
final class LotQueries {
    /** Most shipments, and most of anything else, that one recall lists. */
    private static final int MOST = 10_000;

    record Row(
            Sku item,
            LotNumber lot,
            boolean serial,
            @Nullable LocalDate expiry,
            LotState state,
            int version,
            @Nullable PersonId blockedBy,
            @Nullable Instant blockedAt,
            @Nullable String blockReason) {}

    record Place(LotNumber lot, SiteId site, BinId bin, BigDecimal onHand) {}

    interface Sql {
        String ROW = """
                select item_id as item, lot_id as lot, serial, expiry, state, version,
                       case state when 'BLOCKED' then blocked_by end as blocked_by,
                       case state when 'BLOCKED' then blocked_at end as blocked_at,
                       case state when 'BLOCKED' then block_reason end as block_reason
                  from lot
                 where item_id = :item
                """;

        @SqlQuery(ROW + " and lot_id = :lot")
        Optional<Row> find(Sku item, LotNumber lot);

        @SqlQuery(ROW + """
                   and (:state::text is null or state = :state) and lot_id > :after
                 order by lot_id
                 limit :limit
                """)
        List<Row> list(Sku item, @Nullable LotState state, String after, int limit);

        @SqlQuery("""
                select lot_id as lot, site_id as site, bin_id as bin, on_hand
                  from stock_lot
                 where item_id = :item and lot_id = any(:lots) and on_hand > 0
                 order by lot_id, site_id, bin_id
                """)
        List<Place> places(Sku item, List<LotNumber> lots);

        @SqlQuery("""
                select r.receipt_id as receipt, r.site_id as site, r.supplier, r.purchase_order_id as purchase_order,
                       r.asn_id as asn, r.received_at, sum(m.quantity) as quantity
                  from stock_move m join receipt r on r.company_id = m.company_id and r.receipt_id = m.document_id
                 where m.item_id = :item and m.lot_id = :lot and m.kind = 'RECEIPT'
                 group by r.receipt_id, r.site_id, r.supplier, r.purchase_order_id, r.asn_id, r.received_at
                 order by r.received_at, r.receipt_id
                 limit :limit
                """)
        List<RecallView.Received> received(Sku item, LotNumber lot, int limit);

        @SqlQuery("""
                select s.shipment_id as shipment, s.order_id as "order", o.customer_id as customer,
                       c.name as customer_name, s.site_id as site, s.shipped_at, -sum(m.quantity) as quantity
                  from stock_move m
                  join shipment s on s.company_id = m.company_id and s.shipment_id = m.document_id
                  join sales_order o on o.company_id = s.company_id and o.order_id = s.order_id
                  join customer c on c.company_id = o.company_id and c.customer_id = o.customer_id
                 where m.item_id = :item and m.lot_id = :lot and m.kind = 'SHIPMENT'
                 group by s.shipment_id, s.order_id, o.customer_id, c.name, s.site_id, s.shipped_at
                 order by s.shipped_at, s.shipment_id
                 limit :limit
                """)
        List<RecallView.Shipped> shipped(Sku item, LotNumber lot, int limit);

        @SqlQuery("""
                select s.shipment_id as shipment, s.order_id as "order", o.customer_id as customer, s.site_id as site,
                       sum(l.quantity) as quantity
                  from reservation r
                  join shipment_line l on l.company_id = r.company_id and l.order_id = r.order_id
                    and l.line_no = r.line_no
                  join shipment s on s.company_id = l.company_id and s.shipment_id = l.shipment_id
                  join sales_order o on o.company_id = s.company_id and o.order_id = s.order_id
                 where r.item_id = :item and l.lot_id = :lot and s.state in ('PICKED', 'PACKED')
                 group by s.shipment_id, s.order_id, o.customer_id, s.site_id
                 order by s.shipment_id
                 limit :limit
                """)
        List<RecallView.Picked> picked(Sku item, LotNumber lot, int limit);

        @SqlQuery("""
                select t.transfer_id as transfer, t.from_site_id as from_site, t.to_site_id as to_site,
                       sum(l.sent - l.received - l.written_off) as quantity
                  from transfer_line l join transfer t using (company_id, transfer_id)
                 where l.item_id = :item and l.lot_id = :lot and l.sent > l.received + l.written_off
                 group by t.transfer_id, t.from_site_id, t.to_site_id
                 order by t.transfer_id
                 limit :limit
                """)
        List<RecallView.InTransit> inTransit(Sku item, LotNumber lot, int limit);

        @SqlQuery("""
                select r.return_id, r.shipment_id as shipment, o.customer_id as customer, r.site_id as site,
                       r.received_at, sum(l.received) as quantity
                  from return_line l
                  join customer_return r using (company_id, return_id)
                  join sales_order o on o.company_id = r.company_id and o.order_id = r.order_id
                 where l.item_id = :item and l.lot_id = :lot and l.received > 0
                 group by r.return_id, r.shipment_id, o.customer_id, r.site_id, r.received_at
                 order by r.received_at, r.return_id
                 limit :limit
                """)
        List<RecallView.Returned> returned(Sku item, LotNumber lot, int limit);

        @SqlQuery("""
                select coalesce(sum(quantity), 0)
                  from stock_move
                 where item_id = :item and lot_id = :lot and kind = 'ADJUSTMENT'
                """)
        BigDecimal adjusted(Sku item, LotNumber lot);
    }

    private LotQueries() {}

    /** The lots of an item. */
    static Page<LotView> list(
            Handle handle,
            Actor actor,
            @Nullable Sku item,
            @Nullable LotState state,
            @Nullable String cursor,
            @Nullable Integer limit) {
        if (item == null) {
            throw Figures.invalid("item", "Say of which item");
        }
        int size = Page.limit(limit);
        Sql sql = handle.attach(Sql.class);
        Page<Row> page = Page.of(
                sql.list(item, state, cursor == null ? "" : cursor, size + 1),
                size,
                row -> row.lot().value());
        Map<LotNumber, List<Place>> places = sql
                .places(item, page.items().stream().map(Row::lot).toList())
                .stream()
                .filter(place -> actor.mayAt(Permission.VIEW, place.site()))
                .collect(groupingBy(Place::lot));
        return new Page<>(
                page.items().stream()
                        .map(row -> view(row, places.getOrDefault(row.lot(), List.of())))
                        .toList(),
                page.next());
    }

    /** With everything that stands of it. */
    static LotView get(Handle handle, Sku item, LotNumber lot) {
        return get(handle.attach(Sql.class), item, lot, site -> true);
    }

    /** Backward to the suppliers and forward to the customers, as far as this actor may view the sites. */
    static RecallView recall(Handle handle, Actor actor, @Nullable Sku item, @Nullable LotNumber lot) {
        if (item == null || lot == null) {
            throw Figures.invalid(item == null ? "item" : "lot", "Say of which item which lot");
        }
        Sql sql = handle.attach(Sql.class);
        Predicate<SiteId> seen = site -> actor.mayAt(Permission.VIEW, site);
        LotView view = get(sql, item, lot, seen);
        List<RecallView.Received> received = sql.received(item, lot, MOST + 1);
        List<RecallView.Shipped> shipped = sql.shipped(item, lot, MOST + 1);
        List<RecallView.Picked> picked = sql.picked(item, lot, MOST + 1);
        List<RecallView.InTransit> inTransit = sql.inTransit(item, lot, MOST + 1);
        List<RecallView.Returned> returned = sql.returned(item, lot, MOST + 1);
        RecallView recall = new RecallView(
                view,
                true,
                received.stream()
                        .filter(row -> seen.test(row.site()))
                        .limit(MOST)
                        .toList(),
                shipped.stream()
                        .filter(row -> seen.test(row.site()))
                        .limit(MOST)
                        .toList(),
                picked.stream().filter(row -> seen.test(row.site())).limit(MOST).toList(),
                inTransit.stream()
                        .filter(row -> seen.test(row.fromSite()) || seen.test(row.toSite()))
                        .limit(MOST)
                        .toList(),
                returned.stream()
                        .filter(row -> seen.test(row.site()))
                        .limit(MOST)
                        .toList(),
                sql.adjusted(item, lot));
        boolean complete = recall.received().size() == received.size()
                && recall.shipped().size() == shipped.size()
                && recall.picked().size() == picked.size()
                && recall.inTransit().size() == inTransit.size()
                && recall.returned().size() == returned.size()
                && view.standing().size() == sql.places(item, List.of(lot)).size();
        return complete
                ? recall
                : new RecallView(
                        view,
                        false,
                        recall.received(),
                        recall.shipped(),
                        recall.picked(),
                        recall.inTransit(),
                        recall.returned(),
                        recall.adjusted());
    }

    private static LotView get(Sql sql, Sku item, LotNumber lot, Predicate<SiteId> seen) {
        Row row = sql.find(item, lot)
                .orElseThrow(() -> new Refused(Problem.NOT_FOUND, "%s has no lot %s".formatted(item, lot)));
        return view(
                row,
                sql.places(item, List.of(lot)).stream()
                        .filter(place -> seen.test(place.site()))
                        .toList());
    }

    private static LotView view(Row row, List<Place> places) {
        return new LotView(
                row.item(),
                row.lot(),
                row.serial(),
                row.expiry(),
                row.state(),
                row.version(),
                row.blockedBy(),
                row.blockedAt(),
                row.blockReason(),
                places.stream()
                        .map(place -> new LotView.Standing(place.site(), place.bin(), place.onHand()))
                        .toList());
    }
}
