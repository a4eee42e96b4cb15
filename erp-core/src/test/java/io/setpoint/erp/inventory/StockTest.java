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
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.Attempts;
import io.setpoint.erp.ErpFixture;
import io.setpoint.erp.Warehouse;
import io.setpoint.erp.inventory.api.StockReservations;
import io.setpoint.erp.inventory.api.StockReservations.Picked;
import io.setpoint.erp.inventory.api.StockReservations.Reserved;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StockTest {
    private final ErpFixture erp = ErpFixture.create();
    private final StockReservations reservations = new Reservations();

    @BeforeEach
    void warehouse() {
        Warehouse.build(erp);
    }

    @AfterEach
    void close() {
        erp.close();
    }

    @Test
    void aReceiptRaisesStockAndBinsWithLedgerEventAndAudit() {
        ReceiptView view = receive(
                new ReceiveGoods.Line(A, BIN_1, BigDecimal.TEN),
                new ReceiveGoods.Line(A, BIN_2, new BigDecimal("2.5")),
                new ReceiveGoods.Line(A, BIN_1, BigDecimal.ONE));

        assertThat(view.lines()).isEqualTo(3);
        assertThat(erp.rows("stock where item_id = 'ITEM-A' and on_hand = 13.5 and reserved = 0"))
                .isEqualTo(1);
        assertThat(erp.rows("stock_bin where bin_id = 'A-01-1' and on_hand = 11"))
                .isEqualTo(1);
        assertThat(erp.rows("stock_move where kind = 'RECEIPT' and document_id = '" + view.receipt() + "'"))
                .isEqualTo(3);
        assertThat(erp.rows("receipt_line where unit_cost = 10")).isEqualTo(3);
        assertThat(erp.rows("event where type = 'setpoint.inventory.goods-received.v1' and site_id = 'HAM'"
                        + " and jsonb_array_length(payload::jsonb -> 'lines') = 3"))
                .isEqualTo(1);
        assertThat(erp.rows("audit where command = 'receive-goods' and actor = 'wanda'"))
                .isEqualTo(1);
    }

    @Test
    void aWrongReceiptIsRefusedAndNothingIsWritten() {
        int before = Warehouse.written(erp);
        Attempts.refused(Problem.INVALID, () -> receive(new ReceiveGoods.Line(A, BIN_1, new BigDecimal("-1"))));
        Attempts.refused(Problem.INVALID, () -> receive(new ReceiveGoods.Line(A, BIN_1, BigDecimal.ZERO)));
        Attempts.refused(Problem.INVALID, () -> receive());
        Refused refused = Attempts.refused(
                Problem.UNKNOWN_REFERENCE,
                () -> receive(
                        new ReceiveGoods.Line(A, new BinId("Z-9"), BigDecimal.ONE),
                        new ReceiveGoods.Line(new Sku("NOPE"), BIN_1, BigDecimal.ONE)));
        assertThat(refused.errors())
                .extracting(Refused.FieldError::field)
                .containsExactly("lines[0].bin", "lines[1].item");
        Attempts.refused(
                Problem.OUT_OF_SEQUENCE,
                () -> erp.useCases()
                        .run(
                                new ReceiveGoods(),
                                new ReceiveGoods.Command(
                                        HAM,
                                        null,
                                        Instant.now().plusSeconds(60),
                                        Instant.now(),
                                        List.of(new ReceiveGoods.Line(A, BIN_1, BigDecimal.ONE))),
                                WANDA,
                                null));
        Attempts.refused(
                Problem.FORBIDDEN,
                () -> erp.useCases()
                        .run(
                                new ReceiveGoods(),
                                new ReceiveGoods.Command(
                                        HAM,
                                        null,
                                        Instant.now(),
                                        null,
                                        List.of(new ReceiveGoods.Line(A, BIN_1, BigDecimal.ONE))),
                                PIA,
                                null));
        assertThat(Warehouse.written(erp)).isEqualTo(before);
        assertThat(erp.rows("receipt")).isZero();
    }

    @Test
    void fiftyReservationsAtOnceOnTenUnitsGiveExactlyTen() throws Exception {
        receive(new ReceiveGoods.Line(A, BIN_1, BigDecimal.TEN));
        Warehouse.orders(erp, 50, A);
        List<Callable<String>> attempts = new ArrayList<>();
        for (int i = 1; i <= 50; i++) {
            OrderId order = new OrderId("SO-" + i);
            attempts.add(() -> erp.elsewhere(
                    work -> reservations.reserve(work, HAM, order, List.of(new Reserved(1, A, BigDecimal.ONE)))));
        }
        List<Object> answers = Attempts.inParallel(attempts);

        assertThat(answers).filteredOn("done"::equals).hasSize(10);
        assertThat(answers)
                .filteredOn(Refused.class::isInstance)
                .hasSize(40)
                .allSatisfy(answer -> assertThat(((Refused) answer).problem()).isEqualTo(Problem.MORE_THAN_ON_HAND));
        assertThat(erp.rows("reservation")).isEqualTo(10);
        assertThat(erp.rows("stock where on_hand = 10 and reserved = 10")).isEqualTo(1);
    }

    @Test
    void shippingConsumesReservationsAndLowersBinsInTheOrderOfTheScan() {
        receive(new ReceiveGoods.Line(A, BIN_1, BigDecimal.TEN), new ReceiveGoods.Line(A, BIN_2, BigDecimal.TEN));
        Warehouse.orders(erp, 1, A);
        OrderId order = new OrderId("SO-1");
        Instant scan = Instant.parse("2026-11-23T06:00:00Z");
        erp.elsewhere(
                work -> reservations.reserve(work, HAM, order, List.of(new Reserved(1, A, new BigDecimal("12")))));
        erp.elsewhere(
                work -> reservations.unreserve(work, HAM, order, List.of(new Reserved(1, A, new BigDecimal("2")))));
        erp.elsewhere(work -> reservations.ship(
                work,
                HAM,
                new ShipmentId("SH-1"),
                order,
                List.of(new Picked(1, A, BIN_1, new BigDecimal("4")), new Picked(1, A, BIN_2, BigDecimal.ONE)),
                scan));

        assertThat(erp.rows("stock where on_hand = 15 and reserved = 5")).isEqualTo(1);
        assertThat(erp.rows("reservation where quantity = 5")).isEqualTo(1);
        assertThat(erp.rows("stock_bin where (bin_id, on_hand) in (('A-01-1', 6), ('A-01-2', 9))"))
                .isEqualTo(2);
        assertThat(erp.rows("stock_move where kind = 'SHIPMENT' and occurred_at = '2026-11-23T06:00:00Z'"))
                .isEqualTo(2);

        erp.elsewhere(work -> reservations.ship(
                work, HAM, new ShipmentId("SH-2"), order, List.of(new Picked(1, A, BIN_1, new BigDecimal("5"))), scan));
        assertThat(erp.rows("reservation")).isZero();
        assertThat(erp.rows("stock where on_hand = 10 and reserved = 0")).isEqualTo(1);
    }

    @Test
    void aBinThatDoesNotHoldWhatWasPickedStopsTheShipment() {
        receive(new ReceiveGoods.Line(A, BIN_1, BigDecimal.ONE), new ReceiveGoods.Line(A, BIN_2, BigDecimal.TEN));
        Warehouse.orders(erp, 1, A);
        OrderId order = new OrderId("SO-1");
        erp.elsewhere(work -> reservations.reserve(work, HAM, order, List.of(new Reserved(1, A, new BigDecimal("5")))));

        Attempts.refused(
                Problem.MORE_THAN_ON_HAND,
                () -> erp.elsewhere(work -> reservations.ship(
                        work,
                        HAM,
                        new ShipmentId("SH-1"),
                        order,
                        List.of(new Picked(1, A, BIN_1, new BigDecimal("5"))),
                        work.now())));
        assertThat(erp.rows("stock where on_hand = 11 and reserved = 5")).isEqualTo(1);
    }

    @Test
    void crossingLocksOfManyItemsNeverDeadlock() throws Exception {
        receive(
                new ReceiveGoods.Line(A, BIN_1, new BigDecimal("1000")),
                new ReceiveGoods.Line(B, BIN_1, new BigDecimal("1000")));
        List<Callable<String>> attempts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            boolean forth = i % 2 == 0;
            attempts.add(() -> receive(
                            new ReceiveGoods.Line(forth ? A : B, BIN_1, BigDecimal.ONE),
                            new ReceiveGoods.Line(forth ? B : A, BIN_1, BigDecimal.ONE))
                    .receipt()
                    .value());
        }
        assertThat(Attempts.inParallel(attempts))
                .allSatisfy(answer -> assertThat(answer).isInstanceOf(String.class));
        assertThat(erp.useCases().retries()).isZero();
        assertThat(erp.rows("stock where on_hand = 1040")).isEqualTo(2);
    }

    @Test
    void stockIsListedByItemWithItsBinsAndOnlyForTheSitesSeen() {
        receive(new ReceiveGoods.Line(A, BIN_1, BigDecimal.TEN), new ReceiveGoods.Line(A, BIN_2, BigDecimal.ONE));
        receive(new ReceiveGoods.Line(B, BIN_1, BigDecimal.TEN));
        var first = erp.reads().in(ErpFixture.COMPANY, handle -> StockQueries.list(handle, PIA, HAM, null, null, 1));
        var second = erp.reads()
                .in(ErpFixture.COMPANY, handle -> StockQueries.list(handle, PIA, HAM, null, first.next(), 1));

        assertThat(first.items()).singleElement().satisfies(view -> {
            assertThat(view.item()).isEqualTo(A);
            assertThat(view.available()).isEqualByComparingTo("11");
            assertThat(view.bins()).hasSize(2);
        });
        assertThat(second.items())
                .singleElement()
                .satisfies(view -> assertThat(view.item()).isEqualTo(B));
        assertThat(second.next()).isNull();
        var elsewhere = Warehouse.personAt("rita", "ROT", Permission.VIEW);
        assertThat(erp.reads()
                        .in(ErpFixture.COMPANY, handle -> StockQueries.list(handle, elsewhere, null, null, null, null))
                        .items())
                .isEmpty();
    }

    private ReceiptView receive(ReceiveGoods.Line... lines) {
        return erp.useCases()
                .run(
                        new ReceiveGoods(),
                        new ReceiveGoods.Command(HAM, null, Instant.now().minusSeconds(60), null, List.of(lines)),
                        WANDA,
                        null)
                .value();
    }
}
