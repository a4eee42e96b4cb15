package io.setpoint.erp.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.controls.Role;
import io.setpoint.contracts.values.CompanyId;
import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.PriceChangeId;
import io.setpoint.contracts.values.PriceListId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.Attempts;
import io.setpoint.erp.ErpFixture;
import io.setpoint.erp.MovableClock;
import io.setpoint.erp.Warehouse;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Item A costs 15 by itself; CU-1 is a customer of class A, CU-2 one of class B. */
class PriceTest {
    private static final Instant START = Instant.parse("2026-11-20T09:00:00Z");
    private static final Actor PAT = Warehouse.person("pat", Role.PRICING);
    private static final Actor PETE = Warehouse.person("pete", Role.PRICING);
    private static final Actor SAM = Warehouse.person("sam", Role.SALES);
    private static final Actor MIKE = Warehouse.person("mike", Role.SALES_MANAGER);
    private static final CustomerId FIRST = new CustomerId("CU-1");
    private static final CustomerId SECOND = new CustomerId("CU-2");

    private final MovableClock clock = new MovableClock(START);
    private final ErpFixture erp = ErpFixture.create(clock);
    private final CreatePriceList createPriceList = new CreatePriceList();
    private final ProposePrices proposePrices = new ProposePrices();
    private final ApprovePrices approvePrices = new ApprovePrices();
    private final RejectPrices rejectPrices = new RejectPrices();
    private final ProposePriceOverride proposeOverride = new ProposePriceOverride();
    private final ApprovePriceOverride approveOverride = new ApprovePriceOverride();
    private final RejectPriceOverride rejectOverride = new RejectPriceOverride();

    @BeforeEach
    void build() {
        Warehouse.build(erp);
        erp.sql("""
                insert into customer values ('NORTH', 'CU-2', 'Birch Clinics', 'B', now());
                insert into person (person_id, name, machine, created_at) values
                  ('pat', 'Pat', false, now()), ('pete', 'Pete', false, now());
                insert into role_grant values
                  ('NORTH', 'pat', false, 'pricing', null, now(), 'root'),
                  ('NORTH', 'pete', false, 'pricing', null, now(), 'root');
                """);
    }

    @AfterEach
    void close() {
        erp.close();
    }

    private <C, R> Refused assertRefused(Problem problem, UseCase<C, R> useCase, C command, Actor actor) {
        int before = written();
        Refused refused = Attempts.refused(problem, () -> erp.run(useCase, command, actor));
        assertThat(written()).isEqualTo(before);
        assertThat(useCase.control().refusals().contains(problem) || problem == Problem.FORBIDDEN)
                .isTrue();
        if (useCase.control().sensitive()) {
            assertThat(erp.rows("audit where outcome = 'REFUSED' and actor = '" + actor.person() + "' and command = '"
                            + useCase.control().name() + "' and refusal = '" + problem.code() + "'"))
                    .isPositive();
        }
        return refused;
    }

    private int written() {
        return erp.rows("price_list")
                + erp.rows("price_change")
                + erp.rows("price_change where state = 'PROPOSED'")
                + erp.rows("price")
                + erp.rows("price_override")
                + erp.rows("event")
                + erp.rows("audit where outcome = 'DONE'");
    }

    private PriceListId list(@Nullable CustomerId customer, @Nullable String customerClass) {
        return erp.run(
                        createPriceList,
                        new CreatePriceList.Command("List", Currency.getInstance("EUR"), customer, customerClass),
                        PAT)
                .priceList();
    }

    private static ProposePrices.Line line(String from, String price) {
        return new ProposePrices.Line(Warehouse.A, new BigDecimal(from), new BigDecimal(price));
    }

    private PriceChangeView propose(
            PriceListId list, Duration ahead, @Nullable Duration until, ProposePrices.Line... lines) {
        return erp.run(
                proposePrices,
                new ProposePrices.Command(
                        list,
                        clock.instant().plus(ahead),
                        until == null ? null : clock.instant().plus(until),
                        "contract",
                        Arrays.asList(lines)),
                PAT);
    }

    private PriceChangeView approve(Actor actor, PriceChangeView change) {
        return erp.run(approvePrices, new ApprovePrices.Command(change.priceChange(), "fine"), actor);
    }

    private String price(CustomerId customer, String quantity, Duration after) {
        return erp.reads()
                .in(
                        PAT.company(),
                        handle -> PriceQueries.price(
                                        handle, customer, Warehouse.A, new BigDecimal(quantity), START.plus(after))
                                .unitPrice()
                                .stripTrailingZeros()
                                .toPlainString());
    }

    @Test
    void aPriceIsProposedApprovedByAnotherPersonAndHoldsFromItsTimeOn() {
        PriceListId list = list(null, null);
        PriceChangeView proposed = propose(list, Duration.ofHours(1), Duration.ofHours(5), line("0", "12"));
        assertThat(price(FIRST, "1", Duration.ofHours(2))).isEqualTo("15");
        PriceChangeView approved = approve(PETE, proposed);

        assertThat(approved.state()).isEqualTo(PriceChangeState.APPROVED);
        assertThat(approved.decidedBy()).isEqualTo(PETE.person());
        assertThat(price(FIRST, "1", Duration.ofMinutes(59))).isEqualTo("15");
        assertThat(price(FIRST, "1", Duration.ofHours(1))).isEqualTo("12");
        assertThat(price(FIRST, "1", Duration.ofHours(5))).isEqualTo("15");
        for (String step : List.of("propose-prices/prices-proposed", "approve-prices/prices-approved")) {
            String[] names = step.split("/", -1);
            assertThat(erp.rows(
                            "audit a join event e on e.id = any(a.event_ids) where a.outcome = 'DONE' and a.command = '"
                                    + names[0] + "' and e.aggregateid = '" + proposed.priceChange()
                                    + "' and e.type = 'setpoint.pricing." + names[1] + ".v1'"))
                    .isEqualTo(1);
        }
        assertThat(erp.rows("event where type = 'setpoint.pricing.price-list-created.v1'"))
                .isEqualTo(1);
    }

    @Test
    void theListOfTheCustomerGoesBeforeItsClassAndThatBeforeTheOneForAll() {
        approve(PETE, propose(list(null, null), Duration.ofHours(1), null, line("0", "14")));
        assertThat(price(FIRST, "1", Duration.ofHours(1))).isEqualTo("14");
        approve(PETE, propose(list(null, "A"), Duration.ofHours(1), null, line("0", "14.5")));
        assertThat(price(FIRST, "1", Duration.ofHours(1))).isEqualTo("14.5");
        approve(PETE, propose(list(FIRST, null), Duration.ofHours(1), null, line("10", "13")));
        assertThat(price(FIRST, "9.999", Duration.ofHours(1))).isEqualTo("14.5");
        assertThat(price(FIRST, "10", Duration.ofHours(1))).isEqualTo("13");
        assertThat(price(SECOND, "10", Duration.ofHours(1))).isEqualTo("14");
    }

    @Test
    void theHighestQuantityReachedCountsAndThePriceThatTookEffectLast() {
        PriceListId list = list(null, null);
        approve(PETE, propose(list, Duration.ofHours(1), null, line("0", "14"), line("10", "13"), line("100", "12")));
        approve(PETE, propose(list, Duration.ofHours(2), Duration.ofHours(3), line("10", "11")));
        assertThat(price(FIRST, "50", Duration.ofHours(1))).isEqualTo("13");
        assertThat(price(FIRST, "50", Duration.ofHours(2))).isEqualTo("11");
        assertThat(price(FIRST, "100", Duration.ofHours(2))).isEqualTo("12");
        assertThat(price(FIRST, "50", Duration.ofHours(3))).isEqualTo("13");
        assertThat(price(FIRST, "1", Duration.ofHours(3))).isEqualTo("14");
    }

    @Test
    void aListInAnotherCurrencyPricesNoOrder() {
        PriceListId dollars = erp.run(
                        createPriceList,
                        new CreatePriceList.Command("Dollars", Currency.getInstance("USD"), null, null),
                        PAT)
                .priceList();
        approve(PETE, propose(dollars, Duration.ofHours(1), null, line("0", "1")));
        assertThat(price(FIRST, "1", Duration.ofHours(2))).isEqualTo("15");
    }

    @Test
    void nobodyApprovesHisOwnPricesNorTwiceNorTooLate() {
        PriceChangeView change = propose(list(null, null), Duration.ofHours(1), null, line("0", "12"));
        ApprovePrices.Command approval = new ApprovePrices.Command(change.priceChange(), null);
        assertThat(assertRefused(Problem.SELF_APPROVAL, approvePrices, approval, PAT)
                        .allowed())
                .containsExactly("Pete");
        clock.advance(Duration.ofMinutes(51));
        assertRefused(Problem.TAKES_EFFECT_TOO_SOON, approvePrices, approval, PETE);
        clock.advance(Duration.ofMinutes(-1));
        approve(PETE, change);
        assertRefused(Problem.ALREADY_DECIDED, approvePrices, approval, PETE);
        assertRefused(
                Problem.ALREADY_DECIDED, rejectPrices, new RejectPrices.Command(change.priceChange(), "no"), PETE);
        assertRefused(
                Problem.NOT_FOUND, approvePrices, new ApprovePrices.Command(new PriceChangeId("PC-404"), null), PETE);
    }

    @Test
    void aRejectedPriceNeverHoldsAndTheProposerMayTakeHisOwnBack() {
        PriceListId list = list(null, null);
        PriceChangeView first = propose(list, Duration.ofHours(1), null, line("0", "12"));
        assertRefused(Problem.REASON_MISSING, rejectPrices, new RejectPrices.Command(first.priceChange(), " "), PETE);
        erp.run(rejectPrices, new RejectPrices.Command(first.priceChange(), "below cost"), PETE);
        PriceChangeView second = propose(list, Duration.ofHours(1), null, line("0", "11"));
        Actor proposer = ErpFixture.actor("paul", Permission.PROPOSE_PRICES);
        assertRefused(Problem.FORBIDDEN, rejectPrices, new RejectPrices.Command(second.priceChange(), "no"), proposer);
        assertThat(erp.run(rejectPrices, new RejectPrices.Command(second.priceChange(), "mistake"), PAT)
                        .state())
                .isEqualTo(PriceChangeState.REJECTED);
        assertThat(price(FIRST, "1", Duration.ofHours(2))).isEqualTo("15");
    }

    @Test
    void aProposalIsRefusedForWhatIsUnknownForThePastAndWithoutItsReason() {
        PriceListId list = list(FIRST, null);
        Instant soon = START.plusSeconds(3600);
        List<ProposePrices.Line> one = List.of(line("0", "1"));
        assertRefused(
                Problem.UNKNOWN_REFERENCE,
                proposePrices,
                new ProposePrices.Command(new PriceListId("PL-404"), soon, null, "why", one),
                PAT);
        assertRefused(
                Problem.UNKNOWN_REFERENCE,
                proposePrices,
                new ProposePrices.Command(
                        list,
                        soon,
                        null,
                        "why",
                        List.of(new ProposePrices.Line(new Sku("GHOST"), null, BigDecimal.ONE))),
                PAT);
        assertRefused(
                Problem.INVALID,
                proposePrices,
                new ProposePrices.Command(list, soon, null, "why", List.of(line("5", "1"), line("5.000", "2"))),
                PAT);
        assertRefused(
                Problem.REASON_MISSING, proposePrices, new ProposePrices.Command(list, soon, null, " ", one), PAT);
        assertRefused(
                Problem.TAKES_EFFECT_TOO_SOON,
                proposePrices,
                new ProposePrices.Command(list, START.plusSeconds(599), null, "why", one),
                PAT);
        assertThatThrownBy(() -> new ProposePrices.Command(list, soon, soon, "why", one))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> line("0", "-1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> line("0", "1.00001")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void thereIsOneListForACustomerAClassOrAll() {
        Currency euro = Currency.getInstance("EUR");
        list(FIRST, null);
        assertRefused(
                Problem.ALREADY_EXISTS, createPriceList, new CreatePriceList.Command("B", euro, FIRST, null), PAT);
        list(null, null);
        assertRefused(Problem.ALREADY_EXISTS, createPriceList, new CreatePriceList.Command("B", euro, null, null), PAT);
        assertRefused(
                Problem.UNKNOWN_REFERENCE,
                createPriceList,
                new CreatePriceList.Command("B", euro, new CustomerId("C-404"), null),
                PAT);
        assertThatThrownBy(() -> new CreatePriceList.Command("B", euro, FIRST, "A"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(erp.reads()
                        .in(PAT.company(), handle -> PriceQueries.lists(handle, null, null))
                        .items())
                .hasSize(2);
    }

    @Test
    void pricesNeedTheRightForTheWholeCompanyAndAreNotSeenByAnother() {
        PriceListId list = list(null, null);
        ProposePrices.Command proposal =
                new ProposePrices.Command(list, START.plusSeconds(3600), null, "why", List.of(line("0", "1")));
        PriceChangeView change = erp.run(proposePrices, proposal, PAT);
        assertRefused(Problem.FORBIDDEN, proposePrices, proposal, Warehouse.person("sam", Role.SALES));
        assertRefused(
                Problem.FORBIDDEN,
                proposePrices,
                proposal,
                Warehouse.personAt("rob", "HAM", Permission.PROPOSE_PRICES));
        assertRefused(
                Problem.FORBIDDEN,
                approvePrices,
                new ApprovePrices.Command(change.priceChange(), null),
                Warehouse.personAt("rob", "HAM", Permission.APPROVE_PRICES));
        Actor south = new Actor(PETE.person(), new CompanyId("SOUTH"), Set.of(Permission.values()), Map.of());
        assertRefused(Problem.NOT_FOUND, approvePrices, new ApprovePrices.Command(change.priceChange(), null), south);
        assertThat(erp.reads()
                        .in(south.company(), handle -> PriceQueries.changes(handle, null, null, null, null))
                        .items())
                .isEmpty();
        assertThat(erp.reads()
                        .in(
                                PAT.company(),
                                handle -> PriceQueries.changes(handle, PriceChangeState.PROPOSED, list, null, null))
                        .items())
                .containsExactly(change);
    }

    @Test
    void ofManyWhoDecideAtOnceOneDoes() throws Exception {
        PriceChangeView change = propose(list(null, null), Duration.ofHours(1), null, line("0", "12"));
        List<Callable<PriceChangeView>> attempts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            attempts.add(() -> approve(PETE, change));
            attempts.add(() -> erp.run(rejectPrices, new RejectPrices.Command(change.priceChange(), "no"), PETE));
        }
        assertThat(Attempts.inParallel(attempts).stream().filter(PriceChangeView.class::isInstance))
                .hasSize(1);
    }

    @Test
    void anotherPriceForOneLineIsAskedForByOneAndApprovedByAnotherWithinHisLimit() {
        OverrideView tenth = override(SAM, "13.5");
        assertThat(tenth.percentOff()).isEqualByComparingTo("10");
        assertThat(tenth.listPrice()).isEqualByComparingTo("15");
        OverrideView more = override(SAM, "13.4999");
        assertThat(more.percentOff()).isGreaterThan(BigDecimal.TEN);

        assertRefused(Problem.FORBIDDEN, approveOverride, approval(tenth), SAM);
        Actor both = Warehouse.person("sam", Role.SALES, Role.PRICING);
        assertRefused(Problem.SELF_APPROVAL, approveOverride, approval(tenth), both);
        assertRefused(Problem.FORBIDDEN, approveOverride, approval(more), MIKE);
        OverrideView approved = erp.run(approveOverride, approval(tenth), MIKE);
        assertThat(approved.state()).isEqualTo(OverrideState.APPROVED);
        assertThat(erp.run(approveOverride, approval(more), PETE).state()).isEqualTo(OverrideState.APPROVED);
        assertRefused(Problem.ALREADY_DECIDED, approveOverride, approval(tenth), MIKE);
        assertThat(erp.rows("audit a join event e on e.id = any(a.event_ids) where a.outcome = 'DONE'"
                        + " and e.aggregateid = '" + tenth.priceOverride() + "'"))
                .isEqualTo(2);
    }

    @Test
    void anotherPriceNeedsItsReasonADifferenceAndThingsThatExist() {
        assertRefused(Problem.REASON_MISSING, proposeOverride, proposal("HAM", "CU-1", "ITEM-A", "14", " "), SAM);
        assertRefused(Problem.NOTHING_TO_DO, proposeOverride, proposal("HAM", "CU-1", "ITEM-A", "15.00", "x"), SAM);
        assertRefused(Problem.UNKNOWN_REFERENCE, proposeOverride, proposal("HAM", "CU-9", "ITEM-A", "14", "x"), SAM);
        assertRefused(Problem.UNKNOWN_REFERENCE, proposeOverride, proposal("HAM", "CU-1", "ITEM-9", "14", "x"), SAM);
        assertRefused(Problem.UNKNOWN_REFERENCE, proposeOverride, proposal("XXX", "CU-1", "ITEM-A", "14", "x"), SAM);
        assertRefused(
                Problem.FORBIDDEN,
                proposeOverride,
                proposal("HAM", "CU-1", "ITEM-A", "14", "x"),
                Warehouse.personAt("rob", "ROT", Permission.PROPOSE_PRICE_OVERRIDE));
        assertRefused(
                Problem.FORBIDDEN, proposeOverride, proposal("HAM", "CU-1", "ITEM-A", "14", "x"), Warehouse.WANDA);
    }

    @Test
    void anOverrideIsRefusedWithAReasonTakenBackOrTooOldAndOnlySeenInItsCompany() {
        OverrideView first = override(SAM, "14");
        RejectPriceOverride.Command rejection = new RejectPriceOverride.Command(first.priceOverride(), "no margin");
        assertRefused(
                Problem.REASON_MISSING,
                rejectOverride,
                new RejectPriceOverride.Command(first.priceOverride(), ""),
                MIKE);
        assertRefused(Problem.FORBIDDEN, rejectOverride, rejection, Warehouse.person("sue", Role.SALES));
        assertThat(erp.run(rejectOverride, rejection, MIKE).state()).isEqualTo(OverrideState.REJECTED);
        assertRefused(Problem.ALREADY_DECIDED, approveOverride, approval(first), MIKE);
        assertRefused(Problem.ALREADY_DECIDED, rejectOverride, rejection, MIKE);
        OverrideView second = override(SAM, "14");
        assertThat(erp.run(
                                rejectOverride,
                                new RejectPriceOverride.Command(second.priceOverride(), "customer left"),
                                SAM)
                        .state())
                .isEqualTo(OverrideState.REJECTED);
        OverrideView third = override(SAM, "14");
        Actor south = new Actor(MIKE.person(), new CompanyId("SOUTH"), Set.of(Permission.values()), Map.of());
        assertRefused(Problem.NOT_FOUND, approveOverride, approval(third), south);
        assertThat(erp.reads()
                        .in(south.company(), handle -> OverrideQueries.list(handle, south, null, null, null))
                        .items())
                .isEmpty();
        assertThat(erp.reads()
                        .in(
                                SAM.company(),
                                handle -> OverrideQueries.list(handle, SAM, OverrideState.PROPOSED, null, null))
                        .items())
                .containsExactly(third);
        clock.advance(ProposePriceOverride.VALID);
        assertRefused(Problem.WRONG_STATE, approveOverride, approval(third), MIKE);
    }

    private OverrideView override(Actor actor, String price) {
        return erp.run(proposeOverride, proposal("HAM", "CU-1", "ITEM-A", price, "loyal"), actor);
    }

    private static ProposePriceOverride.Command proposal(
            String site, String customer, String item, String price, String why) {
        return new ProposePriceOverride.Command(
                new SiteId(site), new CustomerId(customer), new Sku(item), BigDecimal.TEN, new BigDecimal(price), why);
    }

    private static ApprovePriceOverride.Command approval(OverrideView view) {
        return new ApprovePriceOverride.Command(view.priceOverride(), null);
    }
}
