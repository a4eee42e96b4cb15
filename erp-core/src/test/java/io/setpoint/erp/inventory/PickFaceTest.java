package io.setpoint.erp.inventory;

import static io.setpoint.erp.Warehouse.A;
import static io.setpoint.erp.Warehouse.B;
import static io.setpoint.erp.Warehouse.CARLA;
import static io.setpoint.erp.Warehouse.HAM;
import static io.setpoint.erp.Warehouse.PIA;
import static io.setpoint.erp.Warehouse.WANDA;
import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.controls.Role;
import io.setpoint.contracts.events.HoldReason;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.CompanyId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.Attempts;
import io.setpoint.erp.ErpFixture;
import io.setpoint.erp.Warehouse;
import io.setpoint.erp.inventory.PickFaceQueries.Task;
import io.setpoint.erp.inventory.api.StockReservations.Picked;
import io.setpoint.erp.inventory.api.StockReservations.Reserved;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Problem;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PickFaceTest {
    private static final BinId FACE = new BinId("F-1");
    private static final BinId R_1 = new BinId("R-1");
    private static final BinId R_2 = new BinId("R-2");
    private static final Sku MASK = new Sku("MASK");
    private static final Actor ADA = Warehouse.person("ada", Role.ADMINISTRATOR);

    private final ErpFixture erp = ErpFixture.create();
    private final Reservations reservations = new Reservations();

    @BeforeEach
    void aFaceAndTwoReserveBins() {
        Warehouse.build(erp);
        erp.sql("""
                insert into bin (company_id, site_id, bin_id, kind) values ('NORTH', 'HAM', 'F-1', 'PICK_FACE'),
                  ('NORTH', 'HAM', 'F-2', 'PICK_FACE'), ('NORTH', 'HAM', 'R-1', 'STORAGE'), ('NORTH', 'HAM', 'R-2', 'STORAGE'),
                  ('NORTH', 'HAM', 'DOCK', 'RECEIVING');
                insert into item values ('NORTH', 'MASK', 'Mask', 'valves', 'A', 'EA', 15, 10, now(), 'LOT', true);
                """);
    }

    @AfterEach
    void close() {
        erp.close();
    }

    @Test
    void aFaceBelowItsMinimumIsFilledFromTheReserveThatStoodThereLongest() {
        receive(line(A, R_2, "15"), "2026-01-01T00:00:00Z");
        receive(line(A, R_1, "50"), "2026-02-01T00:00:00Z");
        receive(line(A, new BinId("DOCK"), "99"), "2025-01-01T00:00:00Z");
        face(A, "10", "40");

        assertThat(tasks()).containsExactly("15 of ITEM-A from R-2", "25 of ITEM-A from R-1");
        confirmAll();
        assertThat(tasks()).isEmpty();
        assertThat(onFace(A)).isEqualByComparingTo("40");
        assertThat(erp.rows("event where type = 'setpoint.inventory.pick-face-replenished.v1'"))
                .isEqualTo(2);
        assertThat(erp.rows("stock where item_id = 'ITEM-A' and on_hand = 164")).isEqualTo(1);
        pick("30");
        assertThat(tasks()).as("the minimum itself is enough").isEmpty();
        pick("1");
        assertThat(tasks()).containsExactly("25 of ITEM-A from R-1");
    }

    @Test
    void ofLotsTheOneThatExpiresFirstComesFirstAndBlockedOrExpiredOnesNever() {
        receive(lot("L-LATE", R_1, "10", LocalDate.parse("2035-01-01")), "2026-01-01T00:00:00Z");
        receive(lot("L-SOON", R_2, "10", LocalDate.parse("2033-01-01")), "2026-02-01T00:00:00Z");
        receive(lot("L-BAD", R_2, "10", LocalDate.parse("2032-01-01")), "2026-02-01T00:00:00Z");
        receive(lot("L-OLD", R_2, "10", LocalDate.parse("2031-01-01")), "2026-02-01T00:00:00Z");
        erp.sql("update lot set expiry = '2020-01-01' where lot_id = 'L-OLD'");
        erp.run(new BlockLot(), new BlockLot.Command(MASK, new LotNumber("L-BAD"), "pinholes"), CARLA);
        face(MASK, "5", "12");

        assertThat(tasks()).containsExactly("10 of MASK L-SOON from R-2", "2 of MASK L-LATE from R-1");
        Attempts.refused(Problem.NOT_FIRST_EXPIRED, () -> bring(MASK, R_1, "L-LATE", "2", null));
        bring(MASK, R_1, "L-LATE", "2", "aisle blocked");
        Attempts.refused(Problem.LOT_BLOCKED, () -> bring(MASK, R_2, "L-BAD", "2", "nearer"));
        bring(MASK, R_2, "L-SOON", "10", null);
        assertThat(tasks()).isEmpty();
    }

    @Test
    void whatIsOnHoldOrPickedIsNotBrought() {
        receive(line(A, R_1, "30"), "2026-01-01T00:00:00Z");
        face(A, "10", "40");
        erp.run(
                new HoldStock(),
                new HoldStock.Command(HAM, R_1, A, new BigDecimal("12"), HoldReason.QUALITY, null),
                WANDA);
        assertThat(tasks()).containsExactly("18 of ITEM-A from R-1");
        Attempts.refused(Problem.ON_HOLD, () -> bring(A, R_1, null, "19", null));
    }

    @Test
    void twoWhoBringTheSameAtOnceDoNotFillTheFaceAboveItsMaximum() throws InterruptedException {
        receive(line(A, R_1, "100"), "2026-01-01T00:00:00Z");
        face(A, "10", "40");
        List<Object> answers = Attempts.inParallel(
                List.of(() -> bring(A, R_1, null, "40", null), () -> bring(A, R_1, null, "40", null)));

        assertThat(answers.stream().filter(ReplenishPickFace.Replenished.class::isInstance))
                .hasSize(1);
        assertThat(onFace(A)).isEqualByComparingTo("40");
    }

    @Test
    void aWrongOneIsRefusedAndNothingIsWritten() {
        receive(line(A, R_1, "100"), "2026-01-01T00:00:00Z");
        face(A, "10", "40");
        int before = Warehouse.written(erp) + erp.rows("pick_face") + erp.rows("bin_move");
        Attempts.refused(Problem.MORE_THAN_OPEN, () -> bring(A, R_1, null, "41", null));
        Attempts.refused(Problem.MORE_THAN_ON_HAND, () -> bring(A, R_2, null, "1", null));
        Attempts.refused(Problem.WRONG_BIN, () -> bring(A, new BinId("F-2"), null, "1", null));
        Attempts.refused(Problem.UNKNOWN_REFERENCE, () -> bring(A, new BinId("Z-9"), null, "1", null));
        Attempts.refused(Problem.UNKNOWN_REFERENCE, () -> bring(B, R_1, null, "1", null));
        Attempts.refused(Problem.NOT_BY_LOT, () -> bring(A, R_1, "L-1", "1", null));
        Attempts.refused(Problem.INVALID, () -> bring(A, R_1, null, "0", null));
        erp.sql("update bin set capacity = 5 where bin_id = 'F-1'");
        Attempts.refused(Problem.BIN_FULL, () -> bring(A, R_1, null, "6", null));
        Attempts.refused(
                Problem.WRONG_BIN, () -> set(ADA, new SetPickFaces.Face(A, R_1, BigDecimal.ONE, BigDecimal.TEN)));
        Attempts.refused(
                Problem.INVALID, () -> set(ADA, new SetPickFaces.Face(A, FACE, BigDecimal.TEN, BigDecimal.ONE)));
        Attempts.refused(Problem.INVALID, () -> set(ADA, new SetPickFaces.Face(A, FACE, BigDecimal.TEN, null)));
        Attempts.refused(
                Problem.UNKNOWN_REFERENCE,
                () -> set(ADA, new SetPickFaces.Face(new Sku("NOPE"), FACE, BigDecimal.ONE, BigDecimal.TEN)));
        assertThat(Warehouse.written(erp) + erp.rows("pick_face") + erp.rows("bin_move"))
                .isEqualTo(before);
    }

    @Test
    void onlyThoseWithTheRightAtTheSiteBringStockOrSetFaces() {
        receive(line(A, R_1, "100"), "2026-01-01T00:00:00Z");
        face(A, "10", "40");
        ReplenishPickFace.Command command =
                new ReplenishPickFace.Command(HAM, A, FACE, R_1, null, BigDecimal.ONE, null, null);
        Actor elsewhere = Warehouse.personAt("rita", "ROT", Permission.values());
        Actor south = new Actor(WANDA.person(), new CompanyId("SOUTH"), WANDA.everywhere(), Map.of());
        Attempts.refused(Problem.FORBIDDEN, () -> erp.run(new ReplenishPickFace(), command, PIA));
        Attempts.refused(Problem.FORBIDDEN, () -> erp.run(new ReplenishPickFace(), command, elsewhere));
        Attempts.refused(Problem.UNKNOWN_REFERENCE, () -> erp.run(new ReplenishPickFace(), command, south));
        Attempts.refused(
                Problem.FORBIDDEN, () -> set(WANDA, new SetPickFaces.Face(A, FACE, BigDecimal.ONE, BigDecimal.TEN)));
        set(ADA, new SetPickFaces.Face(A, FACE, null, null));
        assertThat(erp.rows("pick_face")).isZero();
    }

    @Test
    void withTheRulePicksThatFindTheFaceEmptyEndAndWithoutItTheyDoNot() {
        receive(line(A, R_1, "400"), "2026-01-01T00:00:00Z");
        receive(line(A, FACE, "20"), "2026-01-01T00:00:00Z");
        List<Integer> without = simulate(false);
        face(A, "20", "40");
        List<Integer> with = simulate(true);

        assertThat(without.subList(2, 8))
                .as("without the rule")
                .allSatisfy(empty -> assertThat(empty).isPositive());
        assertThat(with.get(0)).as("the first day begins with an empty face").isPositive();
        assertThat(with.subList(1, 8)).as("with the rule").containsOnly(0);
    }

    /** Eight days of eight picks of one to five pieces; at noon and in the evening somebody looks at the tasks. */
    private List<Integer> simulate(boolean withRule) {
        Random random = new Random(20261120);
        List<Integer> empty = new ArrayList<>();
        for (int day = 0; day < 8; day++) {
            int found = 0;
            for (int pick = 1; pick <= 8; pick++) {
                BigDecimal wanted = BigDecimal.valueOf(1 + random.nextInt(5));
                if (onFace(A).compareTo(wanted) < 0) {
                    found++;
                } else {
                    pick(wanted.toPlainString());
                }
                if (withRule && pick % 4 == 0) {
                    confirmAll();
                }
            }
            empty.add(found);
        }
        return empty;
    }

    private void pick(String quantity) {
        if (erp.rows("sales_order") == 0) {
            Warehouse.orders(erp, 1, A);
        }
        BigDecimal pieces = new BigDecimal(quantity);
        ShipmentId shipment = new ShipmentId("SH-" + (1 + erp.rows("stock_move")));
        erp.elsewhere(work -> {
            reservations.reserve(work, HAM, new OrderId("SO-1"), List.of(new Reserved(1, A, pieces)));
            reservations.ship(
                    work, HAM, shipment, new OrderId("SO-1"), List.of(new Picked(1, A, FACE, pieces)), work.now());
        });
    }

    private void confirmAll() {
        for (Task task : read()) {
            erp.run(
                    new ReplenishPickFace(),
                    new ReplenishPickFace.Command(
                            HAM, task.item(), task.pickFace(), task.fromBin(), task.lot(), task.quantity(), null, null),
                    WANDA);
        }
    }

    private List<Task> read() {
        return erp.reads()
                .in(ErpFixture.COMPANY, handle -> PickFaceQueries.tasks(handle, PIA, HAM, null))
                .items();
    }

    private List<String> tasks() {
        return read().stream()
                .map(task -> "%s of %s%s from %s"
                        .formatted(
                                StockLedger.plain(task.quantity()),
                                task.item(),
                                task.lot() == null ? "" : " " + task.lot(),
                                task.fromBin()))
                .toList();
    }

    private BigDecimal onFace(Sku item) {
        return erp.owner()
                .withHandle(handle -> handle.createQuery(
                                "select coalesce(sum(on_hand), 0) from stock_bin where bin_id = 'F-1' and item_id = :item")
                        .bind("item", item)
                        .mapTo(BigDecimal.class)
                        .one());
    }

    private void face(Sku item, String minimum, String maximum) {
        set(ADA, new SetPickFaces.Face(item, FACE, new BigDecimal(minimum), new BigDecimal(maximum)));
    }

    private SetPickFaces.Command set(Actor actor, SetPickFaces.Face face) {
        return erp.run(new SetPickFaces(), new SetPickFaces.Command(HAM, List.of(face)), actor);
    }

    private ReplenishPickFace.Replenished bring(
            Sku item, BinId from, @Nullable String lot, String quantity, @Nullable String reason) {
        return erp.run(
                new ReplenishPickFace(),
                new ReplenishPickFace.Command(
                        HAM,
                        item,
                        FACE,
                        from,
                        lot == null ? null : new LotNumber(lot),
                        new BigDecimal(quantity),
                        reason,
                        null),
                WANDA);
    }

    private static ReceiveGoods.Line line(Sku item, BinId bin, String quantity) {
        return new ReceiveGoods.Line(item, bin, new BigDecimal(quantity));
    }

    private static ReceiveGoods.Line lot(String lot, BinId bin, String quantity, LocalDate expiry) {
        return new ReceiveGoods.Line(MASK, bin, new BigDecimal(quantity), null, new LotNumber(lot), expiry, null, null);
    }

    private void receive(ReceiveGoods.Line line, String at) {
        erp.run(
                new ReceiveGoods(),
                new ReceiveGoods.Command(HAM, null, Instant.EPOCH, Instant.parse(at), List.of(line)),
                WANDA);
    }
}
