package io.setpoint.erp.inventory;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.inventory.LotLedger.Lot;
import io.setpoint.erp.inventory.LotLedger.LotRow;
import io.setpoint.erp.inventory.StockLedger.Place;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** What blocking and unblocking a lot share: the locks at all sites, and the quantity kept back there. */
final class LotBlocks {
    record Rest(SiteId siteId, BinId binId, BigDecimal quantity) {}

    interface Sql {
        @SqlQuery("select site_id from stock where item_id = :item order by site_id")
        List<SiteId> sites(Sku item);

        /** What stands of a lot besides what is on hold; below zero where a count found less than is held. */
        @SqlQuery("""
                select site_id, bin_id, on_hand - held as quantity
                  from stock_lot
                 where item_id = :item and lot_id = :lot and on_hand <> held
                 order by site_id, bin_id
                """)
        List<Rest> rest(Sku item, LotNumber lot);

        @SqlQuery("select blocked_by from lot where item_id = :item and lot_id = :lot")
        PersonId blocker(Sku item, LotNumber lot);

        @SqlUpdate("""
                update lot
                   set state = 'BLOCKED', blocked_by = :person, blocked_at = :now, block_reason = :why,
                       version = version + 1
                 where item_id = :item and lot_id = :lot
                """)
        void block(Sku item, LotNumber lot, PersonId person, Instant now, String why);

        @SqlUpdate("update lot set state = 'OPEN', version = version + 1 where item_id = :item and lot_id = :lot")
        void unblock(Sku item, LotNumber lot);
    }

    private LotBlocks() {}

    /**
     * Locks the item's stock at every site, then the lot; needs the right wherever the lot stands. Stock that arrives at
     * a further site meanwhile waits for the lot, and finds it as this leaves it.
     */
    static LotRow lock(Work work, Permission permission, Sku item, LotNumber number) {
        Lot lot = new Lot(item, number);
        if (work.sql(LotLedger.Sql.class).known(List.of(item), List.of(number)).isEmpty()) {
            throw new Refused(Problem.NOT_FOUND, "%s has no lot %s".formatted(item, number));
        }
        for (SiteId site : work.sql(Sql.class).sites(item)) {
            StockLedger.lock(work, site, List.of(item));
        }
        LotRow row = LotLedger.lock(work, List.of(lot)).values().iterator().next();
        LotLedger.standing(work, List.of(lot)).forEach(standing -> work.requireAt(permission, standing.siteId()));
        return row;
    }

    static PersonId blocker(Work work, LotRow lot) {
        return work.sql(Sql.class).blocker(lot.itemId(), lot.lotId());
    }

    /** Keeps all that stands of a lot back, or gives free what is not on hold besides. */
    static void keepBack(Work work, Lot lot, BigDecimal sign) {
        Map<SiteId, Map<Place, BigDecimal>> bySite = new TreeMap<>();
        work.sql(Sql.class)
                .rest(lot.item(), lot.lot())
                .forEach(row -> bySite.computeIfAbsent(row.siteId(), site -> new TreeMap<>())
                        .put(new Place(lot.item(), row.binId()), row.quantity().multiply(sign)));
        bySite.forEach((site, places) -> StockLedger.keepBack(work, site, places));
    }
}
