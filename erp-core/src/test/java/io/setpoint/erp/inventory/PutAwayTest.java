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
import io.setpoint.contracts.events.UnplacedReason;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.CompanyId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.ReceiptId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.Attempts;
import io.setpoint.erp.ErpFixture;
import io.setpoint.erp.Warehouse;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Problem;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PutAwayTest {
    private static final BinId DOCK = new BinId("DOCK");
    private static final BinId S_1 = new BinId("S-1");
    private static final BinId S_2 = new BinId("S-2");
    private static final Sku MASK = new Sku("MASK");
    private static final LotNumber LOT = new LotNumber("L-1");
    private static final Actor ADA = Warehouse.person("ada", Role.ADMINISTRATOR);

    private final ErpFixture erp = ErpFixture.create();

    @BeforeEach
    void aSiteThatPutsAway() {
        Warehouse.build(erp);
        erp.sql("""
                update site set receive_steps = 2 where site_id = 'HAM';
                insert into bin (company_id, site_id, bin_id, zone, kind, capacity, sequence) values
                  ('NORTH', 'HAM', 'DOCK', null, 'RECEIVING', null, null), ('NORTH', 'HAM', 'S-1', 'S', 'STORAGE', 10, 1),
                  ('NORTH', 'HAM', 'S-2', 'S', 'STORAGE', 10, 2), ('NORTH', 'HAM', 'QC', 'S', 'QUALITY', null, 3);
                insert into item values ('NORTH', 'MASK', 'Mask', 'valves', 'A', 'EA', 15, 10, now(), 'LOT');
                """);
    }

    @AfterEach
    void close() {
        erp.close();
    }

    @Test
    void goodsAreDirectedByRuleAndPutAwayAndTheReceiptTellsWhenAndByWhom() {
        rules(zone(null, PutAwayStrategy.WITH_SAME_ITEM), zone(null, PutAwayStrategy.EMPTY_BIN));
        ReceiptId receipt = receive(line(A, "14"));

        assertThat(open(receipt)).containsExactly("1: 10 to S-1", "2: 4 to S-2");
        assertThat(details(receipt).putAwayAt()).isNull();
        assertThat(erp.rows("stock where item_id = 'ITEM-A' and on_hand = 14 and held = 0"))
                .isEqualTo(1);
        assertThat(erp.rows("event where type = 'setpoint.inventory.put-away-directed.v1' and aggregateid = '" + receipt
                        + "'"))
                .isEqualTo(1);

        putAway(receipt, new PutAway.Line(1, new BigDecimal("4"), null, null));
        assertThat(open(receipt)).containsExactly("1: 6 to S-1", "2: 4 to S-2");
        ReceiptDetails done =
                putAway(receipt, new PutAway.Line(1, null, null, null), new PutAway.Line(2, null, S_2, null));

        assertThat(done.putAwayAt()).isNotNull();
        assertThat(done.steps()).isEqualTo(2);
        assertThat(done.putAway()).hasSize(3).allSatisfy(task -> {
            assertThat(task.state()).isEqualTo(PutAwayState.DONE);
            assertThat(task.doneBy()).isEqualTo(WANDA.person());
            assertThat(task.minutes()).isZero();
        });
        assertThat(erp.rows("stock_bin where bin_id = 'S-1' and on_hand = 10")).isEqualTo(1);
        assertThat(erp.rows("stock_bin where bin_id = 'S-2' and on_hand = 4")).isEqualTo(1);
        assertThat(erp.rows("stock_bin where bin_id = 'DOCK' and on_hand = 0")).isEqualTo(1);
        assertThat(erp.rows("event where type = 'setpoint.inventory.goods-put-away.v1'"
                        + " and (payload::jsonb ->> 'complete')::boolean"))
                .isEqualTo(1);
        assertThat(erp.rows("audit where command = 'put-away' and outcome = 'DONE'"))
                .isEqualTo(2);
        assertThat(open(receive(line(A, "3")))).containsExactly("1: 3 to S-2");
    }

    @Test
    void whatNoRuleAnswersForOrHasNoRoomStaysAndSaysWhyUntilTheRulesAreAskedAgain() {
        ReceiptId none = receive(line(A, "2"));
        assertThat(open(none)).containsExactly("1: 2 NO_RULE");
        rules(zone(null, PutAwayStrategy.EMPTY_BIN));
        ReceiptId much = receive(line(B, "25"));
        assertThat(open(much)).containsExactly("1: 10 to S-1", "2: 10 to S-2", "3: 5 NO_ROOM");
        assertThat(erp.rows("event where type = 'setpoint.inventory.put-away-directed.v1'"
                        + " and payload::jsonb -> 'lines' @> '[{\"unplaced\":\"NO_ROOM\"}]'"))
                .isEqualTo(1);
        assertThat(unplaced()).hasSize(2);

        erp.sql("insert into bin (company_id, site_id, bin_id, zone) values ('NORTH', 'HAM', 'S-9', 'S')");
        erp.run(new DirectPutAway(), new DirectPutAway.Command(none), WANDA);
        erp.run(new DirectPutAway(), new DirectPutAway.Command(much), WANDA);
        assertThat(open(none)).containsExactly("2: 2 to S-9");
        assertThat(open(much)).containsExactly("1: 10 to S-1", "2: 10 to S-2", "4: 5 NO_ROOM");
        assertThat(unplaced()).extracting(ReceiptDetails.Task::unplaced).containsExactly(UnplacedReason.NO_ROOM);
        Attempts.refused(
                Problem.NOTHING_TO_DO, () -> erp.run(new DirectPutAway(), new DirectPutAway.Command(none), WANDA));
    }

    @Test
    void eightReceiptsAtOnceNeverDirectMoreToABinThanItTakes() throws InterruptedException {
        rules(
                zone(null, PutAwayStrategy.WITH_SAME_ITEM),
                zone(null, PutAwayStrategy.EMPTY_BIN),
                new SetPutAwayRules.RuleBody(null, null, null, null, List.of(S_1, S_2), PutAwayStrategy.FIXED_BIN));
        List<Callable<ReceiptId>> receipts = IntStream.range(0, 8)
                .<Callable<ReceiptId>>mapToObj(i -> () -> receive(line(i % 2 == 0 ? A : B, "4")))
                .toList();
        List<Object> answers = Attempts.inParallel(receipts);

        assertThat(answers).allSatisfy(answer -> assertThat(answer).isInstanceOf(ReceiptId.class));
        assertThat(erp.rows("(select to_bin_id from put_away group by 1 having sum(quantity) > 10"
                        + " and to_bin_id is not null) x"))
                .isZero();
        assertThat(erp.rows("(select sum(quantity) as q from put_away where unplaced = 'NO_ROOM') x where q = 12"))
                .isEqualTo(1);
        List<Callable<ReceiptDetails>> brought = answers.stream()
                .<Callable<ReceiptDetails>>map(
                        receipt -> () -> putAway((ReceiptId) receipt, placed((ReceiptId) receipt)))
                .toList();
        Attempts.inParallel(brought);
        assertThat(erp.rows(
                        "(select bin_id from stock_bin where bin_id like 'S-%' group by 1 having sum(on_hand) = 10) x"))
                .isEqualTo(2);
    }

    @Test
    void anotherBinThanTheDirectedOneNeedsAReasonWhichIsKept() {
        rules(zone(null, PutAwayStrategy.EMPTY_BIN));
        ReceiptId receipt = receive(line(A, "6"));
        int before = Warehouse.written(erp);
        Attempts.refused(Problem.WRONG_BIN, () -> putAway(receipt, new PutAway.Line(1, null, S_2, " ")));
        Attempts.refused(
                Problem.WRONG_BIN, () -> putAway(receipt, new PutAway.Line(1, null, new BinId("QC"), "why not")));
        Attempts.refused(
                Problem.UNKNOWN_REFERENCE, () -> putAway(receipt, new PutAway.Line(1, null, new BinId("Z-9"), "gone")));
        Attempts.refused(
                Problem.MORE_THAN_OPEN, () -> putAway(receipt, new PutAway.Line(1, BigDecimal.TEN, null, null)));
        Attempts.refused(Problem.UNKNOWN_REFERENCE, () -> putAway(receipt, new PutAway.Line(7, null, null, null)));
        Attempts.refused(Problem.INVALID, () -> putAway(receipt, new PutAway.Line(1, BigDecimal.ZERO, null, null)));
        Attempts.refused(
                Problem.OUT_OF_SEQUENCE,
                () -> erp.run(
                        new PutAway(),
                        new PutAway.Command(receipt, Instant.EPOCH, List.of(new PutAway.Line(1, null, null, null))),
                        WANDA));
        Attempts.refused(
                Problem.NOT_FOUND, () -> putAway(new ReceiptId("RC-404"), new PutAway.Line(1, null, null, null)));
        erp.sql("update bin set capacity = 5 where bin_id = 'S-2'");
        Attempts.refused(Problem.BIN_FULL, () -> putAway(receipt, new PutAway.Line(1, null, S_2, "too high")));
        assertThat(Warehouse.written(erp)).isEqualTo(before);

        putAway(receipt, new PutAway.Line(1, new BigDecimal("5"), S_2, "too high"));
        assertThat(erp.rows("event where type = 'setpoint.inventory.goods-put-away.v1' and payload::jsonb -> 'lines' @>"
                        + " '[{\"directedBin\":\"S-1\",\"bin\":\"S-2\",\"overrideReason\":\"too high\"}]'"))
                .isEqualTo(1);
        assertThat(open(receipt)).containsExactly("1: 1 to S-1");
    }

    @Test
    void whereGoodsAreCheckedTheyAreKeptBackUntilThenAndPutAwayByLot() {
        erp.sql("update site set receive_steps = 3 where site_id = 'HAM'");
        rules(zone(null, PutAwayStrategy.EMPTY_BIN));
        ReceiptId receipt = receive(
                line(A, "8"), new ReceiveGoods.Line(MASK, DOCK, new BigDecimal("3"), null, LOT, null, null, null));

        assertThat(open(receipt)).isEmpty();
        assertThat(erp.rows("stock where on_hand = held and held > 0")).isEqualTo(2);
        Attempts.refused(Problem.WRONG_STATE, () -> putAway(receipt, new PutAway.Line(1, null, S_1, "early")));
        Attempts.refused(Problem.REASON_MISSING, () -> check(receipt, new CheckQuality.Line(1, BigDecimal.ONE, null)));
        Attempts.refused(Problem.MORE_THAN_OPEN, () -> check(receipt, new CheckQuality.Line(1, BigDecimal.TEN, null)));
        Attempts.refused(
                Problem.FORBIDDEN,
                () -> erp.run(
                        new CheckQuality(new HoldStock()),
                        new CheckQuality.Command(receipt, List.of(new CheckQuality.Line(2, BigDecimal.ONE, null))),
                        WANDA));
        assertThat(erp.rows("audit where command = 'check-quality' and outcome = 'REFUSED'"))
                .isEqualTo(3);

        check(
                receipt,
                new CheckQuality.Line(1, new BigDecimal("6"), "two dented"),
                new CheckQuality.Line(2, new BigDecimal("3"), null));
        assertThat(open(receipt)).containsExactly("3: 6 to S-1", "4: 3 to S-2");
        assertThat(erp.rows("stock where item_id = 'ITEM-A' and on_hand = 8 and held = 2"))
                .isEqualTo(1);
        assertThat(erp.rows("stock where item_id = 'MASK' and held = 0")).isEqualTo(1);
        assertThat(erp.rows("stock_hold where reason = 'QUALITY' and note = 'two dented'"))
                .isEqualTo(1);
        Attempts.refused(Problem.WRONG_STATE, () -> check(receipt, new CheckQuality.Line(1, BigDecimal.ONE, "again")));

        ReceiptDetails done =
                putAway(receipt, new PutAway.Line(3, null, null, null), new PutAway.Line(4, null, null, null));
        assertThat(done.steps()).isEqualTo(3);
        assertThat(done.checkedAt()).isNotNull();
        assertThat(done.putAwayAt()).isNotNull();
        assertThat(erp.rows("stock_lot where bin_id = 'S-2' and lot_id = 'L-1' and on_hand = 3"))
                .isEqualTo(1);
    }

    @Test
    void trackedGoodsThatFailTheirCheckAreHeldByTheirLot() {
        erp.sql("update site set receive_steps = 3 where site_id = 'HAM'");
        LotNumber other = new LotNumber("L-2");
        ReceiptId receipt = receive(
                new ReceiveGoods.Line(MASK, DOCK, new BigDecimal("3"), null, LOT, null, null, null),
                new ReceiveGoods.Line(MASK, DOCK, new BigDecimal("5"), null, other, null, null, null));

        check(
                receipt,
                new CheckQuality.Line(1, BigDecimal.ONE, "two torn"),
                new CheckQuality.Line(2, new BigDecimal("5"), null));
        assertThat(erp.rows("stock_hold_line join stock_hold using (company_id, hold_id)"
                        + " where reason = 'QUALITY' and note = 'two torn' and item_id = 'MASK' and lot_id = 'L-1'"
                        + " and quantity = 2"))
                .isEqualTo(1);
        assertThat(erp.rows("stock_hold_line")).isEqualTo(1);
        assertThat(erp.rows("stock_lot where (lot_id, on_hand, held) in (('L-1', 3, 2), ('L-2', 5, 0))"))
                .isEqualTo(2);
        assertThat(erp.rows("stock where item_id = 'MASK' and on_hand = 8 and held = 2"))
                .isEqualTo(1);
    }

    @Test
    void aTaskWhoseGoodsAreGoneIsClosedWithItsReasonAndGivesItsRoomFree() {
        rules(zone(null, PutAwayStrategy.WITH_SAME_ITEM), zone(null, PutAwayStrategy.EMPTY_BIN));
        ReceiptId receipt = receive(line(A, "20"));
        assertThat(open(receive(line(B, "1")))).containsExactly("1: 1 NO_ROOM");
        Attempts.refused(Problem.REASON_MISSING, () -> close(receipt, " ", WANDA));
        Attempts.refused(Problem.FORBIDDEN, () -> close(receipt, "shipped from the dock", PIA));
        close(receipt, "shipped from the dock", WANDA);

        assertThat(open(receipt)).containsExactly("2: 10 to S-2");
        assertThat(open(receive(line(B, "1")))).containsExactly("1: 1 to S-1");
        Attempts.refused(Problem.WRONG_STATE, () -> close(receipt, "again", WANDA));
        assertThat(erp.rows("audit where command = 'close-put-away' and outcome = 'DONE'"))
                .isEqualTo(1);
    }

    private ReceiptDetails close(ReceiptId receipt, String why, Actor actor) {
        return erp.run(new ClosePutAway(), new ClosePutAway.Command(receipt, List.of(1), why), actor);
    }

    @Test
    void rulesAreForOneThingAndNameWhatExists() {
        int before = erp.rows("put_away_rule") + Warehouse.written(erp);
        Attempts.refused(
                Problem.INVALID,
                () -> rules(new SetPutAwayRules.RuleBody(A, "valves", null, "S", null, PutAwayStrategy.EMPTY_BIN)));
        Attempts.refused(
                Problem.INVALID,
                () -> rules(new SetPutAwayRules.RuleBody(null, null, null, null, null, PutAwayStrategy.EMPTY_BIN)));
        Attempts.refused(Problem.INVALID, () -> rules(zone(null, PutAwayStrategy.FIXED_BIN)));
        Attempts.refused(Problem.UNKNOWN_REFERENCE, () -> rules(zone(new Sku("NOPE"), PutAwayStrategy.EMPTY_BIN)));
        Attempts.refused(
                Problem.UNKNOWN_REFERENCE,
                () -> rules(new SetPutAwayRules.RuleBody(
                        null, null, null, null, List.of(new BinId("Z-9")), PutAwayStrategy.FIXED_BIN)));
        Attempts.refused(
                Problem.FORBIDDEN,
                () -> erp.run(new SetPutAwayRules(), new SetPutAwayRules.Command(HAM, List.of()), WANDA));
        assertThat(erp.rows("put_away_rule") + Warehouse.written(erp)).isEqualTo(before);
    }

    @Test
    void goodsComeIntoAReceivingBinAndOnlyThoseWithTheRightAtTheSitePutThemAway() {
        Attempts.refused(Problem.WRONG_BIN, () -> receive(new ReceiveGoods.Line(A, S_1, BigDecimal.ONE)));
        rules(zone(null, PutAwayStrategy.EMPTY_BIN));
        ReceiptId receipt = receive(line(A, "6"));
        PutAway.Command command = new PutAway.Command(receipt, null, List.of(new PutAway.Line(1, null, null, null)));
        Actor elsewhere = Warehouse.personAt("rita", "ROT", Permission.values());
        Actor south = new Actor(WANDA.person(), new CompanyId("SOUTH"), WANDA.everywhere(), Map.of());
        Attempts.refused(Problem.FORBIDDEN, () -> erp.run(new PutAway(), command, PIA));
        Attempts.refused(Problem.FORBIDDEN, () -> erp.run(new PutAway(), command, elsewhere));
        Attempts.refused(Problem.NOT_FOUND, () -> erp.run(new PutAway(), command, south));
        Attempts.refused(
                Problem.NOT_FOUND,
                () -> erp.reads().in(ErpFixture.COMPANY, handle -> ReceiptQueries.get(handle, elsewhere, receipt)));
        assertThat(open(receipt)).containsExactly("1: 6 to S-1");
    }

    private static SetPutAwayRules.RuleBody zone(@Nullable Sku item, PutAwayStrategy strategy) {
        return new SetPutAwayRules.RuleBody(item, null, null, "S", null, strategy);
    }

    private SetPutAwayRules.Command rules(SetPutAwayRules.RuleBody... rules) {
        return erp.run(new SetPutAwayRules(), new SetPutAwayRules.Command(HAM, List.of(rules)), ADA);
    }

    private static ReceiveGoods.Line line(Sku item, String quantity) {
        return new ReceiveGoods.Line(item, DOCK, new BigDecimal(quantity));
    }

    private ReceiptId receive(ReceiveGoods.Line... lines) {
        return erp.run(
                        new ReceiveGoods(),
                        new ReceiveGoods.Command(new SiteId("HAM"), null, Instant.EPOCH, null, List.of(lines)),
                        WANDA)
                .receipt();
    }

    private ReceiptDetails putAway(ReceiptId receipt, PutAway.Line... lines) {
        return erp.run(new PutAway(), new PutAway.Command(receipt, null, List.of(lines)), WANDA);
    }

    private PutAway.Line[] placed(ReceiptId receipt) {
        return details(receipt).putAway().stream()
                .filter(task -> task.toBin() != null)
                .map(task -> new PutAway.Line(task.task(), null, null, null))
                .toArray(PutAway.Line[]::new);
    }

    private ReceiptDetails check(ReceiptId receipt, CheckQuality.Line... lines) {
        return erp.run(new CheckQuality(new HoldStock()), new CheckQuality.Command(receipt, List.of(lines)), CARLA);
    }

    private ReceiptDetails details(ReceiptId receipt) {
        return erp.reads().in(ErpFixture.COMPANY, handle -> ReceiptQueries.get(handle, PIA, receipt));
    }

    private List<ReceiptDetails.Task> unplaced() {
        return erp.reads()
                .in(ErpFixture.COMPANY, handle -> ReceiptQueries.open(handle, PIA, HAM, true, null, null))
                .items();
    }

    private List<String> open(ReceiptId receipt) {
        return details(receipt).putAway().stream()
                .filter(task -> task.state() == PutAwayState.OPEN)
                .map(task -> "%d: %s %s"
                        .formatted(
                                task.task(),
                                StockLedger.plain(task.quantity()),
                                task.toBin() == null ? task.unplaced() : "to " + task.toBin()))
                .toList();
    }
}
