package io.setpoint.erp.purchasing;

import static io.setpoint.erp.Warehouse.A;
import static io.setpoint.erp.Warehouse.B;
import static io.setpoint.erp.Warehouse.HAM;
import static io.setpoint.erp.Warehouse.WANDA;
import static io.setpoint.erp.purchasing.Buying.ADA;
import static io.setpoint.erp.purchasing.Buying.BEA;
import static io.setpoint.erp.purchasing.Buying.BO;
import static io.setpoint.erp.purchasing.Buying.FRIDAY;
import static io.setpoint.erp.purchasing.Buying.LIND;
import static io.setpoint.erp.purchasing.Buying.advised;
import static io.setpoint.erp.purchasing.Buying.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.Attempts;
import io.setpoint.erp.ErpFixture;
import io.setpoint.erp.Warehouse;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.purchasing.ExpectedDeliveryQueries.Delivery;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the dock waits for. */
class ExpectedDeliveryTest {
    private final Buying buying = new Buying();

    @AfterEach
    void close() {
        buying.close();
    }

    @Test
    void anOrderIsExpectedFromItsReleaseUntilItsLastOpenLineIsReceived() {
        PurchaseOrderId draft = buying.raise(BEA, LIND, line(A, "5", "1")).order();
        assertThat(expected(null)).as("a draft").isEmpty();
        buying.submit(BEA, draft);
        Delivery delivery = only();
        assertThat(delivery.order()).isEqualTo(draft);
        assertThat(delivery.expectedDate()).isEqualTo(FRIDAY);
        assertThat(delivery.lines()).isEqualTo(1);
        assertThat(delivery.value()).isEqualByComparingTo("5");
        assertThat(delivery.confirmed()).isFalse();
        assertThat(delivery.overdue()).isFalse();

        buying.dock.receive(WANDA, draft, 1, A, "3");
        assertThat(only().value()).isEqualByComparingTo("2");
        buying.dock.receive(WANDA, draft, 1, A, "2");
        assertThat(expected(null)).isEmpty();
    }

    @Test
    void aConfirmationMovesTheDayAndANoticeKnowsItBest() {
        PurchaseOrderId order = buying.sent("100");
        AcknowledgementView later = buying.acknowledge(BEA, order, "100", FRIDAY.plusDays(3));
        buying.run(
                new DecideAcknowledgement(),
                new DecideAcknowledgement.Command(later.acknowledgement(), true, null),
                BO);
        assertThat(only().expectedDate()).isEqualTo(FRIDAY.plusDays(3));
        assertThat(only().confirmed()).isTrue();

        AsnView asn = buying.advise(BEA, order, FRIDAY.plusDays(1), advised(1, A, "60"));
        assertThat(only().asn()).isEqualTo(asn.asn());
        assertThat(only().expectedDate()).isEqualTo(FRIDAY.plusDays(1));

        buying.dock.deliver(WANDA, order, asn.asn(), 1, A, "60");
        assertThat(only().asn()).as("the notice is received").isNull();
        assertThat(only().expectedDate()).isEqualTo(FRIDAY.plusDays(3));
    }

    @Test
    void theyComeByDayAndPageByPageUpToTheDayAskedFor() {
        PurchaseOrderId second = on(FRIDAY.plusDays(1));
        PurchaseOrderId first = on(FRIDAY);
        PurchaseOrderId third = on(FRIDAY.plusDays(1));
        PurchaseOrderId overdue = on(LocalDate.parse("2020-01-01"));

        Page<Delivery> page = page(ADA, null, null, null, 3);
        assertThat(page.items()).extracting(Delivery::order).containsExactly(overdue, first, second);
        assertThat(page(ADA, null, null, page.next(), 3).items())
                .extracting(Delivery::order)
                .containsExactly(third);
        assertThat(expected(FRIDAY.toString())).extracting(Delivery::order).containsExactly(overdue, first);
        assertThat(expected(null)).extracting(Delivery::overdue).containsExactly(true, false, false, false);
    }

    @Test
    void onlyThoseWhoViewASiteSeeWhatItWaitsFor() {
        buying.sent("5");
        Actor atRotterdam = Warehouse.personAt("rob", "ROT", Permission.VIEW);
        assertThat(page(atRotterdam, null, null, null, null).items()).isEmpty();
        assertThat(page(ADA, HAM, null, null, null).items()).hasSize(1);
        assertThat(page(ADA, new SiteId("ROT"), null, null, null).items()).isEmpty();
    }

    @Test
    void whatIsNoDayAndNoCursorOfOursIsRefused() {
        Attempts.refused(Problem.INVALID, () -> expected("soon"));
        Attempts.refused(Problem.INVALID, () -> page(ADA, null, null, "x", null));
        Attempts.refused(Problem.INVALID, () -> page(ADA, null, null, "x~y", null));
    }

    @Test
    void thePageOfAnOrderSaysWhoCanApproveItAndWhyNotOneself() {
        PurchaseOrderId order =
                buying.raise(BEA, LIND, line(A, "1000", "9"), line(B, "1", "8")).order();
        assertThat(option(ADA, order)).as("a draft").isNull();
        buying.submit(BEA, order);
        assertThat(option(ADA, order)).isEqualTo(new PurchaseOrderQueries.ApprovalOption(null, List.of()));
        assertThat(option(BEA, order))
                .isEqualTo(new PurchaseOrderQueries.ApprovalOption(
                        "You raised, changed or submitted this order", List.of("Ada", "Alf")));
        assertThat(option(WANDA, order))
                .isEqualTo(new PurchaseOrderQueries.ApprovalOption(
                        "You lack the right purchase:approve at HAM", List.of("Ada", "Alf")));
    }

    private PurchaseOrderQueries.@Nullable ApprovalOption option(Actor actor, PurchaseOrderId order) {
        return buying.erp
                .reads()
                .in(ErpFixture.COMPANY, handle -> PurchaseOrderQueries.chain(handle, actor, order))
                .approval();
    }

    private PurchaseOrderId on(LocalDate date) {
        PurchaseOrderId order = buying.sent("1");
        buying.erp.sql(
                "update purchase_order_line set requested_date = '%s' where order_id = '%s'".formatted(date, order));
        return order;
    }

    private Delivery only() {
        List<Delivery> all = expected(null);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private List<Delivery> expected(@Nullable String until) {
        return page(ADA, null, until, null, null).items();
    }

    private Page<Delivery> page(
            Actor actor,
            @Nullable SiteId site,
            @Nullable String until,
            @Nullable String cursor,
            @Nullable Integer limit) {
        return buying.erp
                .reads()
                .in(
                        ErpFixture.COMPANY,
                        handle -> ExpectedDeliveryQueries.list(handle, actor, site, until, cursor, limit));
    }
}
