package io.setpoint.erp.sales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.setpoint.contracts.events.CancelReason;
import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.sales.ImportOrders.Cancelled;
import io.setpoint.erp.sales.ImportOrders.Command;
import io.setpoint.erp.sales.ImportOrders.Line;
import io.setpoint.erp.sales.ImportOrders.Order;
import io.setpoint.erp.sales.ImportOrders.Result;
import io.setpoint.erp.sales.ImportOrders.Shipment;
import io.setpoint.erp.sales.ImportOrders.ShippedLine;
import io.setpoint.erp.sales.ImportOrders.Status;
import io.setpoint.erp.sales.api.OrderState;
import io.setpoint.erp.sales.api.OrderView;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ImportOrdersTest {
    private static final Instant PLACED = Instant.parse("2026-05-04T08:00:00Z");
    private static final LocalDate DUE = LocalDate.parse("2026-05-07");

    private final SalesFixture sales = new SalesFixture();

    @AfterEach
    void close() {
        sales.close();
    }

    private static Instant day(int days) {
        return PLACED.plus(Duration.ofDays(days));
    }

    private static Order order(
            String id,
            @Nullable Instant releasedAt,
            List<Line> lines,
            List<Cancelled> cancellations,
            List<Shipment> shipments) {
        return new Order(
                new OrderId(id),
                SalesFixture.SITE,
                SalesFixture.CUSTOMER,
                "web",
                "STANDARD",
                null,
                PLACED,
                DUE,
                DUE,
                releasedAt,
                lines,
                cancellations,
                shipments);
    }

    private static Line line(int no, Sku item, int quantity) {
        return new Line(no, item, BigDecimal.valueOf(quantity), new BigDecimal("2.5"), null);
    }

    private static Shipment shipment(String id, int day, @Nullable Instant deliveredAt, ShippedLine... lines) {
        return new Shipment(new ShipmentId(id), day(day), "DHL", List.of(lines), deliveredAt, "Mr Smith");
    }

    private static ShippedLine shipped(int lineNo, int quantity) {
        return new ShippedLine(lineNo, BigDecimal.valueOf(quantity));
    }

    private static Order complete(String id) {
        return order(
                id,
                day(1),
                List.of(line(1, SalesFixture.BOLT, 10), line(2, SalesFixture.NUT, 4)),
                List.of(new Cancelled(1, BigDecimal.valueOf(2), CancelReason.CUSTOMER_CHANGED, PLACED)),
                List.of(
                        shipment("SH-A" + id, 2, day(4), shipped(1, 5), shipped(2, 4)),
                        shipment("SH-B" + id, 3, day(5), shipped(1, 3))));
    }

    private List<Result> run(Order... orders) {
        return sales.erp()
                .useCases()
                .run(sales.importOrders, new Command(List.of(orders)), sales.actor, null)
                .value()
                .results();
    }

    private OrderView find(String id) {
        return sales.erp()
                .reads()
                .in(
                        sales.actor.company(),
                        handle -> OrderRows.find(handle, sales.actor.company(), new OrderId(id))
                                .orElseThrow());
    }

    @Test
    void aWholeOrderComesInWithItsBusinessTimesAndMovesNoStock() {
        assertThat(run(complete("SO-H1"))).containsExactly(new Result(new OrderId("SO-H1"), Status.IMPORTED, null));

        OrderView order = find("SO-H1");
        assertThat(order.state()).isEqualTo(OrderState.DELIVERED);
        assertThat(order.placedAt()).isEqualTo(PLACED);
        assertThat(order.lines().get(0).released()).isEqualByComparingTo("8");
        assertThat(order.lines().get(0).shipped()).isEqualByComparingTo("8");
        assertThat(sales.erp().rows("shipment where history and state = 'DELIVERED'"))
                .isEqualTo(2);
        assertThat(sales.erp().rows("sales_order_cancellation where before_release"))
                .isEqualTo(1);
        assertThat(sales.erp().rows("stock_move") + sales.erp().rows("stock")).isZero();
        List<String> types = sales.erp()
                .owner()
                .withHandle(handle -> handle.createQuery(
                                "select split_part(type, '.', 3) || ' ' || occurred_at::date from event order by seq")
                        .mapTo(String.class)
                        .list());
        assertThat(types)
                .containsExactly(
                        "order-placed 2026-05-04",
                        "order-line-cancelled 2026-05-04",
                        "order-released 2026-05-05",
                        "shipment-shipped 2026-05-06",
                        "shipment-shipped 2026-05-07",
                        "shipment-delivered 2026-05-08",
                        "shipment-delivered 2026-05-09");
    }

    @Test
    void aBadDocumentIsRefusedWholeAndTheOthersComeIn() {
        Order unknownItem = order("SO-BAD1", null, List.of(line(1, new Sku("GHOST"), 1)), List.of(), List.of());
        Order tooMuch = order(
                "SO-BAD2",
                day(1),
                List.of(line(1, SalesFixture.BOLT, 1)),
                List.of(),
                List.of(shipment("SH-X", 2, null, shipped(1, 2))));
        Order future = order(
                "SO-BAD3",
                Instant.now().plus(Duration.ofDays(1)),
                List.of(line(1, SalesFixture.BOLT, 1)),
                List.of(),
                List.of());
        Order beforeRelease = order(
                "SO-BAD4",
                day(3),
                List.of(line(1, SalesFixture.BOLT, 1)),
                List.of(),
                List.of(shipment("SH-Y", 2, null, shipped(1, 1))));
        Order liveNumber = order("SO-10000001", null, List.of(line(1, SalesFixture.BOLT, 1)), List.of(), List.of());

        List<Result> results = run(unknownItem, tooMuch, complete("SO-H2"), future, beforeRelease, liveNumber);

        assertThat(results)
                .extracting(Result::status)
                .containsExactly(
                        Status.REFUSED,
                        Status.REFUSED,
                        Status.IMPORTED,
                        Status.REFUSED,
                        Status.REFUSED,
                        Status.REFUSED);
        assertThat(results.get(0).problem()).isEqualTo("unknown item GHOST");
        assertThat(results.get(1).problem()).contains("more is cancelled and shipped");
        assertThat(results.get(3).problem()).contains("not past");
        assertThat(results.get(4).problem()).contains("left before the release");
        assertThat(sales.erp().rows("sales_order")).isEqualTo(1);
        assertThat(sales.erp().rows("event where aggregateid like '%BAD%' or aggregateid in ('SH-X', 'SH-Y')"))
                .isZero();
    }

    @Test
    void aRepeatedDocumentIsSaidToBeThereAndWritesNothing() {
        run(complete("SO-H1"));
        int before = sales.erp().rows("event");
        assertThat(run(complete("SO-H1"), complete("SO-H3")))
                .extracting(Result::status)
                .containsExactly(Status.ALREADY_IMPORTED, Status.IMPORTED);
        assertThat(run(complete("SO-H1"))).extracting(Result::status).containsExactly(Status.ALREADY_IMPORTED);
        assertThat(sales.erp().rows("event")).isEqualTo(2 * before);
    }

    @Test
    void anOpenOrderGoesOnInDailyBusiness() {
        run(
                order("SO-OPEN", null, List.of(line(1, SalesFixture.BOLT, 3)), List.of(), List.of()),
                order("SO-WAITS", day(1), List.of(line(1, SalesFixture.BOLT, 2)), List.of(), List.of()));
        sales.stock(SalesFixture.BOLT, 10);
        assertThat(find("SO-OPEN").state()).isEqualTo(OrderState.PLACED);
        assertThat(find("SO-WAITS").state()).isEqualTo(OrderState.RELEASED);

        OrderView released = sales.release(find("SO-OPEN"));
        OrderView allocated = sales.erp()
                .useCases()
                .run(
                        sales.allocateBackorders,
                        new AllocateBackorders.Command(new OrderId("SO-WAITS")),
                        sales.actor,
                        null)
                .value();

        assertThat(released.lines().get(0).reserved()).isEqualByComparingTo("3");
        assertThat(allocated.lines().get(0).reserved()).isEqualByComparingTo("2");
    }

    @Test
    void afterGoLiveHistoryIsClosed() {
        sales.erp().sql("update company set live_at = now()");
        int before = sales.everything();
        assertThatThrownBy(() -> run(complete("SO-H1")))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.problem()).isEqualTo(Problem.AFTER_GO_LIVE));
        assertThat(sales.everything()).isEqualTo(before);
    }

    @Test
    void unknownSitesAndCustomersAreRefused() {
        Order site = new Order(
                new OrderId("SO-S"),
                new SiteId("NOWHERE"),
                SalesFixture.CUSTOMER,
                "web",
                "STANDARD",
                null,
                PLACED,
                DUE,
                DUE,
                null,
                List.of(line(1, SalesFixture.BOLT, 1)),
                null,
                null);
        Order customer = new Order(
                new OrderId("SO-C"),
                SalesFixture.SITE,
                new CustomerId("GHOST"),
                "web",
                "STANDARD",
                null,
                PLACED,
                DUE,
                DUE,
                null,
                List.of(line(1, SalesFixture.BOLT, 1)),
                null,
                null);
        assertThat(run(site, customer))
                .extracting(Result::problem)
                .containsExactly("unknown site NOWHERE", "unknown customer GHOST");
    }

    @Test
    void aThousandOrdersComeInByBatches() {
        List<Command> batches = new ArrayList<>();
        for (int batch = 0; batch < 5; batch++) {
            List<Order> orders = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                orders.add(complete("SO-B" + batch + "-" + i));
            }
            batches.add(new Command(orders));
        }
        long start = System.nanoTime();
        for (Command batch : batches) {
            sales.erp().useCases().run(sales.importOrders, batch, sales.actor, "key " + batches.indexOf(batch));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("imported 1000 orders of history at %.0f orders/s%n", 1000 / seconds);
        assertThat(sales.erp().rows("sales_order")).isEqualTo(1000);
        assertThat(sales.erp().rows("event")).isEqualTo(7_000);
    }
}
