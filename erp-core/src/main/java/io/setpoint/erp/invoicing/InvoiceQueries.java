package io.setpoint.erp.invoicing;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.InvoiceKind;
import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.InvoiceId;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Keyset;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Reads of invoices and credit notes. */
final class InvoiceQueries {
    private InvoiceQueries() {}

    /** A row of the list as it is read. */
    record Row(
            InvoiceId invoice,
            InvoiceKind kind,
            InvoiceState state,
            int version,
            SiteId site,
            CustomerId customer,
            String customerName,
            Instant madeAt,
            @Nullable Integer legalYear,
            @Nullable Integer legalNumber,
            @Nullable LocalDate issuedOn,
            BigDecimal amount) {}

    /** An invoice or a credit note in the list. */
    record InvoiceSummary(
            InvoiceId invoice,
            InvoiceKind kind,
            InvoiceState state,
            int version,
            SiteId site,
            CustomerId customer,
            String customerName,
            Instant madeAt,
            @Nullable String legalNumber,
            @Nullable LocalDate issuedOn,
            BigDecimal amount) {}

    /**
     * A shipment that left and is on no invoice.
     *
     * @param amount at the prices agreed
     */
    record Uninvoiced(ShipmentId shipment, OrderId order, SiteId site, Instant shippedAt, BigDecimal amount) {}

    interface Sql {
        @SqlQuery("""
                select i.invoice_id as invoice, i.kind, i.state, i.version, i.site_id as site,
                       i.customer_id as customer, c.name as customer_name, i.made_at, i.legal_year, i.legal_number, i.issued_on, l.amount
                  from invoice i
                  join customer c using (company_id, customer_id)
                """ + InvoiceRows.AMOUNT + """
                 where (:kind::text is null or i.kind = :kind)
                   and (:state::text is null or i.state = :state)
                   and (:site::text is null or i.site_id = :site)
                   and (:customer::text is null or i.customer_id = :customer)
                   and (:everywhere or i.site_id = any(:sites))
                   and (i.made_at, i.invoice_id) < (:before, :id)
                 order by i.made_at desc, i.invoice_id desc
                 limit :limit
                """)
        List<Row> list(
                @Nullable InvoiceKind kind,
                @Nullable InvoiceState state,
                @Nullable SiteId site,
                @Nullable CustomerId customer,
                boolean everywhere,
                List<SiteId> sites,
                Instant before,
                String id,
                int limit);

        @SqlQuery("""
                select s.shipment_id as shipment, s.order_id as order, s.site_id as site, s.shipped_at, l.amount
                  from sales_order o
                  join shipment s on s.company_id = o.company_id and s.order_id = o.order_id
                 cross join lateral (select sum(n.quantity * p.unit_price) as amount
                                       from shipment_line n
                                       join sales_order_line p using (company_id, order_id, line_no)
                                      where n.company_id = s.company_id and n.shipment_id = s.shipment_id) l
                 where o.customer_id = :customer and s.shipped_at is not null and not s.history
                   and (:everywhere or s.site_id = any(:sites))
                   and (s.shipped_at, s.shipment_id) < (:before, :id)
                   and not exists (select from invoice_line i
                                    where i.company_id = s.company_id and i.shipment_id = s.shipment_id)
                 order by s.shipped_at desc, s.shipment_id desc
                 limit :limit
                """)
        List<Uninvoiced> uninvoiced(
                CustomerId customer, boolean everywhere, List<SiteId> sites, Instant before, String id, int limit);
    }

    /** Newest first. */
    static Page<InvoiceSummary> list(
            Handle handle,
            Actor actor,
            @Nullable InvoiceKind kind,
            @Nullable InvoiceState state,
            @Nullable SiteId site,
            @Nullable CustomerId customer,
            @Nullable String cursor,
            @Nullable Integer limit) {
        int size = Page.limit(limit);
        Keyset after = Keyset.newestFirst(cursor);
        Optional<List<SiteId>> sites = actor.sitesOf(Permission.VIEW).map(List::copyOf);
        List<InvoiceSummary> rows = handle
                .attach(Sql.class)
                .list(
                        kind,
                        state,
                        site,
                        customer,
                        sites.isEmpty(),
                        sites.orElse(List.of()),
                        after.time(),
                        after.id(),
                        size + 1)
                .stream()
                .map(InvoiceQueries::summary)
                .toList();
        return Page.of(rows, size, row -> Keyset.of(row.madeAt(), row.invoice().value()));
    }

    /** Of one customer, newest first. */
    static Page<Uninvoiced> uninvoiced(
            Handle handle,
            Actor actor,
            @Nullable CustomerId customer,
            @Nullable String cursor,
            @Nullable Integer limit) {
        if (customer == null) {
            throw new Refused(Problem.INVALID, "Name the customer.");
        }
        int size = Page.limit(limit);
        Keyset after = Keyset.newestFirst(cursor);
        Optional<List<SiteId>> sites = actor.sitesOf(Permission.VIEW).map(List::copyOf);
        return Page.of(
                handle.attach(Sql.class)
                        .uninvoiced(
                                customer, sites.isEmpty(), sites.orElse(List.of()), after.time(), after.id(), size + 1),
                size,
                row -> Keyset.of(row.shippedAt(), row.shipment().value()));
    }

    static InvoiceView get(Handle handle, Actor actor, InvoiceId invoice) {
        return InvoiceRows.find(handle, invoice)
                .filter(found -> actor.mayAt(Permission.VIEW, found.site()))
                .orElseThrow(() -> InvoiceRows.unknown(invoice));
    }

    private static InvoiceSummary summary(Row row) {
        return new InvoiceSummary(
                row.invoice(),
                row.kind(),
                row.state(),
                row.version(),
                row.site(),
                row.customer(),
                row.customerName(),
                row.madeAt(),
                InvoiceRows.legal(row.legalYear(), row.legalNumber()),
                row.issuedOn(),
                row.amount());
    }
}
