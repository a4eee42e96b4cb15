package io.setpoint.erp.inventory;

import static java.util.stream.Collectors.groupingBy;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.organization.api.BinKind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Reads of stock bin by bin. */
final class BinStockQueries {
    /**
     * A bin with what stands in it.
     *
     * @param capacity in base units of whatever stands in it; absent for no limit
     * @param room capacity without what stands in it and what is directed there; absent for no limit
     */
    public record BinStock(
            SiteId site,
            BinId bin,
            @Nullable String zone,
            BinKind kind,
            @Nullable Integer sequence,
            @Nullable BigDecimal capacity,
            @Nullable BigDecimal room,
            List<Content> contents) {
        public BinStock {
            contents = List.copyOf(contents);
        }
    }

    /**
     * What a bin holds of an item, of one lot where the item is tracked.
     *
     * @param held of the item in this bin, on hold, whatever its lot
     */
    public record Content(
            Sku item,
            String unit,
            @Nullable LotNumber lot,
            @Nullable LocalDate expiry,
            BigDecimal onHand,
            BigDecimal held) {}

    public record Row(
            BinId binId,
            @Nullable String zone,
            BinKind kind,
            @Nullable Integer sequence,
            @Nullable BigDecimal capacity,
            BigDecimal filled) {}

    public record ContentRow(
            BinId binId,
            Sku itemId,
            String unit,
            @Nullable LotNumber lotId,
            @Nullable LocalDate expiry,
            BigDecimal onHand,
            BigDecimal held) {
        Content content() {
            return new Content(itemId, unit, lotId, expiry, onHand, held);
        }
    }

    interface Sql {
        @SqlQuery("""
                select b.bin_id, b.zone, b.kind, b.sequence, b.capacity,
                       coalesce((select sum(greatest(s.on_hand, 0))
                                   from stock_bin s
                                  where s.company_id = b.company_id and s.site_id = b.site_id
                                    and s.bin_id = b.bin_id), 0)
                       + coalesce((select sum(p.quantity)
                                     from put_away p
                                    where p.company_id = b.company_id and p.site_id = b.site_id
                                      and p.to_bin_id = b.bin_id and p.state = 'OPEN'), 0) as filled
                  from bin b
                 where b.site_id = :site and (:zone::text is null or b.zone = :zone)
                   and (coalesce(b.zone, ''), b.bin_id) > (:afterZone, :afterBin)
                 order by coalesce(b.zone, ''), b.bin_id
                 limit :limit
                """)
        @RegisterConstructorMapper(Row.class)
        List<Row> bins(SiteId site, @Nullable String zone, String afterZone, String afterBin, int limit);

        @SqlQuery("""
                select s.bin_id, s.item_id, i.unit, l.lot_id, n.expiry, coalesce(l.on_hand, s.on_hand) as on_hand, s.held
                  from stock_bin s
                  join item i using (company_id, item_id)
                  left join stock_lot l on l.company_id = s.company_id and l.site_id = s.site_id
                    and l.item_id = s.item_id and l.bin_id = s.bin_id and l.on_hand > 0
                  left join lot n on n.company_id = l.company_id and n.item_id = l.item_id and n.lot_id = l.lot_id
                 where s.site_id = :site and s.bin_id = any(:bins) and s.on_hand <> 0
                 order by s.bin_id, s.item_id, l.lot_id
                """)
        @RegisterConstructorMapper(ContentRow.class)
        List<ContentRow> contents(SiteId site, List<BinId> bins);
    }

    private BinStockQueries() {}

    static Page<BinStock> list(
            Handle handle,
            Actor actor,
            @Nullable SiteId site,
            @Nullable String zone,
            @Nullable String cursor,
            @Nullable Integer limit) {
        if (site == null) {
            throw Figures.invalid("site", "Say at which site");
        }
        if (!actor.mayAt(Permission.VIEW, site)) {
            throw new Refused(Problem.NOT_FOUND, "There is no site " + site);
        }
        int size = Page.limit(limit);
        String after = cursor == null ? "~" : cursor;
        int at = after.indexOf('~');
        if (at < 0) {
            throw Figures.invalid("cursor", "The cursor is none of ours");
        }
        Sql sql = handle.attach(Sql.class);
        Page<Row> page = Page.of(
                sql.bins(site, zone, after.substring(0, at), after.substring(at + 1), size + 1),
                size,
                row -> (row.zone() == null ? "" : row.zone()) + "~" + row.binId());
        Map<BinId, List<ContentRow>> contents =
                sql.contents(site, page.items().stream().map(Row::binId).toList()).stream()
                        .collect(groupingBy(ContentRow::binId));
        return new Page<>(
                page.items().stream()
                        .map(row -> new BinStock(
                                site,
                                row.binId(),
                                row.zone(),
                                row.kind(),
                                row.sequence(),
                                row.capacity(),
                                row.capacity() == null ? null : row.capacity().subtract(row.filled()),
                                contents.getOrDefault(row.binId(), List.of()).stream()
                                        .map(ContentRow::content)
                                        .toList()))
                        .toList(),
                page.next());
    }
}
