package io.setpoint.erp.invoicing;

import io.setpoint.contracts.events.InvoiceKind;
import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.InvoiceId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.ReturnId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Invoices and credit notes in their tables. */
final class InvoiceRows {
    record Header(
            InvoiceId invoiceId,
            InvoiceKind kind,
            InvoiceState state,
            int version,
            SiteId siteId,
            String zone,
            CustomerId customerId,
            String currency,
            PersonId madeBy,
            Instant madeAt,
            @Nullable InvoiceId creditedInvoiceId,
            @Nullable ReturnId returnId,
            @Nullable String waiver,
            @Nullable PersonId decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String decisionNote,
            @Nullable Integer legalYear,
            @Nullable Integer legalNumber,
            @Nullable LocalDate issuedOn,
            @Nullable PersonId postedBy,
            @Nullable Instant postedAt) {}

    /** The {@code amount} of each invoice or credit note {@code i}, as {@code l}. */
    static final String AMOUNT = """
             cross join lateral (select coalesce(sum(amount), 0) as amount
                                   from (select amount from invoice_line n
                                          where n.company_id = i.company_id and n.invoice_id = i.invoice_id
                                         union all
                                         select amount from credit_line n
                                          where n.company_id = i.company_id and n.invoice_id = i.invoice_id) a) l
            """;

    interface Sql {
        @SqlQuery("select invoice_id from invoice where invoice_id = :invoice for no key update")
        Optional<InvoiceId> lock(InvoiceId invoice);

        @SqlQuery("""
                select i.invoice_id, i.kind, i.state, i.version, i.site_id, s.zone, i.customer_id, c.currency, i.made_by,
                       i.made_at, i.credited_invoice_id, i.return_id, i.waiver, i.decided_by, i.decided_at,
                       i.decision_note, i.legal_year, i.legal_number, i.issued_on, i.posted_by, i.posted_at
                  from invoice i
                  join site s using (company_id, site_id)
                  join company c using (company_id)
                 where i.invoice_id = :invoice
                """)
        Optional<Header> header(InvoiceId invoice);

        @SqlQuery("""
                select l.line_no, null::int as credited_line_no, l.shipment_id as shipment, l.order_id as order,
                       l.order_line_no, l.item_id as item, i.unit, l.quantity, l.unit_price, l.amount, l.credited,
                       l.credited_amount
                  from invoice_line l join item i using (company_id, item_id)
                 where l.invoice_id = :invoice
                union all
                select c.line_no, c.credited_line_no, l.shipment_id, l.order_id, l.order_line_no, c.item_id, i.unit,
                       c.quantity, c.unit_price, c.amount, 0, 0
                  from credit_line c
                  join invoice_line l on l.company_id = c.company_id and l.invoice_id = c.credited_invoice_id
                   and l.line_no = c.credited_line_no
                  join item i on i.company_id = c.company_id and i.item_id = c.item_id
                 where c.invoice_id = :invoice
                 order by line_no
                """)
        List<InvoiceView.Line> lines(InvoiceId invoice);
    }

    private InvoiceRows() {}

    /** Locks an invoice or a credit note and reads it. */
    static InvoiceView lock(Work work, InvoiceId invoice) {
        // Two statements: only one that begins behind the lock sees what its last holder wrote into the lines.
        return work.sql(Sql.class)
                .lock(invoice)
                .flatMap(locked -> find(work.handle(), locked))
                .orElseThrow(() -> unknown(invoice));
    }

    static Optional<InvoiceView> find(Handle handle, InvoiceId invoice) {
        Sql sql = handle.attach(Sql.class);
        return sql.header(invoice).map(header -> view(header, sql.lines(invoice)));
    }

    /** An invoice or a credit note this transaction has written to. */
    static InvoiceView written(Work work, InvoiceId invoice) {
        return find(work.handle(), invoice).orElseThrow(() -> unknown(invoice));
    }

    static Refused unknown(InvoiceId invoice) {
        return new Refused(Problem.NOT_FOUND, "There is no invoice or credit note " + invoice + ".");
    }

    /** How people write a legal number, or null if there is none. */
    static @Nullable String legal(@Nullable Integer year, @Nullable Integer number) {
        return year == null || number == null ? null : "%d-%06d".formatted(year, number);
    }

    private static InvoiceView view(Header header, List<InvoiceView.Line> lines) {
        return new InvoiceView(
                header.invoiceId(),
                header.kind(),
                header.state(),
                header.version(),
                header.siteId(),
                header.zone(),
                header.customerId(),
                header.currency(),
                lines.stream().map(InvoiceView.Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add),
                lines.stream().map(InvoiceView.Line::creditedAmount).reduce(BigDecimal.ZERO, BigDecimal::add),
                header.madeBy(),
                header.madeAt(),
                header.creditedInvoiceId(),
                header.returnId(),
                header.waiver(),
                header.decidedBy(),
                header.decidedAt(),
                header.decisionNote(),
                legal(header.legalYear(), header.legalNumber()),
                header.issuedOn(),
                header.postedBy(),
                header.postedAt(),
                lines);
    }
}
