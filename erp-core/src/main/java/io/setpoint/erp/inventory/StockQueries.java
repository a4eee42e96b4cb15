package io.setpoint.erp.inventory;

import static java.util.stream.Collectors.groupingBy;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Reads;
import io.setpoint.erp.organization.api.BinKind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Reads of stock. */
final class StockQueries {
    /**
     * The stock of an item at a site.
     *
     * @param held of it, on hold
     * @param available on hand without what is reserved and held; below zero where a count or a hold left less than was
     *     promised
     */
    public record StockView(
            SiteId site,
            Sku item,
            String unit,
            BigDecimal onHand,
            BigDecimal reserved,
            BigDecimal held,
            BigDecimal available,
            List<Bin> bins) {
        public StockView {
            bins = List.copyOf(bins);
        }
    }

    /** What stands in one bin. */
    public record Bin(BinId bin, @Nullable String zone, BinKind kind, BigDecimal onHand, BigDecimal held) {}

    public record Row(
            SiteId siteId, Sku itemId, String unit, BigDecimal onHand, BigDecimal reserved, BigDecimal held) {}

    public record BinRow(
            SiteId siteId,
            Sku itemId,
            BinId binId,
            @Nullable String zone,
            BinKind kind,
            BigDecimal onHand,
            BigDecimal held) {}

    private record Key(SiteId site, Sku item) {}

    interface Sql {
        @SqlQuery("""
                select s.site_id, s.item_id, i.unit, s.on_hand, s.reserved, s.held
                  from stock s join item i using (company_id, item_id)
                 where (:site::text is null or s.site_id = :site)
                   and (:item::text is null or s.item_id = :item)
                   and (:everywhere or s.site_id = any(:sites))
                   and (s.site_id, s.item_id) > (:afterSite, :afterItem)
                 order by s.site_id, s.item_id
                 limit :limit
                """)
        @RegisterConstructorMapper(Row.class)
        List<Row> list(
                @Nullable SiteId site,
                @Nullable Sku item,
                boolean everywhere,
                List<SiteId> sites,
                String afterSite,
                String afterItem,
                int limit);

        @SqlQuery("""
                select b.site_id, b.item_id, b.bin_id, n.zone, n.kind, b.on_hand, b.held
                  from stock_bin b join unnest(:sites, :items) as k (site_id, item_id) using (site_id, item_id)
                  join bin n using (company_id, site_id, bin_id)
                 where b.on_hand <> 0 or b.held > 0
                 order by b.bin_id
                """)
        @RegisterConstructorMapper(BinRow.class)
        List<BinRow> bins(List<SiteId> sites, List<Sku> items);
    }

    private static final String ONE = """
            select s.site_id, s.item_id, i.unit, s.on_hand, s.reserved, s.held
            from stock s join item i on i.company_id = s.company_id and i.item_id = s.item_id
            where s.company_id = ? and s.site_id = ? and s.item_id = ?""";
    private static final String BINS_OF_ONE = """
            select b.site_id, b.item_id, b.bin_id, n.zone, n.kind, b.on_hand, b.held
            from stock_bin b join bin n using (company_id, site_id, bin_id)
            where b.company_id = ? and b.site_id = ? and b.item_id = ? and (b.on_hand <> 0 or b.held > 0)
            order by b.bin_id""";

    private StockQueries() {}

    /** Of one item at one site, which is asked all day long. */
    static Page<StockView> one(Reads reads, Actor actor, SiteId site, Sku item) {
        if (!actor.mayAt(Permission.VIEW, site)) {
            return new Page<>(List.of(), null);
        }
        String company = actor.company().value();
        return reads.once(
                actor.company(),
                trip -> trip.then(ONE, company, site.value(), item.value())
                        .then(BINS_OF_ONE, company, site.value(), item.value()),
                answers -> {
                    List<Row> rows = answers.list(Row.class);
                    List<BinRow> bins = answers.list(BinRow.class);
                    return new Page<>(rows.stream().map(row -> view(row, bins)).toList(), null);
                });
    }

    /** By site and item. */
    static Page<StockView> list(
            Handle handle,
            Actor actor,
            @Nullable SiteId site,
            @Nullable Sku item,
            @Nullable String cursor,
            @Nullable Integer limit) {
        int size = Page.limit(limit);
        String after = cursor == null ? "~" : cursor;
        int at = after.indexOf('~');
        if (at < 0) {
            throw Figures.invalid("cursor", "The cursor is none of ours");
        }
        Optional<List<SiteId>> sites = actor.sitesOf(Permission.VIEW).map(List::copyOf);
        Sql sql = handle.attach(Sql.class);
        Page<Row> page = Page.of(
                sql.list(
                        site,
                        item,
                        sites.isEmpty(),
                        sites.orElse(List.of()),
                        after.substring(0, at),
                        after.substring(at + 1),
                        size + 1),
                size,
                row -> row.siteId() + "~" + row.itemId());
        Map<Key, List<BinRow>> bins = sql
                .bins(
                        page.items().stream().map(Row::siteId).toList(),
                        page.items().stream().map(Row::itemId).toList())
                .stream()
                .collect(groupingBy(row -> new Key(row.siteId(), row.itemId())));
        return new Page<>(
                page.items().stream()
                        .map(row -> view(row, bins.getOrDefault(new Key(row.siteId(), row.itemId()), List.of())))
                        .toList(),
                page.next());
    }

    private static StockView view(Row row, List<BinRow> bins) {
        return new StockView(
                row.siteId(),
                row.itemId(),
                row.unit(),
                row.onHand(),
                row.reserved(),
                row.held(),
                row.onHand().subtract(row.reserved()).subtract(row.held()),
                bins.stream()
                        .map(bin -> new Bin(bin.binId(), bin.zone(), bin.kind(), bin.onHand(), bin.held()))
                        .toList());
    }
}
