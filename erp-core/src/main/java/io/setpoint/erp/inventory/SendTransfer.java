package io.setpoint.erp.inventory;

import static io.setpoint.contracts.events.EventType.TRANSFER_SENT;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.TransferSent;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.TransferId;
import io.setpoint.erp.inventory.MasterData.ItemRow;
import io.setpoint.erp.inventory.MasterData.SiteRow;
import io.setpoint.erp.inventory.StockLedger.StockRow;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/**
 * Goods of a transfer leave their bins and are in transit. Whoever finds less than planned says why; what is reserved for
 * orders or on hold does not leave.
 */
final class SendTransfer implements UseCase<SendTransfer.Command, TransferView> {
    /**
     * What a person sends.
     *
     * @param lines those of which less is sent; all others leave as planned
     */
    record Command(
            TransferId transfer,
            @Nullable Instant occurredAt,
            @Nullable List<ShortLine> lines) {
        Command {
            lines = lines == null ? null : List.copyOf(lines);
        }
    }

    /** A line of which less is sent than planned, or none. */
    public record ShortLine(int lineNo, BigDecimal sent, String shortReason) {}

    private record Sent(
            TransferView.Line line,
            BigDecimal quantity,
            @Nullable String shortReason) {}

    interface Sql {
        @SqlUpdate("""
                update transfer_line l
                   set sent = d.sent, short_reason = d.short_reason, unit_cost = i.cost
                  from unnest(:lines, :sent, :reasons) as d (line_no, sent, short_reason), item i
                 where l.transfer_id = :transfer and l.line_no = d.line_no
                   and i.company_id = l.company_id and i.item_id = l.item_id
                """)
        void send(TransferId transfer, List<Integer> lines, List<BigDecimal> sent, List<@Nullable String> reasons);

        @SqlUpdate("""
                update transfer
                   set state = 'IN_TRANSIT', sent_at = :at, sent_by = :person, version = version + 1
                 where transfer_id = :transfer
                """)
        void sent(TransferId transfer, Instant at, PersonId person);
    }

    @Override
    public Control control() {
        return Control.of(
                        "send-transfer",
                        "Takes goods of a transfer out of their bins; from then on they are in transit.")
                .publishing(TRANSFER_SENT)
                .refusing(
                        Problem.NOT_FOUND,
                        Problem.STALE_VERSION,
                        Problem.WRONG_STATE,
                        Problem.INVALID,
                        Problem.UNKNOWN_REFERENCE,
                        Problem.MORE_THAN_OPEN,
                        Problem.MORE_THAN_ON_HAND,
                        Problem.ON_HOLD,
                        Problem.LOT_BLOCKED,
                        Problem.SHORT_WITHOUT_REASON,
                        Problem.NOTHING_TO_DO,
                        Problem.IN_THE_FUTURE,
                        Problem.OUT_OF_SEQUENCE);
    }

    @Override
    public Permission permission() {
        return Permission.TRANSFER;
    }

    @Override
    public TransferView run(Command command, Work work) {
        TransferView transfer = TransferBook.lock(work, command.transfer());
        work.requireAt(permission(), transfer.fromSite());
        work.requireVersion(transfer.version());
        TransferBook.require(transfer, TransferState.CREATED);
        Instant occurredAt = work.occurredAt(command.occurredAt());
        if (occurredAt.isBefore(transfer.createdAt())) {
            throw new Refused(
                    Problem.OUT_OF_SEQUENCE, "The transfer was created at %s".formatted(transfer.createdAt()));
        }
        List<Sent> sent = sent(command, transfer);
        List<Sent> leaving =
                sent.stream().filter(line -> line.quantity().signum() > 0).toList();
        if (leaving.isEmpty()) {
            throw new Refused(Problem.NOTHING_TO_DO, "Nothing of %s is sent".formatted(transfer.transfer()));
        }
        requireFree(work, transfer, leaving);
        StockLedger.post(
                work,
                transfer.fromSite(),
                StockLedger.Kind.TRANSFER_OUT,
                transfer.transfer().value(),
                leaving.stream()
                        .map(line -> new StockLedger.Move(
                                line.line().lineNo(),
                                line.line().item(),
                                line.line().fromBin(),
                                line.line().lot(),
                                line.quantity().negate(),
                                occurredAt))
                        .toList());
        Sql sql = work.sql(Sql.class);
        List<@Nullable String> reasons = new ArrayList<>();
        sent.forEach(line -> reasons.add(line.shortReason()));
        sql.send(
                transfer.transfer(),
                sent.stream().map(line -> line.line().lineNo()).toList(),
                sent.stream().map(Sent::quantity).toList(),
                reasons);
        sql.sent(transfer.transfer(), occurredAt, work.person());
        work.publish(event(work, transfer, sent, occurredAt), transfer.fromSite());
        return TransferQueries.get(work.handle(), transfer.transfer());
    }

    private static List<Sent> sent(Command command, TransferView transfer) {
        Map<Integer, ShortLine> shorts = new TreeMap<>();
        List<ShortLine> named = command.lines() == null ? List.of() : command.lines();
        for (int i = 0; i < named.size(); i++) {
            ShortLine line = named.get(i);
            String field = "lines[%d].".formatted(i);
            Figures.requireNotNegative(field + "sent", line.sent());
            Figures.requireShort(field + "shortReason", line.shortReason());
            BigDecimal planned = TransferBook.line(transfer, line.lineNo()).quantity();
            if (shorts.put(line.lineNo(), line) != null) {
                throw Figures.invalid(field + "lineNo", "Line %d is named twice".formatted(line.lineNo()));
            }
            if (line.sent().compareTo(planned) > 0) {
                throw new Refused(
                        Problem.MORE_THAN_OPEN,
                        "%s are planned in line %d".formatted(StockLedger.plain(planned), line.lineNo()));
            }
            if (line.shortReason().isBlank() || line.sent().compareTo(planned) == 0) {
                throw new Refused(
                        Problem.SHORT_WITHOUT_REASON,
                        "Line %d: %s of %s are sent; a reason belongs to less than planned, and to nothing else"
                                .formatted(line.lineNo(), StockLedger.plain(line.sent()), StockLedger.plain(planned)));
            }
        }
        List<Sent> sent = new ArrayList<>();
        for (TransferView.Line line : transfer.lines()) {
            ShortLine less = shorts.get(line.lineNo());
            sent.add(
                    less == null
                            ? new Sent(line, line.quantity(), null)
                            : new Sent(line, less.sent(), less.shortReason()));
        }
        return sent;
    }

    /** What orders reserved stays for them. */
    private static void requireFree(Work work, TransferView transfer, List<Sent> leaving) {
        Map<Sku, BigDecimal> wanted = new TreeMap<>();
        leaving.forEach(line -> wanted.merge(line.line().item(), line.quantity(), BigDecimal::add));
        Map<Sku, StockRow> stock = StockLedger.lock(work, transfer.fromSite(), wanted.keySet());
        wanted.forEach((item, quantity) -> {
            StockRow row = stock.get(item);
            BigDecimal free = row == null ? BigDecimal.ZERO : row.free().max(BigDecimal.ZERO);
            if (free.compareTo(quantity) < 0) {
                throw new Refused(
                        Problem.MORE_THAN_ON_HAND,
                        "%s of %s are free at %s, %s were to be sent"
                                .formatted(
                                        StockLedger.plain(free),
                                        item,
                                        transfer.fromSite(),
                                        StockLedger.plain(quantity)));
            }
        });
    }

    private static TransferSent event(Work work, TransferView transfer, List<Sent> sent, Instant occurredAt) {
        SiteRow site = MasterData.site(work, transfer.fromSite());
        Map<Sku, ItemRow> items = MasterData.items(
                work, sent.stream().map(line -> line.line().item()).toList());
        return new TransferSent(
                transfer.transfer(),
                transfer.fromSite(),
                transfer.toSite(),
                transfer.expectedOn(),
                MasterData.site(work, transfer.toSite()).zone(),
                work.person(),
                occurredAt,
                sent.stream()
                        .map(line -> {
                            ItemRow item = MasterData.known(items, line.line().item());
                            return new TransferSent.Line(
                                    line.line().lineNo(),
                                    line.line().item(),
                                    line.line().fromBin(),
                                    item.quantity(line.line().quantity()),
                                    item.quantity(line.quantity()),
                                    line.shortReason(),
                                    site.money(item.cost()));
                        })
                        .toList());
    }
}
