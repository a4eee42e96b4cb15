package io.setpoint.erp.sales;

import static io.setpoint.erp.sales.SalesFixture.BOLT;
import static io.setpoint.erp.sales.SalesFixture.today;
import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.CompanyId;
import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.QuoteId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.Attempts;
import io.setpoint.erp.ErpFixture;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.sales.api.OrderView;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A bolt costs 2.50. */
class QuoteTest {
    private final SalesFixture sales = new SalesFixture();
    private final MakeQuote makeQuote = new MakeQuote();
    private final SendQuote sendQuote = new SendQuote();
    private final AcceptQuote acceptQuote = new AcceptQuote(sales.placeOrder);
    private final DeclineQuote declineQuote = new DeclineQuote();

    @AfterEach
    void close() {
        sales.close();
    }

    private <C, R> R run(UseCase<C, R> useCase, C command) {
        return sales.erp().run(useCase, command, sales.actor);
    }

    private <C, R> void refused(Problem problem, UseCase<C, R> useCase, C command, Actor actor) {
        int before =
                sales.everything() + sales.erp().rows("quote") + sales.erp().rows("quote_line");
        Attempts.refused(problem, () -> sales.erp().run(useCase, command, actor));
        assertThat(sales.everything() + sales.erp().rows("quote") + sales.erp().rows("quote_line"))
                .isEqualTo(before);
    }

    private static MakeQuote.Command command(String customer, String channel, Sku item, Instant until) {
        return new MakeQuote.Command(
                new CustomerId(customer),
                SalesFixture.SITE,
                channel,
                "STANDARD",
                "RFQ-1",
                today(),
                until,
                List.of(new MakeQuote.Line(item, BigDecimal.valueOf(4))));
    }

    private static Instant inDays(int days) {
        return Instant.now().plus(Duration.ofDays(days));
    }

    private QuoteView sent() {
        QuoteView made = run(makeQuote, command("C-1", "web", BOLT, inDays(14)));
        return run(sendQuote, new SendQuote.Command(made.quote()));
    }

    @Test
    void aQuoteBecomesAnOrderAtItsPricesOnce() {
        sales.stock(BOLT, 10);
        QuoteView quote = sent();
        assertThat(quote.total()).isEqualByComparingTo("10");
        assertThat(sales.erp().rows("order_line_promise") + sales.erp().rows("reservation"))
                .isZero();
        sales.erp().sql("update item set price = 9");

        QuoteView accepted = run(acceptQuote, new AcceptQuote.Command(quote.quote()));
        assertThat(accepted.state()).isEqualTo(QuoteState.ACCEPTED);
        OrderView order = sales.erp()
                .reads()
                .in(
                        ErpFixture.COMPANY,
                        handle -> OrderQueries.find(
                                        handle, sales.actor, java.util.Objects.requireNonNull(accepted.order()))
                                .orElseThrow());
        assertThat(order.total()).isEqualByComparingTo("10");
        assertThat(order.channel()).isEqualTo("WEB");
        assertThat(sales.leansOn(order)).containsExactly("4 ON_HAND +0");
        assertThat(sales.erp().rows("sales_order where quote_id = '" + quote.quote() + "'"))
                .isEqualTo(1);
        assertThat(sales.erp().rows("event where aggregateid = '" + quote.quote() + "'"))
                .isEqualTo(3);
        assertThat(sales.erp().rows("event where type = 'setpoint.sales.order-placed.v1'"))
                .isEqualTo(1);
        refused(Problem.WRONG_STATE, acceptQuote, new AcceptQuote.Command(quote.quote()), sales.actor);
        assertThat(sales.erp().rows("audit where command = 'accept-quote' and outcome = 'REFUSED'"))
                .isEqualTo(1);
    }

    @Test
    void tenAcceptancesAtOnceMakeOneOrder() throws Exception {
        QuoteId quote = sent().quote();
        List<Object> answers = Attempts.inParallel(IntStream.range(0, 10)
                .<Callable<QuoteView>>mapToObj(i -> () -> run(acceptQuote, new AcceptQuote.Command(quote)))
                .toList());
        assertThat(answers.stream().filter(QuoteView.class::isInstance)).hasSize(1);
        assertThat(sales.erp().rows("sales_order")).isEqualTo(1);
    }

    @Test
    void afterItsTimeAQuoteIsExpiredAndBindsNobody() {
        QuoteView quote = sent();
        sales.erp().sql("update quote set valid_until = now() - interval '1 second'");
        refused(Problem.WRONG_STATE, acceptQuote, new AcceptQuote.Command(quote.quote()), sales.actor);
        QuoteView read = sales.erp()
                .reads()
                .in(ErpFixture.COMPANY, handle -> QuoteRows.find(handle, sales.actor, quote.quote(), Instant.now()));
        assertThat(read.state()).isEqualTo(QuoteState.EXPIRED);
    }

    @Test
    void aQuoteIsAcceptedOnlyWhenSentAndDeclinedOnlyWithAReason() {
        QuoteView made = run(makeQuote, command("C-1", "web", BOLT, inDays(14)));
        refused(Problem.WRONG_STATE, acceptQuote, new AcceptQuote.Command(made.quote()), sales.actor);
        refused(Problem.REASON_MISSING, declineQuote, new DeclineQuote.Command(made.quote(), " "), sales.actor);
        QuoteView declined = run(declineQuote, new DeclineQuote.Command(made.quote(), "too dear"));
        assertThat(declined.state()).isEqualTo(QuoteState.DECLINED);
        assertThat(declined.declineReason()).isEqualTo("too dear");
        refused(Problem.WRONG_STATE, sendQuote, new SendQuote.Command(made.quote()), sales.actor);
        refused(Problem.WRONG_STATE, declineQuote, new DeclineQuote.Command(made.quote(), "again"), sales.actor);
    }

    @Test
    void aQuoteRefersToKnownThingsAndIsValidForAWhile() {
        refused(Problem.UNKNOWN_REFERENCE, makeQuote, command("C-404", "web", BOLT, inDays(1)), sales.actor);
        refused(Problem.UNKNOWN_REFERENCE, makeQuote, command("C-1", "fax", BOLT, inDays(1)), sales.actor);
        refused(Problem.UNKNOWN_REFERENCE, makeQuote, command("C-1", "web", new Sku("GHOST"), inDays(1)), sales.actor);
        refused(Problem.INVALID, makeQuote, command("C-1", "web", BOLT, inDays(-1)), sales.actor);
        refused(Problem.INVALID, makeQuote, command("C-1", "web", BOLT, inDays(400)), sales.actor);
    }

    @Test
    void anotherSiteAnotherCompanyAndWhoHasNoRightTakeNoPart() {
        QuoteView quote = sent();
        Actor hamburg = new Actor(
                new PersonId("hal"),
                ErpFixture.COMPANY,
                Set.of(),
                Map.of(new SiteId("HAM"), Set.of(Permission.VIEW, Permission.PLACE_ORDER)));
        Actor south = new Actor(new PersonId("sue"), new CompanyId("SOUTH"), Set.of(Permission.values()), Map.of());
        AcceptQuote.Command accept = new AcceptQuote.Command(quote.quote());
        refused(Problem.FORBIDDEN, acceptQuote, accept, hamburg);
        refused(Problem.FORBIDDEN, acceptQuote, accept, ErpFixture.actor("vic", Permission.VIEW));
        refused(Problem.NOT_FOUND, acceptQuote, accept, south);
        refused(Problem.FORBIDDEN, makeQuote, command("C-1", "web", BOLT, inDays(1)), hamburg);
        List<QuoteRows.Row> seen = sales.erp()
                .reads()
                .in(
                        ErpFixture.COMPANY,
                        handle -> QuoteRows.list(handle, hamburg, Instant.now(), null, null, null)
                                .items());
        assertThat(seen).isEmpty();
        Attempts.refused(
                Problem.NOT_FOUND,
                () -> sales.erp()
                        .reads()
                        .in(
                                ErpFixture.COMPANY,
                                handle -> QuoteRows.find(handle, hamburg, quote.quote(), Instant.now())));
    }
}
