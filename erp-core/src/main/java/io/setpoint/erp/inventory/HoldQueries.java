package io.setpoint.erp.inventory;

import static java.util.stream.Collectors.groupingBy;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.HoldReason;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.HoldId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Keyset;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Reads of holds. */
final class HoldQueries {
    public record Row(
            HoldId hold,
            HoldState state,
            int version,
            SiteId site,
            BinId bin,
            HoldReason reason,
            @Nullable String note,
            PersonId heldBy,
            Instant heldAt,
            @Nullable PersonId releasedBy,
            @Nullable Instant releasedAt,
            @Nullable String releaseNote) {}

    public record LineRow(
            HoldId hold,
            int lineNo,
            Sku item,
            String unit,
            BigDecimal quantity,
            BigDecimal released,
            BigDecimal available,
            @Nullable LotNumber lot) {}

    interface Sql {
        String ROW = """
                select h.hold_id as hold, h.state, h.version, h.site_id as site, h.bin_id as bin, h.reason, h.note,
                       h.held_by, h.held_at, h.released_by, h.released_at, h.release_note
                  from stock_hold h
                """;

        @SqlQuery(ROW + " where h.hold_id = :hold")
        @RegisterConstructorMapper(Row.class)
        Optional<Row> find(HoldId hold);

        @SqlQuery(ROW + """
                 where (:state::text is null or h.state = :state)
                   and (:site::text is null or h.site_id = :site)
                   and (:item::text is null or exists (select from stock_hold_line l
                                                        where l.company_id = h.company_id and l.hold_id = h.hold_id
                                                          and l.item_id = :item))
                   and (:everywhere or h.site_id = any(:sites))
                   and (h.held_at, h.hold_id) < (:before, :id)
                 order by h.held_at desc, h.hold_id desc
                 limit :limit
                """)
        @RegisterConstructorMapper(Row.class)
        List<Row> list(
                @Nullable HoldState state,
                @Nullable SiteId site,
                @Nullable Sku item,
                boolean everywhere,
                List<SiteId> sites,
                Instant before,
                String id,
                int limit);

        @SqlQuery("""
                select l.hold_id as hold, l.line_no, l.item_id as item, i.unit, l.quantity, l.released,
                       s.on_hand - s.reserved - s.held as available, l.lot_id as lot
                  from stock_hold_line l
                  join stock_hold h using (company_id, hold_id)
                  join item i using (company_id, item_id)
                  join stock s using (company_id, site_id, item_id)
                 where l.hold_id = any(:holds)
                 order by l.hold_id, l.line_no
                """)
        @RegisterConstructorMapper(LineRow.class)
        List<LineRow> lines(List<HoldId> holds);
    }

    private HoldQueries() {}

    static HoldView get(Handle handle, Actor actor, HoldId hold) {
        HoldView view = get(handle, hold);
        if (!actor.mayAt(Permission.VIEW, view.site())) {
            throw unknown(hold);
        }
        return view;
    }

    static HoldView get(Handle handle, HoldId hold) {
        Sql sql = handle.attach(Sql.class);
        Row row = sql.find(hold).orElseThrow(() -> unknown(hold));
        return view(row, sql.lines(List.of(hold)));
    }

    /** Newest first. */
    static Page<HoldView> list(
            Handle handle,
            Actor actor,
            @Nullable HoldState state,
            @Nullable SiteId site,
            @Nullable Sku item,
            @Nullable String cursor,
            @Nullable Integer limit) {
        int size = Page.limit(limit);
        Keyset after = Keyset.newestFirst(cursor);
        Optional<List<SiteId>> sites = actor.sitesOf(Permission.VIEW).map(List::copyOf);
        Sql sql = handle.attach(Sql.class);
        Page<Row> page = Page.of(
                sql.list(
                        state,
                        site,
                        item,
                        sites.isEmpty(),
                        sites.orElse(List.of()),
                        after.time(),
                        after.id(),
                        size + 1),
                size,
                row -> Keyset.of(row.heldAt(), row.hold().value()));
        Map<HoldId, List<LineRow>> lines = sql
                .lines(page.items().stream().map(Row::hold).toList())
                .stream()
                .collect(groupingBy(LineRow::hold));
        return new Page<>(
                page.items().stream()
                        .map(row -> view(row, lines.getOrDefault(row.hold(), List.of())))
                        .toList(),
                page.next());
    }

    static Refused unknown(HoldId hold) {
        return new Refused(Problem.NOT_FOUND, "There is no hold " + hold);
    }

    private static HoldView view(Row row, List<LineRow> lines) {
        return new HoldView(
                row.hold(),
                row.state(),
                row.version(),
                row.site(),
                row.bin(),
                row.reason(),
                row.note(),
                row.heldBy(),
                row.heldAt(),
                row.releasedBy(),
                row.releasedAt(),
                row.releaseNote(),
                lines.stream()
                        .map(line -> new HoldView.Line(
                                line.lineNo(),
                                line.item(),
                                line.unit(),
                                line.quantity(),
                                line.released(),
                                line.quantity().subtract(line.released()),
                                line.available(),
                                line.lot()))
                        .toList());
    }
}
