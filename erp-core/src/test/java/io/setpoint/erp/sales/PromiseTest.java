package io.setpoint.erp.sales;

import static io.setpoint.erp.sales.SalesFixture.BOLT;
import static io.setpoint.erp.sales.SalesFixture.NUT;
import static io.setpoint.erp.sales.SalesFixture.line;
import static io.setpoint.erp.sales.SalesFixture.today;
import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.CancelReason;
import io.setpoint.contracts.values.CompanyId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.Attempts;
import io.setpoint.erp.ErpFixture;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.sales.AvailabilityQueries.AvailabilityView;
import io.setpoint.erp.sales.AvailabilityQueries.LineView;
import io.setpoint.erp.sales.AvailabilityQueries.Status;
import io.setpoint.erp.sales.AvailabilityQueries.Wanted;
import io.setpoint.erp.sales.PromiseQueries.AtRiskView;
import io.setpoint.erp.sales.api.OrderView;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An order of shipping mode STANDARD is delivered three days after its goods are there; bolts replenish in seven days. */
class PromiseTest {
    private final SalesFixture sales = new SalesFixture();

    @AfterEach
    void close() {
        sales.close();
    }

    private AvailabilityView ask(Actor actor, SiteId site, LocalDate date, String mode, Wanted... lines) {
        return sales.erp()
                .reads()
                .in(
                        ErpFixture.COMPANY,
                        handle -> AvailabilityQueries.get(
                                handle, actor, Instant.now(), site, date, mode, Arrays.asList(lines)));
    }

    private LineView ask(Sku item, int quantity, int inDays) {
        return ask(
                        sales.actor,
                        SalesFixture.SITE,
                        today().plusDays(inDays),
                        "STANDARD",
                        new Wanted(item, BigDecimal.valueOf(quantity)))
                .lines()
                .get(0);
    }

    private List<AtRiskView> atRisk() {
        return sales.erp()
                .reads()
                .in(
                        ErpFixture.COMPANY,
                        handle -> PromiseQueries.atRisk(handle, sales.actor, Instant.now(), null, null, null, null)
                                .items());
    }

    private OrderView cancel(OrderView order, int quantity) {
        return sales.erp()
                .useCases()
                .run(
                        sales.cancelLine,
                        new CancelLine.Command(
                                order.order(), 1, BigDecimal.valueOf(quantity), CancelReason.CUSTOMER_CHANGED),
                        sales.actor,
                        null)
                .value();
    }

    @Test
    void aPromiseNamesTheSupplyBehindEachPartAndTheDayOfTheLastOne() {
        sales.stock(BOLT, 5);
        sales.transit("TR-1", BOLT, 3, today().plusDays(1));
        sales.purchase("PO-1", BOLT, 4, today().plusDays(4));
        OrderView order = sales.place(line(BOLT, 14));

        assertThat(sales.leansOn(order))
                .containsExactly("5 ON_HAND +0", "3 TRANSFER TR-1 +1", "4 PURCHASE PO-1 +4", "2 LEAD_TIME +7");
        assertThat(order.lines().get(0).commitDate()).isEqualTo(today().plusDays(10));
    }

    @Test
    void theDateTheSupplierConfirmedCountsAndWhatIsOverdueComesTomorrowAtTheEarliest() {
        sales.purchase("PO-1", BOLT, 5, today().plusDays(2));
        sales.purchase("PO-2", BOLT, 5, today().minusDays(2));
        sales.erp().sql("""
                update purchase_order_line set acknowledged_quantity = 4, acknowledged_date = '%s'
                 where order_id = 'PO-1'""".formatted(today().plusDays(20)));
        OrderView order = sales.place(line(BOLT, 9));
        assertThat(sales.leansOn(order)).containsExactly("5 PURCHASE PO-2 +1", "4 PURCHASE PO-1 +20");
    }

    @Test
    void aPromiseTodayTakesNothingThatIsPromisedForLater() {
        sales.stock(BOLT, 10);
        OrderView later = sales.placeFor("C-1", BOLT, 8, today().plusDays(20));
        assertThat(sales.leansOn(later)).containsExactly("8 ON_HAND +17");
        assertThat(later.lines().get(0).commitDate()).isEqualTo(today().plusDays(20));

        OrderView now = sales.place(line(BOLT, 5));
        assertThat(sales.leansOn(now)).containsExactly("2 ON_HAND +0", "3 LEAD_TIME +7");

        sales.purchase("PO-1", BOLT, 9, today().plusDays(12));
        assertThat(ask(BOLT, 6, 0).available()).isEqualByComparingTo("5");
    }

    @Test
    void cancellingGivesTheClaimBackAndTheLatestPartGoesFirst() {
        sales.stock(BOLT, 4);
        OrderView order = sales.place(line(BOLT, 6));
        assertThat(ask(BOLT, 1, 0).status()).isEqualTo(Status.NOT);
        cancel(order, 3);
        assertThat(ask(BOLT, 1, 0).status()).isEqualTo(Status.AVAILABLE);
        assertThat(ask(BOLT, 2, 0).status()).isEqualTo(Status.PARTLY);
        assertThat(sales.erp().rows("order_line_promise where kind = 'LEAD_TIME' and open > 0"))
                .isZero();
    }

    @Test
    void theAnswerSaysPerLineWhetherItIsAvailablePartlyOrNotAndKeepsNothing() {
        sales.stock(BOLT, 5);
        AvailabilityView view = ask(
                sales.actor,
                SalesFixture.SITE,
                today(),
                "STANDARD",
                new Wanted(BOLT, BigDecimal.valueOf(3)),
                new Wanted(BOLT, BigDecimal.valueOf(3)),
                new Wanted(NUT, BigDecimal.ONE));
        assertThat(view.lines())
                .extracting(LineView::status)
                .containsExactly(Status.AVAILABLE, Status.PARTLY, Status.NOT);
        assertThat(view.lines())
                .extracting(LineView::commitDate)
                .containsExactly(today().plusDays(3), today().plusDays(10), today().plusDays(10));
        assertThat(view.lines().get(1).parts())
                .extracting(PromisePart::kind)
                .containsExactly(SupplyKind.ON_HAND, SupplyKind.LEAD_TIME);
        assertThat(sales.erp().rows("order_line_promise")).isZero();

        OrderView order = sales.place(line(BOLT, 3), line(BOLT, 3), line(NUT, 1));
        assertThat(order.lines())
                .extracting(OrderView.Line::commitDate)
                .containsExactlyElementsOf(
                        view.lines().stream().map(LineView::commitDate).toList());
    }

    @Test
    void availabilityIsForWhoMayLookAtTheSiteAndForKnownThingsOnly() {
        Wanted bolt = new Wanted(BOLT, BigDecimal.ONE);
        Actor hamburg = new Actor(
                new PersonId("hal"), ErpFixture.COMPANY, Set.of(), Map.of(new SiteId("HAM"), Set.of(Permission.VIEW)));
        Attempts.refused(Problem.NOT_FOUND, () -> ask(hamburg, SalesFixture.SITE, today(), "STANDARD", bolt));
        Attempts.refused(Problem.NOT_FOUND, () -> ask(sales.actor, new SiteId("XXX"), today(), "STANDARD", bolt));
        Attempts.refused(Problem.UNKNOWN_REFERENCE, () -> ask(sales.actor, SalesFixture.SITE, today(), "BY-AIR", bolt));
        Attempts.refused(
                Problem.UNKNOWN_REFERENCE,
                () -> ask(
                        sales.actor,
                        SalesFixture.SITE,
                        today(),
                        "STANDARD",
                        new Wanted(new Sku("GHOST"), BigDecimal.ONE)));
        Attempts.refused(Problem.INVALID, () -> ask(sales.actor, SalesFixture.SITE, today(), "STANDARD"));
    }

    @Test
    void aReleaseTakesNothingThatIsPromisedToAnotherOrderForAnEarlierDay() {
        sales.stock(BOLT, 5);
        OrderView first = sales.place(line(BOLT, 5));
        OrderView second = sales.place(line(BOLT, 5));
        assertThat(sales.release(second).lines().get(0).backordered()).isEqualByComparingTo("5");
        assertThat(sales.release(first).lines().get(0).reserved()).isEqualByComparingTo("5");
    }

    @Test
    void stockThatIsNotNeededEarlierIsReservedBeforeItsDay() {
        sales.stock(BOLT, 5);
        OrderView far = sales.placeFor("C-1", BOLT, 5, today().plusDays(30));
        assertThat(sales.release(far).lines().get(0).reserved()).isEqualByComparingTo("5");
        assertThat(sales.erp().rows("order_line_promise where open > 0")).isZero();
    }

    @Test
    void supplyThatShrinksMakesPromisesVisibleAndMovesNone() {
        sales.stock(BOLT, 5);
        sales.purchase("PO-1", BOLT, 5, today().plusDays(4));
        OrderView first = sales.place(line(BOLT, 5));
        OrderView second = sales.place(line(BOLT, 5));
        assertThat(sales.leansOn(second)).containsExactly("5 PURCHASE PO-1 +4");
        assertThat(atRisk()).isEmpty();

        sales.erp().sql("update purchase_order_line set cancelled = quantity where order_id = 'PO-1'");
        assertThat(atRisk()).singleElement().satisfies(risk -> {
            assertThat(risk.order()).isEqualTo(second.order());
            assertThat(risk.document()).isEqualTo("PO-1");
            assertThat(risk.shortfall()).isEqualByComparingTo("5");
            assertThat(risk.expectedOn()).isEqualTo(today().plusDays(7));
            assertThat(risk.commitDate()).isEqualTo(second.lines().get(0).commitDate());
        });

        sales.erp().sql("update stock set held = 2 where item_id = 'BOLT-8'");
        assertThat(atRisk()).extracting(AtRiskView::order).containsExactly(first.order(), second.order());
        sales.purchase("PO-2", BOLT, 7, today().plusDays(6));
        assertThat(atRisk())
                .extracting(AtRiskView::expectedOn)
                .containsExactly(today().plusDays(6), today().plusDays(6));
        sales.stock(BOLT, 7);
        assertThat(atRisk()).isEmpty();
        assertThat(sales.erp().rows("sales_order_line where commit_date <> requested_date + 3"))
                .isEqualTo(1);
    }

    @Test
    void aPromiseBeyondKnownSupplyIsAtRiskOnceReplenishmentWouldComeTooLate() {
        OrderView order = sales.place(line(BOLT, 2));
        assertThat(atRisk()).isEmpty();
        sales.erp().sql("update item_category set replenishment_days = 9");
        assertThat(atRisk()).singleElement().satisfies(risk -> {
            assertThat(risk.order()).isEqualTo(order.order());
            assertThat(risk.kind()).isEqualTo(SupplyKind.LEAD_TIME);
            assertThat(risk.expectedOn()).isEqualTo(today().plusDays(9));
        });
    }

    @Test
    void anotherCompanySeesNoPromiseAndNoRisk() {
        sales.place(line(BOLT, 2));
        sales.erp().sql("update item_category set replenishment_days = 9");
        Actor south = new Actor(new PersonId("sue"), new CompanyId("SOUTH"), Set.of(Permission.VIEW), Map.of());
        List<AtRiskView> seen = sales.erp()
                .reads()
                .in(
                        south.company(),
                        handle -> PromiseQueries.atRisk(handle, south, Instant.now(), null, null, null, null)
                                .items());
        assertThat(seen).isEmpty();
        assertThat(atRisk()).hasSize(1);
    }

    @Test
    void aBackorderShowsItsNewPromiseBesideTheFrozenOne() {
        OrderView order = sales.release(sales.place(line(BOLT, 4)));
        LocalDate frozen = today().plusDays(10);
        sales.purchase("PO-1", BOLT, 4, today().plusDays(9));
        List<PromiseQueries.PartView> parts =
                sales.erp().reads().in(ErpFixture.COMPANY, handle -> PromiseQueries.of(handle, Instant.now(), order));
        assertThat(parts).singleElement().satisfies(part -> {
            assertThat(part.commitDate()).isEqualTo(frozen);
            assertThat(part.shortfall()).isEqualByComparingTo("4");
            assertThat(part.expectedOn()).isEqualTo(today().plusDays(9));
            assertThat(part.expectedDate()).isEqualTo(today().plusDays(12));
        });
    }

    @Test
    void fortyOrdersAtOnceArePromisedNoMoreThanEachDayHas() throws Exception {
        sales.stock(BOLT, 10);
        sales.purchase("PO-1", BOLT, 10, today().plusDays(2));
        sales.purchase("PO-2", NUT, 10, today().plusDays(2));
        List<Callable<OrderView>> orders = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            // Half of them name the items the other way round; nuts were never in stock here.
            orders.add(
                    i % 2 == 0
                            ? () -> sales.place(line(BOLT, 1), line(NUT, 1))
                            : () -> sales.place(line(NUT, 1), line(BOLT, 1)));
        }
        assertThat(Attempts.inParallel(orders))
                .allSatisfy(answer -> assertThat(answer).isInstanceOf(OrderView.class));
        assertThat(sales.erp().rows("order_line_promise where item_id = 'BOLT-8' and kind = 'ON_HAND'"))
                .isEqualTo(10);
        assertThat(sales.erp().rows("order_line_promise where item_id = 'BOLT-8' and kind = 'PURCHASE'"))
                .isEqualTo(10);
        assertThat(sales.erp().rows("order_line_promise where item_id = 'NUT-8' and kind = 'PURCHASE'"))
                .isEqualTo(10);
        assertThat(sales.erp().rows("order_line_promise where kind = 'LEAD_TIME'"))
                .isEqualTo(50);
    }

    @Test
    void anUnknownItemIsRefusedByItsLineAndWritesNothing() {
        int before = sales.everything();
        assertThat(Attempts.refused(
                                Problem.UNKNOWN_REFERENCE, () -> sales.place(line(BOLT, 1), line(new Sku("GHOST"), 1)))
                        .getMessage())
                .contains("GHOST");
        assertThat(sales.everything()).isEqualTo(before);
        assertThat(sales.erp().rows("order_line_promise")).isZero();
    }
}
