package io.setpoint.erp.inventory;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.TransferId;
import io.setpoint.contracts.values.WriteOffId;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Keyset;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Reads of write-offs of goods in transit. */
final class WriteOffQueries {
    interface Sql {
        String ROW = """
                select w.write_off_id as write_off, w.state, w.version, w.transfer_id as transfer, w.line_no,
                       t.from_site_id as from_site, t.to_site_id as to_site, l.item_id as item, i.unit, w.quantity,
                       w.unit_cost, w.value, c.currency, w.reason, w.why, w.proposed_by, w.proposed_at,
                       w.limit_value as "limit", w.daily_limit, w.rolling_total, w.over_tolerance, w.decided_by,
                       w.decided_at, w.decision_note, w.posted_at
                  from transfer_write_off w
                  join transfer t using (company_id, transfer_id)
                  join transfer_line l using (company_id, transfer_id, line_no)
                  join item i using (company_id, item_id)
                  join company c using (company_id)
                """;

        @SqlQuery(ROW + " where w.write_off_id = :writeOff")
        @RegisterConstructorMapper(WriteOffView.class)
        Optional<WriteOffView> find(WriteOffId writeOff);

        @SqlQuery(ROW + """
                 where (:state::text is null or w.state = :state)
                   and (:transfer::text is null or w.transfer_id = :transfer)
                   and (:everywhere or t.from_site_id = any(:sites) or t.to_site_id = any(:sites))
                   and (w.proposed_at, w.write_off_id) < (:before, :id)
                 order by w.proposed_at desc, w.write_off_id desc
                 limit :limit
                """)
        @RegisterConstructorMapper(WriteOffView.class)
        List<WriteOffView> list(
                @Nullable WriteOffState state,
                @Nullable TransferId transfer,
                boolean everywhere,
                List<SiteId> sites,
                Instant before,
                String id,
                int limit);
    }

    private WriteOffQueries() {}

    /** Newest first. */
    static Page<WriteOffView> list(
            Handle handle,
            Actor actor,
            @Nullable WriteOffState state,
            @Nullable TransferId transfer,
            @Nullable String cursor,
            @Nullable Integer limit) {
        int size = Page.limit(limit);
        Keyset after = Keyset.newestFirst(cursor);
        Optional<List<SiteId>> sites = actor.sitesOf(Permission.VIEW).map(List::copyOf);
        List<WriteOffView> rows = handle.attach(Sql.class)
                .list(state, transfer, sites.isEmpty(), sites.orElse(List.of()), after.time(), after.id(), size + 1);
        return Page.of(
                rows, size, row -> Keyset.of(row.proposedAt(), row.writeOff().value()));
    }

    static WriteOffView get(Handle handle, WriteOffId writeOff) {
        return handle.attach(Sql.class).find(writeOff).orElseThrow(() -> unknown(writeOff));
    }

    static Refused unknown(WriteOffId writeOff) {
        return new Refused(Problem.NOT_FOUND, "There is no write-off " + writeOff);
    }
}
