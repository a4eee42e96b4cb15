package io.setpoint.erp.inventory;

import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/**
 * What the book had in a bin at a moment of the past: its stock now without the moves that happened later. So goods
 * that leave or arrive during a count are no variance, in whatever order scans and counts are reported.
 */
final class BookStock {
    interface Sql {
        @SqlQuery("""
                select coalesce(case when p.lot_id is null
                         then (select b.on_hand
                                 from stock_bin b
                                where b.site_id = :site and b.item_id = p.item_id and b.bin_id = p.bin_id)
                         else (select b.on_hand
                                 from stock_lot b
                                where b.site_id = :site and b.item_id = p.item_id and b.bin_id = p.bin_id
                                  and b.lot_id = p.lot_id)
                         end, 0)
                       - coalesce((select sum(m.quantity)
                                     from stock_move m
                                    where m.site_id = :site and m.item_id = p.item_id and m.bin_id = p.bin_id
                                      and (p.lot_id is null or m.lot_id = p.lot_id)
                                      and m.occurred_at > p.at), 0)
                  from unnest(:items, :bins, :lots, :times) with ordinality as p (item_id, bin_id, lot_id, at, n)
                 order by p.n
                """)
        List<BigDecimal> asAt(
                SiteId site, List<Sku> items, List<BinId> bins, List<@Nullable LotNumber> lots, List<Instant> times);
    }

    private BookStock() {}

    /** Of a lot in the bin, or of all the bin has. */
    static BigDecimal asAt(Work work, SiteId site, Sku item, BinId bin, @Nullable LotNumber lot, Instant at) {
        return asAt(work, site, List.of(item), List.of(bin), Collections.singletonList(lot), List.of(at))
                .get(0);
    }

    /** One quantity per place and time, in their order. */
    static List<BigDecimal> asAt(
            Work work,
            SiteId site,
            List<Sku> items,
            List<BinId> bins,
            List<@Nullable LotNumber> lots,
            List<Instant> times) {
        return work.sql(Sql.class).asAt(site, items, bins, lots, times);
    }
}
