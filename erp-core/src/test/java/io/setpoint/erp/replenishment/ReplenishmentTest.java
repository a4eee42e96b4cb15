package io.setpoint.erp.replenishment;

import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.controls.Role;
import io.setpoint.contracts.events.ReplenishmentKind;
import io.setpoint.contracts.values.CompanyId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.SupplierId;
import io.setpoint.erp.Attempts;
import io.setpoint.erp.ErpFixture;
import io.setpoint.erp.MovableClock;
import io.setpoint.erp.Warehouse;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.purchasing.Purchasing;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Item A at Hamburg, whose supplier LIND delivers in 7 days at 10.00. */
class ReplenishmentTest {
    private static final Instant START = Instant.parse("2026-11-20T09:00:00Z");
    private static final LocalDate TODAY = LocalDate.parse("2026-11-20");
    private static final Actor BEA = Warehouse.person("bea", Role.BUYER);
    private static final Actor BO = Warehouse.person("bo", Role.BUYER);

    private final MovableClock clock = new MovableClock(START);
    private final ErpFixture erp = ErpFixture.create(clock);
    private final Purchasing purchasing = new Purchasing(clock);
    private final SetReplenishmentPolicy set = new SetReplenishmentPolicy();
    private final OrderSuggestion order = new OrderSuggestion(purchasing.openPurchases(), purchasing.draftOrders());
    private final DismissSuggestion dismiss = new DismissSuggestion(purchasing.openPurchases());

    @BeforeEach
    void build() {
        Warehouse.build(erp);
        erp.sql("""
                insert into supplier values ('NORTH', 'LIND', 'Lind Metall', 'LOW', 7, 10, 5, 'SC-1');
                insert into supplier_item values
                  ('NORTH', 'LIND', 'ITEM-A', '2020-01-01', 10, null, null, null, 'SC-1');
                insert into stock (company_id, site_id, item_id, on_hand, reserved, held)
                  values ('NORTH', 'HAM', 'ITEM-A', 30, 5, 2);
                """);
    }

    @AfterEach
    void close() {
        erp.close();
    }

    private static Policy minMax(LocalDate validFrom, String low, String target) {
        return new Policy(
                Warehouse.HAM,
                Warehouse.A,
                validFrom,
                ReplenishmentKind.MIN_MAX,
                new SupplierId("LIND"),
                new BigDecimal(low),
                new BigDecimal(target),
                null,
                28,
                new BigDecimal("12"),
                BigDecimal.ZERO);
    }

    private List<SuggestionView> suggestions() {
        return erp.reads()
                .in(
                        ErpFixture.COMPANY,
                        handle -> Suggestions.list(
                                handle, purchasing.openPurchases(), Warehouse.HAM, clock.instant(), null, null))
                .items();
    }

    private static OrderSuggestion.Command take(String quantity) {
        return new OrderSuggestion.Command(Warehouse.HAM, Warehouse.A, new BigDecimal(quantity));
    }

    private static DismissSuggestion.Command away(String quantity, @Nullable LocalDate until, String why) {
        return new DismissSuggestion.Command(Warehouse.HAM, Warehouse.A, new BigDecimal(quantity), until, why);
    }

    private <C, R> Refused assertRefused(Problem problem, UseCase<C, R> useCase, C command, Actor actor) {
        String before = written();
        Refused refused = Attempts.refused(problem, () -> erp.run(useCase, command, actor));
        assertThat(written()).isEqualTo(before);
        return refused;
    }

    private String written() {
        return List.of(
                        erp.rows("replenishment_policy"),
                        erp.rows("replenishment_decision"),
                        erp.rows("purchase_order"),
                        erp.rows("event"),
                        erp.rows("audit"))
                .toString();
    }

    @Test
    void aSuggestionShowsWhatItLookedAtAndBecomesADraftOnce() {
        erp.run(set, minMax(TODAY, "40", "100"), BEA);
        erp.sql("""
                insert into stock_move (company_id, site_id, item_id, bin_id, quantity, kind, document_id, line_no,
                                        person_id, occurred_at, recorded_at)
                select 'NORTH', 'HAM', 'ITEM-A', 'A-01-1', -4, 'SHIPMENT', 'SH-' || n, 1, 'wanda', t, t
                  from (values (1, timestamptz '2026-11-10 09:00Z'), (2, timestamptz '2026-09-01 09:00Z')) v (n, t);
                insert into transfer (company_id, transfer_id, from_site_id, to_site_id, state, expected_on, created_by,
                                      created_at, sent_by, sent_at)
                  values ('NORTH', 'TR-1', 'ROT', 'HAM', 'IN_TRANSIT', '2026-11-22', 'wanda', now(), 'wanda', now());
                insert into transfer_line (company_id, transfer_id, line_no, item_id, bin_id, quantity, sent, received)
                  values ('NORTH', 'TR-1', 1, 'ITEM-A', 'R-01', 9, 9, 6);
                """);
        SuggestionView suggestion = suggestions().get(0);
        assertThat(suggestion.supply().demand()).as("of 28 days").isEqualByComparingTo("4");
        assertThat(suggestion.supply().inTransit()).isEqualByComparingTo("3");
        assertThat(suggestion.quantity())
                .as("100 - (30 - 5 - 2 + 3) = 74, in twelves")
                .isEqualByComparingTo("84");

        OrderSuggestion.Ordered ordered = erp.run(order, take("84"), BEA);
        assertThat(erp.rows("purchase_order where state = 'DRAFT' and order_id = '" + ordered.order() + "'"))
                .isEqualTo(1);
        assertThat(erp.rows("purchase_order_line where quantity = 84 and unit_price = 10"
                        + " and requested_date = '2026-11-27'"))
                .isEqualTo(1);
        assertThat(erp.rows("replenishment_decision where outcome = 'ORDERED' and arithmetic like '%= suggested 84%'"))
                .isEqualTo(1);
        assertThat(suggestions()).as("what is drafted is not suggested again").isEmpty();
        assertRefused(Problem.STALE_VERSION, order, take("84"), BO);
    }

    @Test
    void ofTwoWhoOrderTheSameSuggestionAtOnceOneDoes() throws InterruptedException {
        erp.run(set, minMax(TODAY, "40", "100"), BEA);
        List<Callable<OrderSuggestion.Ordered>> both =
                List.of(() -> erp.run(order, take("84"), BEA), () -> erp.run(order, take("84"), BO));
        List<Object> answers = Attempts.inParallel(both);
        assertThat(answers.stream().filter(OrderSuggestion.Ordered.class::isInstance))
                .hasSize(1);
        assertThat(erp.rows("purchase_order")).isEqualTo(1);
    }

    @Test
    void aSnoozedSuggestionComesBackOnItsDayAndARefusedOneWhenItAsksForMore() {
        erp.run(set, minMax(TODAY, "40", "100"), BEA);
        assertRefused(Problem.REASON_MISSING, dismiss, away("84", null, " "), BEA);
        assertRefused(Problem.INVALID, dismiss, away("84", TODAY, "later"), BEA);
        assertRefused(Problem.STALE_VERSION, dismiss, away("12", null, "x"), BEA);
        erp.run(dismiss, away("84", TODAY.plusDays(2), "truck comes tomorrow"), BEA);
        assertThat(suggestions()).isEmpty();
        clock.advance(Duration.ofDays(2));
        assertThat(suggestions()).hasSize(1);
        erp.run(dismiss, away("84", null, "discontinued"), BEA);
        assertThat(suggestions()).isEmpty();
        erp.sql("update stock set on_hand = 10");
        assertThat(suggestions()).hasSize(1);
    }

    @Test
    void aPolicyHoldsFromItsDayOnAndNeverForThePast() {
        erp.run(set, minMax(TODAY, "40", "100"), BEA);
        erp.run(set, minMax(TODAY.plusDays(3), "10", "20"), BEA);
        assertThat(suggestions()).hasSize(1);
        clock.advance(Duration.ofDays(3));
        assertThat(suggestions()).isEmpty();
        assertRefused(Problem.TAKES_EFFECT_TOO_SOON, set, minMax(TODAY, "40", "100"), BEA);
    }

    @Test
    void onlyWhoPlansOrBuysAtTheSiteDecides() {
        erp.run(set, minMax(TODAY, "40", "100"), BEA);
        Actor elsewhere = Warehouse.personAt("sue", "ROT", Permission.PLAN_REPLENISHMENT, Permission.RAISE_PURCHASE);
        assertRefused(Problem.FORBIDDEN, set, minMax(TODAY, "40", "100"), elsewhere);
        assertRefused(Problem.FORBIDDEN, order, take("84"), elsewhere);
        assertRefused(Problem.FORBIDDEN, dismiss, away("84", null, "x"), Warehouse.WANDA);
        assertRefused(Problem.FORBIDDEN, order, take("84"), Warehouse.PIA);
        assertRefused(
                Problem.NOT_FOUND,
                order,
                take("84"),
                new Actor(BEA.person(), new CompanyId("SOUTH"), Set.of(Permission.values()), Map.of()));
        assertRefused(
                Problem.UNKNOWN_REFERENCE,
                set,
                new Policy(
                        Warehouse.HAM,
                        new Sku("NOPE"),
                        TODAY,
                        ReplenishmentKind.COVER_DAYS,
                        new SupplierId("LIND"),
                        null,
                        null,
                        7,
                        28,
                        BigDecimal.ONE,
                        BigDecimal.ZERO),
                BEA);
    }
}
