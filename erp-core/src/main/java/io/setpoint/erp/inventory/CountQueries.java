package io.setpoint.erp.inventory;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.CountType;
import io.setpoint.contracts.values.CountId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Keyset;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.Versioned;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Reads of cycle counts. An open count shows its sheet only: nobody can look up what the counter should find. */
final class CountQueries {
    /**
     * A count in a list.
     *
     * @param lines how many there are
     * @param open how many of them still have to be counted
     */
    public record CountRow(
            CountId count,
            SiteId site,
            CountType countType,
            CountState state,
            int version,
            PersonId openedBy,
            Instant openedAt,
            @Nullable Instant completedAt,
            int lines,
            int open) {}

    interface Sql {
        String ROW = """
                select c.count_id as count, c.site_id as site, c.count_type, c.state, c.version, c.opened_by,
                       c.opened_at, c.completed_at,
                       (select count(*)
                          from cycle_count_line l
                         where l.company_id = c.company_id and l.count_id = c.count_id) as lines,
                       (select count(*)
                          from cycle_count_line l
                         where l.company_id = c.company_id and l.count_id = c.count_id
                           and l.state <> 'ACCEPTED') as open
                  from cycle_count c
                """;

        @SqlQuery(ROW + " where c.count_id = :count")
        @RegisterConstructorMapper(CountRow.class)
        Optional<CountRow> find(CountId count);

        @SqlQuery(ROW + """
                 where (:state::text is null or c.state = :state)
                   and (:site::text is null or c.site_id = :site)
                   and (:everywhere or c.site_id = any(:sites))
                   and (c.opened_at, c.count_id) < (:before, :id)
                 order by c.opened_at desc, c.count_id desc
                 limit :limit
                """)
        @RegisterConstructorMapper(CountRow.class)
        List<CountRow> list(
                @Nullable CountState state,
                @Nullable SiteId site,
                boolean everywhere,
                List<SiteId> sites,
                Instant before,
                String id,
                int limit);

        @SqlQuery("""
                select line_no, item_id as item, bin_id as bin, round, state <> 'ACCEPTED' as open, lot_id as lot
                  from cycle_count_line
                 where count_id = :count
                 order by line_no
                """)
        @RegisterConstructorMapper(CountSheet.Line.class)
        List<CountSheet.Line> sheet(CountId count);

        @SqlQuery("""
                select line_no, item_id as item, bin_id as bin, round, book, counted, counted_by, counted_at,
                       adjustment_id as adjustment, lot_id as lot
                  from cycle_count_line
                 where count_id = :count
                 order by line_no
                """)
        @RegisterConstructorMapper(CountView.Line.class)
        List<CountView.Line> result(CountId count);
    }

    private CountQueries() {}

    /** The sheet of an open count, the result of a completed one. */
    static Versioned page(Handle handle, Actor actor, CountId count) {
        CountRow row = row(handle, count);
        if (!actor.mayAt(Permission.VIEW, row.site())) {
            throw unknown(count);
        }
        return row.state() == CountState.OPEN ? sheet(handle, count) : view(handle, count);
    }

    /** Newest first. */
    static Page<CountRow> list(
            Handle handle,
            Actor actor,
            @Nullable CountState state,
            @Nullable SiteId site,
            @Nullable String cursor,
            @Nullable Integer limit) {
        int size = Page.limit(limit);
        Keyset after = Keyset.newestFirst(cursor);
        Optional<List<SiteId>> sites = actor.sitesOf(Permission.VIEW).map(List::copyOf);
        List<CountRow> rows = handle.attach(Sql.class)
                .list(state, site, sites.isEmpty(), sites.orElse(List.of()), after.time(), after.id(), size + 1);
        return Page.of(rows, size, row -> Keyset.of(row.openedAt(), row.count().value()));
    }

    static CountSheet sheet(Handle handle, CountId count) {
        CountRow row = row(handle, count);
        return new CountSheet(
                count,
                row.site(),
                row.countType(),
                row.state(),
                row.version(),
                handle.attach(Sql.class).sheet(count));
    }

    static CountView view(Handle handle, CountId count) {
        CountRow row = row(handle, count);
        return new CountView(
                count,
                row.site(),
                row.countType(),
                row.state(),
                row.version(),
                row.openedBy(),
                row.openedAt(),
                Objects.requireNonNull(row.completedAt()),
                handle.attach(Sql.class).result(count));
    }

    private static CountRow row(Handle handle, CountId count) {
        return handle.attach(Sql.class).find(count).orElseThrow(() -> unknown(count));
    }

    private static Refused unknown(CountId count) {
        return new Refused(Problem.NOT_FOUND, "There is no count " + count);
    }
}
