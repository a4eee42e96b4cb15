package io.setpoint.erp.invoicing;

import io.setpoint.contracts.events.CreditDecided;
import io.setpoint.contracts.events.CreditMade;
import io.setpoint.contracts.events.InvoiceKind;
import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.InvoiceId;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.ReturnId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The one place where credit notes are made and decided; what they take back is kept on the lines of their invoice. */
final class CreditBook {
    interface Sql {
        @SqlUpdate("""
                insert into invoice (company_id, invoice_id, kind, site_id, customer_id, state, made_by, made_at,
                                     credited_invoice_id, return_id, waiver)
                values (current_company(), :credit, 'CREDIT_NOTE', :site, :customer, :state, :person, :now, :invoice,
                        :returnId, :waiver)
                """)
        void insert(
                InvoiceId credit,
                SiteId site,
                CustomerId customer,
                InvoiceState state,
                PersonId person,
                Instant now,
                InvoiceId invoice,
                @Nullable ReturnId returnId,
                @Nullable String waiver);

        @SqlUpdate("""
                insert into credit_line (company_id, invoice_id, line_no, credited_invoice_id, credited_line_no, item_id,
                                         quantity, unit_price, amount)
                select current_company(), :credit, l.n, :invoice, l.credited_line_no, l.item_id, l.quantity, l.unit_price,
                       l.amount
                  from unnest(:lines, :items, :quantities, :prices, :amounts)
                       with ordinality as l (credited_line_no, item_id, quantity, unit_price, amount, n)
                """)
        void insertLines(
                InvoiceId credit,
                InvoiceId invoice,
                List<Integer> lines,
                List<Sku> items,
                List<BigDecimal> quantities,
                List<BigDecimal> prices,
                List<BigDecimal> amounts);

        @SqlUpdate("""
                update invoice_line l
                   set credited = l.credited + :sign * c.quantity,
                       credited_amount = l.credited_amount + :sign * c.amount
                  from credit_line c
                 where c.invoice_id = :credit and l.company_id = c.company_id and l.invoice_id = c.credited_invoice_id
                   and l.line_no = c.credited_line_no
                """)
        void take(InvoiceId credit, int sign);

        @SqlUpdate("""
                update invoice
                   set state = :state, version = version + 1, decided_by = :person, decided_at = :now,
                       decision_note = :note
                 where invoice_id = :credit
                """)
        void decide(InvoiceId credit, InvoiceState state, PersonId person, Instant now, @Nullable String note);
    }

    private CreditBook() {}

    /** Refuses what is no posted invoice; only that has something to take back. */
    static void requirePosted(InvoiceView invoice) {
        if (invoice.kind() != InvoiceKind.INVOICE || invoice.state() != InvoiceState.POSTED) {
            throw new Refused(
                    Problem.WRONG_STATE,
                    "%s is no posted invoice; only that has something to credit.".formatted(invoice.invoice()));
        }
    }

    /**
     * Makes a credit note; the caller holds the lock of the invoice.
     *
     * @param quantities by line of the invoice, each above zero and no more than is open
     */
    static InvoiceView make(
            Work work,
            InvoiceView invoice,
            SortedMap<Integer, BigDecimal> quantities,
            @Nullable ReturnId returnId,
            @Nullable String waiver) {
        List<InvoiceView.Line> lines = invoice.lines().stream()
                .filter(line -> quantities.containsKey(line.lineNo()))
                .toList();
        InvoiceId credit = new InvoiceId(work.number("CN"));
        Sql sql = work.sql(Sql.class);
        sql.insert(
                credit,
                invoice.site(),
                invoice.customer(),
                waiver == null ? InvoiceState.DRAFT : InvoiceState.PROPOSED,
                work.person(),
                work.now(),
                invoice.invoice(),
                returnId,
                waiver);
        sql.insertLines(
                credit,
                invoice.invoice(),
                lines.stream().map(InvoiceView.Line::lineNo).toList(),
                lines.stream().map(InvoiceView.Line::item).toList(),
                List.copyOf(quantities.values()),
                lines.stream().map(InvoiceView.Line::unitPrice).toList(),
                lines.stream()
                        .map(line -> line.creditOf(Objects.requireNonNull(quantities.get(line.lineNo()))))
                        .toList());
        sql.take(credit, 1);
        InvoiceView view = InvoiceRows.written(work, credit);
        work.publish(
                new CreditMade(
                        credit,
                        invoice.invoice(),
                        view.site(),
                        view.zone(),
                        view.customer(),
                        returnId,
                        waiver,
                        new Money(view.amount(), work.currency()),
                        work.person(),
                        work.now(),
                        view.lines().stream().map(line -> event(line, work)).toList()),
                view.site());
        return view;
    }

    /** Approves or rejects a credit without goods; the caller has locked it and made sure that the person may. */
    static InvoiceView decide(Work work, InvoiceView credit, boolean approved, @Nullable String note) {
        Sql sql = work.sql(Sql.class);
        sql.decide(
                credit.invoice(),
                approved ? InvoiceState.DRAFT : InvoiceState.REJECTED,
                work.person(),
                work.now(),
                note);
        if (!approved) {
            sql.take(credit.invoice(), -1);
        }
        work.publish(
                new CreditDecided(
                        credit.invoice(), credit.site(), approved, credit.madeBy(), work.person(), note, work.now()),
                credit.site());
        return InvoiceRows.written(work, credit.invoice());
    }

    static void requireProposed(InvoiceView credit) {
        if (credit.waiver() == null) {
            throw new Refused(
                    Problem.WRONG_STATE, "%s is no credit that waits for approval.".formatted(credit.invoice()));
        }
        if (credit.state() != InvoiceState.PROPOSED) {
            throw new Refused(
                    Problem.ALREADY_DECIDED, "Credit note %s is %s.".formatted(credit.invoice(), credit.state()));
        }
    }

    private static CreditMade.Line event(InvoiceView.Line line, Work work) {
        return new CreditMade.Line(
                line.lineNo(),
                Objects.requireNonNull(line.creditedLineNo()),
                line.item(),
                new Quantity(line.quantity(), line.unit()),
                new Money(line.unitPrice(), work.currency()),
                new Money(line.amount(), work.currency()));
    }
}
