package io.setpoint.erp.inventory;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.NegativeStockCleared;
import io.setpoint.contracts.events.NegativeStockDecided;
import io.setpoint.contracts.events.NegativeStockIncurred;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.NegativeStockId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.inventory.MasterData.ItemRow;
import io.setpoint.erp.inventory.StockLedger.Place;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Permissions to take bins below zero, and what was done with them. */
final class NegativeStock {
    interface Sql {
        String ROW = """
                select negative_stock_id as negative_stock, state, version, site_id as site, valid_from as "from",
                       valid_until as "until", why, proposed_by, proposed_at, decided_by, decided_at, decision_note
                  from negative_stock
                """;

        @SqlQuery("select negative_stock_id from negative_stock where negative_stock_id = :id for no key update")
        Optional<NegativeStockId> lock(NegativeStockId id);

        @SqlQuery(ROW + " where negative_stock_id = :id")
        Optional<NegativeStockView> find(NegativeStockId id);

        @SqlQuery(ROW + """
                 where (:site::text is null or site_id = :site)
                   and (:everywhere or site_id = any(:sites))
                   and (:before::text is null or negative_stock_id < :before)
                 order by negative_stock_id desc
                 limit :limit
                """)
        List<NegativeStockView> list(
                @Nullable SiteId site, boolean everywhere, List<SiteId> sites, @Nullable String before, int limit);

        @SqlQuery("""
                select negative_stock_id
                  from negative_stock
                 where site_id = :site and state = 'APPROVED' and valid_from <= :now and :now < valid_until
                 order by valid_until desc, negative_stock_id
                 limit 1
                """)
        Optional<NegativeStockId> holding(SiteId site, Instant now);

        @SqlUpdate("""
                insert into negative_stock (company_id, negative_stock_id, site_id, valid_from, valid_until, why, state,
                                            proposed_by, proposed_at)
                values (current_company(), :id, :site, :from, :until, :why, 'PROPOSED', :person, :now)
                """)
        void insert(
                NegativeStockId id, SiteId site, Instant from, Instant until, String why, PersonId person, Instant now);

        @SqlUpdate("""
                update negative_stock
                   set state = :state, version = version + 1, decided_by = :person, decided_at = :now,
                       decision_note = :note
                 where negative_stock_id = :id
                """)
        void decide(NegativeStockId id, NegativeStockState state, PersonId person, Instant now, @Nullable String note);
    }

    private NegativeStock() {}

    static NegativeStockView get(Handle handle, NegativeStockId id) {
        return handle.attach(Sql.class).find(id).orElseThrow(() -> unknown(id));
    }

    static NegativeStockView get(Handle handle, Actor actor, NegativeStockId id) {
        NegativeStockView view = get(handle, id);
        if (!actor.mayAt(Permission.VIEW, view.site())) {
            throw unknown(id);
        }
        return view;
    }

    /** Newest first. */
    static Page<NegativeStockView> list(
            Handle handle, Actor actor, @Nullable SiteId site, @Nullable String cursor, @Nullable Integer limit) {
        int size = Page.limit(limit);
        Optional<Set<SiteId>> sites = actor.sitesOf(Permission.VIEW);
        return Page.of(
                handle.attach(Sql.class)
                        .list(site, sites.isEmpty(), List.copyOf(sites.orElse(Set.of())), cursor, size + 1),
                size,
                row -> row.negativeStock().value());
    }

    static NegativeStockView lock(Work work, NegativeStockId id) {
        return work.sql(Sql.class)
                .lock(id)
                .map(locked -> get(work.handle(), locked))
                .orElseThrow(() -> unknown(id));
    }

    static void requireUndecided(NegativeStockView view) {
        if (view.state() != NegativeStockState.PROPOSED) {
            throw new Refused(Problem.ALREADY_DECIDED, view.negativeStock() + " is " + view.state());
        }
    }

    static NegativeStockView decide(
            Work work, NegativeStockView view, NegativeStockState state, @Nullable String note) {
        work.sql(Sql.class).decide(view.negativeStock(), state, work.person(), work.now(), note);
        work.publish(
                new NegativeStockDecided(
                        view.negativeStock(),
                        view.site(),
                        state == NegativeStockState.APPROVED,
                        view.proposedBy(),
                        work.person(),
                        note,
                        work.now()),
                view.site());
        return get(work.handle(), view.negativeStock());
    }

    /** The permission that holds at a site now. */
    static Optional<NegativeStockId> holding(Work work, SiteId site) {
        return work.sql(Sql.class).holding(site, work.now());
    }

    /** Tells which bins went below zero, and what they have now. */
    static void incurred(
            Work work, SiteId site, String document, NegativeStockId allowed, Map<Place, BigDecimal> places) {
        Map<Sku, ItemRow> items = items(work, places);
        places.forEach((place, onHand) -> {
            ItemRow item = MasterData.known(items, place.item());
            work.publish(
                    new NegativeStockIncurred(
                            site,
                            place.bin(),
                            place.item(),
                            item.quantity(onHand),
                            new Money(item.cost(), work.currency()).times(item.quantity(onHand.negate())),
                            allowed,
                            document,
                            work.person(),
                            work.now()),
                    site);
        });
    }

    /** Tells which bins are at zero or above it again, and what they have now. */
    static void cleared(Work work, SiteId site, String document, Map<Place, BigDecimal> places) {
        Map<Sku, ItemRow> items = items(work, places);
        places.forEach((place, onHand) -> work.publish(
                new NegativeStockCleared(
                        site,
                        place.bin(),
                        place.item(),
                        MasterData.known(items, place.item()).quantity(onHand),
                        document,
                        work.person(),
                        work.now()),
                site));
    }

    private static Map<Sku, ItemRow> items(Work work, Map<Place, BigDecimal> places) {
        return MasterData.items(work, places.keySet().stream().map(Place::item).toList());
    }

    private static Refused unknown(NegativeStockId id) {
        return new Refused(Problem.NOT_FOUND, "There is no permission to go below zero " + id);
    }
}
