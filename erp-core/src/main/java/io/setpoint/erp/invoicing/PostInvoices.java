package io.setpoint.erp.invoicing;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.InvoiceKind;
import io.setpoint.contracts.events.InvoicePosted;
import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.InvoiceId;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.invoicing.PostInvoices.Command;
import io.setpoint.erp.invoicing.PostInvoices.Posted;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/**
 * Gives invoices and credit notes their legal numbers, in the order they were made. The numbers of a company's year are
 * one series without a gap: its row is locked last and kept until the commit, so two postings follow each other and one
 * that is rolled back has taken no number. Whoever ships, packs or prices never waits for it.
 */
final class PostInvoices implements UseCase<Command, Posted> {
    /** No run posts more; the rest waits for the next one. */
    static final int MOST = 10_000;

    /**
     * What a person sends.
     *
     * @param invoices absent for all that are made and not posted
     */
    record Command(@Nullable List<InvoiceId> invoices) {
        Command {
            invoices = invoices == null ? null : List.copyOf(new TreeSet<>(invoices));
            if (invoices != null && (invoices.isEmpty() || invoices.size() > MOST)) {
                throw new IllegalArgumentException("needs 1 to " + MOST + " invoices");
            }
        }
    }

    /**
     * What was posted.
     *
     * @param first the first legal number; null if nothing waited to be posted
     * @param more whether more waits
     */
    record Posted(
            int posted, @Nullable String first, @Nullable String last, boolean more) {}

    record Draft(
            InvoiceId invoiceId,
            InvoiceKind kind,
            InvoiceState state,
            SiteId siteId,
            CustomerId customerId,
            Instant madeAt,
            BigDecimal amount) {}

    record Series(int lastNumber, LocalDate issuedOn) {}

    interface Sql {
        String ROW = """
                select i.invoice_id, i.kind, i.state, i.site_id, i.customer_id, i.made_at, l.amount
                  from invoice i
                """ + InvoiceRows.AMOUNT;

        @SqlQuery(ROW + " where i.invoice_id = any(:invoices) order by i.invoice_id for no key update of i")
        List<Draft> lock(List<InvoiceId> invoices);

        @SqlQuery(ROW + " where i.state = 'DRAFT' order by i.invoice_id limit :most for no key update of i")
        List<Draft> lockAll(int most);

        @SqlQuery("select exists (select from invoice where state = 'DRAFT')")
        boolean waiting();

        @SqlQuery("""
                select (:now::timestamptz at time zone zone)::date from company where company_id = current_company()
                """)
        LocalDate today(Instant now);

        @SqlQuery("""
                insert into invoice_series as s (company_id, legal_year, last_number, issued_on)
                values (current_company(), :year, :count, :today)
                on conflict on constraint invoice_series_pkey
                do update set last_number = s.last_number + excluded.last_number,
                              issued_on = greatest(s.issued_on, excluded.issued_on)
                returning last_number, issued_on
                """)
        Series take(int year, int count, LocalDate today);

        @SqlUpdate("""
                update invoice i
                   set state = 'POSTED', version = i.version + 1, posted_by = :person, posted_at = :now,
                       legal_year = :year, legal_number = :before + p.n, issued_on = :issuedOn
                  from unnest(:invoices) with ordinality as p (invoice_id, n)
                 where i.invoice_id = p.invoice_id
                """)
        void post(List<InvoiceId> invoices, int year, int before, LocalDate issuedOn, PersonId person, Instant now);
    }

    @Override
    public Control control() {
        return Control.of("post-invoices", "Gives invoices and credit notes their legal numbers, without a gap.")
                .asSensitive()
                .publishing(EventType.INVOICE_POSTED)
                .refusing(Problem.NOT_FOUND, Problem.WRONG_STATE);
    }

    @Override
    public Permission permission() {
        return Permission.POST_INVOICES;
    }

    @Override
    public Posted run(Command command, Work work) {
        work.requireEverywhere(permission());
        Sql sql = work.sql(Sql.class);
        List<InvoiceId> named = command.invoices();
        List<Draft> drafts = (named == null ? sql.lockAll(MOST) : decide(named, sql.lock(named)))
                .stream()
                        .sorted(Comparator.comparing(Draft::madeAt).thenComparing(Draft::invoiceId))
                        .toList();
        if (drafts.isEmpty()) {
            return new Posted(0, null, null, false);
        }
        LocalDate today = sql.today(work.now());
        Series series = sql.take(today.getYear(), drafts.size(), today);
        int before = series.lastNumber() - drafts.size();
        sql.post(
                drafts.stream().map(Draft::invoiceId).toList(),
                today.getYear(),
                before,
                series.issuedOn(),
                work.person(),
                work.now());
        for (int i = 0; i < drafts.size(); i++) {
            Draft draft = drafts.get(i);
            work.publish(
                    new InvoicePosted(
                            draft.invoiceId(),
                            draft.kind(),
                            draft.siteId(),
                            draft.customerId(),
                            today.getYear(),
                            before + i + 1,
                            series.issuedOn(),
                            new Money(draft.amount(), work.currency()),
                            work.person(),
                            work.now()),
                    draft.siteId());
        }
        return new Posted(
                drafts.size(),
                InvoiceRows.legal(today.getYear(), before + 1),
                InvoiceRows.legal(today.getYear(), series.lastNumber()),
                sql.waiting());
    }

    private static List<Draft> decide(List<InvoiceId> named, List<Draft> found) {
        Set<InvoiceId> known = found.stream().map(Draft::invoiceId).collect(Collectors.toSet());
        for (InvoiceId invoice : named) {
            if (!known.contains(invoice)) {
                throw InvoiceRows.unknown(invoice);
            }
        }
        for (Draft draft : found) {
            if (draft.state() != InvoiceState.DRAFT) {
                throw new Refused(Problem.WRONG_STATE, "%s is %s.".formatted(draft.invoiceId(), draft.state()));
            }
        }
        return found;
    }
}
