package io.setpoint.erp.purchasing;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.DiscrepancyKind;
import io.setpoint.contracts.values.AcknowledgementId;
import io.setpoint.contracts.values.AsnId;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.contracts.values.ReceiptId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.SupplierId;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Holders;
import io.setpoint.erp.kernel.Keyset;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Reads of purchase orders and their chain of documents. */
final class PurchaseOrderQueries {
    /** An order as the list shows it. */
    record Summary(
            PurchaseOrderId order,
            PurchaseState state,
            int version,
            SiteId site,
            SupplierId supplier,
            String supplierName,
            boolean expedite,
            BigDecimal amount,
            BigDecimal premium,
            PersonId raisedBy,
            Instant raisedAt,
            @Nullable Instant releasedAt,
            int lines) {}

    /**
     * An order with all that followed from it, each oldest first.
     *
     * @param approval whether the reader could approve it; absent unless it waits for approval
     */
    record Chain(
            PurchaseOrderView order,
            @Nullable ApprovalOption approval,
            List<Revision> revisions,
            List<AcknowledgementView> acknowledgements,
            List<AsnView> asns,
            List<Receipt> receipts) {
        Chain {
            revisions = List.copyOf(revisions);
            acknowledgements = List.copyOf(acknowledgements);
            asns = List.copyOf(asns);
            receipts = List.copyOf(receipts);
        }
    }

    /**
     * Whether somebody could approve an order now.
     *
     * @param blocked why not; absent if so
     * @param whoCan the names of those who can, if the reader cannot
     */
    record ApprovalOption(@Nullable String blocked, List<String> whoCan) {
        ApprovalOption {
            whoCan = List.copyOf(whoCan);
        }
    }

    /** A step of writing or approving the order. */
    record Revision(
            String kind,
            int round,
            PersonId person,
            @Nullable String why,
            Instant recordedAt) {}

    /** A delivery. */
    record Receipt(
            ReceiptId receipt,
            @Nullable AsnId asn,
            Instant dockArrivedAt,
            Instant receivedAt,
            PersonId receivedBy,
            List<ReceiptLine> lines,
            List<Discrepancy> discrepancies) {
        Receipt {
            lines = List.copyOf(lines);
            discrepancies = List.copyOf(discrepancies);
        }
    }

    record ReceiptRow(
            ReceiptId receiptId,
            @Nullable AsnId asnId,
            Instant dockArrivedAt,
            Instant receivedAt,
            PersonId receivedBy) {}

    record ReceiptLine(ReceiptId receipt, int purchaseLine, Sku item, BinId bin, BigDecimal quantity) {}

    record Discrepancy(
            ReceiptId receipt,
            int purchaseLine,
            DiscrepancyKind kind,
            Sku item,
            BigDecimal quantity,
            String reason,
            boolean photo) {}

    interface Sql {
        @SqlQuery("""
                select o.order_id as "order", o.state, o.version, o.site_id as site, o.supplier_id as supplier,
                       s.name as supplier_name, o.expedite, o.amount, o.premium, o.raised_by, o.raised_at, o.released_at,
                       (select count(*)
                          from purchase_order_line l
                         where l.company_id = o.company_id and l.order_id = o.order_id) as lines
                  from purchase_order o
                  join supplier s using (company_id, supplier_id)
                 where (:state::text is null or o.state = :state)
                   and (:site::text is null or o.site_id = :site)
                   and (:supplier::text is null or o.supplier_id = :supplier)
                   and (:expedite::boolean is null or o.expedite = :expedite)
                   and (:everywhere or o.site_id = any(:sites))
                   and (o.raised_at, o.order_id) < (:before, :id)
                 order by o.raised_at desc, o.order_id desc
                 limit :limit
                """)
        List<Summary> list(
                @Nullable PurchaseState state,
                @Nullable SiteId site,
                @Nullable SupplierId supplier,
                @Nullable Boolean expedite,
                boolean everywhere,
                List<SiteId> sites,
                Instant before,
                String id,
                int limit);

        @SqlQuery("""
                select kind, round, person_id as person, why, recorded_at
                  from (select kind, round, person_id, why, recorded_at, revision as n
                          from purchase_order_revision
                         where order_id = :order
                         union all
                        select 'APPROVED', round, person_id, note, recorded_at, 1000000
                          from purchase_approval
                         where order_id = :order) r
                 order by recorded_at, n, person
                """)
        List<Revision> revisions(PurchaseOrderId order);

        @SqlQuery("""
                select acknowledgement_id
                  from acknowledgement
                 where order_id = :order
                 order by recorded_at, acknowledgement_id
                """)
        List<AcknowledgementId> acknowledgements(PurchaseOrderId order);

        @SqlQuery("select asn_id from asn where order_id = :order order by recorded_at, asn_id")
        List<AsnId> asns(PurchaseOrderId order);

        @SqlQuery("""
                select receipt_id, asn_id, dock_arrived_at, received_at, received_by
                  from receipt
                 where purchase_order_id = :order
                 order by recorded_at, receipt_id
                """)
        List<ReceiptRow> receipts(PurchaseOrderId order);

        @SqlQuery("""
                select l.receipt_id as receipt, l.purchase_line_no as purchase_line, l.item_id as item, l.bin_id as bin,
                       l.quantity
                  from receipt_line l
                  join receipt r using (company_id, receipt_id)
                 where r.purchase_order_id = :order
                 order by l.receipt_id, l.line_no
                """)
        List<ReceiptLine> receiptLines(PurchaseOrderId order);

        @SqlQuery("""
                select receipt_id as receipt, line_no as purchase_line, kind, item_id as item, quantity, reason, photo
                  from receipt_discrepancy
                 where order_id = :order
                 order by receipt_id, discrepancy_no
                """)
        List<Discrepancy> discrepancies(PurchaseOrderId order);
    }

    private PurchaseOrderQueries() {}

    /** Newest first. */
    static Page<Summary> list(
            Handle handle,
            Actor actor,
            @Nullable PurchaseState state,
            @Nullable SiteId site,
            @Nullable SupplierId supplier,
            @Nullable Boolean expedite,
            @Nullable String cursor,
            @Nullable Integer limit) {
        int size = Page.limit(limit);
        Keyset after = Keyset.newestFirst(cursor);
        Optional<List<SiteId>> sites = actor.sitesOf(Permission.VIEW).map(List::copyOf);
        return Page.of(
                handle.attach(Sql.class)
                        .list(
                                state,
                                site,
                                supplier,
                                expedite,
                                sites.isEmpty(),
                                sites.orElse(List.of()),
                                after.time(),
                                after.id(),
                                size + 1),
                size,
                row -> Keyset.of(row.raisedAt(), row.order().value()));
    }

    /** An order the actor may see. */
    static PurchaseOrderView find(Handle handle, Actor actor, PurchaseOrderId id) {
        PurchaseOrderView order = PurchaseOrderBook.get(handle, id);
        if (!actor.mayAt(Permission.VIEW, order.site())) {
            throw new Refused(Problem.NOT_FOUND, "There is no purchase order " + id);
        }
        return order;
    }

    static Chain chain(Handle handle, Actor actor, PurchaseOrderId id) {
        PurchaseOrderView order = find(handle, actor, id);
        Sql sql = handle.attach(Sql.class);
        List<ReceiptLine> lines = sql.receiptLines(id);
        List<Discrepancy> discrepancies = sql.discrepancies(id);
        return new Chain(
                order,
                order.state() == PurchaseState.PENDING_APPROVAL ? approval(handle, actor, order) : null,
                sql.revisions(id),
                sql.acknowledgements(id).stream()
                        .map(each -> AcknowledgementBook.get(handle, each))
                        .toList(),
                sql.asns(id).stream().map(each -> AsnBook.get(handle, each)).toList(),
                sql.receipts(id).stream()
                        .map(row -> new Receipt(
                                row.receiptId(),
                                row.asnId(),
                                row.dockArrivedAt(),
                                row.receivedAt(),
                                row.receivedBy(),
                                lines.stream()
                                        .filter(line -> line.receipt().equals(row.receiptId()))
                                        .toList(),
                                discrepancies.stream()
                                        .filter(each -> each.receipt().equals(row.receiptId()))
                                        .toList()))
                        .toList());
    }

    private static ApprovalOption approval(Handle handle, Actor actor, PurchaseOrderView order) {
        Set<PersonId> authors = PurchaseOrderBook.authors(handle, order.order());
        Optional<String> objection = authors.contains(actor.person())
                ? Optional.of("You raised, changed or submitted this order")
                : order.approvedBy().contains(actor.person())
                        ? Optional.of("You approved it; another person has to approve it too")
                        : actor.mayAt(Permission.APPROVE_PURCHASE, order.site())
                                ? Optional.empty()
                                : Optional.of("You lack the right %s at %s"
                                        .formatted(Permission.APPROVE_PURCHASE.code(), order.site()));
        if (objection.isEmpty()) {
            return new ApprovalOption(null, List.of());
        }
        Set<PersonId> excluded = new HashSet<>(authors);
        excluded.addAll(order.approvedBy());
        return new ApprovalOption(
                objection.get(),
                Holders.of(handle, actor.company(), Permission.APPROVE_PURCHASE, order.site(), excluded));
    }
}
