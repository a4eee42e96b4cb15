package io.setpoint.erp.inventory;

import static io.setpoint.contracts.events.EventType.GOODS_RECEIVED;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.GoodsReceived;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.ReceiptId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.inventory.MasterData.ItemRow;
import io.setpoint.erp.inventory.MasterData.SiteRow;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Goods that arrived at the dock are taken into stock and put away. */
final class ReceiveGoods implements UseCase<ReceiveGoods.Command, ReceiptView> {
    record Command(
            SiteId site,
            @Nullable String supplier,
            Instant dockArrivedAt,
            @Nullable Instant occurredAt,
            List<Line> lines) {
        Command {
            lines = List.copyOf(lines);
        }
    }

    record Line(Sku item, BinId bin, BigDecimal quantity) {}

    interface Sql {
        @SqlUpdate("""
                insert into receipt (company_id, receipt_id, site_id, supplier, dock_arrived_at, received_at, received_by,
                                     recorded_at)
                values (current_company(), :receipt, :site, :supplier, :dockArrivedAt, :receivedAt, :person, :now)
                """)
        void insert(
                ReceiptId receipt,
                SiteId site,
                @Nullable String supplier,
                Instant dockArrivedAt,
                Instant receivedAt,
                PersonId person,
                Instant now);

        @SqlUpdate("""
                insert into receipt_line (company_id, receipt_id, line_no, item_id, bin_id, quantity, unit_cost)
                select current_company(), :receipt, l.n, l.item_id, l.bin_id, l.quantity, l.unit_cost
                  from unnest(:items, :bins, :quantities, :costs)
                       with ordinality as l (item_id, bin_id, quantity, unit_cost, n)
                """)
        void insertLines(
                ReceiptId receipt,
                List<Sku> items,
                List<BinId> bins,
                List<BigDecimal> quantities,
                List<BigDecimal> costs);
    }

    @Override
    public Control control() {
        return Control.of("receive-goods", "Takes goods from the dock into bins.")
                .publishing(GOODS_RECEIVED)
                .refusing(Problem.INVALID, Problem.UNKNOWN_REFERENCE, Problem.IN_THE_FUTURE, Problem.OUT_OF_SEQUENCE);
    }

    @Override
    public Permission permission() {
        return Permission.RECEIVE;
    }

    @Override
    public ReceiptView run(Command command, Work work) {
        work.requireAt(permission(), command.site());
        Figures.requireLines(command.lines());
        Figures.requireShort("supplier", command.supplier());
        for (int i = 0; i < command.lines().size(); i++) {
            Figures.requirePositive(
                    "lines[%d].quantity".formatted(i), command.lines().get(i).quantity());
        }
        Instant receivedAt = work.occurredAt(command.occurredAt());
        Instant dockArrivedAt = command.dockArrivedAt().truncatedTo(ChronoUnit.MICROS);
        if (dockArrivedAt.isAfter(receivedAt)) {
            throw new Refused(
                    Problem.OUT_OF_SEQUENCE,
                    "Received at %s, before the arrival at the dock at %s".formatted(receivedAt, dockArrivedAt));
        }
        SiteRow site = MasterData.site(work, command.site());
        List<Sku> skus = command.lines().stream().map(Line::item).toList();
        List<BinId> bins = command.lines().stream().map(Line::bin).toList();
        Map<Sku, ItemRow> items = MasterData.itemsInBins(work, command.site(), skus, bins);

        ReceiptId receipt = new ReceiptId(work.number("RC"));
        Sql sql = work.sql(Sql.class);
        sql.insert(receipt, command.site(), command.supplier(), dockArrivedAt, receivedAt, work.person(), work.now());
        sql.insertLines(
                receipt,
                skus,
                bins,
                command.lines().stream().map(Line::quantity).toList(),
                skus.stream().map(sku -> MasterData.known(items, sku).cost()).toList());
        List<StockLedger.Move> moves = new ArrayList<>();
        List<GoodsReceived.Line> lines = new ArrayList<>();
        for (int i = 0; i < command.lines().size(); i++) {
            Line line = command.lines().get(i);
            ItemRow item = MasterData.known(items, line.item());
            moves.add(new StockLedger.Move(i + 1, line.item(), line.bin(), line.quantity(), receivedAt));
            lines.add(new GoodsReceived.Line(
                    i + 1, line.item(), line.bin(), item.quantity(line.quantity()), site.money(item.cost())));
        }
        StockLedger.post(work, command.site(), StockLedger.Kind.RECEIPT, receipt.value(), moves);
        work.publish(
                new GoodsReceived(
                        receipt,
                        command.site(),
                        site.zone(),
                        command.supplier(),
                        dockArrivedAt,
                        work.person(),
                        receivedAt,
                        lines),
                command.site());
        return new ReceiptView(receipt, command.site(), receivedAt, lines.size());
    }
}
