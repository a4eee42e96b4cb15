package io.setpoint.erp.inventory;

import static io.setpoint.erp.Warehouse.CARLA;
import static io.setpoint.erp.Warehouse.CONRAD;
import static io.setpoint.erp.Warehouse.HAM;
import static io.setpoint.erp.Warehouse.WANDA;
import static io.setpoint.erp.Warehouse.WILL;
import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.events.AdjustmentReason;
import io.setpoint.contracts.events.HoldReason;
import io.setpoint.contracts.events.TransferDifference;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.HoldId;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.TransferId;
import io.setpoint.contracts.values.WriteOffId;
import io.setpoint.erp.Attempts;
import io.setpoint.erp.ErpFixture;
import io.setpoint.erp.Warehouse;
import io.setpoint.erp.inventory.api.StockReservations.Reserved;
import io.setpoint.erp.kernel.Refused;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;

/**
 * Three sites, four people at once, any commands: every bin is the sum of its moves, holds are what is held, nothing is
 * below zero, nothing is reserved beyond what is free, and what left a site arrived, is in transit or was written off.
 */
class StockControlPropertyTest {
    private static final List<Sku> ITEMS = List.of(Warehouse.A, Warehouse.B);
    private static final Map<SiteId, List<BinId>> BINS = Map.of(
            HAM,
            List.of(Warehouse.BIN_1, Warehouse.BIN_2),
            new SiteId("ROT"),
            List.of(new BinId("R-01")),
            new SiteId("OSL"),
            List.of(new BinId("O-01"), new BinId("O-02")));
    private static final List<SiteId> SITES = List.of(HAM, new SiteId("ROT"), new SiteId("OSL"));
    private static final int ORDERS = 6;

    private final Reservations reservations = new Reservations();

    @Property(tries = 6, shrinking = ShrinkingMode.OFF)
    void whateverFourPeopleDoAtOnceEverythingBalances(@ForAll long seed) throws Exception {
        try (ErpFixture erp = ErpFixture.create()) {
            Warehouse.build(erp);
            erp.sql("""
                    insert into site values ('NORTH', 'OSL', 'Oslo', 'Europe/Oslo', 100, 300, now());
                    insert into bin values ('NORTH', 'OSL', 'O-01'), ('NORTH', 'OSL', 'O-02');
                    """);
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
                    .isGreaterThan(20);
            assertBalanced(erp);
        }
    }

    /** Runs random commands; a refusal is an answer, anything else fails the property. */
    private int work(ErpFixture erp, Random random, AtomicInteger shipments) {
        int done = 0;
        for (int i = 0; i < 40; i++) {
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
        Sku item = one(random, ITEMS);
        SiteId site = one(random, SITES);
        BinId bin = one(random, bins(site));
        BigDecimal quantity = BigDecimal.valueOf(1 + random.nextInt(20_000), 3);
        OrderId order = new OrderId("SO-" + (1 + random.nextInt(ORDERS)));
        switch (random.nextInt(12)) {
            case 0, 1 ->
                erp.run(
                        new ReceiveGoods(),
                        new ReceiveGoods.Command(
                                site, null, Instant.EPOCH, null, List.of(new ReceiveGoods.Line(item, bin, quantity))),
                        WANDA);
            case 2 ->
                erp.run(
                        new ProposeAdjustment(),
                        new ProposeAdjustment.Command(
                                site,
                                item,
                                bin,
                                random.nextBoolean() ? quantity : quantity.negate(),
                                AdjustmentReason.CORRECTION,
                                null,
                                null,
                                null,
                                null,
                                null),
                        WILL);
            case 3 ->
                erp.run(
                        new HoldStock(),
                        new HoldStock.Command(
                                site, bin, random.nextInt(4) == 0 ? null : item, null, HoldReason.QUALITY, null, null),
                        WANDA);
            case 4 -> release(erp, random);
            case 5, 6 -> transfer(erp, site, one(random, SITES), item, bin, quantity);
            case 7, 8 -> arrive(erp, random);
            case 9 -> writeOff(erp, random);
            case 10 -> reserve(erp, order, quantity);
            default -> LedgerPropertyTest.shipReserved(erp, reservations, order, one(random, bins(HAM)), shipments);
        }
    }

    /** Releases some hold. */
    static void release(ErpFixture erp, Random random) {
        String hold = pick(erp, random, "select hold_id from stock_hold where state = 'HELD'");
        if (hold != null) {
            erp.run(new ReleaseHold(), new ReleaseHold.Command(new HoldId(hold), "inspected", null), CARLA);
        }
    }

    private static void transfer(ErpFixture erp, SiteId from, SiteId to, Sku item, BinId bin, BigDecimal quantity) {
        TransferId transfer = erp.run(
                        new CreateTransfer(),
                        new CreateTransfer.Command(
                                from,
                                to,
                                LocalDate.now(ZoneOffset.UTC),
                                null,
                                List.of(new CreateTransfer.Line(item, bin, quantity))),
                        WANDA)
                .transfer();
        erp.run(new SendTransfer(), new SendTransfer.Command(transfer, null, null), WANDA);
    }

    private static void arrive(ErpFixture erp, Random random) {
        String id = pick(erp, random, "select transfer_id from transfer where state = 'IN_TRANSIT'");
        if (id != null) {
            TransferId transfer = new TransferId(id);
            TransferView view = erp.reads().in(ErpFixture.COMPANY, handle -> TransferQueries.get(handle, transfer));
            BigDecimal open = view.lines().get(0).inTransit();
            boolean whole = random.nextBoolean();
            erp.run(
                    new ReceiveTransfer(),
                    new ReceiveTransfer.Command(
                            transfer,
                            null,
                            List.of(new ReceiveTransfer.Line(
                                    1,
                                    one(random, bins(view.toSite())),
                                    whole ? open : open.min(new BigDecimal("0.5")),
                                    whole ? null : TransferDifference.FOLLOWS))),
                    WILL);
        }
    }

    private static void writeOff(ErpFixture erp, Random random) {
        String open = pick(erp, random, "select write_off_id from transfer_write_off where state = 'PROPOSED'");
        if (open != null) {
            WriteOffId writeOff = new WriteOffId(open);
            if (random.nextBoolean()) {
                erp.run(new ApproveWriteOff(), new ApproveWriteOff.Command(writeOff, null), CONRAD);
            } else {
                erp.run(new RejectWriteOff(), new RejectWriteOff.Command(writeOff, "look again"), CONRAD);
            }
            return;
        }
        String transfer = pick(erp, random, "select transfer_id from transfer where state = 'IN_TRANSIT'");
        if (transfer != null) {
            erp.run(
                    new ProposeWriteOff(),
                    new ProposeWriteOff.Command(
                            new TransferId(transfer),
                            1,
                            BigDecimal.valueOf(1 + random.nextInt(15_000), 3),
                            TransferDifference.MISSING,
                            "not on the truck"),
                    CARLA);
        }
    }

    /** Checks at the moment of reserving that it stays within what is neither reserved nor on hold. */
    private void reserve(ErpFixture erp, OrderId order, BigDecimal quantity) {
        erp.elsewhere(work -> {
            work.handle().execute("select 1 from sales_order where order_id = ? for update", order.value());
            reservations.reserve(work, HAM, order, List.of(new Reserved(1, Warehouse.A, quantity)));
            assertThat(work.handle()
                            .createQuery("select on_hand - held - reserved from stock"
                                    + " where site_id = 'HAM' and item_id = 'ITEM-A'")
                            .mapTo(BigDecimal.class)
                            .one())
                    .isGreaterThanOrEqualTo(BigDecimal.ZERO);
        });
    }

    private static void assertBalanced(ErpFixture erp) {
        assertThat(erp.rows("""
                        (select site_id, item_id, bin_id, sum(quantity) from stock_move group by 1, 2, 3
                         except select site_id, item_id, bin_id, on_hand from stock_bin) x""")).as("bins whose ledger is not their stock").isZero();
        assertThat(erp.rows("""
                        (select site_id, item_id, on_hand, held from stock
                         except select site_id, item_id, sum(on_hand), sum(held) from stock_bin group by 1, 2) x
                        where on_hand <> 0 or held <> 0""")).as("stock that is not the sum of its bins").isZero();
        assertThat(erp.rows("""
                        (select site_id, bin_id, item_id, held from stock_bin where held <> 0
                         except select h.site_id, h.bin_id, l.item_id, sum(l.quantity - l.released)
                           from stock_hold h join stock_hold_line l using (company_id, hold_id) group by 1, 2, 3) x""")).as("bins that hold what no document holds").isZero();
        assertThat(erp.rows("""
                        (select h.site_id, h.bin_id, l.item_id, sum(l.quantity - l.released)
                           from stock_hold h join stock_hold_line l using (company_id, hold_id) group by 1, 2, 3
                         having sum(l.quantity - l.released) <> 0
                         except select site_id, bin_id, item_id, held from stock_bin) x""")).as("documents that hold what no bin holds").isZero();
        assertThat(erp.rows("stock_bin where on_hand < 0 or held < 0")).isZero();
        assertThat(erp.rows("""
                        (select reserved from stock where site_id = 'HAM' and item_id = 'ITEM-A' and reserved > 0
                         except select sum(quantity) from reservation) x""")).as("stock reserved for nobody").isZero();
        assertThat(erp.rows("""
                        (select item_id, sum(sent) as sent, sum(received) as received,
                                sum(sent - received - written_off) as open
                           from transfer_line group by 1) l
                        full join (select item_id, -sum(quantity) filter (where kind = 'TRANSFER_OUT') as sent,
                                          sum(quantity) filter (where kind = 'TRANSFER_IN') as received
                                     from stock_move where kind like 'TRANSFER%' group by 1) m using (item_id)
                        where coalesce(l.sent, 0) <> coalesce(m.sent, 0)
                           or coalesce(l.received, 0) <> coalesce(m.received, 0)"""))
                .as("items whose transfers are not their moves")
                .isZero();
        assertThat(erp.rows("""
                        transfer_line l where l.written_off <> coalesce(
                          (select sum(w.quantity) from transfer_write_off w
                            where w.transfer_id = l.transfer_id and w.line_no = l.line_no and w.state = 'POSTED'), 0)"""))
                .as("lines whose write-offs are not what was written off")
                .isZero();
        assertThat(erp.rows("""
                        transfer t where (t.state = 'IN_TRANSIT') <> exists
                          (select from transfer_line l where l.transfer_id = t.transfer_id
                             and l.sent > l.received + l.written_off)"""))
                .as("transfers whose state is not what is in transit")
                .isZero();
        assertThat(erp.rows("transfer_write_off where over_tolerance and state = 'POSTED' and decided_by is null"))
                .isZero();
    }

    private static List<BinId> bins(SiteId site) {
        return Objects.requireNonNull(BINS.get(site));
    }

    private static <T> T one(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static @Nullable String pick(ErpFixture erp, Random random, String query) {
        List<String> found = erp.owner()
                .withHandle(
                        handle -> handle.createQuery(query).mapTo(String.class).list());
        return found.isEmpty() ? null : one(random, found);
    }
}
