package io.setpoint.erp.inventory;

import static java.util.stream.Collectors.groupingBy;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.TransferDifference;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.TransferId;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Keyset;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Reads of transfers. Whoever may look at one of the two sites sees a transfer. */
final class TransferQueries {
    /**
     * What is in transit of an item between two sites; the transfers listed for it explain it line by line.
     *
     * @param sent of the lines of which something is in transit
     * @param inTransit sent, without what was received and written off
     * @param expectedFirst the earliest day something of it is expected
     * @param transfers how many transfers it is made of
     */
    public record InTransit(
            SiteId fromSite,
            SiteId toSite,
            Sku item,
            String unit,
            BigDecimal sent,
            BigDecimal received,
            BigDecimal writtenOff,
            BigDecimal inTransit,
            LocalDate expectedFirst,
            int transfers) {}

    public record Row(
            TransferId transfer,
            TransferState state,
            int version,
            SiteId fromSite,
            SiteId toSite,
            LocalDate expectedOn,
            boolean overdue,
            @Nullable String note,
            PersonId createdBy,
            Instant createdAt,
            @Nullable PersonId sentBy,
            @Nullable Instant sentAt,
            @Nullable PersonId closedBy,
            @Nullable Instant closedAt) {}

    public record LineRow(
            TransferId transfer,
            int lineNo,
            Sku item,
            String unit,
            BinId fromBin,
            BigDecimal quantity,
            BigDecimal sent,
            @Nullable String shortReason,
            BigDecimal unitCost,
            BigDecimal received,
            BigDecimal writtenOff,
            @Nullable LotNumber lot) {}

    public record ArrivalRow(
            TransferId transfer,
            int receiptNo,
            int lineNo,
            BinId bin,
            BigDecimal quantity,
            @Nullable TransferDifference difference,
            PersonId receivedBy,
            Instant receivedAt) {}

    interface Sql {
        String OVERDUE = "(t.state = 'IN_TRANSIT' and t.expected_on < (now() at time zone s.zone)::date)";

        String ROW = """
                select t.transfer_id as transfer, t.state, t.version, t.from_site_id as from_site,
                       t.to_site_id as to_site, t.expected_on,
                """ + OVERDUE + """
                 as overdue, t.note,
                       t.created_by, t.created_at, t.sent_by, t.sent_at, t.closed_by, t.closed_at
                  from transfer t join site s on s.company_id = t.company_id and s.site_id = t.to_site_id
                """;

        @SqlQuery(ROW + " where t.transfer_id = :transfer")
        @RegisterConstructorMapper(Row.class)
        Optional<Row> find(TransferId transfer);

        @SqlQuery(ROW + """
                 where (:state::text is null or t.state = :state)
                   and (:site::text is null or t.from_site_id = :site or t.to_site_id = :site)
                   and (:item::text is null or exists (select from transfer_line l
                                                        where l.company_id = t.company_id
                                                          and l.transfer_id = t.transfer_id and l.item_id = :item))
                   and (not :overdue or
                """ + OVERDUE + """
                   )
                   and (:everywhere or t.from_site_id = any(:sites) or t.to_site_id = any(:sites))
                   and (t.created_at, t.transfer_id) < (:before, :id)
                 order by t.created_at desc, t.transfer_id desc
                 limit :limit
                """)
        @RegisterConstructorMapper(Row.class)
        List<Row> list(
                @Nullable TransferState state,
                @Nullable SiteId site,
                @Nullable Sku item,
                boolean overdue,
                boolean everywhere,
                List<SiteId> sites,
                Instant before,
                String id,
                int limit);

        @SqlQuery("""
                select l.transfer_id as transfer, l.line_no, l.item_id as item, i.unit, l.bin_id as from_bin, l.quantity,
                       l.sent, l.short_reason, l.unit_cost, l.received, l.written_off, l.lot_id as lot
                  from transfer_line l join item i using (company_id, item_id)
                 where l.transfer_id = any(:transfers)
                 order by l.transfer_id, l.line_no
                """)
        @RegisterConstructorMapper(LineRow.class)
        List<LineRow> lines(List<TransferId> transfers);

        @SqlQuery("""
                select l.transfer_id as transfer, l.receipt_no, l.line_no, l.bin_id as bin, l.quantity, l.difference,
                       r.received_by, r.received_at
                  from transfer_receipt_line l join transfer_receipt r using (company_id, transfer_id, receipt_no)
                 where l.transfer_id = any(:transfers)
                 order by l.transfer_id, l.receipt_no, l.line_no
                """)
        @RegisterConstructorMapper(ArrivalRow.class)
        List<ArrivalRow> arrivals(List<TransferId> transfers);

        @SqlQuery("""
                select t.from_site_id as from_site, t.to_site_id as to_site, l.item_id as item, i.unit,
                       sum(l.sent) as sent, sum(l.received) as received, sum(l.written_off) as written_off,
                       sum(l.sent - l.received - l.written_off) as in_transit, min(t.expected_on) as expected_first,
                       count(distinct t.transfer_id) as transfers
                  from transfer t
                  join transfer_line l using (company_id, transfer_id)
                  join item i using (company_id, item_id)
                 where t.state = 'IN_TRANSIT' and l.sent > l.received + l.written_off
                   and (:site::text is null or t.from_site_id = :site or t.to_site_id = :site)
                   and (:item::text is null or l.item_id = :item)
                   and (:everywhere or t.from_site_id = any(:sites) or t.to_site_id = any(:sites))
                   and (t.from_site_id, t.to_site_id, l.item_id) > (:afterFrom, :afterTo, :afterItem)
                 group by t.from_site_id, t.to_site_id, l.item_id, i.unit
                 order by t.from_site_id, t.to_site_id, l.item_id
                 limit :limit
                """)
        @RegisterConstructorMapper(InTransit.class)
        List<InTransit> inTransit(
                @Nullable SiteId site,
                @Nullable Sku item,
                boolean everywhere,
                List<SiteId> sites,
                String afterFrom,
                String afterTo,
                String afterItem,
                int limit);
    }

    private TransferQueries() {}

    static TransferView get(Handle handle, Actor actor, TransferId transfer) {
        TransferView view = get(handle, transfer);
        if (!actor.mayAt(Permission.VIEW, view.fromSite()) && !actor.mayAt(Permission.VIEW, view.toSite())) {
            throw unknown(transfer);
        }
        return view;
    }

    static TransferView get(Handle handle, TransferId transfer) {
        Sql sql = handle.attach(Sql.class);
        Row row = sql.find(transfer).orElseThrow(() -> unknown(transfer));
        return view(row, sql.lines(List.of(transfer)), sql.arrivals(List.of(transfer)));
    }

    /** Newest first. */
    static Page<TransferView> list(
            Handle handle,
            Actor actor,
            @Nullable TransferState state,
            @Nullable SiteId site,
            @Nullable Sku item,
            boolean overdue,
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
                        overdue,
                        sites.isEmpty(),
                        sites.orElse(List.of()),
                        after.time(),
                        after.id(),
                        size + 1),
                size,
                row -> Keyset.of(row.createdAt(), row.transfer().value()));
        List<TransferId> ids = page.items().stream().map(Row::transfer).toList();
        Map<TransferId, List<LineRow>> lines = sql.lines(ids).stream().collect(groupingBy(LineRow::transfer));
        Map<TransferId, List<ArrivalRow>> arrivals =
                sql.arrivals(ids).stream().collect(groupingBy(ArrivalRow::transfer));
        return new Page<>(
                page.items().stream()
                        .map(row -> view(
                                row,
                                lines.getOrDefault(row.transfer(), List.of()),
                                arrivals.getOrDefault(row.transfer(), List.of())))
                        .toList(),
                page.next());
    }

    /** By the two sites and the item. */
    static Page<InTransit> inTransit(
            Handle handle,
            Actor actor,
            @Nullable SiteId site,
            @Nullable Sku item,
            @Nullable String cursor,
            @Nullable Integer limit) {
        int size = Page.limit(limit);
        List<String> after = cursor == null ? List.of("", "", "") : List.of(cursor.split("~", -1));
        if (after.size() != 3) {
            throw Figures.invalid("cursor", "The cursor is none of ours");
        }
        Optional<List<SiteId>> sites = actor.sitesOf(Permission.VIEW).map(List::copyOf);
        return Page.of(
                handle.attach(Sql.class)
                        .inTransit(
                                site,
                                item,
                                sites.isEmpty(),
                                sites.orElse(List.of()),
                                after.get(0),
                                after.get(1),
                                after.get(2),
                                size + 1),
                size,
                row -> row.fromSite() + "~" + row.toSite() + "~" + row.item());
    }

    static Refused unknown(TransferId transfer) {
        return new Refused(Problem.NOT_FOUND, "There is no transfer " + transfer);
    }

    private static TransferView view(Row row, List<LineRow> lines, List<ArrivalRow> arrivals) {
        return new TransferView(
                row.transfer(),
                row.state(),
                row.version(),
                row.fromSite(),
                row.toSite(),
                row.expectedOn(),
                row.overdue(),
                row.note(),
                row.createdBy(),
                row.createdAt(),
                row.sentBy(),
                row.sentAt(),
                row.closedBy(),
                row.closedAt(),
                lines.stream()
                        .map(line -> new TransferView.Line(
                                line.lineNo(),
                                line.item(),
                                line.unit(),
                                line.fromBin(),
                                line.quantity(),
                                line.sent(),
                                line.shortReason(),
                                line.unitCost(),
                                line.received(),
                                line.writtenOff(),
                                line.sent().subtract(line.received()).subtract(line.writtenOff()),
                                line.lot()))
                        .toList(),
                arrivals.stream()
                        .map(arrival -> new TransferView.Arrival(
                                arrival.receiptNo(),
                                arrival.lineNo(),
                                arrival.bin(),
                                arrival.quantity(),
                                arrival.difference(),
                                arrival.receivedBy(),
                                arrival.receivedAt()))
                        .toList());
    }
}
