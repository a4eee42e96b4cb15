package io.setpoint.erp.sales;

import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.controls.Role;
import io.setpoint.contracts.values.PriceOverrideId;
import io.setpoint.erp.Attempts;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.sales.api.OrderView;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A line costs what the list says, or what an override allows that fits it; a bolt costs 2.50. */
class OverriddenPriceTest {
    private static final PriceOverrideId FIRST = new PriceOverrideId("OV-1");

    private final SalesFixture sales = new SalesFixture();

    @AfterEach
    void close() {
        sales.close();
    }

    /** For ten bolts at 2.00. */
    private void override(String id, String state) {
        sales.erp().sql("""
                insert into price_override (company_id, price_override_id, state, site_id, customer_id, item_id, quantity,
                                            list_price, unit_price, percent_off, why, proposed_by, proposed_at,
                                            valid_until, decided_by, decided_at)
                select 'NORTH', '%s', s, 'BER', 'C-1', 'BOLT-8', 10, 2.50, 2.00, 20, 'loyal', 'sam', now(),
                       now() + interval '1 day', case when s <> 'PROPOSED' then 'pete' end,
                       case when s <> 'PROPOSED' then now() end
                  from (values ('%s')) v (s);
                """.formatted(id, state));
    }

    private static PlaceOrder.Line line(int quantity, String price, PriceOverrideId override) {
        return new PlaceOrder.Line(
                SalesFixture.BOLT, BigDecimal.valueOf(quantity), null, new BigDecimal(price), override);
    }

    private Refused assertRefused(Problem problem, PlaceOrder.Line... lines) {
        int before = sales.everything();
        Refused refused = Attempts.refused(problem, () -> sales.place(lines));
        assertThat(sales.everything()).isEqualTo(before);
        assertThat(sales.erp().rows("price_override where state = 'USED'")).isZero();
        assertThat(sales.erp()
                        .rows("audit where command = 'place-order' and outcome = 'REFUSED' and refusal = '"
                                + problem.code() + "'"))
                .isPositive();
        assertThat(sales.placeOrder.control().refusals()).contains(problem);
        return refused;
    }

    @Test
    void thePriceOfTheListMayBeNamedAndAnotherOneNeedsAnOverride() {
        OrderView order =
                sales.place(new PlaceOrder.Line(SalesFixture.BOLT, BigDecimal.ONE, null, new BigDecimal("2.5"), null));
        assertThat(order.lines().get(0).unitPrice()).isEqualByComparingTo("2.50");
        Refused refused = assertRefused(
                Problem.PRICE_OVERRIDE_NEEDED,
                new PlaceOrder.Line(SalesFixture.BOLT, BigDecimal.ONE, null, new BigDecimal("2.49"), null));
        assertThat(refused.errors()).extracting(Refused.FieldError::field).containsExactly("lines[0].unitPrice");
    }

    @Test
    void anApprovedOverrideIsUsedByOneLineOnce() {
        override("OV-1", "APPROVED");
        OrderView order = sales.place(
                SalesFixture.line(SalesFixture.NUT, 1),
                new PlaceOrder.Line(SalesFixture.BOLT, BigDecimal.TEN, null, null, FIRST));
        assertThat(order.lines().get(1).unitPrice()).isEqualByComparingTo("2.00");
        assertThat(order.lines().get(1).priceOverride()).isEqualTo(FIRST);
        assertThat(order.total()).isEqualByComparingTo("20.50");
        assertThat(sales.erp()
                        .rows("price_override where state = 'USED' and order_line_no = 2 and order_id = '"
                                + order.order() + "'"))
                .isEqualTo(1);
        assertThat(sales.erp().rows("sales_order_line where list_price = 2.50 and unit_price = 2.00"))
                .isEqualTo(1);
        assertThat(sales.release(order).lines().get(1).priceOverride()).isEqualTo(FIRST);
        Attempts.refused(Problem.PRICE_OVERRIDE_NEEDED, () -> sales.place(line(1, "2", FIRST)));
    }

    @Test
    void anOverrideThatDoesNotFitIsRefused() {
        override("OV-1", "APPROVED");
        override("OV-2", "PROPOSED");
        override("OV-3", "REJECTED");
        assertRefused(Problem.PRICE_OVERRIDE_NEEDED, line(11, "2", FIRST));
        assertRefused(Problem.PRICE_OVERRIDE_NEEDED, line(10, "1.99", FIRST));
        assertRefused(Problem.PRICE_OVERRIDE_NEEDED, line(5, "2", FIRST), line(5, "2", FIRST));
        assertRefused(
                Problem.PRICE_OVERRIDE_NEEDED,
                new PlaceOrder.Line(SalesFixture.NUT, BigDecimal.ONE, null, null, FIRST));
        assertRefused(Problem.PRICE_OVERRIDE_NEEDED, line(1, "2", new PriceOverrideId("OV-2")));
        assertRefused(Problem.PRICE_OVERRIDE_NEEDED, line(1, "2", new PriceOverrideId("OV-3")));
        assertRefused(Problem.UNKNOWN_REFERENCE, line(1, "2", new PriceOverrideId("OV-404")));
        sales.erp().sql("update price_override set valid_until = now() - interval '1 second'");
        assertRefused(Problem.PRICE_OVERRIDE_NEEDED, line(1, "2", FIRST));
    }

    @Test
    void ofManyOrdersAtOnceOneGetsTheOverride() throws Exception {
        override("OV-1", "APPROVED");
        List<Callable<OrderView>> desks = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            desks.add(() -> sales.place(line(1, "2", FIRST)));
        }
        List<Object> answers = Attempts.inParallel(desks);
        assertThat(answers.stream().filter(OrderView.class::isInstance)).hasSize(1);
        assertThat(answers.stream().filter(Refused.class::isInstance)).hasSize(11);
        assertThat(sales.erp().rows("sales_order_line where price_override_id is not null"))
                .isEqualTo(1);
    }

    @Test
    void whoPlacesOrdersApprovesNoPrices() {
        assertThat(Role.SALES.permissions())
                .contains(Permission.PROPOSE_PRICE_OVERRIDE)
                .doesNotContain(Permission.APPROVE_PRICE_OVERRIDE, Permission.APPROVE_ANY_PRICE_OVERRIDE);
    }
}
