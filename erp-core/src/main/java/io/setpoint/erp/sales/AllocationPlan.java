package io.setpoint.erp.sales;

import io.setpoint.contracts.values.CompanyId;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/**
 * How what is free at a site goes to its backorders, by the company's policy. What was promised to orders not yet released
 * for an earlier day stays theirs.
 */
final class AllocationPlan {
    /** A backordered line, and the first day from which something of it is promised. */
    public record Waiting(
            OrderId order,
            int lineNo,
            Sku item,
            BigDecimal backordered,
            LocalDate commitDate,
            LocalDate promisedOn,
            Instant placedAt,
            String customerClass) {}

    /** What a backordered line gets. */
    record Share(Waiting line, BigDecimal quantity) {}

    interface Sql {
        @SqlQuery("select coalesce((select policy from allocation_policy), 'COMMIT_DATE')")
        AllocationPolicy policy();

        @SqlQuery("""
                select l.order_id as order, l.line_no, l.item_id as item, l.backordered, l.commit_date,
                       coalesce((select min(p.promised_on) from order_line_promise p
                                  where p.company_id = l.company_id and p.order_id = l.order_id
                                    and p.line_no = l.line_no and p.open > 0), l.commit_date) as promised_on,
                       o.placed_at, c.customer_class
                  from sales_order_line l
                  join sales_order o using (company_id, order_id)
                  join customer c using (company_id, customer_id)
                 where l.backordered > 0 and l.item_id = any(:items) and o.site_id = :site
                """)
        @RegisterConstructorMapper(Waiting.class)
        List<Waiting> waiting(SiteId site, List<Sku> items);
    }

    private AllocationPlan() {}

    /**
     * The shares, in the order in which the policy serves them.
     *
     * @param free by item; for a decision the caller holds the lock on their stock
     */
    static List<Share> of(Handle handle, CompanyId company, SiteId site, LocalDate today, Map<Sku, BigDecimal> free) {
        Sql sql = handle.attach(Sql.class);
        Map<Sku, Atp> atps = SupplyRows.read(handle, company, site, today, free, false);
        List<Waiting> waiting = new ArrayList<>(sql.waiting(site, List.copyOf(free.keySet())));
        waiting.sort(sql.policy().order());
        List<Share> shares = new ArrayList<>();
        for (Waiting line : waiting) {
            Atp atp = atps.get(line.item());
            if (atp == null) {
                throw new IllegalStateException("a backorder of an item nobody asked for: " + line.item());
            }
            BigDecimal quantity = atp.serve(line.backordered(), line.promisedOn());
            if (quantity.signum() > 0) {
                shares.add(new Share(line, quantity));
            }
        }
        return shares;
    }
}
