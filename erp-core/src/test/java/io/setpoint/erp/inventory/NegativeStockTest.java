package io.setpoint.erp.inventory;

import static io.setpoint.erp.Warehouse.A;
import static io.setpoint.erp.Warehouse.BIN_1;
import static io.setpoint.erp.Warehouse.BIN_2;
import static io.setpoint.erp.Warehouse.CARLA;
import static io.setpoint.erp.Warehouse.CONRAD;
import static io.setpoint.erp.Warehouse.HAM;
import static io.setpoint.erp.Warehouse.PIA;
import static io.setpoint.erp.Warehouse.WANDA;
import static io.setpoint.erp.Warehouse.WILL;
import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.AdjustmentReason;
import io.setpoint.contracts.events.HoldReason;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.CompanyId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.Attempts;
import io.setpoint.erp.ErpFixture;
import io.setpoint.erp.MovableClock;
import io.setpoint.erp.Warehouse;
import io.setpoint.erp.inventory.api.StockReservations.Picked;
import io.setpoint.erp.inventory.api.StockReservations.Reserved;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.UseCase;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bin 1 has ten pieces of item A by the book; whoever picks in bin 2 takes what is not booked yet. */
class NegativeStockTest {
    private static final Sku MASK = new Sku("MASK");
    private static final LotNumber LOT = new LotNumber("L-1");
    private static final Instant MORNING = Instant.parse("2026-11-23T06:00:00Z");

    private final MovableClock clock = new MovableClock(MORNING);
    private final ErpFixture erp = ErpFixture.create(clock);
    private final ProposeNegativeStock propose = new ProposeNegativeStock();
    private final ApproveNegativeStock approve = new ApproveNegativeStock();
    private final RejectNegativeStock reject = new RejectNegativeStock();
    private final Reservations reservations = new Reservations();

    @BeforeEach
    void tenPiecesInBinOne() {
        Warehouse.build(erp);
        erp.sql("insert into item values ('NORTH', 'MASK', 'Mask', 'valves', 'A', 'EA', 15, 10, now(), 'LOT')");
        receive(A, BIN_1, null, "10");
    }

    @AfterEach
    void close() {
        erp.close();
    }

    @Test
    void whileItIsAllowedAShipmentTakesABinBelowZeroAndTheLateReceiptBringsItBack() {
        NegativeStockView allowed = allowed();
        ship(1, "4");

        assertThat(erp.rows("stock_bin where bin_id = 'A-01-2' and on_hand = -4 and negative_stock_id = '"
                        + allowed.negativeStock() + "'"))
                .isEqualTo(1);
        assertThat(erp.rows("stock where item_id = 'ITEM-A' and on_hand = 6 and reserved = 0"))
                .isEqualTo(1);
        assertThat(
                        erp.rows(
                                "event where type = 'setpoint.inventory.negative-stock-incurred.v1'"
                                        + " and aggregateid = 'HAM A-01-2 ITEM-A' and payload::jsonb -> 'value' ->> 'amount' = '40.0000'"))
                .isEqualTo(1);

        receive(A, BIN_2, null, "3");
        assertThat(erp.rows("event where type = 'setpoint.inventory.negative-stock-cleared.v1'"))
                .isZero();
        receive(A, BIN_2, null, "3");
        assertThat(erp.rows("event where type = 'setpoint.inventory.negative-stock-cleared.v1'"
                        + " and aggregateid = 'HAM A-01-2 ITEM-A'"))
                .isEqualTo(1);
        assertThat(erp.rows("stock_bin where bin_id = 'A-01-2' and on_hand = 2 and negative_stock_id is null"))
                .isEqualTo(1);
    }

    @Test
    void withoutAPermissionThatHoldsNowAndHereTheShipmentIsRefusedAsEver() {
        refusedToShip();
        NegativeStockView asked = asked(Duration.ofHours(1), Duration.ofHours(3));
        refusedToShip();
        erp.run(approve, new ApproveNegativeStock.Command(asked.negativeStock(), null), CARLA);
        refusedToShip();
        NegativeStockView refused = asked(Duration.ZERO, Duration.ofHours(3));
        erp.run(reject, new RejectNegativeStock.Command(refused.negativeStock(), "book it first"), CARLA);
        erp.sql("""
                insert into negative_stock values
                  ('NORTH', 'NS-ROT', 'ROT', '2026-01-01', '2027-01-01', 'late', 'APPROVED', 2, 'will', now(), 'carla',
                   now(), null);
                insert into site values ('SOUTH', 'HAM', 'Hamburg', 'Europe/Berlin', 500, 1500, now());
                insert into negative_stock values
                  ('SOUTH', 'NS-SOUTH', 'HAM', '2026-01-01', '2027-01-01', 'late', 'APPROVED', 2, 'will', now(),
                   'carla', now(), null);
                """);
        refusedToShip();

        clock.advance(Duration.ofHours(1));
        ship(9, "1");
        clock.advance(Duration.ofHours(2));
        refusedToShip();
        receive(A, BIN_2, null, "0.5");
        assertThat(erp.rows("stock_bin where bin_id = 'A-01-2' and on_hand = -0.5 and negative_stock_id = '"
                        + asked.negativeStock() + "'"))
                .isEqualTo(1);
    }

    @Test
    void onlyShipmentsGoBelowZeroAndNeverOnesOfLotsOrFromABinWithGoodsOnHold() {
        allowed();
        Attempts.refused(
                Problem.MORE_THAN_ON_HAND,
                () -> erp.run(
                        new MoveStock(),
                        new MoveStock.Command(
                                HAM, null, null, List.of(new MoveStock.Line(A, null, BIN_2, BIN_1, BigDecimal.ONE))),
                        WANDA));
        Attempts.refused(
                Problem.MORE_THAN_ON_HAND,
                () -> erp.run(
                        new ProposeAdjustment(),
                        new ProposeAdjustment.Command(
                                HAM,
                                A,
                                BIN_2,
                                BigDecimal.ONE.negate(),
                                AdjustmentReason.DAMAGE,
                                null,
                                true,
                                null,
                                null,
                                null),
                        WANDA));

        receive(MASK, BIN_1, LOT, "3");
        Warehouse.orders(erp, 1, MASK);
        OrderId order = new OrderId("SO-1");
        erp.elsewhere(work -> reservations.reserve(work, HAM, order, List.of(reserved(MASK, "2"))));
        Attempts.refused(
                Problem.MORE_THAN_ON_HAND,
                () -> erp.elsewhere(work -> reservations.ship(
                        work,
                        HAM,
                        new ShipmentId("SH-1"),
                        order,
                        List.of(new Picked(1, MASK, BIN_2, LOT, new BigDecimal("2"))),
                        work.now())));

        receive(A, BIN_2, null, "1");
        erp.run(
                new HoldStock(),
                new HoldStock.Command(HAM, BIN_2, A, BigDecimal.ONE, HoldReason.DAMAGE, "wet", null),
                WANDA);
        refusedToShip();
        assertThat(erp.rows("stock_bin where on_hand < 0")).isZero();
    }

    @Test
    void whatIsBelowZeroIsNeitherPromisedNorReserved() {
        allowed();
        ship(1, "4");
        Attempts.refused(
                Problem.MORE_THAN_ON_HAND,
                () -> erp.elsewhere(
                        work -> reservations.reserve(work, HAM, new OrderId("SO-1"), List.of(reserved(A, "7")))));
        erp.elsewhere(work -> assertThat(reservations.lock(work, HAM, List.of(A)))
                .hasEntrySatisfying(A, stock -> assertThat(stock.free()).isEqualByComparingTo("6")));
        assertThat(StockQueries.one(erp.reads(), WANDA, HAM, A).items())
                .singleElement()
                .satisfies(stock -> {
                    assertThat(stock.available()).isEqualByComparingTo("6");
                    assertThat(stock.bins())
                            .extracting(bin -> bin.onHand().intValue())
                            .containsExactly(10, -4);
                });
    }

    @Test
    void aPermissionNeedsAReasonTimesAheadAndAnotherPersonWithTheRightAtItsSite() {
        refused(Problem.REASON_MISSING, propose, command(Duration.ZERO, Duration.ofHours(1), " "), WILL);
        refused(Problem.INVALID, propose, command(Duration.ofHours(1), Duration.ofHours(1), "late"), WILL);
        refused(Problem.INVALID, propose, command(Duration.ofHours(-2), Duration.ZERO, "late"), WILL);
        refused(Problem.INVALID, propose, command(Duration.ZERO, Duration.ofDays(32), "late"), WILL);
        refused(Problem.FORBIDDEN, propose, command(Duration.ZERO, Duration.ofHours(1), "late"), PIA);
        refused(
                Problem.FORBIDDEN,
                propose,
                command(Duration.ZERO, Duration.ofHours(1), "late"),
                Warehouse.personAt("rob", "ROT", Permission.PROPOSE_ADJUSTMENT));
        refused(
                Problem.UNKNOWN_REFERENCE,
                propose,
                new ProposeNegativeStock.Command(new SiteId("MARS"), MORNING, MORNING.plusSeconds(60), "late"),
                WILL);

        NegativeStockView asked = erp.run(propose, command(Duration.ZERO, Duration.ofHours(1), "late"), CARLA);
        ApproveNegativeStock.Command approval = new ApproveNegativeStock.Command(asked.negativeStock(), null);
        refused(Problem.SELF_APPROVAL, approve, approval, CARLA);
        refused(Problem.FORBIDDEN, approve, approval, WANDA);
        refused(Problem.FORBIDDEN, approve, approval, Warehouse.personAt("rob", "ROT", Permission.APPROVE_ADJUSTMENT));
        refused(
                Problem.NOT_FOUND,
                approve,
                approval,
                new Actor(new PersonId("sue"), new CompanyId("SOUTH"), Set.of(Permission.values()), Map.of()));
        RejectNegativeStock.Command rejection = new RejectNegativeStock.Command(asked.negativeStock(), "no");
        refused(Problem.FORBIDDEN, reject, rejection, WANDA);
        refused(Problem.REASON_MISSING, reject, new RejectNegativeStock.Command(asked.negativeStock(), " "), CONRAD);

        NegativeStockView rejected = erp.run(reject, rejection, CARLA);
        assertThat(rejected.state()).isEqualTo(NegativeStockState.REJECTED);
        refused(Problem.ALREADY_DECIDED, approve, approval, CONRAD);
        refused(Problem.ALREADY_DECIDED, reject, rejection, CONRAD);
        assertThat(erp.rows("event where type like 'setpoint.inventory.negative-stock-%'"))
                .isEqualTo(2);
    }

    @Test
    void shipmentsAtOnceTakeABinBelowZeroByWhatAllOfThemTook() throws Exception {
        allowed();
        receive(A, BIN_2, null, "3");
        List<Callable<Boolean>> shipments = IntStream.rangeClosed(1, 8)
                .<Callable<Boolean>>mapToObj(order -> {
                    reserve(order, "1");
                    return () -> {
                        leave(order, "1");
                        return true;
                    };
                })
                .toList();

        assertThat(Attempts.inParallel(shipments)).containsOnly(true);
        assertThat(erp.rows("stock_bin where bin_id = 'A-01-2' and on_hand = -5"))
                .isEqualTo(1);
        assertThat(erp.rows("stock where item_id = 'ITEM-A' and on_hand = 5")).isEqualTo(1);
        assertThat(erp.rows("event where type = 'setpoint.inventory.negative-stock-incurred.v1'"))
                .isEqualTo(5);
    }

    private void refusedToShip() {
        erp.sql("delete from reservation; update stock set reserved = 0");
        reserve(99, "4");
        int before = Warehouse.written(erp);
        Attempts.refused(Problem.MORE_THAN_ON_HAND, () -> {
            leave(99, "4");
            return "shipped";
        });
        assertThat(Warehouse.written(erp)).isEqualTo(before);
    }

    private <C, R> void refused(Problem problem, UseCase<C, R> useCase, C command, Actor actor) {
        int before = Warehouse.written(erp) + erp.rows("negative_stock");
        int refusals = erp.rows("audit where outcome = 'REFUSED'");
        Attempts.refused(problem, () -> erp.run(useCase, command, actor));
        assertThat(Warehouse.written(erp) + erp.rows("negative_stock")).isEqualTo(before);
        assertThat(erp.rows("audit where outcome = 'REFUSED'")).isEqualTo(refusals + 1);
    }

    private NegativeStockView allowed() {
        return erp.run(
                approve,
                new ApproveNegativeStock.Command(
                        asked(Duration.ZERO, Duration.ofHours(3)).negativeStock(), "until noon"),
                CARLA);
    }

    private NegativeStockView asked(Duration from, Duration until) {
        return erp.run(propose, command(from, until, "receipts are booked late"), WILL);
    }

    private ProposeNegativeStock.Command command(Duration from, Duration until, String why) {
        return new ProposeNegativeStock.Command(
                HAM, clock.instant().plus(from), clock.instant().plus(until), why);
    }

    private void ship(int order, String quantity) {
        reserve(order, quantity);
        leave(order, quantity);
    }

    private void reserve(int order, String quantity) {
        erp.sql("""
                insert into sales_order (company_id, order_id, site_id, customer_id, channel, shipping_mode, state,
                                         requested_date, placed_at, placed_by)
                values ('NORTH', 'SO-%1$d', 'HAM', 'CU-1', 'web', 'ground', 'PLACED', current_date, now(), 'sam')
                on conflict do nothing;
                insert into sales_order_line (company_id, order_id, line_no, item_id, quantity, unit_price, unit_cost,
                                              requested_date, commit_date)
                values ('NORTH', 'SO-%1$d', 1, 'ITEM-A', 100, 15, 10, current_date, current_date)
                on conflict do nothing;
                """.formatted(order));
        erp.elsewhere(
                work -> reservations.reserve(work, HAM, new OrderId("SO-" + order), List.of(reserved(A, quantity))));
    }

    private void leave(int order, String quantity) {
        erp.elsewhere(work -> reservations.ship(
                work,
                HAM,
                new ShipmentId("SH-" + order),
                new OrderId("SO-" + order),
                List.of(new Picked(1, A, BIN_2, new BigDecimal(quantity))),
                work.now()));
    }

    private static Reserved reserved(Sku item, String quantity) {
        return new Reserved(1, item, new BigDecimal(quantity));
    }

    private void receive(Sku item, BinId bin, @Nullable LotNumber lot, String quantity) {
        erp.run(
                new ReceiveGoods(),
                new ReceiveGoods.Command(
                        HAM,
                        null,
                        Instant.EPOCH,
                        null,
                        List.of(new ReceiveGoods.Line(
                                item, bin, new BigDecimal(quantity), null, lot, null, null, null))),
                WANDA);
    }
}
