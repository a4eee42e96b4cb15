package io.setpoint.erp.inventory;

import static io.setpoint.erp.Warehouse.A;
import static io.setpoint.erp.Warehouse.B;
import static io.setpoint.erp.Warehouse.BIN_1;
import static io.setpoint.erp.Warehouse.BIN_2;
import static io.setpoint.erp.Warehouse.CARLA;
import static io.setpoint.erp.Warehouse.HAM;
import static io.setpoint.erp.Warehouse.PIA;
import static io.setpoint.erp.Warehouse.WANDA;
import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.AdjustmentReason;
import io.setpoint.contracts.events.HoldReason;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.CompanyId;
import io.setpoint.contracts.values.HoldId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.Attempts;
import io.setpoint.erp.ErpFixture;
import io.setpoint.erp.Warehouse;
import io.setpoint.erp.inventory.api.StockReservations.Picked;
import io.setpoint.erp.inventory.api.StockReservations.Reserved;
import io.setpoint.erp.inventory.api.StockReservations.Unheld;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Problem;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HoldTest {
    private static final Sku LOTS = new Sku("LOTS");

    private final ErpFixture erp = ErpFixture.create();
    private final Reservations reservations = new Reservations();

    @BeforeEach
    void tenPiecesInBinOne() {
        Warehouse.build(erp);
        receive(A, BIN_1, "10");
    }

    @AfterEach
    void close() {
        erp.close();
    }

    @Test
    void heldStockIsOnHandAndNotAvailableFromTheSameCommitOn() {
        HoldView hold = hold(A, BIN_1, "3");

        assertThat(hold.state()).isEqualTo(HoldState.HELD);
        assertThat(hold.lines()).singleElement().satisfies(line -> {
            assertThat(line.open()).isEqualByComparingTo("3");
            assertThat(line.available()).isEqualByComparingTo("7");
        });
        StockQueries.StockView stock = stock();
        assertThat(stock.onHand()).isEqualByComparingTo("10");
        assertThat(stock.held()).isEqualByComparingTo("3");
        assertThat(stock.available()).isEqualByComparingTo("7");
        assertThat(stock.bins().get(0).held()).isEqualByComparingTo("3");
        assertThat(erp.rows("event where type = 'setpoint.inventory.stock-held.v1' and site_id = 'HAM'"
                        + " and aggregateid = '" + hold.hold() + "'"))
                .isEqualTo(1);
        assertThat(erp.rows("audit where command = 'hold-stock' and outcome = 'DONE' and actor = 'wanda'"))
                .isEqualTo(1);
        assertThat(erp.rows("stock_move where kind <> 'RECEIPT'")).isZero();
    }

    @Test
    void fiftyWhoReserveAtOnceGetWhatIsNotOnHoldAndNoMore() throws InterruptedException {
        Warehouse.orders(erp, 50, A);
        hold(A, BIN_1, "3");
        List<Callable<String>> attempts = new ArrayList<>();
        for (int i = 1; i <= 50; i++) {
            OrderId order = new OrderId("SO-" + i);
            attempts.add(() -> erp.elsewhere(
                    work -> reservations.reserve(work, HAM, order, List.of(new Reserved(1, A, BigDecimal.ONE)))));
        }
        List<Object> answers = Attempts.inParallel(attempts);

        assertThat(answers.stream().filter("done"::equals)).hasSize(7);
        assertThat(erp.rows("reservation")).isEqualTo(7);
        assertThat(stock().available()).isEqualByComparingTo("0");
        assertThat(stock().reserved()).isEqualByComparingTo("7");
    }

    @Test
    void holdsAndReservationsAtOnceNeverPromiseWhatIsOnHold() throws InterruptedException {
        Warehouse.orders(erp, 10, A);
        List<Callable<Object>> attempts = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            OrderId order = new OrderId("SO-" + i);
            attempts.add(() -> erp.elsewhere(work -> {
                BigDecimal free = Objects.requireNonNull(
                                reservations.lock(work, HAM, List.of(A)).get(A))
                        .free();
                if (free.signum() > 0) {
                    reservations.reserve(work, HAM, order, List.of(new Reserved(1, A, free.min(new BigDecimal("2")))));
                }
            }));
            attempts.add(() -> hold(A, BIN_1, "1"));
        }
        assertThat(Attempts.inParallel(attempts))
                .allSatisfy(answer -> assertThat(answer).isInstanceOfAny(String.class, HoldView.class));

        assertThat(erp.rows("stock where held = 10 and held = (select sum(quantity) from stock_hold_line)"))
                .isEqualTo(1);
        assertThat(erp.rows("stock where reserved = (select coalesce(sum(quantity), 0) from reservation)"))
                .isEqualTo(1);
    }

    @Test
    void aHoldOfWhatIsReservedIsAllowedAndShowsTheShortage() {
        Warehouse.orders(erp, 1, A);
        erp.elsewhere(work ->
                reservations.reserve(work, HAM, new OrderId("SO-1"), List.of(new Reserved(1, A, new BigDecimal("8")))));
        hold(A, BIN_1, "5");

        assertThat(stock().available()).isEqualByComparingTo("-3");
        assertThat(erp.rows("event where type = 'setpoint.inventory.stock-held.v1'"
                        + " and (payload::jsonb -> 'lines' -> 0 -> 'available' ->> 'value')::numeric = -3"))
                .isEqualTo(1);
        Attempts.refused(
                Problem.MORE_THAN_ON_HAND,
                () -> erp.elsewhere(work -> reservations.reserve(
                        work, HAM, new OrderId("SO-1"), List.of(new Reserved(1, A, BigDecimal.ONE)))));
        int before = Warehouse.written(erp);
        Attempts.refused(Problem.ON_HOLD, () -> ship("8"));
        assertThat(Warehouse.written(erp)).isEqualTo(before);
        ship("5");
        assertThat(stock().onHand()).isEqualByComparingTo("5");
    }

    @Test
    void whatMayBePickedFromABinIsWhatIsNotOnHold() {
        receive(A, BIN_2, "4");
        hold(A, BIN_1, "3");
        erp.elsewhere(work -> assertThat(
                        reservations.lockForPick(work, HAM, List.of(A, B)).heldBins())
                .singleElement()
                .satisfies((Unheld bin) -> {
                    assertThat(bin.bin()).isEqualTo(BIN_1);
                    assertThat(bin.quantity()).isEqualByComparingTo("7");
                }));
    }

    @Test
    void aWholeBinIsHeldWithEverythingInIt() {
        receive(B, BIN_1, "4");
        receive(B, BIN_2, "5");
        hold(A, BIN_1, "3");
        HoldView rest = hold(null, BIN_1, null);

        assertThat(rest.lines()).extracting(HoldView.Line::item).containsExactly(A, B);
        assertThat(rest.lines().get(0).open()).isEqualByComparingTo("7");
        assertThat(erp.rows("stock_bin where bin_id = 'A-01-1' and held = on_hand"))
                .isEqualTo(2);
        assertThat(erp.rows("stock where item_id = 'ITEM-B' and on_hand - held = 5"))
                .isEqualTo(1);
        Attempts.refused(Problem.NOTHING_TO_DO, () -> hold(null, BIN_1, null));
        Attempts.refused(Problem.NOTHING_TO_DO, () -> hold(A, BIN_1, null));
    }

    @Test
    void aReleaseInPartsGivesItBackInTheSameCommit() {
        HoldView hold = hold(A, BIN_1, "3");
        HoldView part = release(hold.hold(), CARLA, List.of(new ReleaseHold.Line(1, BigDecimal.ONE)));
        assertThat(part.state()).isEqualTo(HoldState.HELD);
        assertThat(part.lines().get(0).open()).isEqualByComparingTo("2");
        assertThat(stock().available()).isEqualByComparingTo("8");

        HoldView all = release(hold.hold(), CARLA, null);
        assertThat(all.state()).isEqualTo(HoldState.RELEASED);
        assertThat(all.releasedBy()).isEqualTo(CARLA.person());
        assertThat(stock().available()).isEqualByComparingTo("10");
        assertThat(stock().held()).isEqualByComparingTo("0");
        assertThat(erp.rows("event where type = 'setpoint.inventory.hold-released.v1'"))
                .isEqualTo(2);
        assertThat(erp.rows("event where type = 'setpoint.inventory.hold-released.v1'"
                        + " and (payload::jsonb ->> 'closed')::boolean"))
                .isEqualTo(1);
        Attempts.refused(Problem.WRONG_STATE, () -> release(hold.hold(), CARLA, null));
    }

    @Test
    void twoWhoReleaseAtOnceReleaseOnce() throws InterruptedException {
        HoldView hold = hold(A, BIN_1, "3");
        List<Object> answers = Attempts.inParallel(
                List.of(() -> release(hold.hold(), CARLA, null), () -> release(hold.hold(), Warehouse.CONRAD, null)));

        assertThat(answers.stream().filter(HoldView.class::isInstance)).hasSize(1);
        assertThat(stock().held()).isEqualByComparingTo("0");
    }

    @Test
    void whatACountDoesNotFindIsNoneOfTheHoldsBusiness() {
        hold(A, BIN_1, "8");
        erp.run(
                new ProposeAdjustment(),
                new ProposeAdjustment.Command(
                        HAM, A, BIN_1, new BigDecimal("-6"), AdjustmentReason.DAMAGE, null, null, null, null, null),
                WANDA);

        assertThat(stock().onHand()).isEqualByComparingTo("4");
        assertThat(stock().available()).isEqualByComparingTo("-4");
    }

    @Test
    void aWrongHoldIsRefusedAndNothingIsWritten() {
        HoldView hold = hold(A, BIN_1, "3");
        int before = Warehouse.written(erp) + erp.rows("stock_hold");
        Attempts.refused(Problem.MORE_THAN_ON_HAND, () -> hold(A, BIN_1, "7.001"));
        Attempts.refused(Problem.MORE_THAN_ON_HAND, () -> hold(A, BIN_2, "1"));
        Attempts.refused(Problem.INVALID, () -> hold(A, BIN_1, "0"));
        Attempts.refused(Problem.INVALID, () -> hold(null, BIN_1, "1"));
        Attempts.refused(Problem.UNKNOWN_REFERENCE, () -> hold(A, new BinId("Z-9"), "1"));
        Attempts.refused(Problem.UNKNOWN_REFERENCE, () -> hold(new Sku("NOPE"), BIN_1, "1"));
        Attempts.refused(Problem.NOT_FOUND, () -> release(new HoldId("HD-404"), CARLA, null));
        Attempts.refused(
                Problem.MORE_THAN_OPEN,
                () -> release(hold.hold(), CARLA, List.of(new ReleaseHold.Line(1, BigDecimal.TEN))));
        Attempts.refused(
                Problem.UNKNOWN_REFERENCE,
                () -> release(hold.hold(), CARLA, List.of(new ReleaseHold.Line(2, BigDecimal.ONE))));
        Attempts.refused(
                Problem.INVALID,
                () -> release(
                        hold.hold(),
                        CARLA,
                        List.of(new ReleaseHold.Line(1, BigDecimal.ONE), new ReleaseHold.Line(1, BigDecimal.ONE))));
        Attempts.refused(
                Problem.REASON_MISSING,
                () -> erp.run(new ReleaseHold(), new ReleaseHold.Command(hold.hold(), " ", null), CARLA));
        assertThat(Warehouse.written(erp) + erp.rows("stock_hold")).isEqualTo(before);
        assertThat(stock().held()).isEqualByComparingTo("3");
    }

    @Test
    void onlyWhoHasTheRightAtTheSiteHoldsAndReleasesAndRefusedReleasesAreKept() {
        HoldView hold = hold(A, BIN_1, "3");
        Actor elsewhere = Warehouse.personAt("rita", "ROT", Permission.values());
        Attempts.refused(Problem.FORBIDDEN, () -> hold(A, BIN_1, "1", PIA));
        Attempts.refused(Problem.FORBIDDEN, () -> hold(A, BIN_1, "1", elsewhere));
        Attempts.refused(Problem.FORBIDDEN, () -> release(hold.hold(), WANDA, null));
        Attempts.refused(Problem.FORBIDDEN, () -> release(hold.hold(), elsewhere, null));
        Actor south = new Actor(CARLA.person(), new CompanyId("SOUTH"), CARLA.everywhere(), Map.of());
        Attempts.refused(Problem.NOT_FOUND, () -> release(hold.hold(), south, null));

        assertThat(erp.rows("audit where command = 'release-hold' and outcome = 'REFUSED'"))
                .isEqualTo(3);
        assertThat(stock().held()).isEqualByComparingTo("3");
        Attempts.refused(
                Problem.NOT_FOUND,
                () -> erp.reads().in(ErpFixture.COMPANY, handle -> HoldQueries.get(handle, elsewhere, hold.hold())));
    }

    @Test
    void holdsAreListedNewestFirstAndOnlyForTheSitesSeen() {
        HoldView first = hold(A, BIN_1, "1");
        HoldView second = hold(A, BIN_1, "2");
        release(first.hold(), CARLA, null);

        assertThat(list(PIA, null, null)).extracting(HoldView::hold).containsExactly(second.hold(), first.hold());
        assertThat(list(PIA, HoldState.HELD, A)).extracting(HoldView::hold).containsExactly(second.hold());
        assertThat(list(PIA, null, B)).isEmpty();
        assertThat(list(Warehouse.personAt("rita", "ROT", Permission.VIEW), null, null))
                .isEmpty();
    }

    @Test
    void aLotIsHeldAndTheOthersInItsBinLeave() {
        lots();
        Warehouse.orders(erp, 1, LOTS);
        HoldView hold = hold("L-1", "3");
        assertThat(hold.lines()).singleElement().satisfies(line -> {
            assertThat(line.lot()).isEqualTo(new LotNumber("L-1"));
            assertThat(line.available()).isEqualByComparingTo("7");
        });
        assertThat(held()).isEqualTo("3 in the bin, L-1 3, L-2 0");
        int before = Warehouse.written(erp);
        Attempts.refused(Problem.ON_HOLD, () -> ship("L-1", "3"));
        Attempts.refused(Problem.LOT_MISSING, () -> hold(null, "1"));
        Attempts.refused(Problem.MORE_THAN_ON_HAND, () -> hold("L-1", "2.001"));
        Attempts.refused(Problem.MORE_THAN_ON_HAND, () -> hold("L-9", "1"));
        Attempts.refused(
                Problem.NOT_BY_LOT,
                () -> erp.run(
                        new HoldStock(),
                        new HoldStock.Command(HAM, BIN_1, A, null, HoldReason.QUALITY, null, new LotNumber("L-1")),
                        WANDA));
        assertThat(Warehouse.written(erp)).isEqualTo(before);
        erp.elsewhere(work -> assertThat(
                        reservations.lockForPick(work, HAM, List.of(LOTS)).lots())
                .extracting(row -> row.lot() + " " + row.quantity().stripTrailingZeros())
                .containsExactly("L-1 2", "L-2 5"));
        ship("L-1", "2");
        ship("L-2", "5");

        release(hold.hold(), CARLA, List.of(new ReleaseHold.Line(1, BigDecimal.ONE)));
        assertThat(held()).isEqualTo("2 in the bin, L-1 2, L-2 0");
        ship("L-1", "1");
        release(hold.hold(), CARLA, null);
        assertThat(held()).isEqualTo("0 in the bin, L-1 0, L-2 0");
    }

    @Test
    void whatIsHeldAndBlockedIsKeptBackOnceWhicheverComesFirst() {
        lots();
        Actor conrad = Warehouse.CONRAD;
        BlockLot.Command block = new BlockLot.Command(LOTS, new LotNumber("L-1"), "pinholes");
        UnblockLot.Command unblock = new UnblockLot.Command(LOTS, new LotNumber("L-1"), "tight");
        HoldView first = hold("L-1", "2");
        erp.run(new BlockLot(), block, CARLA);
        assertThat(held()).isEqualTo("5 in the bin, L-1 2, L-2 0");
        HoldView second = hold("L-1", "1");
        assertThat(held()).isEqualTo("5 in the bin, L-1 3, L-2 0");
        release(first.hold(), CARLA, null);
        assertThat(held()).isEqualTo("5 in the bin, L-1 1, L-2 0");
        erp.run(new UnblockLot(), unblock, conrad);
        assertThat(held()).isEqualTo("1 in the bin, L-1 1, L-2 0");
        release(second.hold(), CARLA, null);
        assertThat(held()).isEqualTo("0 in the bin, L-1 0, L-2 0");

        erp.run(new BlockLot(), block, CARLA);
        assertThat(hold(null, null).lines())
                .as("of all lots those that are not blocked")
                .extracting(HoldView.Line::lot)
                .containsExactly(new LotNumber("L-2"));
    }

    private List<HoldView> list(Actor actor, @Nullable HoldState state, @Nullable Sku item) {
        return erp.reads()
                .in(ErpFixture.COMPANY, handle -> HoldQueries.list(handle, actor, state, null, item, null, null))
                .items();
    }

    private StockQueries.StockView stock() {
        return erp.reads()
                .in(ErpFixture.COMPANY, handle -> StockQueries.list(handle, PIA, HAM, A, null, null))
                .items()
                .get(0);
    }

    private HoldView hold(@Nullable Sku item, BinId bin, @Nullable String quantity) {
        return hold(item, bin, quantity, WANDA);
    }

    private HoldView hold(@Nullable Sku item, BinId bin, @Nullable String quantity, Actor actor) {
        return erp.run(
                new HoldStock(),
                new HoldStock.Command(
                        new SiteId("HAM"),
                        bin,
                        item,
                        quantity == null ? null : new BigDecimal(quantity),
                        HoldReason.QUALITY,
                        null,
                        null),
                actor);
    }

    private HoldView hold(@Nullable String lot, @Nullable String quantity) {
        return erp.run(
                new HoldStock(),
                new HoldStock.Command(
                        HAM,
                        BIN_1,
                        LOTS,
                        quantity == null ? null : new BigDecimal(quantity),
                        HoldReason.QUALITY,
                        null,
                        lot == null ? null : new LotNumber(lot)),
                WANDA);
    }

    /** Five each of the lots L-1 and L-2 in bin one. */
    private void lots() {
        erp.sql("insert into item values ('NORTH', 'LOTS', 'By lot', 'valves', 'A', 'EA', 15, 1, now(), 'LOT')");
        for (String lot : List.of("L-1", "L-2")) {
            erp.run(
                    new ReceiveGoods(),
                    new ReceiveGoods.Command(
                            HAM,
                            null,
                            Instant.EPOCH,
                            null,
                            List.of(new ReceiveGoods.Line(
                                    LOTS, BIN_1, new BigDecimal("5"), null, new LotNumber(lot), null, null, null))),
                    WANDA);
        }
    }

    private String ship(String lot, String quantity) {
        return erp.elsewhere(work -> {
            reservations.reserve(
                    work, HAM, new OrderId("SO-1"), List.of(new Reserved(1, LOTS, new BigDecimal(quantity))));
            reservations.ship(
                    work,
                    HAM,
                    new ShipmentId("SH-" + lot + quantity),
                    new OrderId("SO-1"),
                    List.of(new Picked(1, LOTS, BIN_1, new LotNumber(lot), new BigDecimal(quantity))),
                    work.now());
        });
    }

    private String held() {
        return erp.owner()
                .withHandle(
                        handle -> handle.createQuery("""
                                select trim_scale(held) || ' in the bin, '
                                    || (select string_agg(lot_id || ' ' || trim_scale(held), ', ' order by lot_id)
                                          from stock_lot)
                                  from stock_bin where item_id = 'LOTS'""").mapTo(String.class).one());
    }

    private HoldView release(HoldId hold, Actor actor, @Nullable List<ReleaseHold.Line> lines) {
        return erp.run(new ReleaseHold(), new ReleaseHold.Command(hold, "inspected", lines), actor);
    }

    private void receive(Sku item, BinId bin, String quantity) {
        erp.run(
                new ReceiveGoods(),
                new ReceiveGoods.Command(
                        HAM,
                        null,
                        Instant.EPOCH,
                        null,
                        List.of(new ReceiveGoods.Line(item, bin, new BigDecimal(quantity)))),
                WANDA);
    }

    private String ship(String quantity) {
        return erp.elsewhere(work -> reservations.ship(
                work,
                HAM,
                new ShipmentId("SH-1"),
                new OrderId("SO-1"),
                List.of(new Picked(1, A, BIN_1, new BigDecimal(quantity))),
                work.now()));
    }
}
