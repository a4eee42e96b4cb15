package io.setpoint.erp.purchasing.api;

/**
 * Which lines of purchase orders are still to come, and how much of each: released orders, without what was received or
 * cancelled. Nothing is open of a line once it is received but for its tolerance; a lower confirmation limits it.
 *
 * <p>It is text to select from, because an order finds the supply of all its lines in the round trip that locks their
 * stock.
 */
public final class OpenPurchaseLines {
    /** Whether something is still to come of the line {@code l} of a released order. */
    public static final String OPEN = """
            l.cancelled = 0
               and (l.received = 0 or l.received < trunc(l.quantity * (100 - l.under_tolerance_percent) / 100, 3))
               and least(l.quantity, coalesce(l.acknowledged_quantity, l.quantity)) > l.received
            """;

    /**
     * Gives {@code (company_id, site_id, item_id, order_id, line_no, expected_date, quantity, confirmed)}; the date is
     * the one the supplier confirmed and a person accepted, until then the requested one.
     */
    public static final String ROWS = """
            select l.company_id, o.site_id, l.item_id, l.order_id, l.line_no,
                   coalesce(l.acknowledged_date, l.requested_date) as expected_date,
                   least(l.quantity, coalesce(l.acknowledged_quantity, l.quantity)) - l.received as quantity,
                   case when l.acknowledged_quantity is null then 0
                        else least(l.quantity, l.acknowledged_quantity) - l.received end as confirmed
              from purchase_order_line l
              join purchase_order o on o.company_id = l.company_id and o.order_id = l.order_id
             where o.state in ('APPROVED', 'ACKNOWLEDGED', 'PARTIALLY_RECEIVED')
               and l.received < l.quantity
               and
            """ + OPEN;

    private OpenPurchaseLines() {}
}
