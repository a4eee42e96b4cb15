package io.setpoint.erp.sales;

import static io.setpoint.erp.sales.SalesFixture.BOLT;
import static io.setpoint.erp.sales.SalesFixture.NUT;
import static io.setpoint.erp.sales.SalesFixture.SITE;
import static io.setpoint.erp.sales.SalesFixture.line;
import static io.setpoint.erp.sales.SalesFixture.today;
import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.Attempts;
import io.setpoint.erp.ErpFixture;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.sales.AllocateStock.AllocatedLine;
import io.setpoint.erp.sales.AllocationQueries.HolderView;
import io.setpoint.erp.sales.api.OrderState;
import io.setpoint.erp.sales.api.OrderView;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AllocationTest {
    private final SalesFixture sales = new SalesFixture();
    private final AllocateStock allocateStock = new AllocateStock(sales.stock);
    private final ReallocateReservation reallocate = new ReallocateReservation(sales.stock);

    @AfterEach
    void close() {
        sales.close();
    }

    private <C, R> R run(UseCase<C, R> useCase, C command) {
        return sales.erp().run(useCase, command, sales.actor);
    }

    private <C, R> void refusedWithoutATrace(Problem problem, UseCase<C, R> useCase, C command, Actor actor) {
        int before = sales.everything();
        Attempts.refused(problem, () -> sales.erp().run(useCase, command, actor));
        assertThat(sales.everything()).isEqualTo(before);
    }

    private OrderView backorder(String customer, int quantity, int requestedIn) {
        return sales.release(sales.placeFor(customer, BOLT, quantity, today().plusDays(requestedIn)));
    }

    private OrderView find(OrderView order) {
        return sales.erp()
                .reads()
                .in(
                        ErpFixture.COMPANY,
                        handle -> OrderQueries.find(handle, sales.actor, order.order())
                                .orElseThrow());
    }

    private void policy(AllocationPolicy policy) {
        run(new SetAllocationPolicy(), new SetAllocationPolicy.Policy(policy));
    }

    private List<OrderId> served() {
        return run(allocateStock, new AllocateStock.Command(SITE, List.of(BOLT))).lines().stream()
                .map(AllocatedLine::order)
                .toList();
    }

    @Test
    void backordersAreServedByTheCompanysPolicy() {
        sales.customer("C-9", "0");
        OrderView first = backorder("C-1", 2, 40);
        OrderView earliest = backorder("C-1", 2, 20);
        OrderView best = backorder("C-9", 2, 30);
        List<OrderId> byFifo = List.of(first.order(), earliest.order(), best.order());
        List<OrderId> byDate = List.of(earliest.order(), best.order(), first.order());
        List<OrderId> byClass = List.of(best.order(), earliest.order(), first.order());
        sales.stock(BOLT, 1);

        assertThat(served()).containsExactly(byDate.get(0));
        sales.stock(BOLT, 1);
        policy(AllocationPolicy.FIFO);
        assertThat(served()).containsExactly(byFifo.get(0));
        sales.stock(BOLT, 1);
        policy(AllocationPolicy.CUSTOMER_CLASS);
        assertThat(served()).containsExactly(byClass.get(0));
        sales.stock(BOLT, 3);
        assertThat(served()).containsExactlyElementsOf(byClass);

        assertThat(sales.erp().rows("event where type = 'setpoint.sales.allocation-policy-set.v1'"))
                .isEqualTo(2);
        assertThat(sales.erp().rows("event where type = 'setpoint.sales.backorder-allocated.v1'"))
                .isEqualTo(6);
        assertThat(sales.erp().rows("sales_order_line where backordered > 0")).isZero();
        refusedWithoutATrace(
                Problem.NOTHING_TO_DO, allocateStock, new AllocateStock.Command(SITE, List.of(BOLT)), sales.actor);
    }

    @Test
    void anOrderGetsNothingThatThePolicyGivesToAnotherFirst() {
        OrderView early = backorder("C-1", 3, 20);
        OrderView late = backorder("C-1", 3, 30);
        sales.stock(BOLT, 4);
        OrderView allocated = run(sales.allocateBackorders, new AllocateBackorders.Command(late.order()));
        assertThat(allocated.lines().get(0).reserved()).isEqualByComparingTo("1");
        refusedWithoutATrace(
                Problem.NOTHING_TO_DO,
                sales.allocateBackorders,
                new AllocateBackorders.Command(late.order()),
                sales.actor);
        assertThat(run(sales.allocateBackorders, new AllocateBackorders.Command(early.order()))
                        .lines()
                        .get(0)
                        .reserved())
                .isEqualByComparingTo("3");
    }

    @Test
    void whatIsPromisedToAnOrderNotYetReleasedStaysItsOwn() {
        OrderView waiting = backorder("C-1", 4, 30);
        sales.stock(BOLT, 6);
        // Four of the six are promised for day 27 already, so two are left for today.
        OrderView placed = sales.placeFor("C-1", BOLT, 2, today());
        assertThat(sales.leansOn(placed)).containsExactly("2 ON_HAND +0");
        sales.erp().sql("update stock set held = 2 where item_id = 'BOLT-8'");
        assertThat(run(sales.allocateBackorders, new AllocateBackorders.Command(waiting.order()))
                        .lines()
                        .get(0)
                        .reserved())
                .isEqualByComparingTo("2");
        assertThat(sales.release(placed).lines().get(0).reserved()).isEqualByComparingTo("2");
    }

    @Test
    void whoHoldsAndWhoWaitsIsSeenWithCustomerClassAndDates() {
        sales.stock(BOLT, 5);
        OrderView holds = sales.release(sales.place(line(BOLT, 5)));
        OrderView waits = backorder("C-1", 3, 20);
        List<HolderView> lines = sales.erp()
                .reads()
                .in(
                        ErpFixture.COMPANY,
                        handle -> AllocationQueries.list(handle, sales.actor, SITE, BOLT, null, null)
                                .items());
        assertThat(lines).extracting(HolderView::order).containsExactly(holds.order(), waits.order());
        assertThat(lines.get(0).reserved()).isEqualByComparingTo("5");
        assertThat(lines.get(1).backordered()).isEqualByComparingTo("3");
        assertThat(lines.get(1).customerClass()).isEqualTo("A");
        assertThat(lines.get(1).commitDate()).isEqualTo(today().plusDays(20));
        Actor hamburg = new Actor(
                new PersonId("hal"), ErpFixture.COMPANY, Set.of(), Map.of(new SiteId("HAM"), Set.of(Permission.VIEW)));
        List<HolderView> seen = sales.erp()
                .reads()
                .in(
                        ErpFixture.COMPANY,
                        handle -> AllocationQueries.list(handle, hamburg, null, null, null, null)
                                .items());
        assertThat(seen).isEmpty();
    }

    @Test
    void aPersonGivesAReservationToAnotherOrderWithAReason() {
        sales.stock(BOLT, 5);
        OrderView giver = sales.release(sales.place(line(BOLT, 5)));
        OrderView getter = backorder("C-1", 4, 20);
        run(
                reallocate,
                new ReallocateReservation.Command(
                        giver.order(), 1, getter.order(), 1, BigDecimal.valueOf(3), "their line stands still"));

        assertThat(find(giver).lines().get(0).reserved()).isEqualByComparingTo("2");
        assertThat(find(giver).lines().get(0).backordered()).isEqualByComparingTo("3");
        assertThat(find(getter).lines().get(0).reserved()).isEqualByComparingTo("3");
        assertThat(sales.erp().rows("stock where item_id = 'BOLT-8' and reserved = 5"))
                .isEqualTo(1);
        assertThat(sales.erp().rows("(select 1 from reservation having sum(quantity) = 5) x"))
                .isEqualTo(1);
        assertThat(sales.erp().rows("order_line_promise where order_id = '" + giver.order() + "' and open = 3"))
                .isEqualTo(1);
        assertThat(sales.erp().rows("event where type = 'setpoint.sales.reservation-reallocated.v1'"))
                .isEqualTo(1);
        assertThat(sales.erp().rows("audit where command = 'reallocate-reservation' and outcome = 'DONE'"))
                .isEqualTo(1);
    }

    @Test
    void aReallocationThatDoesNotFitIsRefused() {
        sales.stock(BOLT, 5);
        OrderView giver = sales.release(sales.place(line(BOLT, 5)));
        OrderView getter = sales.release(sales.place(line(BOLT, 2), line(NUT, 2)));
        Actor hamburg = new Actor(
                new PersonId("hal"),
                ErpFixture.COMPANY,
                Set.of(),
                Map.of(new SiteId("HAM"), Set.of(Permission.RELEASE_ORDER)));
        record Case(Problem problem, int line, int toLine, int quantity, String why, Actor actor) {}
        for (Case wrong : List.of(
                new Case(Problem.REASON_MISSING, 1, 1, 1, " ", sales.actor),
                new Case(Problem.UNKNOWN_REFERENCE, 1, 2, 1, "why", sales.actor),
                new Case(Problem.NOT_FOUND, 1, 9, 1, "why", sales.actor),
                new Case(Problem.MORE_THAN_OPEN, 1, 1, 3, "why", sales.actor),
                new Case(Problem.MORE_THAN_OPEN, 1, 1, 6, "why", sales.actor),
                new Case(Problem.FORBIDDEN, 1, 1, 1, "why", hamburg))) {
            refusedWithoutATrace(
                    wrong.problem(),
                    reallocate,
                    new ReallocateReservation.Command(
                            giver.order(),
                            wrong.line(),
                            getter.order(),
                            wrong.toLine(),
                            BigDecimal.valueOf(wrong.quantity()),
                            wrong.why()),
                    wrong.actor());
        }
    }

    @Test
    void fiftyAllocationsAtOnceReserveExactlyTheTenThereAre() throws Exception {
        List<Callable<Object>> attempts = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            OrderView order = backorder("C-1", 1, 20);
            attempts.add(
                    i % 2 == 0
                            ? () -> run(sales.allocateBackorders, new AllocateBackorders.Command(order.order()))
                            : () -> run(allocateStock, new AllocateStock.Command(SITE, List.of(BOLT))));
        }
        sales.stock(BOLT, 10);
        Attempts.inParallel(attempts);
        assertThat(sales.erp().rows("stock where item_id = 'BOLT-8' and reserved = 10"))
                .isEqualTo(1);
        assertThat(sales.erp().rows("reservation where quantity = 1")).isEqualTo(10);
        assertThat(sales.erp().rows("sales_order_line where backordered = 0")).isEqualTo(10);
    }

    @Test
    void whatShipsAsAWholeIsNotReleasedInPart() {
        sales.erp().sql("update customer set ship_complete = true where customer_id = 'C-1'");
        sales.stock(BOLT, 5);
        OrderView order = sales.place(line(BOLT, 3), line(NUT, 2));
        assertThat(order.shipComplete()).isTrue();
        assertThat(order.lines()).extracting(OrderView.Line::commitDate).containsOnly(today().plusDays(10));
        refusedWithoutATrace(
                Problem.NOT_COMPLETE, sales.releaseOrder, new ReleaseOrder.Command(order.order()), sales.actor);
        assertThat(find(order).state()).isEqualTo(OrderState.PLACED);

        sales.stock(NUT, 2);
        OrderView released = sales.release(order);
        assertThat(released.lines())
                .allSatisfy(line -> assertThat(line.backordered()).isZero());
        refusedWithoutATrace(
                Problem.WRONG_STATE,
                reallocate,
                new ReallocateReservation.Command(
                        order.order(), 1, backorder("C-1", 1, 20, false).order(), 1, BigDecimal.ONE, "why"),
                sales.actor);
    }

    private OrderView backorder(String customer, int quantity, int requestedIn, boolean shipComplete) {
        sales.erp()
                .sql("update customer set ship_complete = " + shipComplete + " where customer_id = '" + customer + "'");
        return backorder(customer, quantity, requestedIn);
    }

    @Test
    void anOrderMaySayForItselfWhetherItShipsAsAWhole() {
        PlaceOrder.Command asked = SalesFixture.command(line(BOLT, 1));
        OrderView whole = sales.erp()
                .useCases()
                .run(
                        sales.placeOrder,
                        new PlaceOrder.Command(
                                asked.customer(),
                                asked.site(),
                                asked.channel(),
                                asked.shippingMode(),
                                asked.customerReference(),
                                asked.requestedDate(),
                                true,
                                null,
                                asked.lines()),
                        sales.actor,
                        null)
                .value();
        assertThat(whole.shipComplete()).isTrue();
        assertThat(find(whole).shipComplete()).isTrue();
        assertThat(sales.place(line(BOLT, 1)).shipComplete()).isFalse();
    }
}
