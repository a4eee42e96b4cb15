package io.setpoint.erp.purchasing;

import static io.setpoint.erp.Warehouse.A;
import static io.setpoint.erp.Warehouse.B;
import static io.setpoint.erp.Warehouse.C;
import static io.setpoint.erp.Warehouse.HAM;
import static io.setpoint.erp.Warehouse.WANDA;
import static io.setpoint.erp.purchasing.Buying.ADA;
import static io.setpoint.erp.purchasing.Buying.ALF;
import static io.setpoint.erp.purchasing.Buying.BEA;
import static io.setpoint.erp.purchasing.Buying.BO;
import static io.setpoint.erp.purchasing.Buying.EVE;
import static io.setpoint.erp.purchasing.Buying.FRIDAY;
import static io.setpoint.erp.purchasing.Buying.LIND;
import static io.setpoint.erp.purchasing.Buying.RISKY;
import static io.setpoint.erp.purchasing.Buying.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.CompanyId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.SupplierId;
import io.setpoint.erp.Attempts;
import io.setpoint.erp.ErpFixture;
import io.setpoint.erp.Warehouse;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Request;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PurchaseOrderTest {
    private final Buying buying = new Buying();

    @AfterEach
    void close() {
        buying.close();
    }

    @Test
    void withinTheLimitABuyerOrdersAlone() {
        PurchaseOrderView draft = buying.raise(BEA, LIND, line(A, "100", "10"), line(B, "1", "0"));
        assertThat(draft.state()).isEqualTo(PurchaseState.DRAFT);
        assertThat(draft.amount()).isEqualByComparingTo("1000");

        PurchaseOrderView order = buying.submit(BEA, draft.order());

        assertThat(order.state()).isEqualTo(PurchaseState.APPROVED);
        assertThat(order.releasedAt()).isNotNull();
        assertThat(events("raised") + events("submitted") + events("released")).isEqualTo(3);
        assertThat(buying.erp.rows("audit where command = 'submit-purchase-order' and actor = 'bea'"))
                .isEqualTo(1);
    }

    @Test
    void thePremiumIsThePriceAboveContractAndTheEmergencySaysWhy() {
        PurchaseOrderView order = buying.run(
                new RaisePurchaseOrder(),
                new RaisePurchaseOrder.Command(
                        HAM, LIND, "stock-out", List.of(line(A, "3", "12.5"), line(B, "2", "7"), line(C, "1", "90"))),
                BEA);
        assertThat(order.expedite()).isTrue();
        assertThat(order.premium()).isEqualByComparingTo("7.5");
        assertThat(order.lines())
                .extracting(PurchaseOrderView.Line::leadTimeDays)
                .containsExactly(7, 3, 7);
        assertThat(order.lines().get(1).contractPrice())
                .as("not the price of the next millennium")
                .isEqualByComparingTo("8");
        assertThat(order.lines().get(2).contractPrice()).isNull();

        int before = buying.written();
        Attempts.refused(
                Problem.REASON_MISSING,
                () -> buying.run(
                        new RaisePurchaseOrder(),
                        new RaisePurchaseOrder.Command(HAM, LIND, " ", List.of(line(A, "3", "12.5"))),
                        BEA));
        assertThat(buying.written()).isEqualTo(before);
    }

    @Test
    void aboveTheLimitItIsNotSentBeforeAnotherPersonApproved() {
        PurchaseOrderId order = pending("101");
        assertThat(buying.read(order).releasedAt()).isNull();
        assertThat(events("released")).isZero();
        Attempts.refused(Problem.WRONG_STATE, () -> buying.dock.receive(WANDA, order, 1, A, "1"));

        PurchaseOrderView approved = buying.approve(ADA, order);

        assertThat(approved.state()).isEqualTo(PurchaseState.APPROVED);
        assertThat(events("approved") + events("released")).isEqualTo(2);
        assertThat(buying.erp.rows("purchase_approval where person_id = 'ada' and round = 1"))
                .isEqualTo(1);
        Attempts.refused(Problem.WRONG_STATE, () -> buying.approve(ALF, order));
    }

    @Test
    void whoWroteAnyOfItCannotApproveIt() {
        PurchaseOrderId order = buying.raise(EVE, LIND, line(A, "200", "10")).order();
        buying.submit(BO, order);
        int before = buying.written();
        assertThat(Attempts.refused(Problem.SELF_APPROVAL, () -> buying.approve(EVE, order))
                        .allowed())
                .contains("Ada", "Alf")
                .doesNotContain("Eve");
        assertThat(buying.written()).isEqualTo(before);
        assertThat(buying.erp.rows("audit where command = 'approve-purchase-order' and refusal = 'self-approval'"))
                .isEqualTo(1);

        PurchaseOrderId other = pending("300");
        buying.change(EVE, other, "310", "10");
        Attempts.refused(Problem.SELF_APPROVAL, () -> buying.approve(EVE, other));
    }

    @Test
    void aboveTheSecondLimitAndForHighRiskTwoOthersApprove() {
        PurchaseOrderId large = pending("1001");
        PurchaseOrderId risky = buying.raise(BO, RISKY, line(C, "1", "1")).order();
        buying.submit(BO, risky);
        for (PurchaseOrderId order : List.of(large, risky)) {
            assertThat(buying.approve(ADA, order).state()).isEqualTo(PurchaseState.PENDING_APPROVAL);
            Attempts.refused(Problem.ALREADY_DECIDED, () -> buying.approve(ADA, order));
            assertThat(buying.approve(ALF, order).state()).isEqualTo(PurchaseState.APPROVED);
        }
    }

    @Test
    void splittingAnOrderGainsNothing() {
        assertThat(buying.submit(
                                BEA,
                                buying.raise(BEA, LIND, line(A, "60", "10")).order())
                        .state())
                .isEqualTo(PurchaseState.APPROVED);
        assertThat(buying.submit(
                                BEA,
                                buying.raise(BEA, LIND, line(A, "60", "10")).order())
                        .state())
                .isEqualTo(PurchaseState.PENDING_APPROVAL);
        assertThat(buying.submit(BO, buying.raise(BO, LIND, line(A, "60", "10")).order())
                        .state())
                .isEqualTo(PurchaseState.APPROVED);
    }

    @Test
    void splittingAtTheSameMomentGainsNothingEither() throws Exception {
        List<PurchaseOrderId> orders = IntStream.range(0, 8)
                .mapToObj(i -> buying.raise(BEA, LIND, line(A, "30", "10")).order())
                .toList();
        List<Object> answers = Attempts.inParallel(orders.stream()
                .map(order -> (Callable<PurchaseOrderView>) () -> buying.submit(BEA, order))
                .toList());
        assertThat(answers).allSatisfy(answer -> assertThat(answer).isInstanceOf(PurchaseOrderView.class));
        assertThat(buying.erp.rows("purchase_order where state = 'APPROVED'")).isEqualTo(3);
        assertThat(buying.erp.rows("purchase_order where state = 'PENDING_APPROVAL'"))
                .isEqualTo(5);
    }

    @Test
    void aChangedQuantityOrPriceReopensApprovalAndOldApprovalsCountNoMore() {
        PurchaseOrderId order = pending("1001");
        buying.approve(ADA, order);
        PurchaseOrderView changed = buying.change(BEA, order, "1002", "10");
        assertThat(changed.round()).isEqualTo(2);
        assertThat(changed.approvedBy()).isEmpty();
        buying.approve(ADA, order);
        assertThat(buying.approve(ALF, order).state()).isEqualTo(PurchaseState.APPROVED);

        PurchaseOrderView dearer = buying.change(BEA, order, "1002", "10.01");
        assertThat(dearer.state()).isEqualTo(PurchaseState.PENDING_APPROVAL);
        assertThat(dearer.releasedAt()).isNull();
        assertThat(dearer.premium()).isEqualByComparingTo("10.02");
        Attempts.refused(Problem.WRONG_STATE, () -> buying.dock.receive(WANDA, order, 1, A, "1"));
        Attempts.refused(Problem.NOTHING_TO_DO, () -> buying.change(BEA, order, "1002", "10.01"));
    }

    @Test
    void anotherDateAloneNeedsNoApproval() {
        PurchaseOrderId order = buying.sent("10");
        PurchaseOrderView later = buying.run(
                new ChangePurchaseLine(),
                new ChangePurchaseLine.Command(order, 1, BigDecimal.TEN, BigDecimal.ONE, FRIDAY.plusDays(3), "no room"),
                BEA);
        assertThat(later.state()).isEqualTo(PurchaseState.APPROVED);
        assertThat(later.lines().get(0).requestedDate()).isEqualTo(FRIDAY.plusDays(3));
    }

    @Test
    void anApprovalIsForWhatTheApproverSaw() {
        PurchaseOrderId order = pending("200");
        Request blind = new Request(ADA, null, null);
        Request stale = new Request(ADA, null, buying.read(order).version() - 1);
        ApprovePurchaseOrder.Command approve = new ApprovePurchaseOrder.Command(order, null);
        Attempts.refused(
                Problem.VERSION_MISSING, () -> buying.erp.useCases().run(new ApprovePurchaseOrder(), approve, blind));
        Attempts.refused(
                Problem.STALE_VERSION, () -> buying.erp.useCases().run(new ApprovePurchaseOrder(), approve, stale));
    }

    @Test
    void aRejectedOrACancelledOrderIsOver() {
        PurchaseOrderId rejected = pending("200");
        Attempts.refused(
                Problem.REASON_MISSING,
                () -> buying.run(new RejectPurchaseOrder(), new RejectPurchaseOrder.Command(rejected, ""), ADA));
        assertThat(buying.run(new RejectPurchaseOrder(), new RejectPurchaseOrder.Command(rejected, "no"), ADA)
                        .state())
                .isEqualTo(PurchaseState.REJECTED);
        PurchaseOrderId cancelled = buying.sent("5");
        assertThat(buying.cancel(BEA, cancelled).state()).isEqualTo(PurchaseState.CANCELLED);
        for (PurchaseOrderId order : List.of(rejected, cancelled)) {
            Attempts.refused(Problem.WRONG_STATE, () -> buying.cancel(BEA, order));
            Attempts.refused(Problem.WRONG_STATE, () -> buying.change(BEA, order, "1", "1"));
            Attempts.refused(Problem.WRONG_STATE, () -> buying.submit(BEA, order));
            Attempts.refused(Problem.WRONG_STATE, () -> buying.dock.receive(WANDA, order, 1, A, "1"));
        }
    }

    @Test
    void wrongOrdersAndPeopleWithoutTheRightAreRefused() {
        PurchaseOrderId order = pending("200");
        int before = buying.written();
        Attempts.refused(Problem.INVALID, () -> buying.raise(BEA, LIND, line(A, "0", "1")));
        Attempts.refused(Problem.INVALID, () -> buying.raise(BEA, LIND, line(A, "1", "-1")));
        Attempts.refused(Problem.INVALID, () -> buying.raise(BEA, LIND));
        Attempts.refused(Problem.UNKNOWN_REFERENCE, () -> buying.raise(BEA, LIND, line(new Sku("NOPE"), "1", "1")));
        Attempts.refused(
                Problem.UNKNOWN_REFERENCE, () -> buying.raise(BEA, new SupplierId("NOBODY"), line(A, "1", "1")));
        Attempts.refused(Problem.FORBIDDEN, () -> buying.raise(ADA, LIND, line(A, "1", "1")));
        Attempts.refused(Problem.FORBIDDEN, () -> buying.approve(BEA, order));
        Actor elsewhere = Warehouse.personAt("rob", "ROT", Permission.RAISE_PURCHASE, Permission.APPROVE_PURCHASE);
        Attempts.refused(Problem.FORBIDDEN, () -> buying.raise(elsewhere, LIND, line(A, "1", "1")));
        Attempts.refused(Problem.FORBIDDEN, () -> buying.approve(elsewhere, order));
        Attempts.refused(Problem.FORBIDDEN, () -> buying.cancel(elsewhere, order));
        Actor south = new Actor(new PersonId("sol"), new CompanyId("SOUTH"), Set.of(Permission.values()), Map.of());
        Attempts.refused(Problem.NOT_FOUND, () -> buying.cancel(south, order));
        Attempts.refused(Problem.NOT_FOUND, () -> buying.submit(BEA, new PurchaseOrderId("PO-404")));
        assertThat(buying.written()).isEqualTo(before);
    }

    @Test
    void listsShowWhatTheReaderMaySee() {
        PurchaseOrderId first = pending("200");
        PurchaseOrderId second = buying.raise(BO, LIND, line(A, "5", "1")).order();
        Page<PurchaseOrderQueries.Summary> page = list(BEA, null, 1);
        assertThat(page.items()).extracting(PurchaseOrderQueries.Summary::order).containsExactly(second);
        assertThat(list(BEA, page.next(), 1).items())
                .extracting(PurchaseOrderQueries.Summary::order)
                .containsExactly(first);
        assertThat(list(Warehouse.personAt("rob", "ROT", Permission.VIEW), null, 10)
                        .items())
                .isEmpty();
    }

    private Page<PurchaseOrderQueries.Summary> list(Actor actor, @Nullable String cursor, int limit) {
        return buying.erp
                .reads()
                .in(
                        ErpFixture.COMPANY,
                        handle -> PurchaseOrderQueries.list(handle, actor, null, null, null, null, cursor, limit));
    }

    /** An order of item A at 10.00 that waits for approval. */
    private PurchaseOrderId pending(String quantity) {
        PurchaseOrderId order = buying.raise(BEA, LIND, line(A, quantity, "10")).order();
        assertThat(buying.submit(BEA, order).state()).isEqualTo(PurchaseState.PENDING_APPROVAL);
        return order;
    }

    private int events(String what) {
        return buying.erp.rows("event where type = 'setpoint.purchasing.purchase-order-" + what + ".v1'");
    }
}
