package io.setpoint.erp.purchasing;

import static io.setpoint.erp.Warehouse.A;
import static io.setpoint.erp.Warehouse.B;
import static io.setpoint.erp.Warehouse.WANDA;
import static io.setpoint.erp.Warehouse.WILL;
import static io.setpoint.erp.purchasing.Buying.BEA;
import static io.setpoint.erp.purchasing.Buying.EVE;
import static io.setpoint.erp.purchasing.Buying.FRIDAY;
import static io.setpoint.erp.purchasing.Buying.LIND;
import static io.setpoint.erp.purchasing.Buying.advised;
import static io.setpoint.erp.purchasing.Buying.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.DiscrepancyKind;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.contracts.values.ReceiptId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.Attempts;
import io.setpoint.erp.ErpFixture;
import io.setpoint.erp.Warehouse;
import io.setpoint.erp.inventory.api.OrderedGoods;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PurchaseReceivingTest {
    private final Buying buying = new Buying();

    @AfterEach
    void close() {
        buying.close();
    }

    @Test
    void aReceiptRaisesStockAndRollsItsOrderForward() {
        PurchaseOrderId order = buying.sent("100");
        buying.dock.receive(WANDA, order, 1, A, "40");
        assertThat(buying.read(order).state()).isEqualTo(PurchaseState.PARTIALLY_RECEIVED);
        buying.dock.receive(WANDA, order, 1, A, "60");

        assertThat(buying.read(order).state()).isEqualTo(PurchaseState.RECEIVED);
        assertThat(buying.erp.rows("stock where item_id = 'ITEM-A' and on_hand = 100"))
                .isEqualTo(1);
        assertThat(buying.erp.rows("receipt where purchase_order_id = '" + order + "' and supplier = 'LIND'"))
                .isEqualTo(2);
        assertThat(buying.erp.rows("event where type = 'setpoint.purchasing.purchase-received.v1'"))
                .isEqualTo(2);
        assertThat(buying.erp.rows("event where type = 'setpoint.inventory.goods-received.v1'"))
                .isEqualTo(2);
        assertThat(buying.erp.rows("receipt_discrepancy")).isZero();
        Attempts.refused(Problem.WRONG_STATE, () -> buying.dock.receive(WANDA, order, 1, A, "1"));
    }

    @Test
    void whatIsWithinTheUnderToleranceCompletesTheOrder() {
        PurchaseOrderId order = buying.sent("100");
        buying.dock.receive(WANDA, order, 1, A, "94.999");
        assertThat(buying.read(order).state()).isEqualTo(PurchaseState.PARTIALLY_RECEIVED);
        buying.dock.receive(WANDA, order, 1, A, "0.001");
        assertThat(buying.read(order).state()).isEqualTo(PurchaseState.RECEIVED);
    }

    @Test
    void moreThanTheToleranceIsRefusedAndWhatIsOverIsTyped() {
        PurchaseOrderId order = buying.sent("100");
        int before = buying.written();
        Attempts.refused(Problem.OVER_TOLERANCE, () -> buying.dock.receive(WANDA, order, 1, A, "110.001"));
        assertThat(buying.written()).isEqualTo(before);
        buying.dock.receive(WANDA, order, 1, A, "110");
        assertThat(buying.erp.rows("receipt_discrepancy where kind = 'OVER' and quantity = 10"))
                .isEqualTo(1);
        assertThat(buying.erp.rows("stock where on_hand = 110")).isEqualTo(1);
    }

    @Test
    void damagedAndWrongGoodsAreRecordedAndDoNotEnterStock() {
        PurchaseOrderId order = buying.sent("100");
        buying.dock.deliver(
                WANDA,
                order,
                null,
                1,
                A,
                "80",
                discrepancy(DiscrepancyKind.DAMAGED, "12", null),
                discrepancy(DiscrepancyKind.WRONG_ITEM, "5", B),
                discrepancy(DiscrepancyKind.SHORT, "3", null));

        assertThat(buying.erp.rows("stock where item_id = 'ITEM-A' and on_hand = 80"))
                .isEqualTo(1);
        assertThat(buying.erp.rows("stock where item_id = 'ITEM-B' and on_hand > 0"))
                .isZero();
        assertThat(buying.erp.rows("receipt_discrepancy where photo and reason = 'seen at the dock'"))
                .isEqualTo(3);
        assertThat(buying.read(order).lines().get(0).damaged()).isEqualByComparingTo("12");
        assertThat(buying.read(order).lines().get(0).open()).isEqualByComparingTo("20");

        buying.dock.deliver(WANDA, order, null, 1, A, null, discrepancy(DiscrepancyKind.DAMAGED, "20", null));
        assertThat(buying.erp.rows("stock where item_id = 'ITEM-A' and on_hand = 80"))
                .isEqualTo(1);
        assertThat(buying.erp.rows("event where type = 'setpoint.inventory.goods-received.v1'"))
                .as("nothing was put away")
                .isEqualTo(1);
        assertThat(buying.read(order).state()).isEqualTo(PurchaseState.PARTIALLY_RECEIVED);
    }

    @Test
    void wrongDeliveriesAreRefusedAndNothingIsWritten() {
        PurchaseOrderId order = buying.sent("100");
        int before = buying.written();
        Attempts.refused(Problem.INVALID, () -> buying.dock.receive(WANDA, order, 1, B, "1"));
        Attempts.refused(Problem.UNKNOWN_REFERENCE, () -> buying.dock.receive(WANDA, order, 2, A, "1"));
        Attempts.refused(
                Problem.UNKNOWN_REFERENCE, () -> buying.dock.receive(WANDA, new PurchaseOrderId("PO-404"), 1, A, "1"));
        Attempts.refused(
                Problem.INVALID,
                () -> buying.dock.deliver(
                        WANDA, order, null, 1, A, "1", discrepancy(DiscrepancyKind.WRONG_ITEM, "5", A)));
        Attempts.refused(
                Problem.INVALID,
                () -> buying.dock.deliver(
                        WANDA, order, null, 1, A, "1", discrepancy(DiscrepancyKind.DAMAGED, "0", null)));
        Attempts.refused(
                Problem.REASON_MISSING,
                () -> buying.dock.deliver(
                        WANDA,
                        order,
                        null,
                        1,
                        A,
                        "1",
                        new OrderedGoods.Discrepancy(1, DiscrepancyKind.SHORT, BigDecimal.ONE, null, " ", false)));
        Attempts.refused(
                Problem.OUT_OF_SEQUENCE,
                () -> buying.dock.arrived(WANDA, order, Instant.now().minusSeconds(3600), 1, A, "1"));
        Attempts.refused(Problem.INVALID, () -> buying.dock.deliver(WANDA, order, null, 1, A, null));
        Attempts.refused(Problem.FORBIDDEN, () -> buying.dock.receive(BEA, order, 1, A, "1"));
        Attempts.refused(
                Problem.FORBIDDEN,
                () -> buying.dock.receive(Warehouse.personAt("rob", "ROT", Permission.RECEIVE), order, 1, A, "1"));
        assertThat(buying.written()).isEqualTo(before);
    }

    @Test
    void whoOrderedDoesNotReceive() {
        PurchaseOrderId order = buying.raise(EVE, LIND, line(A, "10", "1")).order();
        buying.submit(EVE, order);
        int before = buying.written();
        assertThat(Attempts.refused(Problem.SELF_APPROVAL, () -> buying.dock.receive(EVE, order, 1, A, "10"))
                        .allowed())
                .contains("Wanda");
        assertThat(buying.written()).isEqualTo(before);
        buying.dock.receive(WANDA, order, 1, A, "10");
    }

    @Test
    void anOrderOfAnotherSiteIsNotReceivedHere() {
        PurchaseOrderId order = buying.run(
                        new RaisePurchaseOrder(),
                        new RaisePurchaseOrder.Command(new SiteId("ROT"), LIND, null, List.of(line(A, "1", "1"))),
                        BEA)
                .order();
        buying.submit(BEA, order);
        Attempts.refused(Problem.UNKNOWN_REFERENCE, () -> buying.dock.receive(WANDA, order, 1, A, "1"));
    }

    @Test
    void aDeliveryIsComparedWithItsNoticeOnce() {
        PurchaseOrderId order = buying.sent("100");
        AsnView asn = buying.advise(BEA, order, FRIDAY, advised(1, A, "50"));
        assertThat(asn.mismatches()).isEmpty();
        buying.dock.deliver(WANDA, order, asn.asn(), 1, A, "40", discrepancy(DiscrepancyKind.DAMAGED, "4", null));
        assertThat(buying.erp.rows("receipt_discrepancy where kind = 'SHORT' and quantity = 6"))
                .isEqualTo(1);
        Attempts.refused(Problem.WRONG_STATE, () -> buying.dock.deliver(WANDA, order, asn.asn(), 1, A, "1"));
        PurchaseOrderId other = buying.sent("10");
        Attempts.refused(Problem.INVALID, () -> buying.dock.deliver(WANDA, other, asn.asn(), 1, A, "1"));
    }

    @Test
    void eightAtTheSameLineNeverPassTheTolerance() throws Exception {
        PurchaseOrderId order = buying.sent("100");
        List<Callable<Object>> people = IntStream.range(0, 8)
                .mapToObj(i ->
                        (Callable<Object>) () -> buying.dock.receive(i % 2 == 0 ? WANDA : WILL, order, 1, A, "20"))
                .toList();
        List<Object> answers = Attempts.inParallel(people);

        assertThat(answers).allSatisfy(answer -> {
            if (answer instanceof Refused refused) {
                assertThat(refused.problem()).isIn(Problem.OVER_TOLERANCE, Problem.WRONG_STATE);
            } else {
                assertThat(answer).isInstanceOf(ReceiptId.class);
            }
        });
        assertThat(answers.stream().filter(ReceiptId.class::isInstance)).hasSize(5);
        assertThat(buying.erp.rows("stock where item_id = 'ITEM-A' and on_hand = 100"))
                .isEqualTo(1);
        assertThat(buying.read(order).state()).isEqualTo(PurchaseState.RECEIVED);
    }

    @Test
    void whatIsCancelledIsOnlyWhatIsOpen() {
        PurchaseOrderId order = buying.sent("100");
        buying.dock.receive(WANDA, order, 1, A, "30");
        PurchaseOrderView cancelled = buying.cancel(BEA, order);
        assertThat(cancelled.state()).isEqualTo(PurchaseState.RECEIVED);
        assertThat(cancelled.lines().get(0).cancelled()).isEqualByComparingTo("70");
    }

    @Test
    void theChainShowsEveryDocument() {
        PurchaseOrderId order = buying.sent("100");
        buying.acknowledge(BEA, order, "100", FRIDAY);
        AsnView asn = buying.advise(BEA, order, FRIDAY, advised(1, A, "100"));
        ReceiptId receipt = buying.dock.deliver(WANDA, order, asn.asn(), 1, A, "99");
        PurchaseOrderQueries.Chain chain =
                buying.erp.reads().in(ErpFixture.COMPANY, handle -> PurchaseOrderQueries.chain(handle, BEA, order));
        assertThat(chain.revisions())
                .extracting(PurchaseOrderQueries.Revision::kind)
                .containsExactly("RAISED", "SUBMITTED");
        assertThat(chain.acknowledgements()).hasSize(1);
        assertThat(chain.asns().get(0).receipt()).isEqualTo(receipt);
        assertThat(chain.receipts().get(0).lines()).hasSize(1);
        assertThat(chain.receipts().get(0).discrepancies())
                .extracting(PurchaseOrderQueries.Discrepancy::kind)
                .containsExactly(DiscrepancyKind.SHORT);
        Attempts.refused(
                Problem.NOT_FOUND,
                () -> buying.erp
                        .reads()
                        .in(
                                ErpFixture.COMPANY,
                                handle -> PurchaseOrderQueries.chain(
                                        handle, Warehouse.personAt("rob", "ROT", Permission.VIEW), order)));
    }

    private static OrderedGoods.Discrepancy discrepancy(DiscrepancyKind kind, String quantity, @Nullable Sku item) {
        return new OrderedGoods.Discrepancy(1, kind, new BigDecimal(quantity), item, "seen at the dock", true);
    }
}
