package io.setpoint.erp.inventory;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Reads of pick faces, and of what is to be brought to them from reserve. */
final class PickFaceQueries {
    /** A pick face with what it holds. */
    public record FaceView(
            Sku item, String name, String unit, BinId bin, BigDecimal minimum, BigDecimal maximum, BigDecimal onFace) {}

    /**
     * A quantity to be brought from a reserve bin to a pick face.
     *
     * @param onFace what the pick face holds now
     */
    public record Task(
            SiteId site,
            Sku item,
            String name,
            String unit,
            BinId pickFace,
            BigDecimal onFace,
            BigDecimal minimum,
            BigDecimal maximum,
            BinId fromBin,
            @Nullable LotNumber lot,
            @Nullable LocalDate expiry,
            BigDecimal quantity) {}

    /** What may leave a reserve bin, of one lot where the item is tracked. */
    record Reserve(
            Sku item,
            BinId bin,
            @Nullable LotNumber lot,
            @Nullable LocalDate expiry,
            BigDecimal quantity) {}

    interface Sql {
        String FACE = """
                select f.item_id as item, i.name, i.unit, f.bin_id as bin, f.minimum, f.maximum,
                       coalesce(b.on_hand, 0) as on_face
                  from pick_face f
                  join item i using (company_id, item_id)
                  left join stock_bin b using (company_id, site_id, item_id, bin_id)
                 where f.site_id = :site
                """;

        @SqlQuery(FACE + """
                   and (f.item_id, f.bin_id) > (:afterItem, :afterBin)
                 order by f.item_id, f.bin_id
                 limit :limit
                """)
        List<FaceView> list(SiteId site, String afterItem, String afterBin, int limit);

        @SqlQuery(FACE + """
                   and coalesce(b.on_hand, 0) < f.minimum
                 order by coalesce(b.on_hand, 0) / f.minimum, f.item_id, f.bin_id
                 limit :limit
                """)
        List<FaceView> low(SiteId site, int limit);

        /** First expired, then oldest: by the lot, or by the last arrival in the bin. */
        @SqlQuery("""
                select b.item_id as item, b.bin_id as bin, l.lot_id as lot, n.expiry,
                       least(coalesce(l.on_hand, b.on_hand), b.on_hand - b.held) as quantity
                  from stock_bin b
                  join bin p on p.company_id = b.company_id and p.site_id = b.site_id and p.bin_id = b.bin_id
                  join site s on s.company_id = b.company_id and s.site_id = b.site_id
                  join item i on i.company_id = b.company_id and i.item_id = b.item_id
                  left join stock_lot l on l.company_id = b.company_id and l.site_id = b.site_id
                    and l.item_id = b.item_id and l.bin_id = b.bin_id and l.on_hand > 0
                  left join lot n on n.company_id = l.company_id and n.item_id = l.item_id and n.lot_id = l.lot_id
                 where b.site_id = :site and b.item_id = any(:items) and b.on_hand > b.held and p.kind = 'STORAGE'
                   and (i.tracking = 'NONE' or n.state = 'OPEN')
                   and coalesce(n.expiry >= (now() at time zone s.zone)::date, true)
                 order by b.item_id, n.expiry nulls last,
                          coalesce(n.created_at, (select max(m.occurred_at)
                                                    from stock_move m
                                                   where m.company_id = b.company_id and m.site_id = b.site_id
                                                     and m.item_id = b.item_id and m.bin_id = b.bin_id
                                                     and m.quantity > 0)),
                          b.bin_id, l.lot_id
                """)
        List<Reserve> reserve(SiteId site, List<Sku> items);
    }

    private PickFaceQueries() {}

    static Page<FaceView> list(
            Handle handle, Actor actor, @Nullable SiteId site, @Nullable String cursor, @Nullable Integer limit) {
        SiteId seen = seen(actor, site);
        int size = Page.limit(limit);
        String after = cursor == null ? "~" : cursor;
        int at = after.indexOf('~');
        if (at < 0) {
            throw Figures.invalid("cursor", "The cursor is none of ours");
        }
        return Page.of(
                handle.attach(Sql.class).list(seen, after.substring(0, at), after.substring(at + 1), size + 1),
                size,
                face -> face.item() + "~" + face.bin());
    }

    /** The emptiest pick faces first; no more than {@code limit} faces. */
    static Page<Task> tasks(Handle handle, Actor actor, @Nullable SiteId site, @Nullable Integer limit) {
        return new Page<>(tasks(handle, seen(actor, site), Page.limit(limit)), null);
    }

    private static List<Task> tasks(Handle handle, SiteId site, int limit) {
        List<FaceView> faces = handle.attach(Sql.class).low(site, limit);
        List<Reserve> reserve = reserve(
                handle, site, faces.stream().map(FaceView::item).distinct().toList());
        Map<Reserve, BigDecimal> left = new HashMap<>();
        reserve.forEach(row -> left.put(row, row.quantity()));
        List<Task> tasks = new ArrayList<>();
        for (FaceView face : faces) {
            BigDecimal wanted = face.maximum().subtract(face.onFace());
            for (Reserve row : reserve) {
                BigDecimal quantity = wanted.min(left.getOrDefault(row, BigDecimal.ZERO));
                if (row.item().equals(face.item()) && quantity.signum() > 0) {
                    left.merge(row, quantity.negate(), BigDecimal::add);
                    wanted = wanted.subtract(quantity);
                    tasks.add(new Task(
                            site,
                            face.item(),
                            face.name(),
                            face.unit(),
                            face.bin(),
                            face.onFace(),
                            face.minimum(),
                            face.maximum(),
                            row.bin(),
                            row.lot(),
                            row.expiry(),
                            quantity));
                }
            }
        }
        return tasks;
    }

    /** What may leave reserve bins, in the order in which it is to; without what is picked and has not left. */
    static List<Reserve> reserve(Handle handle, SiteId site, List<Sku> items) {
        if (items.isEmpty()) {
            return List.of();
        }
        List<BinMoves.Picked> picked = handle.attach(BinMoves.Sql.class).picked(site, items);
        return handle.attach(Sql.class).reserve(site, items).stream()
                .map(row -> new Reserve(
                        row.item(),
                        row.bin(),
                        row.lot(),
                        row.expiry(),
                        picked.stream()
                                .filter(one -> one.item().equals(row.item())
                                        && row.bin().equals(one.bin())
                                        && Objects.equals(one.lot(), row.lot()))
                                .map(BinMoves.Picked::quantity)
                                .reduce(row.quantity(), BigDecimal::subtract)))
                .filter(row -> row.quantity().signum() > 0)
                .toList();
    }

    private static SiteId seen(Actor actor, @Nullable SiteId site) {
        if (site == null) {
            throw Figures.invalid("site", "Say at which site");
        }
        if (!actor.mayAt(Permission.VIEW, site)) {
            throw new Refused(Problem.NOT_FOUND, "There is no site " + site);
        }
        return site;
    }
}
