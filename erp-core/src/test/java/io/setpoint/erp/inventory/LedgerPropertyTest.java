package io.setpoint.erp.inventory;

import static io.setpoint.erp.Warehouse.CARLA;
import static io.setpoint.erp.Warehouse.CONRAD;
import static io.setpoint.erp.Warehouse.HAM;
import static io.setpoint.erp.Warehouse.WANDA;
import static io.setpoint.erp.Warehouse.WILL;
import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.events.AdjustmentReason;
import io.setpoint.contracts.events.CountType;
import io.setpoint.contracts.values.AdjustmentId;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.CountId;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.Attempts;
import io.setpoint.erp.ErpFixture;
import io.setpoint.erp.Warehouse;
import io.setpoint.erp.inventory.api.StockReservations.Picked;
import io.setpoint.erp.inventory.api.StockReservations.Reserved;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Refused;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Whatever people do, and however many at once: the sums of the ledger are the stock, and nothing is below zero. */
class LedgerPropertyTest {
    private static final List<Sku> ITEMS = List.of(Warehouse.A, Warehouse.B, Warehouse.C);
    private static final List<BinId> BINS = List.of(Warehouse.BIN_1, Warehouse.BIN_2);
    private static final List<Actor> COUNTERS = List.of(WANDA, WILL, CONRAD);
    private static final int ORDERS = 6;

    private final Reservations reservations = new Reservations();

    @Property(tries = 6, shrinking = ShrinkingMode.OFF)
    void ledgerStockAndBinsAgreeAfterAnyCommandsRunByFourAtOnce(@ForAll long seed) throws Exception {
        try (ErpFixture erp = ErpFixture.create()) {
            Warehouse.build(erp);
            Warehouse.orders(erp, ORDERS, Warehouse.A);
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
        Sku item = ITEMS.get(random.nextInt(ITEMS.size()));
        BinId bin = BINS.get(random.nextInt(BINS.size()));
        BigDecimal quantity = BigDecimal.valueOf(1 + random.nextInt(30_000), 3);
        OrderId order = new OrderId("SO-" + (1 + random.nextInt(ORDERS)));
        switch (random.nextInt(7)) {
            case 0, 1 ->
                erp.run(
                        new ReceiveGoods(),
                        new ReceiveGoods.Command(
                                HAM, null, Instant.EPOCH, null, List.of(new ReceiveGoods.Line(item, bin, quantity))),
                        WANDA);
            case 2 ->
                erp.run(
                        new ProposeAdjustment(),
                        new ProposeAdjustment.Command(
                                HAM,
                                item,
                                bin,
                                random.nextBoolean() ? quantity : quantity.negate(),
                                AdjustmentReason.CORRECTION,
                                null,
                                null,
                                null,
                                null,
                                null),
                        COUNTERS.get(random.nextInt(COUNTERS.size())));
            case 3 -> decide(erp, random);
            case 4 -> count(erp, random, item, bin, quantity);
            case 5 ->
                erp.elsewhere(work ->
                        reservations.reserve(work, HAM, order, List.of(new Reserved(1, Warehouse.A, quantity))));
            default -> shipReserved(erp, reservations, order, bin, shipments);
        }
    }

    private static void decide(ErpFixture erp, Random random) {
        List<String> waiting = erp.owner()
                .withHandle(
                        handle -> handle.createQuery("select adjustment_id from adjustment where state = 'PROPOSED'")
                                .mapTo(String.class)
                                .list());
        if (!waiting.isEmpty()) {
            AdjustmentId adjustment = new AdjustmentId(waiting.get(random.nextInt(waiting.size())));
            if (random.nextBoolean()) {
                erp.run(new ApproveAdjustment(), new ApproveAdjustment.Command(adjustment, null), CARLA);
            } else {
                erp.run(new RejectAdjustment(), new RejectAdjustment.Command(adjustment, "no"), CARLA);
            }
        }
    }

    private static void count(ErpFixture erp, Random random, Sku item, BinId bin, BigDecimal counted) {
        CountId count = erp.run(
                        new StartCount(),
                        new StartCount.Command(HAM, CountType.PLANNED, List.of(new StartCount.Line(item, bin))),
                        CARLA)
                .count();
        int first = random.nextInt(COUNTERS.size());
        CountLine.Command found = new CountLine.Command(count, 1, counted, null);
        if (erp.run(new CountLine(), found, COUNTERS.get(first)).status() != CountLine.Status.ACCEPTED) {
            erp.run(new CountLine(), found, COUNTERS.get((first + 1) % COUNTERS.size()));
        }
        erp.run(new CompleteCount(), new CompleteCount.Command(count), CARLA);
    }

    /** Ships all that is reserved for an order, from one bin, as shipping would. */
    static void shipReserved(
            ErpFixture erp, Reservations reservations, OrderId order, BinId bin, AtomicInteger shipments) {
        erp.elsewhere(work -> {
            // What sales does too: the document is locked before what it reserved is looked at.
            work.handle().execute("select 1 from sales_order where order_id = ? for update", order.value());
            List<BigDecimal> held = work.handle()
                    .createQuery("select quantity from reservation where order_id = :order")
                    .bind("order", order)
                    .mapTo(BigDecimal.class)
                    .list();
            for (BigDecimal quantity : held) {
                reservations.ship(
                        work,
                        HAM,
                        new ShipmentId("SH-" + shipments.incrementAndGet()),
                        order,
                        List.of(new Picked(1, Warehouse.A, bin, quantity)),
                        work.now());
            }
        });
    }

    private static void assertConsistent(ErpFixture erp) {
        assertThat(erp.rows("""
                        (select site_id, item_id, sum(quantity) from stock_move group by 1, 2
                         except select site_id, item_id, on_hand from stock) x""")).as("items whose ledger is not their stock").isZero();
        assertThat(erp.rows("""
                        (select site_id, item_id, bin_id, sum(quantity) from stock_move group by 1, 2, 3
                         except select site_id, item_id, bin_id, on_hand from stock_bin) x""")).as("bins whose ledger is not their stock").isZero();
        assertThat(erp.rows("""
                        (select site_id, item_id, on_hand from stock where on_hand > 0
                         except select site_id, item_id, sum(quantity) from stock_move group by 1, 2) x""")).as("stock without a ledger").isZero();
        assertThat(erp.rows("""
                        (select item_id, reserved from stock where reserved > 0
                         except select item_id, sum(quantity) from reservation group by 1) x""")).as("stock reserved for nobody").isZero();
        assertThat(erp.rows("stock where on_hand < 0 or reserved < 0")).isZero();
        assertThat(erp.rows("""
                        adjustment a where (state = 'POSTED') <> exists
                          (select from stock_move m where m.kind = 'ADJUSTMENT' and m.document_id = a.adjustment_id
                             and m.quantity = a.quantity)"""))
                .as("adjustments that are posted without a move, or moved without being posted")
                .isZero();
        assertThat(erp.rows("adjustment where over_tolerance and state = 'POSTED' and decided_by is null"))
                .isZero();
    }
}
