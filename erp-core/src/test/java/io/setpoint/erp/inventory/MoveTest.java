package io.setpoint.erp.inventory;

import static io.setpoint.erp.Warehouse.A;
import static io.setpoint.erp.Warehouse.B;
import static io.setpoint.erp.Warehouse.BIN_1;
import static io.setpoint.erp.Warehouse.BIN_2;
import static io.setpoint.erp.Warehouse.HAM;
import static io.setpoint.erp.Warehouse.PIA;
import static io.setpoint.erp.Warehouse.WANDA;
import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.HoldReason;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.CompanyId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.Attempts;
import io.setpoint.erp.ErpFixture;
import io.setpoint.erp.Warehouse;
import io.setpoint.erp.inventory.api.StockReservations.Reserved;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Problem;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MoveTest {
    private static final Sku MASK = new Sku("MASK");
    private static final LotNumber LOT = new LotNumber("L-1");

    private final ErpFixture erp = ErpFixture.create();

    @BeforeEach
    void tenPiecesInBinOne() {
        Warehouse.build(erp);
        erp.sql("insert into item values ('NORTH', 'MASK', 'Mask', 'valves', 'A', 'EA', 15, 10, now(), 'LOT')");
        receive(new ReceiveGoods.Line(A, BIN_1, BigDecimal.TEN));
        receive(new ReceiveGoods.Line(MASK, BIN_1, BigDecimal.TEN, null, LOT, null, null, null));
    }

    @AfterEach
    void close() {
        erp.close();
    }

    @Test
    void aMoveChangesTheBinAndNothingElseAndWritesStateEventAndAuditTogether() {
        Warehouse.orders(erp, 1, A);
        erp.elsewhere(work -> new Reservations()
                .reserve(work, HAM, new OrderId("SO-1"), List.of(new Reserved(1, A, new BigDecimal("8")))));
        MoveStock.MoveView moved = move(A, null, BIN_1, BIN_2, "4");

        assertThat(moved.lines()).isEqualTo(1);
        assertThat(standing(A)).isEqualTo("A-01-1: 6, A-01-2: 4");
        assertThat(erp.rows("stock where item_id = 'ITEM-A' and on_hand = 10 and reserved = 8 and held = 0"))
                .isEqualTo(1);
        assertThat(erp.rows("reservation where quantity = 8")).isEqualTo(1);
        assertThat(erp.rows("stock_move where kind = 'MOVE' and document_id = '" + moved.move() + "'"))
                .isEqualTo(2);
        assertThat(erp.rows("event where type = 'setpoint.inventory.stock-moved.v1' and site_id = 'HAM'"
                        + " and aggregateid = '" + moved.move() + "'"))
                .isEqualTo(1);
        assertThat(erp.rows("audit where command = 'move-stock' and outcome = 'DONE' and actor = 'wanda'"))
                .isEqualTo(1);
    }

    @Test
    void aLotMovesAsALot() {
        move(MASK, LOT, BIN_1, BIN_2, "3");

        assertThat(erp.rows("stock_lot where lot_id = 'L-1' and bin_id = 'A-01-2' and on_hand = 3"))
                .isEqualTo(1);
        assertThat(erp.rows("stock_lot where lot_id = 'L-1' and bin_id = 'A-01-1' and on_hand = 7"))
                .isEqualTo(1);
        assertThat(standing(MASK)).isEqualTo("A-01-1: 7, A-01-2: 3");
    }

    @Test
    void aWrongMoveIsRefusedAndNothingIsWritten() {
        erp.run(
                new HoldStock(),
                new HoldStock.Command(HAM, BIN_1, A, new BigDecimal("8"), HoldReason.QUALITY, null, null),
                WANDA);
        erp.sql("update bin set capacity = 4 where site_id = 'HAM' and bin_id = 'A-01-2'");
        int before = Warehouse.written(erp) + erp.rows("bin_move");
        Attempts.refused(Problem.ON_HOLD, () -> move(A, null, BIN_1, BIN_2, "2.001"));
        Attempts.refused(Problem.MORE_THAN_ON_HAND, () -> move(A, null, BIN_2, BIN_1, "1"));
        Attempts.refused(Problem.BIN_FULL, () -> move(MASK, LOT, BIN_1, BIN_2, "5"));
        Attempts.refused(Problem.INVALID, () -> move(A, null, BIN_1, BIN_1, "1"));
        Attempts.refused(Problem.INVALID, () -> move(A, null, BIN_1, BIN_2, "0"));
        Attempts.refused(Problem.UNKNOWN_REFERENCE, () -> move(A, null, BIN_1, new BinId("Z-9"), "1"));
        Attempts.refused(Problem.UNKNOWN_REFERENCE, () -> move(A, null, new BinId("Z-9"), BIN_1, "1"));
        Attempts.refused(Problem.UNKNOWN_REFERENCE, () -> move(new Sku("NOPE"), null, BIN_1, BIN_2, "1"));
        Attempts.refused(Problem.UNKNOWN_REFERENCE, () -> move(MASK, new LotNumber("L-9"), BIN_1, BIN_2, "1"));
        Attempts.refused(Problem.LOT_MISSING, () -> move(MASK, null, BIN_1, BIN_2, "1"));
        Attempts.refused(Problem.NOT_BY_LOT, () -> move(A, LOT, BIN_1, BIN_2, "1"));
        Attempts.refused(
                Problem.IN_THE_FUTURE,
                () -> erp.run(
                        new MoveStock(),
                        new MoveStock.Command(
                                HAM,
                                null,
                                Instant.now().plusSeconds(3600),
                                List.of(new MoveStock.Line(A, null, BIN_1, BIN_2, BigDecimal.ONE))),
                        WANDA));
        assertThat(Warehouse.written(erp) + erp.rows("bin_move")).isEqualTo(before);
    }

    @Test
    void whatIsPickedAndHasNotLeftStaysInItsBin() {
        Warehouse.orders(erp, 1, A);
        erp.elsewhere(work -> new Reservations()
                .reserve(work, HAM, new OrderId("SO-1"), List.of(new Reserved(1, A, new BigDecimal("8")))));
        erp.sql("""
                insert into shipment (company_id, shipment_id, order_id, site_id, state)
                values ('NORTH', 'SH-1', 'SO-1', 'HAM', 'PICKED');
                insert into shipment_line (company_id, shipment_id, pick_no, order_id, line_no, item_id, bin_id,
                                           required_quantity, quantity)
                values ('NORTH', 'SH-1', 1, 'SO-1', 1, 'ITEM-A', 'A-01-1', 7, 7);
                """);

        assertThat(Attempts.refused(Problem.MORE_THAN_ON_HAND, () -> move(A, null, BIN_1, BIN_2, "4"))
                        .detail())
                .isEqualTo("Bin A-01-1 has 3 of ITEM-A besides 7 that are picked; 4 were to be moved");
        move(A, null, BIN_1, BIN_2, "3");
    }

    @Test
    void aBlockedLotStaysWhereItIs() {
        erp.run(new BlockLot(), new BlockLot.Command(MASK, LOT, "pinholes"), Warehouse.CARLA);
        Attempts.refused(Problem.LOT_BLOCKED, () -> move(MASK, LOT, BIN_1, BIN_2, "1"));
    }

    @Test
    void onlyWhoHasTheRightAtTheSiteMoves() {
        Actor elsewhere = Warehouse.personAt("rita", "ROT", Permission.values());
        Actor south = new Actor(WANDA.person(), new CompanyId("SOUTH"), WANDA.everywhere(), Map.of());
        Attempts.refused(Problem.FORBIDDEN, () -> move(A, null, BIN_1, BIN_2, "1", PIA));
        Attempts.refused(Problem.FORBIDDEN, () -> move(A, null, BIN_1, BIN_2, "1", elsewhere));
        Attempts.refused(Problem.UNKNOWN_REFERENCE, () -> move(A, null, BIN_1, BIN_2, "1", south));
        assertThat(standing(A)).isEqualTo("A-01-1: 10");
    }

    @Test
    void eightWhoMoveAtOnceNeverOverfillABin() throws InterruptedException {
        receive(new ReceiveGoods.Line(B, BIN_1, BigDecimal.TEN));
        erp.sql("update bin set capacity = 5 where site_id = 'HAM' and bin_id = 'A-01-2'");
        List<Callable<MoveStock.MoveView>> attempts = IntStream.range(0, 8)
                .<Callable<MoveStock.MoveView>>mapToObj(i -> () -> move(i % 2 == 0 ? A : B, null, BIN_1, BIN_2, "1"))
                .toList();
        List<Object> answers = Attempts.inParallel(attempts);

        assertThat(answers.stream().filter(MoveStock.MoveView.class::isInstance))
                .hasSize(5);
        assertThat(erp.rows(
                        "(select sum(on_hand) as filled from stock_bin where bin_id = 'A-01-2') x where filled = 5"))
                .isEqualTo(1);
    }

    private String standing(Sku item) {
        return erp
                .reads()
                .in(ErpFixture.COMPANY, handle -> StockQueries.list(handle, PIA, HAM, item, null, null))
                .items()
                .get(0)
                .bins()
                .stream()
                .map(bin -> bin.bin() + ": " + StockLedger.plain(bin.onHand()))
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
    }

    private MoveStock.MoveView move(Sku item, @Nullable LotNumber lot, BinId from, BinId to, String quantity) {
        return move(item, lot, from, to, quantity, WANDA);
    }

    private MoveStock.MoveView move(
            Sku item, @Nullable LotNumber lot, BinId from, BinId to, String quantity, Actor actor) {
        return erp.run(
                new MoveStock(),
                new MoveStock.Command(
                        HAM,
                        null,
                        null,
                        Collections.singletonList(new MoveStock.Line(item, lot, from, to, new BigDecimal(quantity)))),
                actor);
    }

    private void receive(ReceiveGoods.Line line) {
        erp.run(new ReceiveGoods(), new ReceiveGoods.Command(HAM, null, Instant.EPOCH, null, List.of(line)), WANDA);
    }
}
