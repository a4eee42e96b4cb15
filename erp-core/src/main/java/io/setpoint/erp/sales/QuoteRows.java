package io.setpoint.erp.sales;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.QuoteDecided;
import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.QuoteId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Quotes in their two tables. A quote whose time is over is expired without anybody saying so. */
final class QuoteRows {
    public record Row(
            QuoteId quote,
            QuoteState state,
            int version,
            SiteId site,
            CustomerId customer,
            String channel,
            String shippingMode,
            @Nullable String customerReference,
            LocalDate requestedDate,
            String currency,
            Instant pricedAt,
            Instant validUntil,
            PersonId madeBy,
            @Nullable Instant sentAt,
            @Nullable PersonId decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String declineReason,
            @Nullable OrderId order) {}

    interface Sql {
        String ROW = """
                select quote_id as quote,
                       case when state in ('MADE', 'SENT') and valid_until <= :now then 'EXPIRED' else state end as state,
                       version, site_id as site, customer_id as customer, channel, shipping_mode, customer_reference,
                       requested_date, currency, priced_at, valid_until, made_by, sent_at, decided_by, decided_at,
                       decline_reason, order_id as order
                  from quote
                """;

        @SqlQuery("select quote_id from quote where quote_id = :quote for no key update")
        Optional<QuoteId> lock(QuoteId quote);

        @SqlQuery(ROW + " where quote_id = :quote")
        @RegisterConstructorMapper(Row.class)
        Optional<Row> find(QuoteId quote, Instant now);

        @SqlQuery(ROW + """
                 where (:customer::text is null or customer_id = :customer)
                   and (:everywhere or site_id = any(:sites))
                   and (:before::text is null or quote_id < :before)
                 order by quote_id desc
                 limit :limit
                """)
        @RegisterConstructorMapper(Row.class)
        List<Row> list(
                Instant now,
                @Nullable CustomerId customer,
                boolean everywhere,
                List<SiteId> sites,
                @Nullable String before,
                int limit);

        @SqlQuery("""
                select l.line_no, l.item_id as item, i.name, i.unit, l.quantity, l.unit_price, l.price_list_id as price_list,
                       l.price_change_id as price_change, l.price_line_no as price_line
                  from quote_line l join item i using (company_id, item_id)
                 where l.quote_id = :quote
                 order by l.line_no
                """)
        @RegisterConstructorMapper(QuoteView.Line.class)
        List<QuoteView.Line> lines(QuoteId quote);

        @SqlUpdate("""
                update quote
                   set state = :state, version = version + 1, decided_by = :person, decided_at = :now,
                       decline_reason = :why, order_id = :order
                 where quote_id = :quote
                """)
        void decide(
                QuoteId quote,
                QuoteState state,
                PersonId person,
                Instant now,
                @Nullable String why,
                @Nullable OrderId order);
    }

    private QuoteRows() {}

    /** Locks a quote, the first lock of every step on it, and reads it. */
    static QuoteView lock(Work work, QuoteId quote) {
        return work.sql(Sql.class)
                .lock(quote)
                .map(locked -> read(work.handle(), locked, work.now()))
                .orElseThrow(() -> unknown(quote));
    }

    static QuoteView read(Handle handle, QuoteId quote, Instant now) {
        Sql sql = handle.attach(Sql.class);
        return view(sql.find(quote, now).orElseThrow(() -> unknown(quote)), sql.lines(quote));
    }

    /** A quote the actor may see. */
    static QuoteView find(Handle handle, Actor actor, QuoteId quote, Instant now) {
        QuoteView view = read(handle, quote, now);
        if (!actor.mayAt(Permission.VIEW, view.site())) {
            throw unknown(quote);
        }
        return view;
    }

    /** Newest first, without their lines. */
    static Page<Row> list(
            Handle handle,
            Actor actor,
            Instant now,
            @Nullable CustomerId customer,
            @Nullable String cursor,
            @Nullable Integer limit) {
        int size = Page.limit(limit);
        Optional<List<SiteId>> sites = actor.sitesOf(Permission.VIEW).map(List::copyOf);
        return Page.of(
                handle.attach(Sql.class)
                        .list(now, customer, sites.isEmpty(), sites.orElse(List.of()), cursor, size + 1),
                size,
                row -> row.quote().value());
    }

    static void require(QuoteView quote, QuoteState state) {
        if (quote.state() != state) {
            throw new Refused(Problem.WRONG_STATE, "Quote " + quote.quote() + " is " + quote.state() + ".");
        }
    }

    static QuoteView decide(
            Work work, QuoteView quote, QuoteState state, @Nullable String why, @Nullable OrderId order) {
        work.sql(Sql.class).decide(quote.quote(), state, work.person(), work.now(), why, order);
        work.publish(
                new QuoteDecided(
                        quote.quote(),
                        quote.site(),
                        state == QuoteState.ACCEPTED,
                        order,
                        why,
                        work.person(),
                        work.now()),
                quote.site());
        return read(work.handle(), quote.quote(), work.now());
    }

    private static Refused unknown(QuoteId quote) {
        return new Refused(Problem.NOT_FOUND, "There is no quote " + quote + ".");
    }

    private static QuoteView view(Row row, List<QuoteView.Line> lines) {
        return new QuoteView(
                row.quote(),
                row.state(),
                row.version(),
                row.site(),
                row.customer(),
                row.channel(),
                row.shippingMode(),
                row.customerReference(),
                row.requestedDate(),
                row.currency(),
                row.pricedAt(),
                row.validUntil(),
                row.madeBy(),
                row.sentAt(),
                row.decidedBy(),
                row.decidedAt(),
                row.declineReason(),
                row.order(),
                lines.stream()
                        .map(line -> line.unitPrice().multiply(line.quantity()))
                        .reduce(BigDecimal.ZERO, BigDecimal::add),
                lines);
    }
}
