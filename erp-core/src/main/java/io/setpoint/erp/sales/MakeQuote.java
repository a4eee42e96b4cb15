package io.setpoint.erp.sales;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.QuoteMade;
import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.QuoteId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.pricing.api.ListPrices;
import io.setpoint.erp.sales.MakeQuote.Command;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Offers a customer the list prices of this moment for a while. Reserves nothing and promises no day. */
final class MakeQuote implements UseCase<Command, QuoteView> {
    private static final int MOST_LINES = 500;
    private static final Duration LONGEST = Duration.ofDays(366);

    /**
     * What is offered.
     *
     * @param validUntil the first moment at which it can be accepted no more
     */
    record Command(
            CustomerId customer,
            SiteId site,
            String channel,
            String shippingMode,
            @Nullable String customerReference,
            LocalDate requestedDate,
            Instant validUntil,
            List<Line> lines) {
        Command {
            lines = List.copyOf(lines);
            channel = channel.toUpperCase(Locale.ROOT);
            if (lines.isEmpty() || lines.size() > MOST_LINES) {
                throw new IllegalArgumentException("needs 1 to " + MOST_LINES + " lines");
            }
            if (customerReference != null && customerReference.length() > 100) {
                throw new IllegalArgumentException("has a customer reference of more than 100 characters");
            }
        }
    }

    record Line(Sku item, BigDecimal quantity) {
        Line {
            quantity = Quantities.positive(quantity);
        }
    }

    interface Sql {
        @SqlQuery("""
                select case when not exists (select from site where site_id = :site) then 'site'
                            when not exists (select from customer where customer_id = :customer) then 'customer'
                            when not exists (select from sales_channel where channel = :channel) then 'channel'
                            when not exists (select from shipping_mode where shipping_mode = :mode)
                              then 'shipping mode' end
                """)
        Optional<String> unknown(SiteId site, CustomerId customer, String channel, String mode);

        @SqlUpdate("""
                insert into quote (company_id, quote_id, state, site_id, customer_id, channel, shipping_mode,
                                   customer_reference, requested_date, currency, priced_at, valid_until, made_by)
                values (current_company(), :quote, 'MADE', :site, :customer, :channel, :mode, :reference, :requested,
                        :currency, :now, :until, :person)
                """)
        void insert(
                QuoteId quote,
                SiteId site,
                CustomerId customer,
                String channel,
                String mode,
                @Nullable String reference,
                LocalDate requested,
                String currency,
                Instant now,
                Instant until,
                PersonId person);

        /** One row a line whose item is known. */
        @SqlUpdate("""
                insert into quote_line (company_id, quote_id, line_no, item_id, quantity, unit_price, price_list_id,
                                        price_change_id, price_line_no)
                select current_company(), :quote, w.n, i.item_id, w.quantity, coalesce(p.unit_price, i.price),
                       p.price_list_id, p.price_change_id, p.line_no
                  from unnest(:items, :quantities) with ordinality as w (item_id, quantity, n)
                 cross join (select :now::timestamptz as at, :currency::text as currency) t
                  join item i on i.company_id = current_company() and i.item_id = w.item_id
                  join customer c on c.company_id = i.company_id and c.customer_id = :customer
                """ + ListPrices.LATERAL)
        int insertLines(
                QuoteId quote,
                List<Sku> items,
                List<BigDecimal> quantities,
                Instant now,
                String currency,
                CustomerId customer);
    }

    @Override
    public Control control() {
        return Control.of("make-quote", "Offers a customer the list prices of this moment for a while.")
                .publishing(EventType.QUOTE_MADE)
                .refusing(Problem.UNKNOWN_REFERENCE, Problem.INVALID);
    }

    @Override
    public Permission permission() {
        return Permission.PLACE_ORDER;
    }

    @Override
    public QuoteView run(Command command, Work work) {
        work.requireAt(permission(), command.site());
        if (!command.validUntil().isAfter(work.now())
                || command.validUntil().isAfter(work.now().plus(LONGEST))) {
            throw new Refused(Problem.INVALID, "A quote is valid from now on for at most a year.");
        }
        Sql sql = work.sql(Sql.class);
        sql.unknown(command.site(), command.customer(), command.channel(), command.shippingMode())
                .ifPresent(what -> {
                    throw new Refused(Problem.UNKNOWN_REFERENCE, "There is no such " + what + ".");
                });
        QuoteId quote = new QuoteId(work.number("QU"));
        sql.insert(
                quote,
                command.site(),
                command.customer(),
                command.channel(),
                command.shippingMode(),
                command.customerReference(),
                command.requestedDate(),
                work.currency().getCurrencyCode(),
                work.now(),
                command.validUntil(),
                work.person());
        int known = sql.insertLines(
                quote,
                command.lines().stream().map(Line::item).toList(),
                command.lines().stream().map(Line::quantity).toList(),
                work.now(),
                work.currency().getCurrencyCode(),
                command.customer());
        if (known < command.lines().size()) {
            throw new Refused(Problem.UNKNOWN_REFERENCE, "An item of the quote is unknown.");
        }
        QuoteView view = QuoteRows.read(work.handle(), quote, work.now());
        work.publish(
                new QuoteMade(
                        quote,
                        view.site(),
                        view.customer(),
                        view.channel(),
                        view.validUntil(),
                        work.person(),
                        work.now(),
                        view.lines().stream()
                                .map(line -> new QuoteMade.Line(
                                        line.lineNo(),
                                        line.item(),
                                        new Quantity(line.quantity(), line.unit()),
                                        new Money(line.unitPrice(), work.currency())))
                                .toList()),
                view.site());
        return view;
    }
}
