package io.setpoint.erp.pricing.api;

/**
 * Which price holds for a customer, an item and a quantity at a moment. A list of the customer goes before one of the
 * class, and that before one for all; within a list the highest quantity reached counts, and of its prices the one that
 * took effect last. Where no list has a price, the item's own holds.
 *
 * <p>It is text to join, because an order finds the prices of all its lines in the round trip that reads its items.
 */
public final class ListPrices {
    /**
     * Joins {@code p (price_list_id, price_change_id, line_no, unit_price)} to {@code i}, a row of {@code item}; {@code
     * c}, the customer's row, which may be missing; {@code w.quantity}; {@code t.at} and {@code t.currency}.
     */
    public static final String LATERAL = """
            left join lateral (
              select l.price_list_id, v.price_change_id, v.line_no, v.unit_price
                from price v
                join price_change h on h.company_id = v.company_id and h.price_change_id = v.price_change_id
                join price_list l on l.company_id = h.company_id and l.price_list_id = h.price_list_id
               where v.company_id = i.company_id and v.item_id = i.item_id and v.min_quantity <= w.quantity
                 and h.state = 'APPROVED' and h.valid_from <= t.at and (h.valid_until is null or h.valid_until > t.at)
                 and l.currency = t.currency
                 and (l.customer_id = c.customer_id or l.customer_class = c.customer_class
                   or (l.customer_id is null and l.customer_class is null))
               order by (l.customer_id is null), (l.customer_class is null), v.min_quantity desc, h.valid_from desc,
                 h.price_change_id desc
               limit 1) p on true
            """;

    private ListPrices() {}
}
