package io.setpoint.erp.inventory;

import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.CountId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.locator.ClasspathSqlLocator;
import org.jdbi.v3.sqlobject.customizer.Define;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/**
 * What is to be counted at a site and when, as its policy, its counts and what happened since them say. It tells no
 * quantity, because counts are blind.
 */
final class CountPlan {
    /** The places of a site with their days: what every query of the plan begins with. */
    static final String PLAN = ClasspathSqlLocator.create().locate(CountPlan.class, "plan");

    private static final LocalDate OLDEST = LocalDate.EPOCH.minusYears(1900);
    private static final Pattern CURSOR = Pattern.compile("(-?\\d{1,6})~([^~]*)~([^~]*)~([^~]*)");

    /** Where a place of the plan stands. */
    enum State {
        /** Its day has passed. */
        OVERDUE,
        /** Its day is today. */
        DUE,
        LATER
    }

    /** Why a place is to be counted. */
    enum Reason {
        /** So many days have passed since its last count. */
        FREQUENCY,
        SHORT_PICK,
        /** A shipment took the last of it. */
        EMPTIED,
        ADJUSTMENT
    }

    /**
     * An item in a bin, or a lot of it.
     *
     * @param lastCountedAt absent if it never was
     * @param covered whether its last count is not older than its class allows
     * @param count the open count it is in
     */
    record Place(
            BinId bin,
            Sku item,
            @Nullable LotNumber lot,
            String name,
            String abc,
            @Nullable Instant lastCountedAt,
            LocalDate dueOn,
            State state,
            Reason reason,
            boolean covered,
            @Nullable CountId count) {}

    /**
     * The plan of an ABC class.
     *
     * @param days between two counts
     * @param places with stock, or to be counted empty
     * @param covered of them, counted within the days
     * @param coveragePercent of the places, with one decimal; 100 where there is none
     */
    record Coverage(String abc, int days, int places, int covered, int due, int overdue, BigDecimal coveragePercent) {}

    interface Sql {
        @SqlQuery("""
                <plan>
                select bin, item, lot, name, abc, last_counted_at, due_on, state, reason, covered, count
                  from plan
                 where (:state::text is null or state = :state) and (:abc::text is null or abc = :abc)
                   and (due_on, bin, item, coalesce(lot, '')) > (:afterDue::date, :afterBin, :afterItem, :afterLot)
                 order by due_on, bin, item, coalesce(lot, '')
                 limit :limit
                """)
        List<Place> places(
                @Define String plan,
                SiteId site,
                Instant now,
                @Nullable State state,
                @Nullable String abc,
                LocalDate afterDue,
                String afterBin,
                String afterItem,
                String afterLot,
                int limit);

        @SqlQuery("""
                <plan>
                select c.abc, c.days, count(p.bin) as places, count(*) filter (where p.covered) as covered,
                       count(*) filter (where p.state = 'DUE') as due,
                       count(*) filter (where p.state = 'OVERDUE') as overdue,
                       coalesce(round(100.0 * count(*) filter (where p.covered) / nullif(count(p.bin), 0), 1), 100)
                         as coverage_percent
                  from here h
                 cross join lateral (values ('A', h.days_a), ('B', h.days_b), ('C', h.days_c)) c (abc, days)
                  left join plan p on p.abc = c.abc
                 group by c.abc, c.days
                 order by c.abc
                """)
        List<Coverage> coverage(@Define String plan, SiteId site, Instant now);

        @SqlQuery("""
                <plan>
                , open as (
                  select bin, item, lot, due_on
                    from plan
                   where state <> 'LATER' and count is null and (:abc::text is null or abc = :abc))
                select item, bin, lot
                  from open
                 where bin in (select bin from open group by bin order by min(due_on), bin limit :bins)
                 order by bin, item, lot
                 limit :lines
                """)
        List<StartCount.Line> due(
                @Define String plan, SiteId site, Instant now, @Nullable String abc, int bins, int lines);

        @SqlQuery("""
                select site_id as site, days_a, days_b, days_c, after_short_pick, after_emptied, adjustment_above
                  from count_policy
                 where site_id = :site
                """)
        Optional<CountPolicy> policy(SiteId site);

        @SqlQuery("select site_id from count_policy where site_id = :site for no key update")
        Optional<SiteId> lock(SiteId site);
    }

    private CountPlan() {}

    static CountPolicy policy(Handle handle, SiteId site) {
        return handle.attach(Sql.class).policy(site).orElseThrow(() -> unknown(site));
    }

    static List<Coverage> coverage(Handle handle, SiteId site, Instant now) {
        policy(handle, site);
        return handle.attach(Sql.class).coverage(PLAN, site, now);
    }

    /** The most pressing first. */
    static Page<Place> places(
            Handle handle,
            SiteId site,
            Instant now,
            @Nullable State state,
            @Nullable String abc,
            @Nullable String cursor,
            @Nullable Integer limit) {
        policy(handle, site);
        int size = Page.limit(limit);
        Matcher after = CURSOR.matcher(cursor == null ? OLDEST.toEpochDay() + "~~~" : cursor);
        if (!after.matches()) {
            throw new Refused(Problem.INVALID, "The cursor is none of ours");
        }
        return Page.of(
                handle.attach(Sql.class)
                        .places(
                                PLAN,
                                site,
                                now,
                                state,
                                abc,
                                LocalDate.ofEpochDay(Long.parseLong(after.group(1))),
                                after.group(2),
                                after.group(3),
                                after.group(4),
                                size + 1),
                size,
                place -> "%s~%s~%s~%s"
                        .formatted(
                                place.dueOn().toEpochDay(),
                                place.bin(),
                                place.item(),
                                place.lot() == null ? "" : place.lot()));
    }

    static Refused unknown(SiteId site) {
        return new Refused(Problem.NOT_FOUND, "There is no count policy at %s".formatted(site));
    }
}
