package io.setpoint.erp.sales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.setpoint.contracts.events.CancelReason;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.sales.api.OrderState;
import io.setpoint.erp.sales.api.OrderView;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SalesUseCasesTest {
    private final SalesFixture sales = new SalesFixture();

    @AfterEach
    void close() {
        sales.close();
    }

    private <C, R> void assertRefusedAndNothingWritten(UseCase<C, R> useCase, C command, Problem problem) {
        int before = sales.everything();
        assertThatThrownBy(() -> sales.erp().useCases().run(useCase, command, sales.actor, "refused"))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.problem()).isEqualTo(problem));
        assertThat(sales.everything()).isEqualTo(before);
        assertThat(useCase.control().refusals()).contains(problem);
    }

    private void assertWrittenTogether(String command, OrderView order, String event) {
        String id = order.order().value();
        assertThat(sales.erp()
                        .rows("audit a join event e on e.id = any(a.event_ids) where a.command = '" + command
                                + "' and e.aggregateid = '" + id + "' and e.type like '%." + event + ".v1'"))
                .isGreaterThanOrEqualTo(1);
        assertThat(sales.erp()
                        .rows("sales_order where order_id = '" + id + "' and version = " + order.version()
                                + " and state = '" + order.state() + "'"))
                .isEqualTo(1);
    }

    @Test
    void placingFreezesThePromiseByAvailability() {
        sales.stock(SalesFixture.BOLT, 5);
        OrderView order = sales.place(
                SalesFixture.line(SalesFixture.BOLT, 3),
                SalesFixture.line(SalesFixture.BOLT, 3),
                SalesFixture.line(SalesFixture.NUT, 1));

        assertWrittenTogether("place-order", order, "order-placed");
        assertThat(order.lines().get(0).commitDate())
                .isEqualTo(order.lines().get(0).requestedDate().plusDays(3));
        assertThat(order.lines().get(1).commitDate())
                .isEqualTo(order.lines().get(0).commitDate().plusDays(7));
        assertThat(order.lines().get(2).commitDate())
                .isEqualTo(order.lines().get(1).commitDate());
        assertThat(order.total()).isEqualByComparingTo("15.5");
        assertThat(sales.erp().rows("reservation")).isZero();
    }

    @Test
    void releasingReservesWhatIsFreeAndBackordersTheRest() {
        sales.stock(SalesFixture.BOLT, 5);
        OrderView order = sales.release(
                sales.place(SalesFixture.line(SalesFixture.BOLT, 3), SalesFixture.line(SalesFixture.BOLT, 4)));

        assertWrittenTogether("release-order", order, "order-released");
        assertThat(order.state()).isEqualTo(OrderState.RELEASED);
        assertThat(order.lines().get(0).reserved()).isEqualByComparingTo("3");
        assertThat(order.lines().get(1).reserved()).isEqualByComparingTo("2");
        assertThat(order.lines().get(1).backordered()).isEqualByComparingTo("2");
        assertThat(sales.erp().rows("stock where item_id = 'BOLT-8' and reserved = 5"))
                .isEqualTo(1);
        assertRefusedAndNothingWritten(
                sales.releaseOrder, new ReleaseOrder.Command(order.order()), Problem.WRONG_STATE);
    }

    @Test
    void cancellingBeforeReleaseLowersTheReleasedQuantity() {
        sales.stock(SalesFixture.BOLT, 10);
        OrderView placed = sales.place(SalesFixture.line(SalesFixture.BOLT, 10));
        OrderView cut = sales.erp()
                .useCases()
                .run(
                        sales.cancelLine,
                        new CancelLine.Command(placed.order(), 1, BigDecimal.valueOf(2), CancelReason.CUSTOMER_CHANGED),
                        sales.actor,
                        null)
                .value();
        assertWrittenTogether("cancel-line", cut, "order-line-cancelled");
        OrderView released = sales.release(cut);
        assertThat(released.lines().get(0).released()).isEqualByComparingTo("8");
        assertThat(sales.erp().rows("sales_order_cancellation where before_release"))
                .isEqualTo(1);
        assertRefusedAndNothingWritten(
                sales.cancelLine,
                new CancelLine.Command(placed.order(), 1, BigDecimal.valueOf(9), CancelReason.SHORTAGE),
                Problem.MORE_THAN_OPEN);
    }

    @Test
    void cancellingTheOrderGivesItsStockBack() {
        sales.stock(SalesFixture.BOLT, 4);
        OrderView released = sales.release(sales.place(SalesFixture.line(SalesFixture.BOLT, 6)));
        CancelOrder.Command command = new CancelOrder.Command(released.order(), CancelReason.SHORTAGE, "discontinued");
        OrderView cancelled = sales.erp()
                .useCases()
                .run(sales.cancelOrder, command, sales.actor, null)
                .value();

        assertWrittenTogether("cancel-order", cancelled, "order-line-cancelled");
        assertThat(cancelled.state()).isEqualTo(OrderState.CANCELLED);
        assertThat(sales.erp().rows("stock where reserved <> 0") + sales.erp().rows("reservation"))
                .isZero();
        assertRefusedAndNothingWritten(sales.cancelOrder, command, Problem.NOTHING_TO_DO);
    }

    @Test
    void allocationServesTheOldestPromiseFirst() {
        OrderView order = sales.release(
                sales.place(SalesFixture.line(SalesFixture.BOLT, 2), SalesFixture.line(SalesFixture.BOLT, 2)));
        assertRefusedAndNothingWritten(
                sales.allocateBackorders, new AllocateBackorders.Command(order.order()), Problem.NOTHING_TO_DO);
        sales.erp().sql("update sales_order_line set commit_date = commit_date - 1 where line_no = 2");
        sales.stock(SalesFixture.BOLT, 3);

        OrderView allocated = sales.erp()
                .useCases()
                .run(sales.allocateBackorders, new AllocateBackorders.Command(order.order()), sales.actor, null)
                .value();

        assertWrittenTogether("allocate-backorders", allocated, "backorder-allocated");
        assertThat(allocated.lines().get(1).reserved()).isEqualByComparingTo("2");
        assertThat(allocated.lines().get(0).reserved()).isEqualByComparingTo("1");
    }

    @Test
    void anUnknownOrderIsRefusedEverywhere() {
        OrderId unknown = new OrderId("SO-404");
        assertRefusedAndNothingWritten(sales.releaseOrder, new ReleaseOrder.Command(unknown), Problem.NOT_FOUND);
        assertRefusedAndNothingWritten(
                sales.cancelOrder, new CancelOrder.Command(unknown, CancelReason.SHORTAGE, null), Problem.NOT_FOUND);
        assertRefusedAndNothingWritten(
                sales.allocateBackorders, new AllocateBackorders.Command(unknown), Problem.NOT_FOUND);
    }

    @Test
    void fiftyParallelReleasesOfOnePieceEachReserveExactlyTheTenThereAre() throws Exception {
        sales.stock(SalesFixture.BOLT, 10);
        List<Callable<BigDecimal>> releases = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            OrderView order = sales.place(SalesFixture.line(SalesFixture.BOLT, 1));
            releases.add(() -> sales.release(order).lines().get(0).reserved());
        }
        ExecutorService threads = Executors.newFixedThreadPool(50);
        BigDecimal reserved = BigDecimal.ZERO;
        try {
            for (Future<BigDecimal> release : threads.invokeAll(releases)) {
                reserved = reserved.add(release.get());
            }
        } finally {
            threads.shutdown();
        }
        assertThat(reserved).isEqualByComparingTo("10");
        assertThat(sales.erp().rows("stock where item_id = 'BOLT-8' and reserved = 10 and on_hand = 10"))
                .isEqualTo(1);
        assertThat(sales.erp().rows("reservation")).isEqualTo(10);
        assertThat(sales.erp().rows("sales_order where state = 'RELEASED'")).isEqualTo(50);
    }
}
