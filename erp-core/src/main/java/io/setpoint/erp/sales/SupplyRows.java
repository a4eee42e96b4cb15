package io.setpoint.erp.sales;

import io.setpoint.contracts.values.CompanyId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.inventory.api.GoodsInTransit;
import io.setpoint.erp.kernel.DatabaseFailure;
import io.setpoint.erp.kernel.RoundTrip;
import io.setpoint.erp.purchasing.api.OpenPurchaseLines;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Supply on its way to a site, when its stock expires, and what is promised of it; read behind the lock on the items' stock. */
final class SupplyRows {
    private static final String CLAIM = "CLAIM";
    private static final String EXPIRES = "EXPIRES";
    /** Without what is backordered. */
    private static final String UNRELEASED = """
            and exists (select from sales_order_line l where l.company_id = p.company_id
              and l.order_id = p.order_id and l.line_no = p.line_no and l.released_quantity is null)""";

    private static final String WITH_BACKORDERS = byItem("");
    private static final String WITHOUT_BACKORDERS = byItem(UNRELEASED);

    private SupplyRows() {}

    private static String byItem(String claiming) {
        return """
            select x.item_id, 'PURCHASE', x.order_id, x.line_no, x.expected_date, x.quantity, 0 as reserved
            from (%s) x where x.company_id = ? and x.site_id = ? and x.item_id = any(?::text[])
            union all
            select x.item_id, 'TRANSFER', x.transfer_id, x.line_no, x.expected_date, x.quantity, 0
            from (%s) x where x.company_id = ? and x.site_id = ? and x.item_id = any(?::text[])
            union all
            select b.item_id, '%s', null, 0, l.expiry, sum(b.on_hand - b.held), max(s.reserved)
            from stock_lot b
            join lot l on l.company_id = b.company_id and l.item_id = b.item_id and l.lot_id = b.lot_id
            join stock s on s.company_id = b.company_id and s.site_id = b.site_id and s.item_id = b.item_id
            where b.company_id = ? and b.site_id = ? and b.item_id = any(?::text[]) and b.on_hand > b.held
              and l.state = 'OPEN' and l.expiry is not null
            group by b.item_id, l.expiry
            union all
            select p.item_id, '%s', null, 0, p.promised_on, sum(p.open), 0
            from order_line_promise p
            where p.company_id = ? and p.site_id = ? and p.item_id = any(?::text[]) and p.open > 0
            %s
            group by p.item_id, p.promised_on
             order by 1, 2, 5, 3, 4""".formatted(OpenPurchaseLines.ROWS, GoodsInTransit.ROWS, EXPIRES, CLAIM, claiming);
    }

    /**
     * Asks for them; {@link #read} takes the answer.
     *
     * @param backorders whether what is backordered counts among what is promised
     */
    static RoundTrip ask(RoundTrip trip, CompanyId company, SiteId site, String[] items, boolean backorders) {
        return trip.then(
                backorders ? WITH_BACKORDERS : WITHOUT_BACKORDERS,
                company.value(),
                site.value(),
                items,
                company.value(),
                site.value(),
                items,
                company.value(),
                site.value(),
                items,
                company.value(),
                site.value(),
                items);
    }

    /**
     * What is available to promise.
     *
     * @param free by item; for a decision the caller holds the lock on their stock
     * @param backorders whether what is backordered counts among what is promised
     */
    static Map<Sku, Atp> read(
            Handle handle,
            CompanyId company,
            SiteId site,
            LocalDate today,
            Map<Sku, BigDecimal> free,
            boolean backorders) {
        Map<Sku, Atp> byItem = new HashMap<>();
        free.forEach((item, quantity) -> byItem.put(item, new Atp(today, quantity)));
        String[] items = free.keySet().stream().map(Sku::value).toArray(String[]::new);
        try (RoundTrip.Answers answers =
                ask(RoundTrip.on(handle), company, site, items, backorders).send()) {
            read(answers.rows(), byItem);
            return byItem;
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    static void read(ResultSet row, Map<Sku, Atp> byItem) throws SQLException {
        while (row.next()) {
            Atp atp = byItem.get(new Sku(row.getString(1)));
            if (atp == null) {
                throw new IllegalStateException("supply of an item nobody asked for: " + row.getString(1));
            }
            String kind = row.getString(2);
            LocalDate day = row.getObject(5, LocalDate.class);
            BigDecimal quantity = row.getBigDecimal(6);
            if (kind.equals(CLAIM)) {
                atp.claim(day, quantity);
            } else if (kind.equals(EXPIRES)) {
                atp.expires(day, quantity, row.getBigDecimal(7));
            } else {
                atp.arrives(SupplyKind.valueOf(kind), row.getString(3), row.getInt(4), day, quantity);
            }
        }
    }
}
