package io.setpoint.erp.inventory;

import static io.setpoint.contracts.events.EventType.GOODS_RECEIVED;
import static io.setpoint.contracts.events.EventType.NEGATIVE_STOCK_CLEARED;
import static io.setpoint.contracts.events.EventType.PURCHASE_RECEIVED;
import static io.setpoint.contracts.events.EventType.PUT_AWAY_DIRECTED;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.GoodsReceived;
import io.setpoint.contracts.events.Tracking;
import io.setpoint.contracts.values.AsnId;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.contracts.values.ReceiptId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.inventory.MasterData.Goods;
import io.setpoint.erp.inventory.MasterData.ItemRow;
import io.setpoint.erp.inventory.MasterData.SiteRow;
import io.setpoint.erp.inventory.api.OrderedGoods;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.units.api.UnitConversions;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Goods that arrived at the dock are taken into stock, against a purchase order or without one. Where the site says so
 * they wait in a receiving bin to be put away, or to be checked first.
 */
final class ReceiveGoods implements UseCase<ReceiveGoods.Command, ReceiptView> {
    /**
     * What arrived.
     *
     * @param supplier in words, for a receipt without order
     * @param purchaseOrder the order it is received against; an advance shipment notice names it as well
     * @param discrepancies how the delivery differs from the order; damaged and wrong goods are not among the lines
     */
    record Command(
            SiteId site,
            @Nullable String supplier,
            Instant dockArrivedAt,
            @Nullable Instant occurredAt,
            List<Line> lines,
            @Nullable PurchaseOrderId purchaseOrder,
            @Nullable AsnId asn,
            @Nullable List<OrderedGoods.Discrepancy> discrepancies) {
        @JsonCreator
        Command {
            lines = List.copyOf(lines);
            discrepancies = discrepancies == null ? List.of() : List.copyOf(discrepancies);
        }

        Command(
                SiteId site,
                @Nullable String supplier,
                Instant dockArrivedAt,
                @Nullable Instant occurredAt,
                List<Line> lines) {
            this(site, supplier, dockArrivedAt, occurredAt, lines, null, null, null);
        }

        /** The same with the quantities in base units. */
        Command in(UnitConversions units) {
            List<Line> converted = new ArrayList<>();
            for (Line line : lines) {
                converted.add(line.with(units.quantity(converted.size())));
            }
            return new Command(site, supplier, dockArrivedAt, occurredAt, converted, purchaseOrder, asn, discrepancies);
        }

        boolean ordered() {
            return purchaseOrder != null || asn != null;
        }

        List<OrderedGoods.Discrepancy> differences() {
            return discrepancies == null ? List.of() : discrepancies;
        }
    }

    /**
     * A quantity that goes into a bin.
     *
     * @param purchaseLine the line of the order, where it is received against one
     * @param lot the lot of all of it, for an item tracked by lot
     * @param expiry for an item that expires
     * @param serials one for each piece, for an item tracked by serial
     * @param unit in which the quantity is; the base unit if none is named
     */
    record Line(
            Sku item,
            BinId bin,
            BigDecimal quantity,
            @Nullable Integer purchaseLine,
            @Nullable LotNumber lot,
            @Nullable LocalDate expiry,
            @Nullable List<LotNumber> serials,
            @Nullable String unit) {
        @JsonCreator
        Line {
            serials = serials == null ? List.of() : List.copyOf(serials);
        }

        Line(Sku item, BinId bin, BigDecimal quantity) {
            this(item, bin, quantity, null);
        }

        Line(Sku item, BinId bin, BigDecimal quantity, @Nullable Integer purchaseLine) {
            this(item, bin, quantity, purchaseLine, null, null, null, null);
        }

        Line with(BigDecimal inBaseUnits) {
            return new Line(item, bin, inBaseUnits, purchaseLine, lot, expiry, serials, null);
        }
    }

    private static final int CHECKED_STEPS = 3;

    private final OrderedGoods orderedGoods;

    ReceiveGoods() {
        this(OrderedGoods.none());
    }

    ReceiveGoods(OrderedGoods orderedGoods) {
        this.orderedGoods = orderedGoods;
    }

    @Override
    public Control control() {
        return Control.of("receive-goods", "Takes goods from the dock into bins.")
                .publishing(GOODS_RECEIVED, PURCHASE_RECEIVED, PUT_AWAY_DIRECTED, NEGATIVE_STOCK_CLEARED)
                .refusing(
                        Problem.INVALID,
                        Problem.UNKNOWN_REFERENCE,
                        Problem.UNKNOWN_UNIT,
                        Problem.UNIT_NOT_EXACT,
                        Problem.WRONG_BIN,
                        Problem.IN_THE_FUTURE,
                        Problem.OUT_OF_SEQUENCE,
                        Problem.SELF_APPROVAL,
                        Problem.WRONG_STATE,
                        Problem.OVER_TOLERANCE,
                        Problem.REASON_MISSING,
                        Problem.LOT_MISSING,
                        Problem.NOT_BY_LOT,
                        Problem.EXPIRY_MISMATCH,
                        Problem.LOT_EXPIRED,
                        Problem.SERIALS_MISMATCH,
                        Problem.DUPLICATE_SERIAL,
                        Problem.SERIAL_SHIPPED);
    }

    @Override
    public Permission permission() {
        return Permission.RECEIVE;
    }

    @Override
    public ReceiptView run(Command typed, Work work) {
        work.requireAt(permission(), typed.site());
        requireReferences(typed);
        Figures.requireShort("supplier", typed.supplier());
        requirePositive(typed);
        Instant receivedAt = work.occurredAt(typed.occurredAt());
        UnitConversions units = UnitConversions.of(
                work,
                receivedAt,
                "lines[%d].quantity",
                typed.lines().stream()
                        .map(line -> new UnitConversions.Typed(line.item(), line.quantity(), line.unit()))
                        .toList());
        Command command = typed.in(units);
        requirePositive(command);
        Instant dockArrivedAt = command.dockArrivedAt().truncatedTo(ChronoUnit.MICROS);
        if (dockArrivedAt.isAfter(receivedAt)) {
            throw new Refused(
                    Problem.OUT_OF_SEQUENCE,
                    "Received at %s, before the arrival at the dock at %s".formatted(receivedAt, dockArrivedAt));
        }
        List<Sku> skus = command.lines().stream().map(Line::item).toList();
        List<BinId> bins = command.lines().stream().map(Line::bin).toList();
        Goods goods = MasterData.goods(work, command.site(), skus, bins);
        SiteRow site = goods.site();
        OrderedGoods.Source source = command.ordered()
                ? orderedGoods.lock(work, command.site(), command.purchaseOrder(), command.asn())
                : null;
        String supplier =
                source == null ? command.supplier() : source.supplier().value();
        Map<Sku, ItemRow> items = goods.requireAll(skus, bins);
        if (site.receiveSteps() > 1) {
            PutAwayBook.requireReceiving(work, command.site(), bins);
        }
        LocalDate today = LocalDate.ofInstant(receivedAt, ZoneId.of(site.zone()));
        List<List<ArrivingLots.Part>> parts = command.lines().stream()
                .map(line -> ArrivingLots.parts(
                        MasterData.known(items, line.item()),
                        line.quantity(),
                        line.lot(),
                        line.expiry(),
                        Objects.requireNonNull(line.serials()),
                        today))
                .toList();

        ReceiptId receipt = new ReceiptId(work.number("RC"));
        insert(work, receipt, command, supplier, dockArrivedAt, receivedAt, source == null ? null : source.order());
        insertLines(work, receipt, command, items);
        units.keep(work, receipt.value());
        if (source != null) {
            source.receive(work, delivery(receipt, command, dockArrivedAt, receivedAt));
        }
        if (command.lines().isEmpty()) {
            return new ReceiptView(receipt, command.site(), receivedAt, 0);
        }
        List<StockLedger.Move> moves = new ArrayList<>();
        List<GoodsReceived.Line> lines = new ArrayList<>();
        Map<Sku, List<ArrivingLots.Part>> arriving = new TreeMap<>();
        for (int i = 0; i < command.lines().size(); i++) {
            Line line = command.lines().get(i);
            ItemRow item = MasterData.known(items, line.item());
            for (ArrivingLots.Part part : parts.get(i)) {
                moves.add(
                        new StockLedger.Move(i + 1, line.item(), line.bin(), part.lot(), part.quantity(), receivedAt));
                if (part.lot() != null) {
                    arriving.computeIfAbsent(line.item(), key -> new ArrayList<>())
                            .add(part);
                }
            }
            lines.add(new GoodsReceived.Line(
                    i + 1,
                    line.item(),
                    line.bin(),
                    item.quantity(line.quantity()),
                    site.money(item.cost()),
                    line.lot(),
                    line.expiry(),
                    item.tracking() == Tracking.SERIAL ? line.serials() : null));
        }
        ArrivingLots.register(work, command.site(), items, arriving);
        StockLedger.post(work, command.site(), StockLedger.Kind.RECEIPT, receipt.value(), moves);
        work.publish(
                new GoodsReceived(
                        receipt,
                        command.site(),
                        site.zone(),
                        supplier,
                        dockArrivedAt,
                        work.person(),
                        receivedAt,
                        lines),
                command.site());
        if (site.receiveSteps() > 1) {
            open(work, receipt, site, items, moves);
        }
        return new ReceiptView(receipt, command.site(), receivedAt, lines.size());
    }

    /** What follows where goods are not received straight into storage: a check, or bins to put them away into. */
    private static void open(
            Work work, ReceiptId receipt, SiteRow site, Map<Sku, ItemRow> items, List<StockLedger.Move> moves) {
        List<PutAwayPlan.Goods> goods = moves.stream()
                .map(move -> new PutAwayPlan.Goods(
                        move.lineNo(), MasterData.known(items, move.item()), move.lot(), move.bin(), move.quantity()))
                .toList();
        if (site.receiveSteps() == CHECKED_STEPS) {
            PutAwayBook.toCheck(work, receipt, site.siteId(), goods);
        } else {
            PutAwayBook.direct(work, receipt, site.siteId(), goods, 0, null);
        }
    }

    private static void insert(
            Work work,
            ReceiptId receipt,
            Command command,
            @Nullable String supplier,
            Instant dockArrivedAt,
            Instant receivedAt,
            @Nullable PurchaseOrderId order) {
        AsnId asn = command.asn();
        work.write(
                """
                insert into receipt (company_id, receipt_id, site_id, supplier, dock_arrived_at, received_at, received_by,
                                     recorded_at, purchase_order_id, asn_id)
                values (current_company(), ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                receipt.value(),
                command.site().value(),
                supplier,
                dockArrivedAt,
                receivedAt,
                work.person().value(),
                work.now(),
                order == null ? null : order.value(),
                asn == null ? null : asn.value());
    }

    private static void insertLines(Work work, ReceiptId receipt, Command command, Map<Sku, ItemRow> items) {
        List<Line> lines = command.lines();
        work.write(
                """
                insert into receipt_line (company_id, receipt_id, line_no, item_id, bin_id, quantity, unit_cost,
                                          purchase_line_no)
                select current_company(), ?, l.n, l.item_id, l.bin_id, l.quantity, l.unit_cost, l.purchase_line
                  from unnest(?::text[], ?::text[], ?::numeric[], ?::numeric[], ?::int[])
                       with ordinality as l (item_id, bin_id, quantity, unit_cost, purchase_line, n)""",
                receipt.value(),
                lines.stream().map(line -> line.item().value()).toArray(String[]::new),
                lines.stream().map(line -> line.bin().value()).toArray(String[]::new),
                lines.stream().map(Line::quantity).toArray(BigDecimal[]::new),
                lines.stream()
                        .map(line -> MasterData.known(items, line.item()).cost())
                        .toArray(BigDecimal[]::new),
                lines.stream().map(Line::purchaseLine).toArray(Integer[]::new));
    }

    private static void requirePositive(Command command) {
        for (int i = 0; i < command.lines().size(); i++) {
            Figures.requirePositive(
                    "lines[%d].quantity".formatted(i), command.lines().get(i).quantity());
        }
    }

    /** Lines name an order line if and only if there is an order; a delivery may consist of damaged goods only. */
    private static void requireReferences(Command command) {
        if (!command.ordered() || command.differences().isEmpty()) {
            Figures.requireLines(command.lines());
        }
        if (command.lines().size() > Figures.LINES || command.differences().size() > Figures.LINES) {
            throw Figures.invalid("lines", "A document has at most " + Figures.LINES + " lines");
        }
        if (!command.ordered() && !command.differences().isEmpty()) {
            throw Figures.invalid("discrepancies", "There is no order to differ from");
        }
        if (command.ordered() && command.supplier() != null) {
            throw Figures.invalid("supplier", "The order says who supplies");
        }
        for (int i = 0; i < command.lines().size(); i++) {
            if ((command.lines().get(i).purchaseLine() != null) != command.ordered()) {
                throw Figures.invalid(
                        "lines[%d].purchaseLine".formatted(i), "A line names an order line if there is an order");
            }
        }
    }

    private static OrderedGoods.Delivery delivery(
            ReceiptId receipt, Command command, Instant dockArrivedAt, Instant receivedAt) {
        return new OrderedGoods.Delivery(
                receipt,
                dockArrivedAt,
                receivedAt,
                command.lines().stream()
                        .map(line -> new OrderedGoods.Accepted(
                                Objects.requireNonNull(line.purchaseLine()), line.item(), line.quantity()))
                        .toList(),
                command.differences());
    }
}
