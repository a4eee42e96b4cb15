package io.setpoint.erp.returns;

import static io.setpoint.erp.Warehouse.A;
import static io.setpoint.erp.Warehouse.BIN_1;
import static io.setpoint.erp.Warehouse.BIN_2;
import static io.setpoint.erp.Warehouse.CARLA;
import static io.setpoint.erp.Warehouse.CONRAD;
import static io.setpoint.erp.Warehouse.HAM;
import static io.setpoint.erp.Warehouse.PIA;
import static io.setpoint.erp.Warehouse.WANDA;
import static io.setpoint.erp.Warehouse.WILL;
import static io.setpoint.erp.returns.ReturnsFixture.CARLA_AT_DOCK;
import static io.setpoint.erp.returns.ReturnsFixture.SAM;
import static io.setpoint.erp.returns.ReturnsFixture.SHIPMENT;
import static io.setpoint.erp.returns.ReturnsFixture.last;
import static io.setpoint.erp.returns.ReturnsFixture.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.ReturnOutcome;
import io.setpoint.contracts.events.ReturnReason;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.CompanyId;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.ReturnId;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.erp.Attempts;
import io.setpoint.erp.ErpFixture;
import io.setpoint.erp.Warehouse;
import io.setpoint.erp.inventory.api.StockReservations.Picked;
import io.setpoint.erp.inventory.api.StockReservations.Reserved;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReturnTest {
    private final ReturnsFixture returns = new ReturnsFixture();
    private final ErpFixture erp = returns.erp();

    @AfterEach
    void everythingAddsUp() {
        assertThat(returns.contradictions()).isEmpty();
        returns.close();
    }

    private <C, R> Refused assertRefused(Problem problem, UseCase<C, R> useCase, C command, Actor actor) {
        int before = returns.written();
        Refused refused = Attempts.refused(problem, () -> returns.run(useCase, command, actor));
        assertThat(returns.written()).isEqualTo(before);
        assertThat(useCase.control().refusals().contains(problem) || problem == Problem.FORBIDDEN)
                .isTrue();
        return refused;
    }

    private void assertAudited(String command, Problem refusal) {
        assertThat(erp.rows("audit where command = '" + command + "' and outcome = 'REFUSED' and refusal = '"
                        + refusal.code() + "'"))
                .isPositive();
    }

    private void assertWrittenTogether(String command, ReturnView view, String... events) {
        for (String event : events) {
            assertThat(erp.rows(
                            "audit a join event e on e.id = any(a.event_ids) where a.outcome = 'DONE' and a.command = '"
                                    + command + "' and e.aggregateid = '" + view.returnId()
                                    + "' and e.type = 'setpoint.returns." + event + ".v1'"))
                    .isPositive();
        }
        assertThat(erp.rows("customer_return where return_id = '" + view.returnId() + "' and version = "
                        + view.version() + " and state = '" + view.state() + "'"))
                .isEqualTo(1);
    }

    @Test
    void aReturnIsAnnouncedReceivedIntoInspectionAndRestocked() {
        ReturnView opened = returns.open(line(1, "5"), line(2, "3"));
        assertWrittenTogether("open-return", opened, "return-opened");
        assertThat(opened.state()).isEqualTo(ReturnState.OPEN);
        assertThat(opened.lines().get(0).unitPrice()).isEqualByComparingTo("15");

        ReturnView received = returns.receive(WANDA, opened);
        assertWrittenTogether("receive-return", received, "return-received");
        assertThat(returns.stock("ITEM-A")).isEqualTo("5 on hand, 5 in inspection");

        ReturnView first = returns.dispose(WANDA, received, 1, "5", ReturnOutcome.RESTOCK);
        assertWrittenTogether("dispose-return", first, "disposition-proposed", "return-disposed");
        assertThat(first.state()).isEqualTo(ReturnState.RECEIVED);
        assertThat(returns.stock("ITEM-A")).isEqualTo("5 on hand, 0 in inspection");
        assertThat(erp.rows("stock_bin where item_id = 'ITEM-A' and bin_id = 'A-01-2' and on_hand = 5"))
                .isEqualTo(1);

        ReturnView second = returns.dispose(WANDA, first, 2, "1", ReturnOutcome.SUPPLIER);
        assertThat(second.state()).isEqualTo(ReturnState.RECEIVED);
        ReturnView closed = returns.dispose(WANDA, second, 2, "2", ReturnOutcome.SCRAP);
        assertThat(closed.state()).isEqualTo(ReturnState.CLOSED);
        assertThat(closed.closedAt()).isNotNull();
        assertThat(returns.stock("ITEM-B")).isEqualTo("0 on hand, 0 in inspection");
        assertThat(erp.rows("stock_move where kind = 'RETURN_IN'")).isEqualTo(3);
        assertThat(erp.rows("stock_move where kind = 'RETURN_OUT'")).isEqualTo(3);
    }

    @Test
    void whatIsInInspectionCanBeNeitherReservedNorShippedUntilItIsRestocked() {
        ReturnView received = returns.received(WANDA, line(1, "5"));
        erp.sql("""
                insert into sales_order (company_id, order_id, site_id, customer_id, channel, shipping_mode, state,
                                         requested_date, placed_at, placed_by)
                values ('NORTH', 'SO-2', 'HAM', 'CU-1', 'web', 'STANDARD', 'PLACED', current_date, now(), 'sam');
                insert into sales_order_line (company_id, order_id, line_no, item_id, quantity, unit_price, unit_cost,
                                              requested_date, commit_date)
                values ('NORTH', 'SO-2', 1, 'ITEM-A', 5, 15, 10, current_date, current_date);
                """);
        OrderId order = new OrderId("SO-2");
        List<Reserved> wanted = List.of(new Reserved(1, A, new BigDecimal("5")));
        returns.erp()
                .elsewhere(work -> assertThat(
                                returns.reservations.lock(work, HAM, List.of(A)).get(A))
                        .satisfies(stock -> assertThat(stock.free()).isZero()));
        Attempts.refused(Problem.MORE_THAN_ON_HAND, () -> {
            returns.erp().elsewhere(work -> returns.reservations.reserve(work, HAM, order, wanted));
            return "";
        });

        // Five more arrive by another way; they are free, and still nobody ships the ones that wait.
        erp.sql("""
                update stock set on_hand = 10 where item_id = 'ITEM-A';
                insert into stock_bin (company_id, site_id, bin_id, item_id, on_hand)
                values ('NORTH', 'HAM', 'A-01-2', 'ITEM-A', 5);
                insert into stock_move (company_id, site_id, item_id, bin_id, quantity, kind, document_id, line_no, person_id,
                                        occurred_at, recorded_at)
                values ('NORTH', 'HAM', 'ITEM-A', 'A-01-2', 5, 'RECEIPT', 'RC-1', 1, 'will', now(), now());
                """);
        returns.erp().elsewhere(work -> returns.reservations.reserve(work, HAM, order, wanted));
        Attempts.refused(Problem.ON_HOLD, () -> {
            returns.erp()
                    .elsewhere(work -> returns.reservations.ship(
                            work,
                            HAM,
                            new ShipmentId("SH-9"),
                            order,
                            List.of(new Picked(1, A, BIN_1, new BigDecimal("5"))),
                            work.now()));
            return "";
        });

        returns.run(
                returns.disposeReturn,
                new DisposeReturn.Command(
                        received.returnId(), 1, new BigDecimal("5"), ReturnOutcome.RESTOCK, null, "as new"),
                WILL);
        assertThat(returns.stock("ITEM-A")).isEqualTo("10 on hand, 0 in inspection");
        returns.erp()
                .elsewhere(work -> returns.reservations.ship(
                        work,
                        HAM,
                        new ShipmentId("SH-9"),
                        order,
                        List.of(new Picked(1, A, BIN_1, new BigDecimal("5"))),
                        work.now()));
        assertThat(returns.stock("ITEM-A")).isEqualTo("5 on hand, 0 in inspection");
    }

    @Test
    void neverMoreComesBackThanWasShippedAndIsNotReturnedYet() {
        returns.open(line(1, "60"), line(1, "30"));
        assertRefused(
                Problem.MORE_THAN_OPEN,
                returns.openReturn,
                new OpenReturn.Command(SHIPMENT, List.of(line(1, "11"))),
                SAM);
        assertRefused(
                Problem.MORE_THAN_OPEN,
                returns.openReturn,
                new OpenReturn.Command(SHIPMENT, List.of(line(1, "6"), line(1, "5"))),
                SAM);
        ReturnView rest = returns.open(line(1, "10"));
        returns.run(returns.cancelReturn, new CancelReturn.Command(rest.returnId(), "kept"), SAM);
        ReturnView again = returns.open(line(1, "10"));

        // Four of them arrive: six are free to be announced again.
        returns.receive(WANDA, again, new ReceiveReturn.Line(1, new BigDecimal("4")));
        assertRefused(
                Problem.MORE_THAN_OPEN,
                returns.openReturn,
                new OpenReturn.Command(SHIPMENT, List.of(line(1, "7"))),
                SAM);
        returns.open(line(1, "6"));
    }

    @Test
    void anAnnouncementIsRefusedForWhatWasNotShippedAndWithoutItsReason() {
        assertRefused(
                Problem.UNKNOWN_REFERENCE,
                returns.openReturn,
                new OpenReturn.Command(new ShipmentId("SH-404"), List.of(line(1, "1"))),
                SAM);
        assertRefused(
                Problem.WRONG_STATE,
                returns.openReturn,
                new OpenReturn.Command(new ShipmentId("SH-2"), List.of(line(1, "1"))),
                SAM);
        assertRefused(
                Problem.UNKNOWN_REFERENCE,
                returns.openReturn,
                new OpenReturn.Command(SHIPMENT, List.of(line(3, "1"))),
                SAM);
        assertRefused(
                Problem.REASON_MISSING,
                returns.openReturn,
                new OpenReturn.Command(
                        SHIPMENT, List.of(new OpenReturn.Line(1, BigDecimal.ONE, ReturnReason.OTHER, null))),
                SAM);
        assertThatThrownBy(() -> line(1, "0")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> line(1, "1.0001")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OpenReturn.Command(SHIPMENT, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aReceiptIsRefusedTwiceInAnUnknownBinTooMuchOrTooEarly() {
        ReturnView opened = returns.open(line(1, "5"));
        ReturnId id = opened.returnId();
        assertRefused(
                Problem.UNKNOWN_REFERENCE,
                returns.receiveReturn,
                new ReceiveReturn.Command(id, new BinId("R-01"), null, null),
                WANDA);
        assertRefused(
                Problem.UNKNOWN_REFERENCE,
                returns.receiveReturn,
                new ReceiveReturn.Command(id, BIN_1, null, List.of(new ReceiveReturn.Line(2, BigDecimal.ONE))),
                WANDA);
        assertRefused(
                Problem.MORE_THAN_OPEN,
                returns.receiveReturn,
                new ReceiveReturn.Command(id, BIN_1, null, List.of(new ReceiveReturn.Line(1, BigDecimal.TEN))),
                WANDA);
        assertRefused(
                Problem.NOTHING_TO_DO,
                returns.receiveReturn,
                new ReceiveReturn.Command(id, BIN_1, null, List.of(new ReceiveReturn.Line(1, BigDecimal.ZERO))),
                WANDA);
        assertRefused(
                Problem.OUT_OF_SEQUENCE,
                returns.receiveReturn,
                new ReceiveReturn.Command(id, BIN_1, Instant.EPOCH, null),
                WANDA);
        assertRefused(
                Problem.IN_THE_FUTURE,
                returns.receiveReturn,
                new ReceiveReturn.Command(id, BIN_1, Instant.now().plusSeconds(3600), null),
                WANDA);
        assertRefused(
                Problem.NOT_FOUND,
                returns.receiveReturn,
                new ReceiveReturn.Command(new ReturnId("RT-404"), BIN_1, null, null),
                WANDA);
        returns.receive(WANDA, opened);
        assertRefused(
                Problem.WRONG_STATE, returns.receiveReturn, new ReceiveReturn.Command(id, BIN_1, null, null), WANDA);
        assertRefused(Problem.WRONG_STATE, returns.cancelReturn, new CancelReturn.Command(id, "late"), SAM);
        assertRefused(
                Problem.REASON_MISSING,
                returns.cancelReturn,
                new CancelReturn.Command(returns.open(line(2, "1")).returnId(), " "),
                SAM);
    }

    @Test
    void scrapAboveToleranceWaitsForSomebodyWhoNeitherProposedNorReceivedIt() {
        ReturnView received = returns.received(CARLA_AT_DOCK, line(1, "60"));
        ReturnView proposed = returns.dispose(WANDA, received, 1, "51", ReturnOutcome.SCRAP);

        assertThat(last(proposed).state()).isEqualTo(DispositionState.PROPOSED);
        assertThat(last(proposed).value()).isEqualByComparingTo("510");
        assertThat(returns.stock("ITEM-A")).isEqualTo("60 on hand, 60 in inspection");
        ApproveDisposition.Command approval = new ApproveDisposition.Command(received.returnId(), 1, null);
        Refused byReceiver = assertRefused(Problem.SELF_APPROVAL, returns.approveDisposition, approval, CARLA);
        assertThat(byReceiver.allowed()).containsExactly("Conrad");
        assertAudited("approve-disposition", Problem.SELF_APPROVAL);
        assertRefused(Problem.FORBIDDEN, returns.approveDisposition, approval, WILL);
        assertAudited("approve-disposition", Problem.FORBIDDEN);

        ReturnView approved = returns.approve(CONRAD, received.returnId(), 1);
        assertWrittenTogether("approve-disposition", approved, "return-disposed");
        assertThat(last(approved).decidedBy()).isEqualTo(CONRAD.person());
        assertThat(returns.stock("ITEM-A")).isEqualTo("9 on hand, 9 in inspection");
        assertRefused(Problem.ALREADY_DECIDED, returns.approveDisposition, approval, CONRAD);
        assertRefused(
                Problem.ALREADY_DECIDED,
                returns.rejectDisposition,
                new RejectDisposition.Command(received.returnId(), 1, "late"),
                CONRAD);
    }

    @Test
    void theProposerCannotApproveHisOwnScrap() {
        ReturnView received = returns.received(WANDA, line(1, "60"));
        returns.dispose(CARLA, received, 1, "60", ReturnOutcome.SUPPLIER);
        assertRefused(
                Problem.SELF_APPROVAL,
                returns.approveDisposition,
                new ApproveDisposition.Command(received.returnId(), 1, null),
                CARLA);
        ReturnView closed = returns.approve(CONRAD, received.returnId(), 1);
        assertThat(closed.state()).isEqualTo(ReturnState.CLOSED);
    }

    @Test
    void whoReceivedValuableGoodsDoesNotJudgeThemAloneAndAnotherPersonDoes() {
        ReturnView received = returns.received(WANDA, line(1, "100"));
        assertThat(last(returns.dispose(WANDA, received, 1, "51", ReturnOutcome.RESTOCK))
                        .state())
                .isEqualTo(DispositionState.PROPOSED);
        ReturnView rejected = returns.reject(WANDA, received.returnId(), 1, "mine");
        assertWrittenTogether("reject-disposition", rejected, "disposition-rejected");
        assertThat(rejected.lines().get(0).waiting()).isEqualByComparingTo("100");

        ReturnView restocked = returns.dispose(WILL, received, 1, "100", ReturnOutcome.RESTOCK);
        assertThat(last(restocked).overTolerance()).isTrue();
        assertThat(last(restocked).state()).isEqualTo(DispositionState.POSTED);
        assertThat(returns.stock("ITEM-A")).isEqualTo("100 on hand, 0 in inspection");
    }

    @Test
    void splittingScrapIntoPartsGainsNothingNorDoesAnAdjustmentBesideIt() {
        ReturnView received = returns.received(CARLA_AT_DOCK, line(1, "100"), line(2, "40"));
        for (int i = 0; i < 3; i++) {
            assertThat(last(returns.dispose(WANDA, received, 1, "30", ReturnOutcome.SCRAP))
                            .state())
                    .isEqualTo(DispositionState.POSTED);
        }
        Warehouse.adjustment(erp, "ADJ-1", "wanda", "PROPOSED", -40);
        assertThat(last(returns.dispose(WANDA, received, 2, "20", ReturnOutcome.SCRAP))
                        .state())
                .isEqualTo(DispositionState.POSTED);
        assertThat(last(returns.dispose(WANDA, received, 2, "1", ReturnOutcome.SCRAP))
                        .state())
                .isEqualTo(DispositionState.PROPOSED);
        assertThat(last(returns.dispose(WILL, received, 2, "1", ReturnOutcome.SCRAP))
                        .state())
                .isEqualTo(DispositionState.POSTED);
    }

    @Test
    void aVerdictIsRefusedForMoreThanWaitsUnknownLinesAndBinsAndBeforeTheGoodsCame() {
        ReturnView opened = returns.open(line(1, "5"));
        ReturnId id = opened.returnId();
        assertRefused(Problem.WRONG_STATE, returns.disposeReturn, scrap(id, 1, "1"), WANDA);
        returns.receive(WANDA, opened);
        assertRefused(Problem.MORE_THAN_OPEN, returns.disposeReturn, scrap(id, 1, "6"), WANDA);
        assertAudited("dispose-return", Problem.MORE_THAN_OPEN);
        assertRefused(Problem.UNKNOWN_REFERENCE, returns.disposeReturn, scrap(id, 2, "1"), WANDA);
        assertRefused(Problem.NOT_FOUND, returns.disposeReturn, scrap(new ReturnId("RT-404"), 1, "1"), WANDA);
        assertRefused(
                Problem.UNKNOWN_REFERENCE,
                returns.disposeReturn,
                new DisposeReturn.Command(id, 1, BigDecimal.ONE, ReturnOutcome.RESTOCK, new BinId("R-01"), null),
                WANDA);
        assertThatThrownBy(() -> new DisposeReturn.Command(id, 1, BigDecimal.ONE, ReturnOutcome.SCRAP, BIN_2, null))
                .isInstanceOf(IllegalArgumentException.class);

        // A count found the bin empty: what is not there cannot leave.
        erp.sql("""
                update stock set on_hand = 0 where item_id = 'ITEM-A';
                update stock_bin set on_hand = 0 where item_id = 'ITEM-A';
                insert into stock_move (company_id, site_id, item_id, bin_id, quantity, kind, document_id, line_no, person_id,
                                        occurred_at, recorded_at)
                values ('NORTH', 'HAM', 'ITEM-A', 'A-01-1', -5, 'ADJUSTMENT', 'ADJ-1', 1, 'will', now(), now());
                """);
        assertRefused(Problem.MORE_THAN_ON_HAND, returns.disposeReturn, scrap(id, 1, "5"), WANDA);
    }

    private static DisposeReturn.Command scrap(ReturnId id, int lineNo, String quantity) {
        return new DisposeReturn.Command(id, lineNo, new BigDecimal(quantity), ReturnOutcome.SCRAP, null, null);
    }

    @Test
    void aProposalIsRefusedByItsProposerOrAControllerAndByNobodyElse() {
        ReturnView received = returns.received(CARLA_AT_DOCK, line(1, "60"));
        returns.dispose(WANDA, received, 1, "60", ReturnOutcome.SCRAP);
        RejectDisposition.Command rejection = new RejectDisposition.Command(received.returnId(), 1, "not broken");
        assertRefused(Problem.FORBIDDEN, returns.rejectDisposition, rejection, WILL);
        assertRefused(
                Problem.REASON_MISSING,
                returns.rejectDisposition,
                new RejectDisposition.Command(received.returnId(), 1, " "),
                CONRAD);
        assertRefused(
                Problem.NOT_FOUND,
                returns.rejectDisposition,
                new RejectDisposition.Command(received.returnId(), 2, "x"),
                CONRAD);
        ReturnView rejected = returns.reject(CONRAD, received.returnId(), 1, "not broken");
        assertThat(rejected.state()).isEqualTo(ReturnState.RECEIVED);
        assertThat(returns.stock("ITEM-A")).isEqualTo("60 on hand, 60 in inspection");
    }

    @Test
    void eachStepNeedsItsRightAtTheSite() {
        OpenReturn.Command open = new OpenReturn.Command(SHIPMENT, List.of(line(1, "1")));
        assertRefused(Problem.FORBIDDEN, returns.openReturn, open, WANDA);
        assertRefused(
                Problem.FORBIDDEN, returns.openReturn, open, Warehouse.personAt("rob", "ROT", Permission.OPEN_RETURN));
        ReturnView opened =
                returns.run(returns.openReturn, open, Warehouse.personAt("hans", "HAM", Permission.OPEN_RETURN));
        assertRefused(
                Problem.FORBIDDEN,
                returns.receiveReturn,
                new ReceiveReturn.Command(opened.returnId(), BIN_1, null, null),
                SAM);
        assertRefused(
                Problem.FORBIDDEN,
                returns.receiveReturn,
                new ReceiveReturn.Command(opened.returnId(), BIN_1, null, null),
                Warehouse.personAt("rob", "ROT", Permission.RECEIVE));
        returns.receive(WANDA, opened);
        assertRefused(Problem.FORBIDDEN, returns.disposeReturn, scrap(opened.returnId(), 1, "1"), PIA);
        assertAudited("dispose-return", Problem.FORBIDDEN);
        assertRefused(
                Problem.FORBIDDEN,
                returns.cancelReturn,
                new CancelReturn.Command(opened.returnId(), "x"),
                Warehouse.personAt("rob", "ROT", Permission.OPEN_RETURN));
    }

    @Test
    void anotherCompanyFindsNeitherTheShipmentNorTheReturn() {
        ReturnView opened = returns.open(line(1, "1"));
        Actor south = new Actor(SAM.person(), new CompanyId("SOUTH"), Set.of(Permission.values()), Map.of());
        assertRefused(
                Problem.UNKNOWN_REFERENCE,
                returns.openReturn,
                new OpenReturn.Command(SHIPMENT, List.of(line(1, "1"))),
                south);
        assertRefused(
                Problem.NOT_FOUND,
                returns.receiveReturn,
                new ReceiveReturn.Command(opened.returnId(), BIN_1, null, null),
                south);
        Attempts.refused(
                Problem.NOT_FOUND,
                () -> erp.reads().in(south.company(), handle -> ReturnQueries.get(handle, south, opened.returnId())));
        assertThat(erp.reads()
                        .in(south.company(), handle -> ReturnQueries.list(handle, south, null, null, null, null, null))
                        .items())
                .isEmpty();
    }

    @Test
    void theListShowsReturnsNewestFirstPageByPageAndOnlyOfSitesTheReaderSees() {
        List<ReturnId> opened = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            opened.add(0, returns.open(line(1, "2")).returnId());
        }
        List<ReturnId> read = new ArrayList<>();
        String cursor = null;
        do {
            String from = cursor;
            var page = erp.reads()
                    .in(SAM.company(), handle -> ReturnQueries.list(handle, SAM, ReturnState.OPEN, HAM, null, from, 1));
            page.items().forEach(row -> {
                assertThat(row.value()).isEqualByComparingTo("30");
                read.add(row.returnId());
            });
            cursor = page.next();
        } while (cursor != null);
        assertThat(read).containsExactlyElementsOf(opened);
        Actor rob = Warehouse.personAt("rob", "ROT", Permission.VIEW);
        assertThat(erp.reads()
                        .in(rob.company(), handle -> ReturnQueries.list(handle, rob, null, null, null, null, null))
                        .items())
                .isEmpty();
        Attempts.refused(
                Problem.NOT_FOUND,
                () -> erp.reads().in(rob.company(), handle -> ReturnQueries.get(handle, rob, opened.get(0))));
        Attempts.refused(
                Problem.INVALID,
                () -> erp.reads()
                        .in(SAM.company(), handle -> ReturnQueries.list(handle, SAM, null, null, null, "mine", null)));
    }

    @Test
    void twentyAtOnceAnnounceNoMoreThanWasShipped() throws Exception {
        List<Callable<ReturnView>> attempts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            attempts.add(() -> returns.open(line(1, "9")));
        }
        List<Object> answers = Attempts.inParallel(attempts);
        assertThat(answers.stream().filter(ReturnView.class::isInstance)).hasSize(11);
        assertThat(answers.stream().filter(Refused.class::isInstance)).hasSize(9);
    }

    @Test
    void tenAtOnceDisposeOfNoMoreThanArrivedAndReceiveOnce() throws Exception {
        ReturnView opened = returns.open(line(1, "5"));
        List<Callable<ReturnView>> receipts = new ArrayList<>();
        List<Callable<ReturnView>> verdicts = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            receipts.add(() -> returns.receive(WANDA, opened));
            verdicts.add(() -> returns.dispose(WILL, opened, 1, "1", ReturnOutcome.SCRAP));
        }
        assertThat(Attempts.inParallel(receipts).stream().filter(ReturnView.class::isInstance))
                .hasSize(1);
        assertThat(Attempts.inParallel(verdicts).stream().filter(ReturnView.class::isInstance))
                .hasSize(5);
        assertThat(returns.stock("ITEM-A")).isEqualTo("0 on hand, 0 in inspection");
        assertThat(erp.rows("customer_return where state = 'CLOSED'")).isEqualTo(1);
    }
}
