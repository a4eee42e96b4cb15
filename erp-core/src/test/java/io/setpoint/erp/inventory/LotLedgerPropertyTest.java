package io.setpoint.erp.inventory;

import static io.setpoint.erp.Warehouse.CARLA;
import static io.setpoint.erp.Warehouse.CONRAD;
import static io.setpoint.erp.Warehouse.HAM;
import static io.setpoint.erp.Warehouse.WANDA;
import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.events.AdjustmentReason;
import io.setpoint.contracts.events.HoldReason;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.TransferId;
import io.setpoint.erp.Attempts;
import io.setpoint.erp.ErpFixture;
import io.setpoint.erp.Warehouse;
import io.setpoint.erp.inventory.api.StockReservations.Picked;
import io.setpoint.erp.inventory.api.StockReservations.Reserved;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Whatever is done with lots and serials, and however many do it at once: their sums are the stock of their bins. */
class LotLedgerPropertyTest {
    private static final SiteId ROT = new SiteId("ROT");
    private static final BinId ROT_BIN = new BinId("R-01");
    private static final Sku LOTS = new Sku("LOTS");
    private static final Sku SERIALS = new Sku("SERIALS");
    private static final List<BinId> BINS = List.of(Warehouse.BIN_1, Warehouse.BIN_2);
    private static final int ORDERS = 6;

    private final Reservations reservations = new Reservations();

    @Property(tries = 5, shrinking = ShrinkingMode.OFF)
    void movesByLotAreTheStockOfLotsAndLotsTheStockOfBins(@ForAll long seed) throws Exception {
        try (ErpFixture erp = ErpFixture.create()) {
            Warehouse.build(erp);
            erp.sql("""
                    insert into item values
                      ('NORTH', 'LOTS', 'By lot', 'valves', 'A', 'EA', 15, 1, now(), 'LOT'),
                      ('NORTH', 'SERIALS', 'By serial', 'valves', 'A', 'EA', 15, 1, now(), 'SERIAL');
                    """);
            Warehouse.orders(erp, ORDERS, LOTS);
            AtomicInteger shipments = new AtomicInteger();
            List<Callable<Integer>> people = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Random random = new Random(seed + i);
                people.add(() -> work(erp, random, shipments));
            }
            List<Object> done = Attempts.inParallel(people);

            assertThat(done).allSatisfy(answer -> assertThat(answer).isInstanceOf(Integer.class));
            assertThat(done.stream().mapToInt(answer -> (Integer) answer).sum())
                    .as("commands that were not refused")
                    .isPositive();
            assertConsistent(erp);
            assertThatNoBlockedLotLeaves(erp, shipments);
        }
    }

    private void assertThatNoBlockedLotLeaves(ErpFixture erp, AtomicInteger shipments) {
        record Standing(BinId bin, LotNumber lot) {}
        List<Standing> blocked = new ArrayList<>();
        erp.owner()
                .useHandle(handle -> handle.createQuery("""
                                select bin_id, lot_id from stock_lot join lot using (company_id, item_id, lot_id)
                                 where site_id = 'HAM' and item_id = 'LOTS' and on_hand > 0 and state = 'BLOCKED'""")
                        .map((row, context) ->
                                new Standing(new BinId(row.getString(1)), new LotNumber(row.getString(2))))
                        .forEach(blocked::add));
        erp.sql(
                "update stock set held = 0 where item_id = 'LOTS'; update stock_bin set held = 0 where item_id = 'LOTS'");
        for (Standing row : blocked) {
            // The quantity kept back is taken away: the lot itself still refuses.
            Attempts.refused(Problem.LOT_BLOCKED, () -> {
                ship(erp, new OrderId("SO-1"), row.bin(), row.lot(), new BigDecimal("0.001"), shipments);
                return "shipped";
            });
        }
    }

    /** Runs random commands; a refusal is an answer, anything else fails the property. */
    private int work(ErpFixture erp, Random random, AtomicInteger shipments) {
        int done = 0;
        for (int i = 0; i < 25; i++) {
            try {
                act(erp, random, shipments);
                done++;
            } catch (Refused refused) {
                assertThat(refused.problem().status()).isIn(403, 404, 422);
            }
        }
        return done;
    }

    private void act(ErpFixture erp, Random random, AtomicInteger shipments) {
        BinId bin = BINS.get(random.nextInt(BINS.size()));
        LotNumber lot = new LotNumber("L-" + random.nextInt(4));
        LotNumber serial = new LotNumber("S-" + random.nextInt(8));
        BigDecimal quantity = BigDecimal.valueOf(1 + random.nextInt(30));
        switch (random.nextInt(12)) {
            case 0, 1 -> receive(erp, new ReceiveGoods.Line(LOTS, bin, quantity, null, lot, null, null, null));
            case 2 ->
                receive(
                        erp,
                        new ReceiveGoods.Line(SERIALS, bin, BigDecimal.ONE, null, null, null, List.of(serial), null));
            case 3 -> adjust(erp, LOTS, bin, lot, random.nextBoolean() ? quantity : quantity.negate());
            case 4 ->
                adjust(erp, SERIALS, bin, serial, random.nextBoolean() ? BigDecimal.ONE : BigDecimal.ONE.negate());
            case 5 -> {
                boolean pieces = random.nextBoolean();
                transfer(erp, pieces ? SERIALS : LOTS, bin, pieces ? serial : lot, pieces ? BigDecimal.ONE : quantity);
            }
            case 6 -> erp.run(new BlockLot(), new BlockLot.Command(LOTS, lot, "random"), CARLA);
            case 7 -> {
                boolean pieces = random.nextBoolean();
                move(erp, pieces ? SERIALS : LOTS, bin, pieces ? serial : lot, pieces ? BigDecimal.ONE : quantity);
            }
            case 8 -> erp.run(new UnblockLot(), new UnblockLot.Command(LOTS, lot, "random"), CONRAD);
            case 9 ->
                erp.run(
                        new HoldStock(),
                        new HoldStock.Command(
                                HAM, bin, random.nextInt(4) == 0 ? null : LOTS, null, HoldReason.QUALITY, null, null),
                        WANDA);
            case 10 -> StockControlPropertyTest.release(erp, random);
            default -> ship(erp, new OrderId("SO-" + (1 + random.nextInt(ORDERS))), bin, lot, quantity, shipments);
        }
    }

    private static void receive(ErpFixture erp, ReceiveGoods.Line line) {
        erp.run(new ReceiveGoods(), new ReceiveGoods.Command(HAM, null, Instant.EPOCH, null, List.of(line)), WANDA);
    }

    private static void adjust(ErpFixture erp, Sku item, BinId bin, LotNumber lot, BigDecimal quantity) {
        erp.run(
                new ProposeAdjustment(),
                new ProposeAdjustment.Command(
                        HAM, item, bin, quantity, AdjustmentReason.CORRECTION, null, null, null, null, null, lot),
                WANDA);
    }

    private static void transfer(ErpFixture erp, Sku item, BinId bin, LotNumber lot, BigDecimal quantity) {
        TransferId transfer = erp.run(
                        new CreateTransfer(),
                        new CreateTransfer.Command(
                                HAM,
                                ROT,
                                LocalDate.now(ZoneOffset.UTC),
                                null,
                                List.of(new CreateTransfer.Line(item, bin, quantity, lot, null))),
                        WANDA)
                .transfer();
        erp.run(new SendTransfer(), new SendTransfer.Command(transfer, null, null), WANDA);
        erp.run(
                new ReceiveTransfer(),
                new ReceiveTransfer.Command(
                        transfer, null, List.of(new ReceiveTransfer.Line(1, ROT_BIN, quantity, null))),
                WANDA);
    }

    private static void move(ErpFixture erp, Sku item, BinId bin, LotNumber lot, BigDecimal quantity) {
        BinId other = bin.equals(Warehouse.BIN_1) ? Warehouse.BIN_2 : Warehouse.BIN_1;
        erp.run(
                new MoveStock(),
                new MoveStock.Command(HAM, null, null, List.of(new MoveStock.Line(item, lot, bin, other, quantity))),
                WANDA);
    }

    private void ship(
            ErpFixture erp, OrderId order, BinId bin, LotNumber lot, BigDecimal quantity, AtomicInteger shipments) {
        erp.elsewhere(work -> {
            work.handle().execute("select 1 from sales_order where order_id = ? for update", order.value());
            reservations.reserve(work, HAM, order, List.of(new Reserved(1, LOTS, quantity)));
            reservations.ship(
                    work,
                    HAM,
                    new ShipmentId("SH-" + shipments.incrementAndGet()),
                    order,
                    List.of(new Picked(1, LOTS, bin, lot, quantity)),
                    work.now());
        });
    }

    private static void assertConsistent(ErpFixture erp) {
        assertThat(erp.rows("stock_lot")).isPositive();
        assertThat(erp.rows("""
                        (select site_id, item_id, bin_id, lot_id, sum(quantity) as moved from stock_move group by 1, 2, 3, 4) m
                        full join stock_lot l using (site_id, item_id, bin_id, lot_id)
                        where coalesce(m.moved, 0) <> coalesce(l.on_hand, 0)""")).as("lots whose ledger is not their stock").isZero();
        assertThat(erp.rows("""
                        (select site_id, item_id, bin_id, sum(on_hand) as lots from stock_lot group by 1, 2, 3) l
                        full join stock_bin b using (site_id, item_id, bin_id)
                        where coalesce(l.lots, 0) <> coalesce(b.on_hand, 0)""")).as("bins that are not the sum of their lots").isZero();
        assertThat(erp.rows("""
                        (select site_id, item_id, sum(on_hand) as bins from stock_bin group by 1, 2) b
                        full join stock s using (site_id, item_id)
                        where coalesce(b.bins, 0) <> coalesce(s.on_hand, 0)""")).as("stock that is not the sum of its bins").isZero();
        assertThat(erp.rows("""
                        stock_bin b where held <>
                          (select coalesce(sum(case lot.state when 'BLOCKED' then l.on_hand else l.held end), 0)
                             from stock_lot l join lot using (company_id, item_id, lot_id)
                            where l.site_id = b.site_id and l.item_id = b.item_id and l.bin_id = b.bin_id)"""))
                .as("bins that keep back something else than their blocked lots and what is on hold")
                .isZero();
        assertThat(erp.rows("""
                        stock_lot s where held <>
                          (select coalesce(sum(l.quantity - l.released), 0)
                             from stock_hold h join stock_hold_line l using (company_id, hold_id)
                            where h.site_id = s.site_id and h.bin_id = s.bin_id and l.item_id = s.item_id
                              and l.lot_id = s.lot_id)"""))
                .as("lots that hold something else than their documents")
                .isZero();
        assertThat(erp.rows("""
                        stock s where held <> (select coalesce(sum(held), 0) from stock_bin b
                                                where b.site_id = s.site_id and b.item_id = s.item_id)"""))
                .as("stock that keeps back something else than its bins")
                .isZero();
        assertThat(erp.rows("(select lot_id from stock_lot where serial group by 1 having sum(on_hand) > 1) x"))
                .as("serials in two places")
                .isZero();
    }
}
