package io.setpoint.erp.inventory;

import static io.setpoint.contracts.events.EventType.NEGATIVE_STOCK_CLEARED;
import static io.setpoint.contracts.events.EventType.TRANSFER_RECEIVED;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.TransferDifference;
import io.setpoint.contracts.events.TransferReceived;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.TransferId;
import io.setpoint.erp.inventory.MasterData.ItemRow;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/**
 * Goods of a transfer arrive and are put away. What is missing of a line gets a type, and stays in transit until it
 * arrives or is written off.
 */
final class ReceiveTransfer implements UseCase<ReceiveTransfer.Command, TransferView> {
    record Command(TransferId transfer, @Nullable Instant occurredAt, List<Line> lines) {
        Command {
            lines = List.copyOf(lines);
        }
    }

    /**
     * What arrived of one line.
     *
     * @param difference needed if less arrived than is in transit
     */
    public record Line(
            int lineNo,
            BinId bin,
            BigDecimal received,
            @Nullable TransferDifference difference) {}

    interface Sql {
        @SqlUpdate("update transfer set version = version + 1 where transfer_id = :transfer")
        void changed(TransferId transfer);

        @SqlUpdate("""
                insert into transfer_receipt (company_id, transfer_id, receipt_no, received_by, received_at, recorded_at)
                values (current_company(), :transfer, :receipt, :person, :at, :now)
                """)
        void insert(TransferId transfer, int receipt, PersonId person, Instant at, Instant now);

        @SqlUpdate("""
                insert into transfer_receipt_line (company_id, transfer_id, receipt_no, line_no, bin_id, quantity,
                                                   difference)
                select current_company(), :transfer, :receipt, l.line_no, l.bin_id, l.quantity, l.difference
                  from unnest(:lines, :bins, :quantities, :differences)
                       as l (line_no, bin_id, quantity, difference)
                """)
        void insertLines(
                TransferId transfer,
                int receipt,
                List<Integer> lines,
                List<BinId> bins,
                List<BigDecimal> quantities,
                List<@Nullable String> differences);

        @SqlUpdate("""
                update transfer_line l
                   set received = l.received + d.quantity
                  from unnest(:lines, :quantities) as d (line_no, quantity)
                 where l.transfer_id = :transfer and l.line_no = d.line_no
                """)
        void receive(TransferId transfer, List<Integer> lines, List<BigDecimal> quantities);
    }

    @Override
    public Control control() {
        return Control.of("receive-transfer", "Takes goods that arrived from another site into bins.")
                .publishing(TRANSFER_RECEIVED, NEGATIVE_STOCK_CLEARED)
                .refusing(
                        Problem.NOT_FOUND,
                        Problem.STALE_VERSION,
                        Problem.WRONG_STATE,
                        Problem.INVALID,
                        Problem.UNKNOWN_REFERENCE,
                        Problem.MORE_THAN_OPEN,
                        Problem.SHORT_WITHOUT_REASON,
                        Problem.IN_THE_FUTURE,
                        Problem.OUT_OF_SEQUENCE);
    }

    @Override
    public Permission permission() {
        return Permission.RECEIVE;
    }

    @Override
    public TransferView run(Command command, Work work) {
        TransferView transfer = TransferBook.lock(work, command.transfer());
        work.requireAt(permission(), transfer.toSite());
        work.requireVersion(transfer.version());
        TransferBook.require(transfer, TransferState.IN_TRANSIT);
        Instant occurredAt = work.occurredAt(command.occurredAt());
        if (transfer.sentAt() == null || occurredAt.isBefore(transfer.sentAt())) {
            throw new Refused(Problem.OUT_OF_SEQUENCE, "The transfer was sent at %s".formatted(transfer.sentAt()));
        }
        List<TransferView.Line> lines = lines(command, transfer);
        Map<Sku, ItemRow> items = MasterData.itemsInBins(
                work,
                transfer.toSite(),
                lines.stream().map(TransferView.Line::item).toList(),
                command.lines().stream().map(Line::bin).toList());
        int receipt = transfer.arrivals().stream()
                        .mapToInt(TransferView.Arrival::receiptNo)
                        .max()
                        .orElse(0)
                + 1;
        post(work, transfer, receipt, command, lines, occurredAt);
        boolean closed = TransferBook.closeIfDone(work, transfer.transfer());
        List<TransferReceived.Line> arrived = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            TransferView.Line line = lines.get(i);
            Line received = command.lines().get(i);
            ItemRow item = MasterData.known(items, line.item());
            arrived.add(new TransferReceived.Line(
                    line.lineNo(),
                    line.item(),
                    received.bin(),
                    item.quantity(received.received()),
                    item.quantity(line.inTransit().subtract(received.received())),
                    received.difference()));
        }
        work.publish(
                new TransferReceived(
                        transfer.transfer(),
                        receipt,
                        transfer.fromSite(),
                        transfer.toSite(),
                        work.person(),
                        closed,
                        occurredAt,
                        arrived),
                transfer.toSite());
        return TransferQueries.get(work.handle(), transfer.transfer());
    }

    /** The lines of the transfer the command names, in its order. */
    private static List<TransferView.Line> lines(Command command, TransferView transfer) {
        Figures.requireLines(command.lines());
        Set<Integer> seen = new HashSet<>();
        List<TransferView.Line> lines = new ArrayList<>();
        for (int i = 0; i < command.lines().size(); i++) {
            Line received = command.lines().get(i);
            String field = "lines[%d].".formatted(i);
            Figures.requireNotNegative(field + "received", received.received());
            TransferView.Line line = TransferBook.line(transfer, received.lineNo());
            if (!seen.add(line.lineNo())) {
                throw Figures.invalid(field + "lineNo", "Line %d is named twice".formatted(line.lineNo()));
            }
            int compared = received.received().compareTo(line.inTransit());
            if (compared > 0 || line.inTransit().signum() == 0) {
                throw new Refused(
                        Problem.MORE_THAN_OPEN,
                        "%s of line %d are in transit".formatted(StockLedger.plain(line.inTransit()), line.lineNo()));
            }
            if (compared < 0 != (received.difference() != null)) {
                throw new Refused(
                        Problem.SHORT_WITHOUT_REASON,
                        "Line %d: %s of %s arrived; a difference belongs to less than in transit, and to nothing else"
                                .formatted(
                                        line.lineNo(),
                                        StockLedger.plain(received.received()),
                                        StockLedger.plain(line.inTransit())));
            }
            lines.add(line);
        }
        return lines;
    }

    private static void post(
            Work work,
            TransferView transfer,
            int receipt,
            Command command,
            List<TransferView.Line> lines,
            Instant occurredAt) {
        List<StockLedger.Move> moves = new ArrayList<>();
        List<@Nullable String> differences = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Line received = command.lines().get(i);
            TransferDifference difference = received.difference();
            differences.add(difference == null ? null : difference.name());
            if (received.received().signum() > 0) {
                moves.add(new StockLedger.Move(
                        received.lineNo(),
                        lines.get(i).item(),
                        received.bin(),
                        lines.get(i).lot(),
                        received.received(),
                        occurredAt));
            }
        }
        if (!moves.isEmpty()) {
            StockLedger.post(
                    work,
                    transfer.toSite(),
                    StockLedger.Kind.TRANSFER_IN,
                    "%s-R%d".formatted(transfer.transfer(), receipt),
                    moves);
        }
        List<Integer> numbers = command.lines().stream().map(Line::lineNo).toList();
        List<BigDecimal> quantities =
                command.lines().stream().map(Line::received).toList();
        Sql sql = work.sql(Sql.class);
        sql.changed(transfer.transfer());
        sql.insert(transfer.transfer(), receipt, work.person(), occurredAt, work.now());
        sql.insertLines(
                transfer.transfer(),
                receipt,
                numbers,
                command.lines().stream().map(Line::bin).toList(),
                quantities,
                differences);
        sql.receive(transfer.transfer(), numbers, quantities);
    }
}
