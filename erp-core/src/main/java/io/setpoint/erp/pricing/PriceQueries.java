package io.setpoint.erp.pricing;

import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.PriceChangeId;
import io.setpoint.contracts.values.PriceListId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.pricing.api.ListPrices;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.customizer.Define;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Reads of prices. */
final class PriceQueries {
    private static final char SEPARATOR = '~';
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");
    private static final BigDecimal MOST = new BigDecimal("999999999");

    private PriceQueries() {}

    /**
     * The price of a moment.
     *
     * @param priceList where it comes from; null for the item's own price
     * @param line of the change that brought it
     */
    record PriceView(
            Sku item,
            CustomerId customer,
            BigDecimal quantity,
            Instant at,
            String currency,
            BigDecimal unitPrice,
            @Nullable PriceListId priceList,
            @Nullable PriceChangeId priceChange,
            @Nullable Integer line) {}

    interface Sql {
        @SqlQuery("""
                select i.item_id as item, c.customer_id as customer, w.quantity, t.at, t.currency,
                       coalesce(p.unit_price, i.price) as unit_price, p.price_list_id as price_list,
                       p.price_change_id as price_change, p.line_no as line
                  from (select :at::timestamptz as at, (select currency from company) as currency) t
                 cross join (select :quantity::numeric as quantity) w
                  join item i on i.item_id = :item
                  join customer c on c.company_id = i.company_id and c.customer_id = :customer
                <prices>
                """)
        Optional<PriceView> price(
                @Define String prices, CustomerId customer, Sku item, BigDecimal quantity, Instant at);

        @SqlQuery("""
                select price_list_id as price_list, name, currency, customer_id as customer, customer_class, created_at,
                       created_by
                  from price_list
                 where price_list_id > :after
                 order by price_list_id
                 limit :limit
                """)
        List<PriceListView> lists(String after, int limit);

        @SqlQuery("""
                select price_change_id
                  from price_change
                 where (:state::text is null or state = :state)
                   and (:list::text is null or price_list_id = :list)
                   and (proposed_at, price_change_id) < (:before, :id)
                 order by proposed_at desc, price_change_id desc
                 limit :limit
                """)
        List<PriceChangeId> changes(
                @Nullable PriceChangeState state, @Nullable PriceListId list, Instant before, String id, int limit);
    }

    /** What an order line of this moment would cost, or did. */
    static PriceView price(
            Handle handle,
            @Nullable CustomerId customer,
            @Nullable Sku item,
            @Nullable BigDecimal quantity,
            Instant at) {
        if (customer == null || item == null) {
            throw new Refused(Problem.INVALID, "Name a customer and an item.");
        }
        BigDecimal wanted = quantity == null ? BigDecimal.ONE : quantity;
        if (wanted.signum() <= 0 || wanted.compareTo(MOST) > 0) {
            throw new Refused(Problem.INVALID, "quantity lies above 0 and up to " + MOST);
        }
        return find(handle, customer, item, wanted, at)
                .orElseThrow(() -> new Refused(Problem.NOT_FOUND, "There is no such customer or item."));
    }

    /** The same; empty if the customer or the item is unknown. */
    static Optional<PriceView> find(Handle handle, CustomerId customer, Sku item, BigDecimal quantity, Instant at) {
        return handle.attach(Sql.class).price(ListPrices.LATERAL, customer, item, quantity, at);
    }

    static Page<PriceListView> lists(Handle handle, @Nullable String cursor, @Nullable Integer limit) {
        int size = Page.limit(limit);
        return Page.of(
                handle.attach(Sql.class).lists(cursor == null ? "" : cursor, size + 1),
                size,
                row -> row.priceList().value());
    }

    /** Newest first. */
    static Page<PriceChangeView> changes(
            Handle handle,
            @Nullable PriceChangeState state,
            @Nullable PriceListId list,
            @Nullable String cursor,
            @Nullable Integer limit) {
        int size = Page.limit(limit);
        Instant before = END_OF_TIME;
        String id = "";
        if (cursor != null) {
            int at = cursor.indexOf(SEPARATOR);
            try {
                before = Instant.EPOCH.plus(Long.parseLong(cursor, 0, Math.max(at, 0), 10), ChronoUnit.MICROS);
            } catch (NumberFormatException e) {
                throw new Refused(Problem.INVALID, "The cursor is none of ours.");
            }
            id = cursor.substring(at + 1);
        }
        List<PriceChangeView> rows = handle.attach(Sql.class).changes(state, list, before, id, size + 1).stream()
                .map(change -> get(handle, change))
                .toList();
        return Page.of(
                rows,
                size,
                row -> ChronoUnit.MICROS.between(Instant.EPOCH, row.proposedAt())
                        + String.valueOf(SEPARATOR)
                        + row.priceChange());
    }

    static PriceChangeView get(Handle handle, PriceChangeId change) {
        return PriceRows.find(handle, change).orElseThrow(() -> PriceRows.unknown(change));
    }
}
