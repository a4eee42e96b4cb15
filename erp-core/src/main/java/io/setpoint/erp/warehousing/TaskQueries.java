package io.setpoint.erp.warehousing;

import io.setpoint.contracts.controls.Role;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.WaveId;
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
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** What is to be done at a site, read from its orders and shipments. */
final class TaskQueries {
    private static final LocalDate OLDEST = LocalDate.EPOCH.minusYears(1900);
    private static final Pattern CURSOR = Pattern.compile("(-?\\d{1,6})~([^~]*)~(\\d{1,9})");

    /**
     * What is asked for.
     *
     * @param aisle how the codes of the bins to pick from begin; then there are picks only
     * @param zone in which the bins to pick from are; then there are picks only
     * @param takenBy whose tasks; null for all
     */
    record Filter(
            SiteId site,
            @Nullable TaskKind kind,
            @Nullable Role role,
            @Nullable String aisle,
            @Nullable String zone,
            @Nullable PersonId takenBy) {
        boolean wants(TaskKind candidate) {
            return (kind == null || kind == candidate)
                    && (role == null || role.permissions().contains(candidate.permission()));
        }
    }

    record Row(
            TaskKind kind,
            String documentId,
            int lineNo,
            OrderId orderId,
            SiteId siteId,
            String customerName,
            String shippingMode,
            @Nullable Sku itemId,
            @Nullable String name,
            @Nullable BigDecimal quantity,
            @Nullable String unit,
            @Nullable BinId binId,
            LocalDate due,
            Instant dueAt,
            TaskPriority priority,
            @Nullable PersonId personId,
            @Nullable Instant takenAt,
            @Nullable WaveId waveId) {
        TaskView view() {
            return new TaskView(
                    kind,
                    documentId,
                    lineNo,
                    orderId,
                    siteId,
                    customerName,
                    shippingMode,
                    itemId,
                    name,
                    quantity,
                    unit,
                    binId,
                    due,
                    dueAt,
                    priority,
                    kind.roles().stream().map(Role::code).toList(),
                    personId,
                    takenAt,
                    waveId);
        }
    }

    interface Sql {
        @SqlQuery("""
                with here as (
                  select company_id, site_id, zone, (:now::timestamptz at time zone zone)::date as day
                    from site
                   where site_id = :site),
                pick as (
                  select 'PICK' as kind, l.order_id as document_id, l.line_no, l.order_id, o.customer_id, o.shipping_mode,
                         l.item_id, l.reserved - (l.picked - l.shipped) as quantity, b.bin_id, l.commit_date as due,
                         t.person_id, t.taken_at, w.wave_id
                    from sales_order_line l
                    join sales_order o using (company_id, order_id)
                    left join lateral (
                      select b.bin_id
                        from stock_bin b
                       where b.company_id = l.company_id and b.site_id = o.site_id and b.item_id = l.item_id
                         and b.on_hand > b.held
                       order by (select min(n.expiry)
                                   from stock_lot k
                                   join lot n using (company_id, item_id, lot_id)
                                  where k.company_id = b.company_id and k.site_id = b.site_id and k.item_id = b.item_id
                                    and k.bin_id = b.bin_id and k.on_hand > 0 and n.state = 'OPEN'
                                    and n.expiry >= (select day from here)) nulls last,
                                b.on_hand - b.held desc, b.bin_id
                       limit 1) b on true
                    left join task_claim t on t.company_id = l.company_id and t.kind = 'PICK'
                      and t.document_id = l.order_id and t.line_no = l.line_no and t.done = l.picked
                    left join wave_order w on w.company_id = o.company_id and w.order_id = o.order_id and w.open
                   where :pick and l.released_quantity is not null and l.shipped + l.cancelled < l.quantity
                     and l.reserved > l.picked - l.shipped and o.site_id = :site
                     and (:document::text is null or (l.order_id = :document and l.line_no = :lineNo))
                     and (:aisle::text is null or starts_with(b.bin_id, :aisle))
                     and (:zone::text is null or exists (
                       select from bin z
                        where z.company_id = o.company_id and z.site_id = o.site_id and z.bin_id = b.bin_id
                          and z.zone = :zone))
                     and (:takenBy::text is null or t.person_id = :takenBy)
                     and (l.commit_date, l.order_id, l.line_no) > (:afterDue::date, :afterDocument, :afterLine)
                   order by l.commit_date, l.order_id, l.line_no
                   limit :limit),
                shipment_here as (
                  select case s.state when 'PICKED' then 'PACK' else 'SHIP' end as kind, s.company_id,
                         s.shipment_id as document_id, s.order_id,
                         (select min(l.commit_date)
                            from shipment_line x
                            join sales_order_line l using (company_id, order_id, line_no)
                           where x.company_id = s.company_id and x.shipment_id = s.shipment_id
                             and x.quantity > 0) as due
                    from shipment s
                   where s.state in ('PICKED', 'PACKED') and s.site_id = :site and :aisle::text is null
                     and :zone::text is null
                     and (:document::text is null or s.shipment_id = :document)),
                ship as (
                  select s.kind, s.document_id, 0 as line_no, s.order_id, o.customer_id, o.shipping_mode,
                         null::text as item_id, null::numeric as quantity, null::text as bin_id, s.due, t.person_id,
                         t.taken_at, null::text as wave_id
                    from shipment_here s
                    join sales_order o using (company_id, order_id)
                    left join task_claim t on t.company_id = s.company_id and t.kind = s.kind
                      and t.document_id = s.document_id and t.line_no = 0
                   where (s.kind = 'PACK' and :pack or s.kind = 'SHIP' and :ship)
                     and (:takenBy::text is null or t.person_id = :takenBy)
                     and (s.due, s.document_id, 0) > (:afterDue::date, :afterDocument, :afterLine))
                select a.kind, a.document_id, a.line_no, a.order_id, h.site_id, c.name as customer_name, a.shipping_mode,
                       a.item_id, i.name, a.quantity, i.unit, a.bin_id, a.due,
                       (a.due + 1)::timestamp at time zone h.zone as due_at,
                       case when a.due < h.day then 'LATE' when a.due = h.day then 'TODAY' else 'LATER' end as priority,
                       a.person_id, a.taken_at, a.wave_id
                  from (select * from pick union all select * from ship) a
                 cross join here h
                  join customer c on c.company_id = h.company_id and c.customer_id = a.customer_id
                  left join item i on i.company_id = h.company_id and i.item_id = a.item_id
                 order by a.due, a.document_id, a.line_no
                 limit :limit
                """)
        List<Row> rows(
                SiteId site,
                Instant now,
                boolean pick,
                boolean pack,
                boolean ship,
                @Nullable String document,
                int lineNo,
                @Nullable String aisle,
                @Nullable String zone,
                @Nullable PersonId takenBy,
                LocalDate afterDue,
                String afterDocument,
                int afterLine,
                int limit);
    }

    private TaskQueries() {}

    /** The oldest promise first. */
    static Page<TaskView> list(
            Handle handle, Filter filter, Instant now, @Nullable String cursor, @Nullable Integer limit) {
        int size = Page.limit(limit);
        Matcher after = CURSOR.matcher(cursor == null ? OLDEST.toEpochDay() + "~~0" : cursor);
        if (!after.matches()) {
            throw new Refused(Problem.INVALID, "The cursor is none of ours");
        }
        Page<Row> page = Page.of(
                handle.attach(Sql.class)
                        .rows(
                                filter.site(),
                                now,
                                filter.wants(TaskKind.PICK),
                                filter.wants(TaskKind.PACK),
                                filter.wants(TaskKind.SHIP),
                                null,
                                0,
                                filter.aisle(),
                                filter.zone(),
                                filter.takenBy(),
                                LocalDate.ofEpochDay(Long.parseLong(after.group(1))),
                                after.group(2),
                                Integer.parseInt(after.group(3)),
                                size + 1),
                size,
                row -> row.due().toEpochDay() + "~" + row.documentId() + "~" + row.lineNo());
        return new Page<>(page.items().stream().map(Row::view).toList(), page.next());
    }

    /** A task that is open at the site; empty if it is done, cancelled or was never there. */
    static Optional<TaskView> find(
            Handle handle, SiteId site, TaskKind kind, String document, int lineNo, Instant now) {
        return handle
                .attach(Sql.class)
                .rows(
                        site,
                        now,
                        kind == TaskKind.PICK,
                        kind == TaskKind.PACK,
                        kind == TaskKind.SHIP,
                        document,
                        lineNo,
                        null,
                        null,
                        null,
                        OLDEST,
                        "",
                        0,
                        1)
                .stream()
                .map(Row::view)
                .findFirst();
    }
}
