package io.setpoint.erp.inventory.api;

/**
 * Which lines of transfers are on their way to a site, and how much of each: sent, without what was received and written
 * off. It is text to select from, for the round trip that locks an order's stock.
 */
public final class GoodsInTransit {
    /** Gives {@code (company_id, site_id, item_id, transfer_id, line_no, expected_date, quantity)}. */
    public static final String ROWS = """
            select l.company_id, t.to_site_id as site_id, l.item_id, l.transfer_id, l.line_no,
                   t.expected_on as expected_date, l.sent - l.received - l.written_off as quantity
              from transfer_line l
              join transfer t on t.company_id = l.company_id and t.transfer_id = l.transfer_id
             where t.state = 'IN_TRANSIT' and l.received + l.written_off < l.sent
            """;

    private GoodsInTransit() {}
}
