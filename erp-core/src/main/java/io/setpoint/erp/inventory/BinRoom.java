package io.setpoint.erp.inventory;

import static java.util.stream.Collectors.toMap;

import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.organization.api.BinKind;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/**
 * How much bins still take: their capacity without what stands in them and what is directed there. The row of the site is
 * the lock, taken behind the stock of the items. A receipt, a count or a return says what is so and asks for no room.
 */
final class BinRoom {
    /** A bin as far as room is concerned. */
    public record Row(BinId binId, BinKind kind, @Nullable BigDecimal capacity, BigDecimal filled) {
        boolean takes(BigDecimal quantity) {
            return capacity == null || filled.add(quantity).compareTo(capacity) <= 0;
        }
    }

    interface Sql {
        @SqlQuery("select site_id from site where site_id = :site for no key update")
        SiteId lock(SiteId site);

        @SqlQuery("""
                select b.bin_id, b.kind, b.capacity,
                       coalesce((select sum(greatest(s.on_hand, 0))
                                   from stock_bin s
                                  where s.company_id = b.company_id and s.site_id = b.site_id
                                    and s.bin_id = b.bin_id), 0)
                       + coalesce((select sum(p.quantity)
                                     from put_away p
                                    where p.company_id = b.company_id and p.site_id = b.site_id
                                      and p.to_bin_id = b.bin_id and p.state = 'OPEN'), 0) as filled
                  from bin b
                 where b.site_id = :site and b.bin_id = any(:bins)
                """)
        @RegisterConstructorMapper(Row.class)
        List<Row> bins(SiteId site, List<BinId> bins);
    }

    private BinRoom() {}

    /** Keeps the room of all bins of a site as it is until the transaction ends. */
    static void lock(Work work, SiteId site) {
        work.sql(Sql.class).lock(site);
    }

    /** Bins that exist among these. */
    static Map<BinId, Row> bins(Work work, SiteId site, Collection<BinId> bins) {
        return work.sql(Sql.class).bins(site, List.copyOf(new TreeSet<>(bins))).stream()
                .collect(toMap(Row::binId, row -> row, (a, b) -> a, TreeMap::new));
    }

    /**
     * Refuses unless these quantities fit into their bins, and keeps their room until the transaction ends.
     *
     * @param claimed what of it is directed to its bin already
     */
    static void require(Work work, SiteId site, Map<BinId, BigDecimal> quantities, Map<BinId, BigDecimal> claimed) {
        Map<BinId, Row> bins = bins(work, site, quantities.keySet());
        for (BinId bin : quantities.keySet()) {
            if (!bins.containsKey(bin)) {
                throw new Refused(Problem.UNKNOWN_REFERENCE, "There is no bin %s at %s".formatted(bin, site));
            }
        }
        if (bins.values().stream().allMatch(row -> row.capacity() == null)) {
            return;
        }
        lock(work, site);
        bins(work, site, quantities.keySet()).forEach((bin, row) -> {
            BigDecimal more =
                    quantities.getOrDefault(bin, BigDecimal.ZERO).subtract(claimed.getOrDefault(bin, BigDecimal.ZERO));
            BigDecimal capacity = row.capacity();
            if (capacity != null && !row.takes(more)) {
                BigDecimal own = claimed.getOrDefault(bin, BigDecimal.ZERO);
                throw new Refused(
                        Problem.BIN_FULL,
                        "Bin %s takes %s, %s of it are taken; %s do not fit"
                                .formatted(
                                        bin,
                                        StockLedger.plain(capacity),
                                        StockLedger.plain(row.filled().subtract(own)),
                                        StockLedger.plain(quantities.getOrDefault(bin, BigDecimal.ZERO))));
            }
        });
    }
}
