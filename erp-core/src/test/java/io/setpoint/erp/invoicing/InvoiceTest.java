package io.setpoint.erp.invoicing;

import static io.setpoint.erp.invoicing.InvoicingFixture.ADAM;
import static io.setpoint.erp.invoicing.InvoicingFixture.ANNA;
import static io.setpoint.erp.invoicing.InvoicingFixture.SAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.controls.Role;
import io.setpoint.contracts.values.CompanyId;
import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.InvoiceId;
import io.setpoint.contracts.values.ReturnId;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.erp.Attempts;
import io.setpoint.erp.ErpFixture;
import io.setpoint.erp.Warehouse;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InvoiceTest {
    private final InvoicingFixture invoicing = new InvoicingFixture();
    private final ErpFixture erp = invoicing.erp();

    @AfterEach
    void everythingAddsUp() {
        assertThat(invoicing.contradictions()).isEmpty();
    }

    @AfterAll
    void close() {
        invoicing.close();
    }

    private <C, R> Refused assertRefused(Problem problem, UseCase<C, R> useCase, C command, Actor actor) {
        int before = invoicing.written();
        Refused refused = Attempts.refused(problem, () -> invoicing.run(useCase, command, actor));
        assertThat(invoicing.written()).isEqualTo(before);
        assertThat(useCase.control().refusals().contains(problem)
                        || problem == Problem.FORBIDDEN
                        || problem == Problem.INVALID)
                .isTrue();
        if (useCase.control().sensitive()) {
            assertThat(erp.rows("audit where command = '" + useCase.control().name()
                            + "' and outcome = 'REFUSED' and refusal = '" + problem.code() + "'"))
                    .isPositive();
        }
        return refused;
    }

    private void assertPublished(String command, InvoiceId subject, String event) {
        assertThat(erp.rows("audit a join event e on e.id = any(a.event_ids) where a.outcome = 'DONE' and a.command = '"
                        + command + "' and e.aggregateid = '" + subject + "' and e.type = 'setpoint.invoicing." + event
                        + ".v1'"))
                .isEqualTo(1);
    }

    private static MakeInvoice.Command of(ShipmentId... shipments) {
        return new MakeInvoice.Command(List.of(shipments));
    }

    private static ProposeCredit.Command waiver(InvoiceId invoice, int line, String quantity, String why) {
        return new ProposeCredit.Command(invoice, why, List.of(new ProposeCredit.Line(line, new BigDecimal(quantity))));
    }

    @Test
    void whatWasShippedIsInvoicedAtThePriceAgreedAlsoWhenItIsShort() {
        ShipmentId full = invoicing.shipped("CU-1", "HAM", "10", "12.3456");
        ShipmentId shortOne = invoicing.shipped("7.5");
        InvoiceView invoice = invoicing.invoice(shortOne, full);

        assertPublished("make-invoice", invoice.invoice(), "invoice-made");
        assertThat(invoice.state()).isEqualTo(InvoiceState.DRAFT);
        assertThat(invoice.legalNumber()).isNull();
        assertThat(invoice.lines()).hasSize(2);
        assertThat(invoice.lines().get(0).amount()).isEqualByComparingTo("123.456");
        assertThat(invoice.lines().get(1).quantity()).isEqualByComparingTo("7.5");
        assertThat(invoice.amount()).isEqualByComparingTo("235.956");
    }

    @Test
    void askedAgainForTheSameShipmentsTheAnswerIsTheSameInvoice() throws Exception {
        ShipmentId one = invoicing.shipped("10");
        ShipmentId other = invoicing.shipped("10");
        List<Callable<InvoiceId>> callers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            callers.add(() -> invoicing.invoice(one, other).invoice());
        }
        List<Object> answers = Attempts.inParallel(callers);
        assertThat(Set.copyOf(answers)).hasSize(1).allMatch(InvoiceId.class::isInstance);
        assertThat(erp.rows("invoice_line where shipment_id = '" + one + "'")).isEqualTo(1);

        assertRefused(Problem.ALREADY_EXISTS, invoicing.makeInvoice, of(one), ANNA);
        assertRefused(Problem.ALREADY_EXISTS, invoicing.makeInvoice, of(one, other, invoicing.shipped("1")), ANNA);
    }

    @Test
    void whatCannotStandOnOneInvoiceIsRefused() {
        ShipmentId shipment = invoicing.shipped("10");
        assertRefused(Problem.UNKNOWN_REFERENCE, invoicing.makeInvoice, of(new ShipmentId("SH-404")), ANNA);
        assertRefused(
                Problem.INVALID,
                invoicing.makeInvoice,
                of(shipment, invoicing.shipped("CU-2", "HAM", "10", "15")),
                ANNA);
        assertRefused(
                Problem.INVALID,
                invoicing.makeInvoice,
                of(shipment, invoicing.shipped("CU-1", "ROT", "10", "15")),
                ANNA);
        ShipmentId old = invoicing.shipped("10");
        erp.sql("update shipment set history = true where shipment_id = '" + old + "'");
        assertRefused(Problem.WRONG_STATE, invoicing.makeInvoice, of(old), ANNA);
        ShipmentId packed = invoicing.shipped("10");
        erp.sql("update shipment set state = 'PACKED', shipped_at = null where shipment_id = '" + packed + "'");
        assertRefused(Problem.WRONG_STATE, invoicing.makeInvoice, of(packed), ANNA);
    }

    @Test
    void onlyWhoHasTheRightThereInvoicesPostsAndSees() {
        ShipmentId shipment = invoicing.shipped("10");
        assertRefused(Problem.FORBIDDEN, invoicing.makeInvoice, of(shipment), SAM);
        Actor elsewhere = Warehouse.personAt(
                "rita",
                "ROT",
                Permission.MAKE_INVOICE,
                Permission.POST_INVOICES,
                Permission.PROPOSE_CREDIT,
                Permission.VIEW);
        assertRefused(Problem.FORBIDDEN, invoicing.makeInvoice, of(shipment), elsewhere);
        Actor south = new Actor(ANNA.person(), new CompanyId("SOUTH"), Role.ACCOUNTANT.permissions(), Map.of());
        assertRefused(Problem.UNKNOWN_REFERENCE, invoicing.makeInvoice, of(shipment), south);

        InvoiceView invoice = invoicing.invoice(shipment);
        PostInvoices.Command post = new PostInvoices.Command(List.of(invoice.invoice()));
        assertRefused(Problem.FORBIDDEN, invoicing.postInvoices, post, elsewhere);
        assertRefused(Problem.FORBIDDEN, invoicing.postInvoices, post, SAM);
        assertRefused(Problem.NOT_FOUND, invoicing.postInvoices, post, south);
        assertThat(invoicing
                        .run(invoicing.postInvoices, new PostInvoices.Command(null), south)
                        .posted())
                .isZero();
        invoicing.post(invoice.invoice());
        assertRefused(
                Problem.FORBIDDEN, invoicing.proposeCredit, waiver(invoice.invoice(), 1, "1", "broken"), elsewhere);
        assertRefused(Problem.NOT_FOUND, invoicing.proposeCredit, waiver(invoice.invoice(), 1, "1", "broken"), south);
        Attempts.refused(
                Problem.NOT_FOUND,
                () -> erp.reads()
                        .in(ErpFixture.COMPANY, handle -> InvoiceQueries.get(handle, elsewhere, invoice.invoice())));
        List<InvoiceQueries.InvoiceSummary> seen = erp.reads()
                .in(
                        ErpFixture.COMPANY,
                        handle -> InvoiceQueries.list(handle, elsewhere, null, null, null, null, null, null)
                                .items());
        assertThat(seen).isEmpty();
    }

    @Test
    void aPostedInvoiceHasTheNextNumberOfItsYearAndStands() {
        InvoiceView invoice = invoicing.posted(invoicing.shipped("10"));
        LocalDate today = LocalDate.now(ZoneId.of("Europe/Berlin"));
        assertPublished("post-invoices", invoice.invoice(), "invoice-posted");
        assertThat(invoice.issuedOn()).isEqualTo(today);
        assertThat(invoice.legalNumber()).matches(today.getYear() + "-\\d{6}");
        assertRefused(
                Problem.WRONG_STATE,
                invoicing.postInvoices,
                new PostInvoices.Command(List.of(invoice.invoice())),
                ANNA);
        assertRefused(
                Problem.NOT_FOUND,
                invoicing.postInvoices,
                new PostInvoices.Command(List.of(new InvoiceId("IN-404"))),
                ANNA);
        assertThatThrownBy(() -> erp.sql(
                        "update invoice set customer_id = 'CU-2' where invoice_id = '" + invoice.invoice() + "'"))
                .hasMessageContaining("changes no more");
    }

    @Test
    void twentyFourPostingsAtOnceTakeTheNextNumbersWithoutAFailureOrAGap() throws Exception {
        List<InvoiceId> invoices = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            invoices.add(invoicing.invoice(invoicing.shipped("10")).invoice());
        }
        int before = erp.rows("invoice where state = 'POSTED'");
        List<Callable<Integer>> posters = new ArrayList<>();
        invoices.forEach(invoice -> posters.add(() -> invoicing.post(invoice).posted()));
        assertThat(Attempts.inParallel(posters)).containsOnly(1);
        assertThat(erp.rows("invoice where state = 'POSTED'")).isEqualTo(before + 24);
    }

    @Test
    void oneRunPostsAllThatWaitsHoweverManyRunAtOnce() throws Exception {
        for (int i = 0; i < 5; i++) {
            invoicing.invoice(invoicing.shipped("10"));
        }
        int waiting = erp.rows("invoice where state = 'DRAFT'");
        List<Callable<Integer>> runs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            runs.add(() -> invoicing
                    .run(invoicing.postInvoices, new PostInvoices.Command(null), ANNA)
                    .posted());
        }
        List<Object> posted = Attempts.inParallel(runs);
        assertThat(posted.stream().mapToInt(each -> (Integer) each).sum()).isEqualTo(waiting);
        assertThat(erp.rows("invoice where state = 'DRAFT'")).isZero();
    }

    @Test
    void whatCameBackIsCreditedOnceAtThePriceInvoiced() {
        ShipmentId shipment = invoicing.shipped("CU-1", "HAM", "10", "12.34");
        ReturnId back = invoicing.cameBack(shipment, "4");
        CreditReturn.Command command = new CreditReturn.Command(back);
        assertRefused(Problem.WRONG_STATE, invoicing.creditReturn, command, ANNA);
        InvoiceView draft = invoicing.invoice(shipment);
        assertRefused(Problem.WRONG_STATE, invoicing.creditReturn, command, ANNA);
        invoicing.post(draft.invoice());

        InvoiceView credit = invoicing.credit(back);
        assertPublished("credit-return", credit.invoice(), "credit-made");
        assertThat(credit.state()).isEqualTo(InvoiceState.DRAFT);
        assertThat(credit.amount()).isEqualByComparingTo("49.36");
        assertThat(credit.creditedInvoice()).isEqualTo(draft.invoice());
        assertThat(invoicing.credit(back)).isEqualTo(credit);
        assertThat(invoicing.read(draft.invoice()).credited()).isEqualByComparingTo("49.36");
        invoicing.post(credit.invoice());
        assertThat(invoicing.read(credit.invoice()).legalNumber()).isNotNull();
    }

    @Test
    void thereIsNoCreditWithoutReceiptAndNotByWhoReceivedTheGoods() {
        ShipmentId shipment = invoicing.shipped("10");
        invoicing.posted(shipment);
        assertRefused(
                Problem.WRONG_STATE,
                invoicing.creditReturn,
                new CreditReturn.Command(invoicing.announced(shipment, "1")),
                ANNA);
        assertRefused(
                Problem.UNKNOWN_REFERENCE,
                invoicing.creditReturn,
                new CreditReturn.Command(new ReturnId("RT-404")),
                ANNA);
        CreditReturn.Command received = new CreditReturn.Command(invoicing.cameBack(shipment, "1"));
        Actor will = Warehouse.person("will", Role.WAREHOUSE, Role.ACCOUNTANT);
        assertRefused(Problem.SELF_APPROVAL, invoicing.creditReturn, received, will);
        assertRefused(
                Problem.FORBIDDEN,
                invoicing.creditReturn,
                received,
                Warehouse.personAt("rita", "ROT", Permission.MAKE_INVOICE));
    }

    @Test
    void aWaiverNeedsAnotherPersonAndNothingIsCreditedTwice() {
        ShipmentId shipment = invoicing.shipped("10");
        InvoiceView invoice = invoicing.posted(shipment);
        InvoiceView credit = invoicing.propose(invoice, "6");
        assertPublished("propose-credit", credit.invoice(), "credit-made");
        assertThat(credit.state()).isEqualTo(InvoiceState.PROPOSED);
        assertRefused(
                Problem.WRONG_STATE, invoicing.postInvoices, new PostInvoices.Command(List.of(credit.invoice())), ANNA);
        assertRefused(Problem.MORE_THAN_OPEN, invoicing.proposeCredit, waiver(invoice.invoice(), 1, "4.001", "x"), SAM);
        assertRefused(Problem.UNKNOWN_REFERENCE, invoicing.proposeCredit, waiver(invoice.invoice(), 9, "1", "x"), SAM);
        assertRefused(Problem.REASON_MISSING, invoicing.proposeCredit, waiver(invoice.invoice(), 1, "1", " "), SAM);
        assertRefused(Problem.WRONG_STATE, invoicing.proposeCredit, waiver(credit.invoice(), 1, "1", "x"), SAM);

        ApproveCredit.Command approve = new ApproveCredit.Command(credit.invoice(), "seen on the photo");
        assertRefused(
                Problem.SELF_APPROVAL, invoicing.approveCredit, approve, Warehouse.person("sam", Role.ACCOUNTANT));
        assertRefused(Problem.FORBIDDEN, invoicing.approveCredit, approve, SAM);
        InvoiceView approved = invoicing.run(invoicing.approveCredit, approve, ADAM);
        assertPublished("approve-credit", credit.invoice(), "credit-decided");
        assertThat(approved.state()).isEqualTo(InvoiceState.DRAFT);
        assertRefused(Problem.ALREADY_DECIDED, invoicing.approveCredit, approve, ADAM);

        assertThat(invoicing.credit(invoicing.cameBack(shipment, "5")).lines())
                .as("what is waived is not credited again")
                .singleElement()
                .satisfies(line -> assertThat(line.quantity()).isEqualByComparingTo("4"));
        assertRefused(
                Problem.NOTHING_TO_DO,
                invoicing.creditReturn,
                new CreditReturn.Command(invoicing.cameBack(shipment, "1")),
                ANNA);
    }

    @Test
    void aRefusedWaiverIsOpenAgain() {
        InvoiceView invoice = invoicing.posted(invoicing.shipped("10"));
        InvoiceView credit = invoicing.propose(invoice, "10");
        RejectCredit.Command reject = new RejectCredit.Command(credit.invoice(), "not ours");
        assertRefused(
                Problem.REASON_MISSING, invoicing.rejectCredit, new RejectCredit.Command(credit.invoice(), " "), ADAM);
        assertRefused(Problem.FORBIDDEN, invoicing.rejectCredit, reject, Warehouse.person("sonja", Role.SALES));
        assertThat(invoicing.run(invoicing.rejectCredit, reject, ADAM).state()).isEqualTo(InvoiceState.REJECTED);
        assertPublished("reject-credit", credit.invoice(), "credit-decided");
        assertRefused(Problem.ALREADY_DECIDED, invoicing.rejectCredit, reject, ADAM);

        InvoiceView again = invoicing.propose(invoice, "10");
        assertThat(invoicing
                        .run(invoicing.rejectCredit, new RejectCredit.Command(again.invoice(), "mistyped"), SAM)
                        .state())
                .as("the proposer takes it back")
                .isEqualTo(InvoiceState.REJECTED);
        assertRefused(
                Problem.WRONG_STATE, invoicing.rejectCredit, new RejectCredit.Command(invoice.invoice(), "no"), ADAM);
    }

    @Test
    void whatACustomerWasSentAndIsNotInvoicedIsListed() {
        ShipmentId waits = invoicing.shipped("CU-2", "HAM", "10", "15");
        ShipmentId done = invoicing.shipped("CU-2", "HAM", "10", "15");
        invoicing.invoice(done);
        List<InvoiceQueries.Uninvoiced> listed = erp.reads()
                .in(
                        ErpFixture.COMPANY,
                        handle -> InvoiceQueries.uninvoiced(handle, ANNA, new CustomerId("CU-2"), null, 200)
                                .items());
        assertThat(listed)
                .extracting(InvoiceQueries.Uninvoiced::shipment)
                .contains(waits)
                .doesNotContain(done);
        Attempts.refused(
                Problem.INVALID,
                () -> erp.reads()
                        .in(ErpFixture.COMPANY, handle -> InvoiceQueries.uninvoiced(handle, ANNA, null, null, null)));
    }
}
