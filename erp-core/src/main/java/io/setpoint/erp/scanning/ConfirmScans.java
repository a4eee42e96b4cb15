package io.setpoint.erp.scanning;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.Tracking;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.CountId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.contracts.values.ReceiptId;
import io.setpoint.erp.inventory.api.ScannedStock;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.scanning.ConfirmScans.Command;
import io.setpoint.erp.scanning.SessionView.Line;
import io.setpoint.erp.scanning.SessionView.Scanned;
import io.setpoint.erp.shipping.api.PickConfirmation;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Does with all scans of a session what they are for, by the use case of the document and under its rules. */
final class ConfirmScans implements UseCase<Command, SessionView> {
    /**
     * What a person adds to the scans.
     *
     * @param dockArrivedAt when the delivery arrived; absent if it did when scanning began
     * @param shortReason why less was picked than is reserved, for every line of which some was
     * @param lotReason why other lots were picked than those that expire first, for all that say nothing themselves
     */
    record Command(
            String session,
            @Nullable Instant dockArrivedAt,
            @Nullable String shortReason,
            @Nullable String lotReason) {}

    private record Taken(
            int lineNo,
            BinId bin,
            @Nullable LotNumber lot,
            @Nullable LocalDate expiry) {}

    private final ScannedStock stock;
    private final PickConfirmation picks;

    ConfirmScans(ScannedStock stock, PickConfirmation picks) {
        this.stock = stock;
        this.picks = picks;
    }

    @Override
    public Control control() {
        return Control.of("confirm-scans", "Posts the scans of a session as a receipt, a put-away, a pick or counts.")
                .refusing(
                        Problem.NOT_FOUND,
                        Problem.STALE_VERSION,
                        Problem.WRONG_STATE,
                        Problem.NOTHING_TO_DO,
                        Problem.WRONG_BIN);
    }

    /** Each task needs its own right at the document's site. */
    @Override
    public Permission permission() {
        return Permission.VIEW;
    }

    @Override
    public SessionView run(Command command, Work work) {
        ScanSessions.Row row = ScanSessions.lock(work, command.session());
        work.requireVersion(row.version());
        SessionView view = ScanSessions.view(work.handle(), command.session());
        List<Scanned> goods =
                view.scans().stream().filter(scan -> scan.item() != null).toList();
        if (goods.isEmpty()) {
            throw new Refused(Problem.NOTHING_TO_DO, "Nothing is scanned in %s".formatted(command.session()));
        }
        String result = switch (row.task()) {
            case PICK -> pick(command, work, view, goods);
            case RECEIVE -> receive(command, work, view, goods);
            case COUNT -> count(work, view, goods);
            case PUT_AWAY -> putAway(work, view);
        };
        work.sql(ScanSessions.Sql.class).confirm(command.session(), work.now(), result);
        return ScanSessions.view(work.handle(), command.session());
    }

    private String pick(Command command, Work work, SessionView view, List<Scanned> goods) {
        Map<Taken, BigDecimal> sums = sums(goods);
        Map<Integer, Taken> last = new LinkedHashMap<>();
        sums.keySet().forEach(taken -> last.put(taken.lineNo(), taken));
        List<PickConfirmation.Taken> lines = new ArrayList<>();
        sums.forEach((taken, quantity) -> {
            boolean less = view.lines().stream()
                    .anyMatch(line ->
                            line.lineNo() == taken.lineNo() && !line.full() && taken.equals(last.get(line.lineNo())));
            lines.add(new PickConfirmation.Taken(
                    taken.lineNo(),
                    taken.bin(),
                    quantity,
                    less ? command.shortReason() : null,
                    taken.lot(),
                    lotReason(command, goods, taken)));
        });
        return picks.confirm(work, new OrderId(view.document()), lines).value();
    }

    private static @Nullable String lotReason(Command command, List<Scanned> goods, Taken taken) {
        return goods.stream()
                .filter(scan -> taken.equals(place(scan)))
                .map(Scanned::lotReason)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(taken.lot() == null ? null : command.lotReason());
    }

    private String receive(Command command, Work work, SessionView view, List<Scanned> goods) {
        List<ScannedStock.Received> lines = new ArrayList<>();
        sums(goods).forEach((taken, quantity) -> {
            Line line = view.lines().stream()
                    .filter(candidate -> candidate.lineNo() == taken.lineNo())
                    .findFirst()
                    .orElseThrow(() ->
                            new Refused(Problem.WRONG_STATE, "Line %d is received already".formatted(taken.lineNo())));
            LotNumber lot = taken.lot();
            boolean serial = line.tracking() == Tracking.SERIAL;
            lines.add(new ScannedStock.Received(
                    taken.lineNo(),
                    line.item(),
                    taken.bin(),
                    quantity,
                    serial ? null : lot,
                    taken.expiry(),
                    serial && lot != null ? List.of(lot) : List.of()));
        });
        Instant arrived = command.dockArrivedAt() == null ? view.openedAt() : command.dockArrivedAt();
        return stock.receive(work, view.site(), new PurchaseOrderId(view.document()), arrived, lines)
                .value();
    }

    private String count(Work work, SessionView view, List<Scanned> goods) {
        goods.stream().map(Scanned::lineNo).distinct().sorted().forEach(lineNo -> {
            int line = Objects.requireNonNull(lineNo);
            stock.count(work, new CountId(view.document()), line, ScanSessions.scanned(goods, line));
        });
        return view.document();
    }

    /** Goods go into the bin that was scanned behind them. */
    private String putAway(Work work, SessionView view) {
        if (!SessionView.inHand(view.scans()).isEmpty()) {
            throw new Refused(Problem.WRONG_BIN, "Scan the bin that what is in hand goes into");
        }
        record Into(int task, BinId bin, @Nullable String reason) {}
        Map<Into, BigDecimal> sums = new LinkedHashMap<>();
        List<Scanned> inHand = new ArrayList<>();
        for (Scanned scan : view.scans()) {
            if (scan.item() != null) {
                inHand.add(scan);
            } else {
                inHand.forEach(goods -> sums.merge(
                        new Into(Objects.requireNonNull(goods.lineNo()), scan.bin(), scan.binReason()),
                        Objects.requireNonNull(goods.quantity()),
                        BigDecimal::add));
                inHand.clear();
            }
        }
        stock.putAway(
                work,
                new ReceiptId(view.document()),
                sums.entrySet().stream()
                        .map(sum -> new ScannedStock.Brought(
                                sum.getKey().task(),
                                sum.getValue(),
                                sum.getKey().bin(),
                                sum.getKey().reason()))
                        .toList());
        return view.document();
    }

    private static Map<Taken, BigDecimal> sums(List<Scanned> goods) {
        Map<Taken, BigDecimal> sums = new LinkedHashMap<>();
        goods.forEach(scan -> sums.merge(place(scan), Objects.requireNonNull(scan.quantity()), BigDecimal::add));
        return sums;
    }

    private static Taken place(Scanned scan) {
        return new Taken(Objects.requireNonNull(scan.lineNo()), scan.bin(), scan.lot(), scan.expiry());
    }
}
