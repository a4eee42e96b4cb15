package io.setpoint.erp.inventory;

import static io.setpoint.erp.Warehouse.A;
import static io.setpoint.erp.Warehouse.B;
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
import io.setpoint.contracts.events.TransferDifference;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.CompanyId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.TransferId;
import io.setpoint.contracts.values.WriteOffId;
import io.setpoint.erp.Attempts;
import io.setpoint.erp.ErpFixture;
import io.setpoint.erp.Warehouse;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Problem;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransferTest {
    private static final SiteId ROT = new SiteId("ROT");
    private static final BinId R_01 = new BinId("R-01");

    private final ErpFixture erp = ErpFixture.create();

    @BeforeEach
    void hundredPiecesInHamburg() {
        Warehouse.build(erp);
        erp.run(
                new ReceiveGoods(),
                new ReceiveGoods.Command(
                        HAM,
                        null,
                        Instant.EPOCH,
                        null,
                        List.of(
                                new ReceiveGoods.Line(A, BIN_1, new BigDecimal("100")),
                                new ReceiveGoods.Line(B, BIN_2, new BigDecimal("5")))),
                WANDA);
    }

    @AfterEach
    void close() {
        erp.close();
    }

    @Test
    void goodsLeaveAreInTransitAndArriveWithLedgerEventsAndAudit() {
        TransferView created = create(line(A, BIN_1, "40"), line(B, BIN_2, "5"));
        assertThat(created.state()).isEqualTo(TransferState.CREATED);
        assertThat(onHand("HAM", A)).isEqualByComparingTo("100");

        TransferView sent = send(created.transfer());
        assertThat(sent.state()).isEqualTo(TransferState.IN_TRANSIT);
        assertThat(sent.lines().get(0).unitCost()).isEqualByComparingTo("10");
        assertThat(onHand("HAM", A)).isEqualByComparingTo("60");
        assertThat(inTransit(A)).singleElement().satisfies(balance -> {
            assertThat(balance.fromSite()).isEqualTo(HAM);
            assertThat(balance.toSite()).isEqualTo(ROT);
            assertThat(balance.inTransit()).isEqualByComparingTo("40");
            assertThat(balance.transfers()).isEqualTo(1);
        });
        assertThat(text("select payload::jsonb ->> 'zone' from event where type like '%transfer-sent%'"))
                .as("the zone in which the day it is expected on ends")
                .isEqualTo(text("select zone from site where site_id = 'ROT'"));

        TransferView arrived = receive(created.transfer(), arrival(1, "40", null), arrival(2, "5", null));
        assertThat(arrived.state()).isEqualTo(TransferState.CLOSED);
        assertThat(onHand("ROT", A)).isEqualByComparingTo("40");
        assertThat(onHand("ROT", B)).isEqualByComparingTo("5");
        assertThat(inTransit(null)).isEmpty();
        assertThat(erp.rows("stock_move where kind = 'TRANSFER_OUT' and document_id = '" + created.transfer() + "'"))
                .isEqualTo(2);
        assertThat(erp.rows("stock_move where kind = 'TRANSFER_IN' and document_id = '" + created.transfer() + "-R1'"))
                .isEqualTo(2);
        assertThat(erp.rows("event where aggregateid = '" + created.transfer() + "'"))
                .isEqualTo(3);
        assertThat(erp.rows("event where type = 'setpoint.inventory.transfer-received.v1' and site_id = 'ROT'"
                        + " and (payload::jsonb ->> 'closed')::boolean"))
                .isEqualTo(1);
        assertThat(erp.rows("audit where command in ('create-transfer', 'send-transfer', 'receive-transfer')"
                        + " and outcome = 'DONE'"))
                .isEqualTo(3);
    }

    @Test
    void lessIsSentWithAReasonAndOnlyWhatWasSentIsInTransit() {
        TransferId transfer = create(line(A, BIN_1, "40"), line(B, BIN_2, "5")).transfer();
        Attempts.refused(Problem.SHORT_WITHOUT_REASON, () -> send(transfer, less(1, "30", " ")));
        Attempts.refused(Problem.SHORT_WITHOUT_REASON, () -> send(transfer, less(1, "40", "all of it")));
        Attempts.refused(Problem.MORE_THAN_OPEN, () -> send(transfer, less(1, "41", "more")));
        Attempts.refused(Problem.UNKNOWN_REFERENCE, () -> send(transfer, less(3, "1", "which?")));
        Attempts.refused(Problem.NOTHING_TO_DO, () -> send(transfer, less(1, "0", "none"), less(2, "0", "none")));
        TransferView sent = send(transfer, less(1, "30", "ten damaged"), less(2, "0", "none found"));

        assertThat(sent.lines().get(0).inTransit()).isEqualByComparingTo("30");
        assertThat(sent.lines().get(1).inTransit()).isEqualByComparingTo("0");
        assertThat(onHand("HAM", A)).isEqualByComparingTo("70");
        assertThat(onHand("HAM", B)).isEqualByComparingTo("5");
        assertThat(receive(transfer, arrival(1, "30", null)).state()).isEqualTo(TransferState.CLOSED);
    }

    @Test
    void whatDoesNotArriveStaysInTransitUnderATypeUntilItDoes() {
        TransferId transfer = sent("40");
        Attempts.refused(Problem.SHORT_WITHOUT_REASON, () -> receive(transfer, arrival(1, "25", null)));
        Attempts.refused(
                Problem.SHORT_WITHOUT_REASON, () -> receive(transfer, arrival(1, "40", TransferDifference.MISSING)));
        Attempts.refused(Problem.MORE_THAN_OPEN, () -> receive(transfer, arrival(1, "41", null)));
        TransferView part = receive(transfer, arrival(1, "25", TransferDifference.FOLLOWS));

        assertThat(part.state()).isEqualTo(TransferState.IN_TRANSIT);
        assertThat(part.lines().get(0).inTransit()).isEqualByComparingTo("15");
        assertThat(inTransit(A).get(0).inTransit()).isEqualByComparingTo("15");
        receive(transfer, arrival(1, "0", TransferDifference.MISSING));
        TransferView all = receive(transfer, arrival(1, "15", null));
        assertThat(all.state()).isEqualTo(TransferState.CLOSED);
        assertThat(all.arrivals())
                .extracting(TransferView.Arrival::difference)
                .containsExactly(TransferDifference.FOLLOWS, TransferDifference.MISSING, null);
        assertThat(onHand("ROT", A)).isEqualByComparingTo("40");
        Attempts.refused(Problem.WRONG_STATE, () -> receive(transfer, arrival(1, "1", null)));
    }

    @Test
    void aWriteOffWithinToleranceIsPostedAtOnceAndAboveByAnotherPerson() {
        TransferId transfer = sent("80");
        receive(transfer, arrival(1, "10", TransferDifference.MISSING));
        WriteOffView small = writeOff(transfer, "5", CARLA);
        assertThat(small.state()).isEqualTo(WriteOffState.POSTED);
        assertThat(small.value()).isEqualByComparingTo("50");

        WriteOffView large = writeOff(transfer, "65", CARLA);
        assertThat(large.state()).isEqualTo(WriteOffState.PROPOSED);
        assertThat(large.overTolerance()).isTrue();
        assertThat(inTransit(A).get(0).inTransit()).isEqualByComparingTo("65");
        Attempts.refused(Problem.MORE_THAN_OPEN, () -> writeOff(transfer, "1", CARLA));
        Attempts.refused(Problem.SELF_APPROVAL, () -> approve(large.writeOff(), CARLA));
        WriteOffView posted = approve(large.writeOff(), CONRAD);

        assertThat(posted.state()).isEqualTo(WriteOffState.POSTED);
        assertThat(posted.decidedBy()).isEqualTo(CONRAD.person());
        assertThat(inTransit(A)).isEmpty();
        assertThat(erp.rows("transfer where state = 'CLOSED' and closed_by = 'conrad'"))
                .isEqualTo(1);
        assertThat(erp.rows("event where type = 'setpoint.inventory.transfer-written-off.v1'"))
                .isEqualTo(2);
        Attempts.refused(Problem.ALREADY_DECIDED, () -> approve(large.writeOff(), CONRAD));
        assertThat(erp.rows("audit where command = 'approve-transfer-write-off' and outcome = 'REFUSED'"
                        + " and refusal = 'self-approval'"))
                .isEqualTo(1);
    }

    @Test
    void whoSentOrReceivedTheGoodsDoesNotApproveTheirWriteOff() {
        Actor everything = ErpFixture.anybody("wanda");
        TransferId transfer = sent("80");
        erp.run(
                new ReceiveTransfer(),
                new ReceiveTransfer.Command(transfer, null, List.of(arrival(1, "10", TransferDifference.MISSING))),
                ErpFixture.anybody("will"));
        WriteOffId writeOff = writeOff(transfer, "70", CARLA).writeOff();

        Attempts.refused(Problem.SELF_APPROVAL, () -> approve(writeOff, everything));
        Attempts.refused(Problem.SELF_APPROVAL, () -> approve(writeOff, ErpFixture.anybody("will")));
        Attempts.refused(
                Problem.FORBIDDEN, () -> approve(writeOff, Warehouse.personAt("rita", "HAM", Permission.values())));
        assertThat(approve(writeOff, CONRAD).state()).isEqualTo(WriteOffState.POSTED);
    }

    @Test
    void adjustmentsAndWriteOffsShareOneRollingTotal() {
        TransferId transfer = sent("80");
        for (int i = 0; i < 3; i++) {
            erp.run(
                    new ProposeAdjustment(),
                    new ProposeAdjustment.Command(
                            HAM,
                            B,
                            BIN_2,
                            new BigDecimal(i == 0 ? "40" : i == 1 ? "-40" : "40"),
                            AdjustmentReason.CORRECTION,
                            null,
                            null,
                            null,
                            null,
                            null),
                    CARLA);
        }
        assertThat(writeOff(transfer, "30", CARLA).state()).isEqualTo(WriteOffState.POSTED);
        WriteOffView over = writeOff(transfer, "1", CARLA);
        assertThat(over.state()).isEqualTo(WriteOffState.PROPOSED);
        assertThat(over.rollingTotal()).isEqualByComparingTo("1510");
        AdjustmentView adjustment = erp.run(
                new ProposeAdjustment(),
                new ProposeAdjustment.Command(
                        HAM, B, BIN_2, BigDecimal.ONE, AdjustmentReason.CORRECTION, null, null, null, null, null),
                CARLA);
        assertThat(adjustment.state()).isEqualTo(AdjustmentState.PROPOSED);
        assertThat(adjustment.rollingTotal()).isEqualByComparingTo("1520");
    }

    @Test
    void aRejectedWriteOffLeavesTheGoodsInTransitAndWhatArrivedMeanwhileIsNotWrittenOff() {
        TransferId transfer = sent("80");
        WriteOffId rejected = writeOff(transfer, "80", CARLA).writeOff();
        Attempts.refused(
                Problem.REASON_MISSING,
                () -> erp.run(new RejectWriteOff(), new RejectWriteOff.Command(rejected, ""), CONRAD));
        assertThat(erp.run(new RejectWriteOff(), new RejectWriteOff.Command(rejected, "look again"), CONRAD)
                        .state())
                .isEqualTo(WriteOffState.REJECTED);
        assertThat(inTransit(A).get(0).inTransit()).isEqualByComparingTo("80");

        WriteOffId again = writeOff(transfer, "80", CARLA).writeOff();
        receive(transfer, arrival(1, "60", TransferDifference.FOLLOWS));
        int before = Warehouse.written(erp);
        Attempts.refused(Problem.MORE_THAN_OPEN, () -> approve(again, CONRAD));
        assertThat(Warehouse.written(erp)).isEqualTo(before);
        Attempts.refused(
                Problem.INVALID,
                () -> erp.run(
                        new ProposeWriteOff(),
                        new ProposeWriteOff.Command(transfer, 1, BigDecimal.ONE, TransferDifference.FOLLOWS, "lost"),
                        CARLA));
        Attempts.refused(Problem.FORBIDDEN, () -> writeOff(transfer, "1", PIA));
    }

    @Test
    void onlyBeforeSendingItIsCancelled() {
        TransferId open = create(line(A, BIN_1, "40")).transfer();
        Attempts.refused(
                Problem.REASON_MISSING,
                () -> erp.run(new CancelTransfer(), new CancelTransfer.Command(open, " "), WANDA));
        assertThat(erp.run(new CancelTransfer(), new CancelTransfer.Command(open, "not needed"), WANDA)
                        .state())
                .isEqualTo(TransferState.CANCELLED);
        Attempts.refused(Problem.WRONG_STATE, () -> send(open));
        TransferId sent = sent("40");
        Attempts.refused(
                Problem.WRONG_STATE,
                () -> erp.run(new CancelTransfer(), new CancelTransfer.Command(sent, "too late"), WANDA));
        assertThat(erp.rows("event where type = 'setpoint.inventory.transfer-cancelled.v1'"))
                .isEqualTo(1);
    }

    @Test
    void whatIsReservedOrOnHoldOrNotThereDoesNotLeave() {
        erp.run(
                new HoldStock(),
                new HoldStock.Command(HAM, BIN_1, A, new BigDecimal("30"), HoldReason.RECALL, null, null),
                WANDA);
        erp.sql("update stock set reserved = 20 where site_id = 'HAM' and item_id = 'ITEM-A'");
        TransferId tooMuch = create(line(A, BIN_1, "51")).transfer();
        int before = Warehouse.written(erp);
        Attempts.refused(Problem.MORE_THAN_ON_HAND, () -> send(tooMuch));
        TransferId elsewhere = create(line(A, BIN_2, "1")).transfer();
        Attempts.refused(Problem.MORE_THAN_ON_HAND, () -> send(elsewhere));
        assertThat(erp.rows("stock_move where kind = 'TRANSFER_OUT'")).isZero();
        assertThat(Warehouse.written(erp)).isEqualTo(before + 2);

        erp.run(
                new ReceiveGoods(),
                new ReceiveGoods.Command(
                        HAM, null, Instant.EPOCH, null, List.of(new ReceiveGoods.Line(A, BIN_2, new BigDecimal("50")))),
                WANDA);
        TransferId held = create(line(A, BIN_1, "71")).transfer();
        Attempts.refused(Problem.ON_HOLD, () -> send(held));
        assertThat(send(tooMuch).state()).isEqualTo(TransferState.IN_TRANSIT);
    }

    @Test
    void aWrongTransferIsRefusedAndNothingIsWritten() {
        TransferId transfer = sent("40");
        int before = Warehouse.written(erp) + erp.rows("transfer");
        Attempts.refused(Problem.INVALID, () -> create(HAM, HAM, today(), line(A, BIN_1, "1")));
        Attempts.refused(Problem.INVALID, () -> create(HAM, ROT, today().plusYears(2), line(A, BIN_1, "1")));
        Attempts.refused(Problem.INVALID, () -> create(line(A, BIN_1, "0")));
        Attempts.refused(Problem.INVALID, () -> create());
        Attempts.refused(Problem.UNKNOWN_REFERENCE, () -> create(line(A, R_01, "1")));
        Attempts.refused(Problem.UNKNOWN_REFERENCE, () -> create(line(new Sku("NOPE"), BIN_1, "1")));
        Attempts.refused(Problem.UNKNOWN_REFERENCE, () -> create(HAM, new SiteId("XXX"), today(), line(A, BIN_1, "1")));
        Attempts.refused(Problem.NOT_FOUND, () -> send(new TransferId("TR-404")));
        Attempts.refused(
                Problem.UNKNOWN_REFERENCE,
                () -> receive(transfer, new ReceiveTransfer.Line(1, BIN_1, new BigDecimal("40"), null)));
        Attempts.refused(
                Problem.INVALID,
                () -> receive(
                        transfer,
                        arrival(1, "1", TransferDifference.FOLLOWS),
                        arrival(1, "1", TransferDifference.FOLLOWS)));
        Attempts.refused(
                Problem.OUT_OF_SEQUENCE,
                () -> erp.run(
                        new ReceiveTransfer(),
                        new ReceiveTransfer.Command(
                                transfer, Instant.now().minusSeconds(3600), List.of(arrival(1, "40", null))),
                        WILL));
        assertThat(Warehouse.written(erp) + erp.rows("transfer")).isEqualTo(before);
    }

    @Test
    void eachStepNeedsTheRightAtItsSite() {
        Actor ham = Warehouse.personAt("hans", "HAM", Permission.VIEW, Permission.TRANSFER, Permission.RECEIVE);
        Actor rot = Warehouse.personAt("rita", "ROT", Permission.VIEW, Permission.TRANSFER, Permission.RECEIVE);
        CreateTransfer.Command command =
                new CreateTransfer.Command(HAM, ROT, today(), null, List.of(line(A, BIN_1, "40")));
        Attempts.refused(Problem.FORBIDDEN, () -> erp.run(new CreateTransfer(), command, rot));
        Attempts.refused(Problem.FORBIDDEN, () -> erp.run(new CreateTransfer(), command, PIA));
        TransferId transfer = erp.run(new CreateTransfer(), command, ham).transfer();
        SendTransfer.Command send = new SendTransfer.Command(transfer, null, null);
        Attempts.refused(Problem.FORBIDDEN, () -> erp.run(new SendTransfer(), send, rot));
        Actor south = new Actor(ham.person(), new CompanyId("SOUTH"), WANDA.everywhere(), Map.of());
        Attempts.refused(Problem.NOT_FOUND, () -> erp.run(new SendTransfer(), send, south));
        erp.run(new SendTransfer(), send, ham);
        ReceiveTransfer.Command receive = new ReceiveTransfer.Command(transfer, null, List.of(arrival(1, "40", null)));
        Attempts.refused(Problem.FORBIDDEN, () -> erp.run(new ReceiveTransfer(), receive, ham));
        erp.run(new ReceiveTransfer(), receive, rot);

        assertThat(list(ham, false)).hasSize(1);
        assertThat(list(rot, false)).hasSize(1);
        Actor nowhere = Warehouse.personAt("nils", "BER", Permission.VIEW);
        assertThat(list(nowhere, false)).isEmpty();
        Attempts.refused(
                Problem.NOT_FOUND,
                () -> erp.reads().in(ErpFixture.COMPANY, handle -> TransferQueries.get(handle, nowhere, transfer)));
    }

    @Test
    void overdueIsWhatIsInTransitBehindItsDay() {
        TransferId late =
                create(HAM, ROT, today().minusDays(3), line(A, BIN_1, "10")).transfer();
        TransferId early =
                create(HAM, ROT, today().plusDays(3), line(A, BIN_1, "10")).transfer();
        assertThat(list(PIA, true)).isEmpty();
        send(late);
        send(early);

        assertThat(list(PIA, true)).extracting(TransferView::transfer).containsExactly(late);
        assertThat(list(PIA, true).get(0).overdue()).isTrue();
        receive(late, arrival(1, "10", null));
        assertThat(list(PIA, true)).isEmpty();
    }

    @Test
    void twentyWhoSendAndReceiveAtOnceDoItOnce() throws InterruptedException {
        TransferId transfer = create(line(A, BIN_1, "40")).transfer();
        List<Callable<TransferView>> sends = new ArrayList<>();
        List<Callable<TransferView>> receipts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            sends.add(() -> send(transfer));
            receipts.add(() -> receive(transfer, arrival(1, "40", null)));
        }
        assertThat(Attempts.inParallel(sends).stream().filter(TransferView.class::isInstance))
                .hasSize(1);
        assertThat(Attempts.inParallel(receipts).stream().filter(TransferView.class::isInstance))
                .hasSize(1);
        assertThat(onHand("HAM", A)).isEqualByComparingTo("60");
        assertThat(onHand("ROT", A)).isEqualByComparingTo("40");
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    private static CreateTransfer.Line line(Sku item, BinId bin, String quantity) {
        return new CreateTransfer.Line(item, bin, new BigDecimal(quantity));
    }

    private String text(String sql) {
        return erp.owner()
                .withHandle(
                        handle -> handle.createQuery(sql).mapTo(String.class).one());
    }

    private static SendTransfer.ShortLine less(int lineNo, String sent, String reason) {
        return new SendTransfer.ShortLine(lineNo, new BigDecimal(sent), reason);
    }

    private static ReceiveTransfer.Line arrival(int lineNo, String quantity, @Nullable TransferDifference difference) {
        return new ReceiveTransfer.Line(lineNo, R_01, new BigDecimal(quantity), difference);
    }

    private TransferId sent(String quantity) {
        TransferId transfer = create(line(A, BIN_1, quantity)).transfer();
        send(transfer);
        return transfer;
    }

    private TransferView create(CreateTransfer.Line... lines) {
        return create(HAM, ROT, today(), lines);
    }

    private TransferView create(SiteId from, SiteId to, LocalDate expectedOn, CreateTransfer.Line... lines) {
        return erp.run(
                new CreateTransfer(), new CreateTransfer.Command(from, to, expectedOn, null, List.of(lines)), WANDA);
    }

    private TransferView send(TransferId transfer, SendTransfer.ShortLine... lines) {
        return erp.run(new SendTransfer(), new SendTransfer.Command(transfer, null, List.of(lines)), WANDA);
    }

    private TransferView receive(TransferId transfer, ReceiveTransfer.Line... lines) {
        return erp.run(new ReceiveTransfer(), new ReceiveTransfer.Command(transfer, null, List.of(lines)), WILL);
    }

    private WriteOffView writeOff(TransferId transfer, String quantity, Actor actor) {
        return erp.run(
                new ProposeWriteOff(),
                new ProposeWriteOff.Command(
                        transfer, 1, new BigDecimal(quantity), TransferDifference.MISSING, "not on the truck"),
                actor);
    }

    private WriteOffView approve(WriteOffId writeOff, Actor actor) {
        return erp.run(new ApproveWriteOff(), new ApproveWriteOff.Command(writeOff, null), actor);
    }

    private List<TransferQueries.InTransit> inTransit(@Nullable Sku item) {
        return erp.reads()
                .in(ErpFixture.COMPANY, handle -> TransferQueries.inTransit(handle, PIA, null, item, null, null))
                .items();
    }

    private List<TransferView> list(Actor actor, boolean overdue) {
        return erp.reads()
                .in(
                        ErpFixture.COMPANY,
                        handle -> TransferQueries.list(handle, actor, null, null, null, overdue, null, null))
                .items();
    }

    private BigDecimal onHand(String site, Sku item) {
        return erp.owner()
                .withHandle(handle -> handle.createQuery(
                                "select on_hand from stock where site_id = :site and item_id = :item")
                        .bind("site", site)
                        .bind("item", item)
                        .mapTo(BigDecimal.class)
                        .one());
    }
}
