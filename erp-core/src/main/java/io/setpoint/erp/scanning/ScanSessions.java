package io.setpoint.erp.scanning;

import io.setpoint.contracts.events.Tracking;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The tables {@code scan_session} and {@code scan}, beside the lines of the document they are about. */
final class ScanSessions {
    record Row(
            String sessionId,
            SiteId siteId,
            String zone,
            ScanTask task,
            String documentId,
            PersonId personId,
            SessionView.State state,
            int version,
            Instant openedAt,
            @Nullable String resultId) {}

    record LineRow(
            int lineNo,
            Sku item,
            String name,
            String unit,
            Tracking tracking,
            @Nullable BinId bin,
            @Nullable LotNumber lot,
            @Nullable BigDecimal expected,
            @Nullable BinId fromBin) {}

    interface Sql {
        String ROW = """
                select c.session_id, c.site_id, s.zone, c.task, c.document_id, c.person_id, c.state, c.version,
                       c.opened_at, c.result_id
                  from scan_session c join site s using (company_id, site_id)
                 where c.session_id = :session
                """;

        @SqlQuery(ROW)
        Optional<Row> find(String session);

        @SqlQuery(ROW + " for no key update of c")
        Optional<Row> lock(String session);

        @SqlUpdate("""
                insert into scan_session (company_id, session_id, site_id, task, document_id, person_id, state, opened_at)
                values (current_company(), :session, :site, :task, :document, :person, 'OPEN', :now)
                on conflict do nothing
                """)
        int open(String session, SiteId site, ScanTask task, String document, PersonId person, Instant now);

        @SqlQuery("""
                select session_id from scan_session
                 where document_id = :document and person_id = :person and state = 'OPEN'
                """)
        Optional<String> openOf(String document, PersonId person);

        @SqlQuery("""
                select scan_no, code, bin_id as bin, line_no, item_id as item, lot_id as lot, expiry, quantity, lot_reason,
                       bin_reason
                  from scan
                 where session_id = :session and not undone
                 order by scan_no
                """)
        List<SessionView.Scanned> scans(String session);

        @SqlUpdate("""
                insert into scan (company_id, session_id, scan_no, code, bin_id, line_no, item_id, lot_id, expiry,
                                  quantity, lot_reason, bin_reason, scanned_at)
                select current_company(), :session, coalesce(max(scan_no), 0) + 1, :code, :bin, :line::int, :item, :lot,
                       :expiry::date, :quantity::numeric, :reason, :binReason, :now
                  from scan
                 where session_id = :session
                """)
        void add(
                String session,
                String code,
                BinId bin,
                @Nullable Integer line,
                @Nullable Sku item,
                @Nullable LotNumber lot,
                @Nullable LocalDate expiry,
                @Nullable BigDecimal quantity,
                @Nullable String reason,
                @Nullable String binReason,
                Instant now);

        @SqlUpdate("""
                update scan set undone = true
                 where session_id = :session
                   and scan_no = (select max(scan_no) from scan where session_id = :session and not undone)
                """)
        int undo(String session);

        @SqlUpdate("update scan_session set version = version + 1 where session_id = :session")
        void touch(String session);

        @SqlUpdate("""
                update scan_session
                   set state = 'CONFIRMED', closed_at = :now, result_id = :result, version = version + 1
                 where session_id = :session
                """)
        void confirm(String session, Instant now, String result);

        @SqlQuery("""
                select l.line_no, l.item_id as item, i.name, i.unit, i.tracking, null as bin, null as lot,
                       l.reserved - (l.picked - l.shipped) as expected, null as from_bin
                  from sales_order_line l join item i using (company_id, item_id)
                 where l.order_id = :document and l.reserved > l.picked - l.shipped
                 order by l.line_no
                """)
        List<LineRow> toPick(String document);

        @SqlQuery("""
                select l.line_no, l.item_id as item, i.name, i.unit, i.tracking, null as bin, null as lot,
                       l.quantity - l.received - l.cancelled as expected, null as from_bin
                  from purchase_order_line l join item i using (company_id, item_id)
                 where l.order_id = :document and l.quantity > l.received + l.cancelled
                 order by l.line_no
                """)
        List<LineRow> toReceive(String document);

        @SqlQuery("""
                select p.task_no as line_no, p.item_id as item, i.name, i.unit, i.tracking, p.to_bin_id as bin,
                       p.lot_id as lot, p.quantity as expected, p.from_bin_id as from_bin
                  from put_away p
                  join item i using (company_id, item_id)
                  left join bin b on b.company_id = p.company_id and b.site_id = p.site_id and b.bin_id = p.to_bin_id
                 where p.receipt_id = :document and p.state = 'OPEN'
                 order by b.sequence nulls last, p.to_bin_id, p.task_no
                """)
        List<LineRow> toPutAway(String document);

        @SqlQuery("""
                select l.line_no, l.item_id as item, i.name, i.unit, i.tracking, l.bin_id as bin, l.lot_id as lot,
                       null::numeric as expected, null as from_bin
                  from cycle_count_line l join item i using (company_id, item_id)
                 where l.count_id = :document and l.state <> 'ACCEPTED'
                 order by l.line_no
                """)
        List<LineRow> toCount(String document);

        @SqlQuery("select site_id from sales_order where order_id = :document")
        Optional<SiteId> siteOfOrder(String document);

        @SqlQuery("select site_id from purchase_order where order_id = :document")
        Optional<SiteId> siteOfPurchase(String document);

        @SqlQuery("select site_id from cycle_count where count_id = :document and state = 'OPEN'")
        Optional<SiteId> siteOfCount(String document);

        @SqlQuery("select distinct site_id from put_away where receipt_id = :document")
        Optional<SiteId> siteOfReceipt(String document);
    }

    private ScanSessions() {}

    /** Locks a session that is still open, for its own person. */
    static Row lock(Work work, String session) {
        Row row = work.sql(Sql.class).lock(session).orElseThrow(() -> unknown(session));
        work.requireAt(row.task().permission(), row.siteId());
        if (!row.personId().equals(work.person())) {
            throw new Refused(Problem.WRONG_STATE, "%s scans in %s".formatted(row.personId(), session));
        }
        if (row.state() != SessionView.State.OPEN) {
            throw new Refused(Problem.WRONG_STATE, "%s is confirmed".formatted(session));
        }
        return row;
    }

    static void undo(Work work, String session) {
        if (work.sql(Sql.class).undo(session) == 0) {
            throw new Refused(Problem.NOTHING_TO_DO, "No scan of %s is left".formatted(session));
        }
    }

    static Refused unknown(String session) {
        return new Refused(Problem.NOT_FOUND, "There is no scan session " + session);
    }

    static LocalDate today(Work work, Row row) {
        return LocalDate.ofInstant(work.now(), ZoneId.of(row.zone()));
    }

    static SessionView view(Handle handle, String session) {
        Sql sql = handle.attach(Sql.class);
        Row row = sql.find(session).orElseThrow(() -> unknown(session));
        List<SessionView.Scanned> scans = sql.scans(session);
        List<SessionView.Line> lines = (switch (row.task()) {
                    case PICK -> sql.toPick(row.documentId());
                    case RECEIVE -> sql.toReceive(row.documentId());
                    case COUNT -> sql.toCount(row.documentId());
                    case PUT_AWAY -> sql.toPutAway(row.documentId());
                })
                .stream()
                        .map(line -> new SessionView.Line(
                                line.lineNo(),
                                line.item(),
                                line.name(),
                                line.unit(),
                                line.tracking(),
                                line.bin(),
                                line.lot(),
                                line.expected(),
                                scanned(scans, line.lineNo()),
                                line.fromBin()))
                        .toList();
        List<SessionView.Scanned> inHand = row.task() == ScanTask.PUT_AWAY ? SessionView.inHand(scans) : List.of();
        BinId bin = scans.isEmpty() || !inHand.isEmpty()
                ? null
                : scans.get(scans.size() - 1).bin();
        return new SessionView(
                session,
                row.siteId(),
                row.task(),
                row.documentId(),
                row.personId(),
                row.state(),
                row.version(),
                row.openedAt(),
                bin,
                inHand.isEmpty() ? next(row, bin, lines) : bring(inHand.get(0), lines),
                row.resultId(),
                lines,
                scans);
    }

    private static String next(Row row, @Nullable BinId bin, List<SessionView.Line> lines) {
        if (row.state() == SessionView.State.CONFIRMED) {
            return "Confirmed as " + row.resultId();
        }
        Optional<SessionView.Line> open = lines.stream()
                .filter(line -> !line.full()
                        && (row.task() != ScanTask.COUNT || line.scanned().signum() == 0))
                .findFirst();
        if (open.isEmpty()) {
            return "Confirm";
        }
        SessionView.Line line = open.get();
        if (row.task() == ScanTask.PUT_AWAY) {
            return "Take %s from bin %s and scan it, %s to go"
                    .formatted(
                            line.item(),
                            line.fromBin(),
                            plain(Objects.requireNonNull(line.expected()).subtract(line.scanned())));
        }
        BinId place = line.bin();
        if (place != null && !place.equals(bin)) {
            return "Scan the bin " + place;
        }
        if (bin == null) {
            return "Scan a bin";
        }
        BigDecimal expected = line.expected();
        return expected == null
                ? "Scan what is in bin %s of %s".formatted(bin, line.item())
                : "Scan %s, %s to go".formatted(line.item(), plain(expected.subtract(line.scanned())));
    }

    private static String bring(SessionView.Scanned goods, List<SessionView.Line> lines) {
        return lines.stream()
                .filter(line -> Objects.equals(goods.lineNo(), line.lineNo()) && line.bin() != null)
                .findFirst()
                .map(line -> "Bring it to bin %s and scan the bin".formatted(line.bin()))
                .orElse("No bin was found for it; scan the bin it goes into");
    }

    static BigDecimal scanned(List<SessionView.Scanned> scans, int lineNo) {
        return scans.stream()
                .filter(scan -> scan.lineNo() != null && scan.lineNo() == lineNo)
                .map(SessionView.Scanned::quantity)
                .reduce(BigDecimal.ZERO, (sum, quantity) -> quantity == null ? sum : sum.add(quantity));
    }

    static String plain(BigDecimal quantity) {
        return quantity.signum() == 0 ? "0" : quantity.stripTrailingZeros().toPlainString();
    }
}
