package io.setpoint.erp.scanning;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.Tracking;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.scanning.AddScan.Command;
import io.setpoint.erp.scanning.SessionView.Line;
import io.setpoint.erp.scanning.SessionView.Scanned;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/**
 * Takes one scan of a session: a bin, or goods in the bin that was scanned last. A scanner sends each scan under its own
 * Idempotency-Key, so that one sent twice gets the same answer and counts once.
 */
final class AddScan implements UseCase<Command, SessionView> {
    private static final BigDecimal MOST = new BigDecimal("999999999");

    /**
     * What was scanned.
     *
     * @param quantity typed beside the scan, in base units; absent for what the code means
     * @param lot typed, for a label that names none
     * @param expiry typed, for a label that names none
     * @param lotReason why another lot is taken than the one that expires first
     * @param binReason why goods go into another bin than the one they were directed to
     * @param instead whether it takes the place of the last scan, whose quantity was wrong
     */
    record Command(
            String session,
            String code,
            @Nullable BigDecimal quantity,
            @Nullable LotNumber lot,
            @Nullable LocalDate expiry,
            @Nullable String lotReason,
            @Nullable String binReason,
            @Nullable Boolean instead) {}

    record Standing(
            BinId bin,
            @Nullable LotNumber lot,
            boolean blocked,
            boolean expired,
            @Nullable LocalDate expiry) {}

    interface Sql {
        @SqlQuery("""
                select bin_id as bin, null as lot, false as blocked, false as expired, null::date as expiry
                  from stock_bin
                 where site_id = :site and item_id = :item and on_hand > 0
                 order by bin_id
                """)
        List<Standing> bins(SiteId site, Sku item);

        @SqlQuery("""
                select b.bin_id as bin, b.lot_id as lot, l.state = 'BLOCKED' as blocked,
                       coalesce(l.expiry < :today, false) as expired, l.expiry
                  from stock_lot b join lot l using (company_id, item_id, lot_id)
                 where b.site_id = :site and b.item_id = :item and b.on_hand > 0
                 order by l.expiry nulls last, l.created_at, b.lot_id, b.bin_id
                """)
        List<Standing> lots(SiteId site, Sku item, LocalDate today);

        @SqlQuery("""
                select s.receive_steps = 1 or b.kind = 'RECEIVING'
                  from bin b join site s using (company_id, site_id)
                 where b.site_id = :site and b.bin_id = :bin
                """)
        boolean receivesInto(SiteId site, BinId bin);

        @SqlQuery("""
                select document_id
                  from (select kind, document_id
                          from stock_move
                         where item_id = :item and lot_id = :serial
                         order by move_id desc
                         limit 1) last
                 where kind = 'SHIPMENT'
                """)
        Optional<String> leftWith(Sku item, LotNumber serial);

        @SqlQuery("""
                select site_id || ' ' || bin_id
                  from stock_lot
                 where item_id = :item and lot_id = :serial and on_hand > 0
                """)
        Optional<String> standsIn(Sku item, LotNumber serial);
    }

    @Override
    public Control control() {
        return Control.of(
                        "add-scan",
                        "Takes one scan of a receipt, a put-away, a pick or a count, or says why it is the wrong one.")
                .refusing(
                        Problem.NOT_FOUND,
                        Problem.WRONG_STATE,
                        Problem.NOTHING_TO_DO,
                        Problem.INVALID,
                        Problem.UNKNOWN_CODE,
                        Problem.AMBIGUOUS_CODE,
                        Problem.MALFORMED_CODE,
                        Problem.BAD_CHECK_DIGIT,
                        Problem.WRONG_BIN,
                        Problem.WRONG_ITEM,
                        Problem.WRONG_LOT,
                        Problem.LOT_MISSING,
                        Problem.LOT_BLOCKED,
                        Problem.LOT_EXPIRED,
                        Problem.DUPLICATE_SERIAL,
                        Problem.SERIAL_SHIPPED,
                        Problem.MORE_THAN_OPEN);
    }

    /** Each task needs its own right at the document's site. */
    @Override
    public Permission permission() {
        return Permission.VIEW;
    }

    @Override
    public SessionView run(Command command, Work work) {
        ScanSessions.Row row = ScanSessions.lock(work, command.session());
        LocalDate today = ScanSessions.today(work, row);
        if (Boolean.TRUE.equals(command.instead())) {
            ScanSessions.undo(work, command.session());
        }
        SessionView view = ScanSessions.view(work.handle(), command.session());
        Resolved code = Codes.resolve(work.handle(), row.siteId(), command.code(), today);
        switch (code.kind()) {
            case BIN -> bin(command, work, view, Objects.requireNonNull(code.bin()));
            case ITEM -> goods(command, work, view, code, today);
            case DOCUMENT ->
                throw new Refused(
                        Problem.WRONG_ITEM,
                        "%s is a document; scan a bin or goods for %s".formatted(code.document(), view.document()));
        }
        work.sql(ScanSessions.Sql.class).touch(command.session());
        return ScanSessions.view(work.handle(), command.session());
    }

    private static void bin(Command command, Work work, SessionView view, BinId bin) {
        if (view.task() == ScanTask.COUNT && view.lines().stream().noneMatch(line -> bin.equals(line.bin()))) {
            throw wrongBin(bin, "the count is in " + bins(view.lines()));
        }
        if (view.task() == ScanTask.PICK) {
            List<BinId> standing = view.lines().stream()
                    .filter(line -> !line.full())
                    .flatMap(line -> work.sql(Sql.class).bins(view.site(), line.item()).stream())
                    .map(Standing::bin)
                    .distinct()
                    .toList();
            if (!standing.contains(bin)) {
                throw wrongBin(bin, "what is still to pick stands in " + named(standing));
            }
        }
        if (view.task() == ScanTask.RECEIVE && !work.sql(Sql.class).receivesInto(view.site(), bin)) {
            throw wrongBin(bin, "goods of %s come into a receiving bin first".formatted(view.site()));
        }
        if (view.task() == ScanTask.PUT_AWAY) {
            requireDirected(command, view, bin);
        }
        add(command, work, bin, null, null, null, null, null);
    }

    /** What is in hand goes into the bin it was directed to, or there is a reason why not. */
    private static void requireDirected(Command command, SessionView view, BinId bin) {
        List<Scanned> inHand = SessionView.inHand(view.scans());
        if (inHand.isEmpty()) {
            throw wrongBin(bin, "scan the goods first and the bin they go into behind them");
        }
        String reason = command.binReason();
        if (reason != null && !reason.isBlank()) {
            return;
        }
        for (Scanned goods : inHand) {
            view.lines().stream()
                    .filter(line -> Objects.equals(goods.lineNo(), line.lineNo())
                            && line.bin() != null
                            && !bin.equals(line.bin()))
                    .findFirst()
                    .ifPresent(line -> {
                        throw wrongBin(bin, "%s goes to %s, or say why not".formatted(line.item(), line.bin()));
                    });
        }
    }

    private static void goods(Command command, Work work, SessionView view, Resolved code, LocalDate today) {
        Sku item = Objects.requireNonNull(code.item());
        List<Line> lines =
                view.lines().stream().filter(line -> line.item().equals(item)).toList();
        if (lines.isEmpty()) {
            throw new Refused(
                    Problem.WRONG_ITEM,
                    "This is %s; expected is %s"
                            .formatted(
                                    item,
                                    view.lines().stream()
                                            .filter(line -> !line.full())
                                            .map(line -> line.item().value())
                                            .distinct()
                                            .collect(Collectors.joining(" or "))));
        }
        BinId bin = view.bin();
        if (bin == null && view.task() != ScanTask.PUT_AWAY) {
            throw new Refused(Problem.WRONG_BIN, "Scan the bin first");
        }
        LotNumber lot = code.lot() == null ? command.lot() : code.lot();
        if (code.lot() != null && command.lot() != null && !code.lot().equals(command.lot())) {
            throw new Refused(Problem.WRONG_LOT, "The label says lot %s, not %s".formatted(code.lot(), command.lot()));
        }
        boolean serial = code.tracking() == Tracking.SERIAL;
        if (code.tracking() != Tracking.NONE && lot == null) {
            throw new Refused(
                    Problem.LOT_MISSING, "Scan the %s of %s".formatted(serial ? "serial number" : "lot", item));
        }
        BigDecimal quantity = quantity(command, code, serial);
        if (view.task() == ScanTask.PUT_AWAY) {
            if (serial) {
                requireUnscanned(view, item, Objects.requireNonNull(lot));
            }
            Line line = open(ofLot(lines, lot), quantity);
            add(command, work, Objects.requireNonNull(line.fromBin()), line, item, lot, null, quantity);
            return;
        }
        if (serial) {
            requireNewSerial(work, view, item, Objects.requireNonNull(lot));
        }
        LocalDate expiry = code.expiry() == null ? command.expiry() : code.expiry();
        Line line = switch (view.task()) {
            case RECEIVE -> {
                if (expiry != null && expiry.isBefore(today)) {
                    throw new Refused(Problem.LOT_EXPIRED, "Lot %s of %s expired on %s".formatted(lot, item, expiry));
                }
                yield open(lines, quantity);
            }
            case PICK -> {
                requireStanding(work, view, item, Objects.requireNonNull(bin), lot, today);
                yield open(lines, quantity);
            }
            case COUNT -> counted(lines, Objects.requireNonNull(bin), lot);
            case PUT_AWAY -> throw new IllegalStateException("goods to be put away need no bin first");
        };
        add(command, work, Objects.requireNonNull(bin), line, item, lot, expiry, quantity);
    }

    private static BigDecimal quantity(Command command, Resolved code, boolean serial) {
        BigDecimal quantity = command.quantity() == null ? code.quantity() : command.quantity();
        if (quantity == null
                || quantity.signum() <= 0
                || quantity.compareTo(MOST) > 0
                || quantity.stripTrailingZeros().scale() > 3) {
            throw invalid("A quantity lies above 0 and has at most three decimals");
        }
        if (serial && quantity.compareTo(BigDecimal.ONE) != 0) {
            throw invalid("A serial number is one piece");
        }
        return quantity;
    }

    private static Refused invalid(String message) {
        return new Refused(Problem.INVALID, message).at(List.of(new Refused.FieldError("quantity", message)));
    }

    private static void requireNewSerial(Work work, SessionView view, Sku item, LotNumber serial) {
        requireUnscanned(view, item, serial);
        Sql sql = work.sql(Sql.class);
        sql.leftWith(item, serial).ifPresent(document -> {
            throw new Refused(Problem.SERIAL_SHIPPED, "Serial %s of %s left with %s".formatted(serial, item, document));
        });
        if (view.task() == ScanTask.RECEIVE) {
            sql.standsIn(item, serial).ifPresent(place -> {
                throw new Refused(
                        Problem.DUPLICATE_SERIAL, "Serial %s of %s stands in %s".formatted(serial, item, place));
            });
        }
    }

    private static void requireUnscanned(SessionView view, Sku item, LotNumber serial) {
        if (view.scans().stream().anyMatch(scan -> item.equals(scan.item()) && serial.equals(scan.lot()))) {
            throw new Refused(Problem.DUPLICATE_SERIAL, "Serial %s of %s is scanned already".formatted(serial, item));
        }
    }

    private static List<Line> ofLot(List<Line> lines, @Nullable LotNumber lot) {
        List<Line> named =
                lines.stream().filter(line -> Objects.equals(lot, line.lot())).toList();
        if (named.isEmpty()) {
            throw new Refused(
                    Problem.WRONG_LOT,
                    "Lot %s of %s is not to be put away; to be put away are %s"
                            .formatted(
                                    lot,
                                    lines.get(0).item(),
                                    lines.stream()
                                            .map(line -> String.valueOf(line.lot()))
                                            .distinct()
                                            .collect(Collectors.joining(", "))));
        }
        return named;
    }

    /** The first line of the item that has room for it. */
    private static Line open(List<Line> lines, BigDecimal quantity) {
        return lines.stream()
                .filter(line ->
                        line.expected() == null || line.scanned().add(quantity).compareTo(line.expected()) <= 0)
                .findFirst()
                .orElseThrow(() -> {
                    Line line = lines.get(0);
                    return new Refused(
                            Problem.MORE_THAN_OPEN,
                            "%s of %s %s are scanned, %s more are too many"
                                    .formatted(
                                            ScanSessions.plain(line.scanned()),
                                            ScanSessions.plain(Objects.requireNonNull(line.expected())),
                                            line.item(),
                                            ScanSessions.plain(quantity)));
                });
    }

    private static void requireStanding(
            Work work, SessionView view, Sku item, BinId bin, @Nullable LotNumber lot, LocalDate today) {
        Sql sql = work.sql(Sql.class);
        List<Standing> standing = lot == null ? sql.bins(view.site(), item) : sql.lots(view.site(), item, today);
        List<Standing> named =
                standing.stream().filter(row -> Objects.equals(lot, row.lot())).toList();
        if (lot != null) {
            if (named.isEmpty()) {
                throw new Refused(
                        Problem.WRONG_LOT,
                        "Lot %s of %s is not here; here %s"
                                .formatted(
                                        lot,
                                        item,
                                        standing.isEmpty()
                                                ? "is none"
                                                : "are "
                                                        + standing.stream()
                                                                .map(row -> String.valueOf(row.lot()))
                                                                .distinct()
                                                                .collect(Collectors.joining(", "))));
            }
            if (named.get(0).blocked()) {
                throw new Refused(Problem.LOT_BLOCKED, "Lot %s of %s is blocked".formatted(lot, item));
            }
            if (named.get(0).expired()) {
                throw new Refused(
                        Problem.LOT_EXPIRED,
                        "Lot %s of %s expired on %s"
                                .formatted(lot, item, named.get(0).expiry()));
            }
        }
        if (named.stream().noneMatch(row -> row.bin().equals(bin))) {
            throw wrongBin(
                    bin,
                    "%s%s stands in %s"
                            .formatted(
                                    lot == null ? "" : "lot " + lot + " of ",
                                    item,
                                    named(named.stream()
                                            .map(Standing::bin)
                                            .distinct()
                                            .toList())));
        }
    }

    private static Line counted(List<Line> lines, BinId bin, @Nullable LotNumber lot) {
        List<Line> here = lines.stream().filter(line -> bin.equals(line.bin())).toList();
        if (here.isEmpty()) {
            throw wrongBin(
                    bin, "%s is to be counted in %s".formatted(lines.get(0).item(), bins(lines)));
        }
        return here.stream()
                .filter(line -> Objects.equals(lot, line.lot()))
                .findFirst()
                .orElseThrow(() -> new Refused(
                        Problem.WRONG_LOT,
                        "Lot %s of %s is not on this count; on it are %s"
                                .formatted(
                                        lot,
                                        here.get(0).item(),
                                        here.stream()
                                                .map(line -> String.valueOf(line.lot()))
                                                .collect(Collectors.joining(", ")))));
    }

    private static void add(
            Command command,
            Work work,
            BinId bin,
            @Nullable Line line,
            @Nullable Sku item,
            @Nullable LotNumber lot,
            @Nullable LocalDate expiry,
            @Nullable BigDecimal quantity) {
        work.sql(ScanSessions.Sql.class)
                .add(
                        command.session(),
                        command.code(),
                        bin,
                        line == null ? null : line.lineNo(),
                        item,
                        lot,
                        expiry,
                        quantity,
                        command.lotReason(),
                        command.binReason(),
                        work.now());
    }

    private static Refused wrongBin(BinId bin, String right) {
        return new Refused(Problem.WRONG_BIN, "This is bin %s; %s".formatted(bin, right));
    }

    private static String bins(List<Line> lines) {
        return named(lines.stream()
                .map(Line::bin)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
    }

    private static String named(List<BinId> bins) {
        return bins.isEmpty() ? "no bin" : bins.stream().map(BinId::value).collect(Collectors.joining(" or "));
    }
}
