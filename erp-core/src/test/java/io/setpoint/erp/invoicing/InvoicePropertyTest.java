package io.setpoint.erp.invoicing;

import static io.setpoint.erp.invoicing.InvoicingFixture.ADAM;
import static io.setpoint.erp.invoicing.InvoicingFixture.ANNA;
import static io.setpoint.erp.invoicing.InvoicingFixture.SAM;
import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.values.InvoiceId;
import io.setpoint.contracts.values.ReturnId;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.erp.Attempts;
import io.setpoint.erp.kernel.Refused;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Whatever people invoice, credit, waive and post, and however many at once: never more than was shipped, and no gap. */
class InvoicePropertyTest {
    @Property(tries = 3, shrinking = ShrinkingMode.OFF)
    void creditedNeverExceedsInvoicedNorInvoicedShippedAndNumbersHaveNoGap(@ForAll long seed) throws Exception {
        try (InvoicingFixture invoicing = new InvoicingFixture()) {
            List<ShipmentId> shipments = new ArrayList<>();
            List<ReturnId> returns = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                // A price of four decimals: parts of an amount are rounded.
                ShipmentId shipment = invoicing.shipped("CU-1", "HAM", "9.999", "0.0007");
                shipments.add(shipment);
                returns.add(invoicing.cameBack(shipment, "3.333"));
            }
            List<Callable<Integer>> people = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Random random = new Random(seed + i);
                people.add(() -> work(invoicing, shipments, returns, random));
            }
            List<Object> done = Attempts.inParallel(people);

            assertThat(done).allSatisfy(answer -> assertThat(answer).isInstanceOf(Integer.class));
            assertThat(done.stream().mapToInt(answer -> (Integer) answer).sum())
                    .as("steps that were not refused")
                    .isGreaterThan(20);
            assertThat(invoicing.contradictions()).isEmpty();
        }
    }

    /** Runs random steps; a refusal is an answer, anything else fails the property. */
    private static int work(
            InvoicingFixture invoicing, List<ShipmentId> shipments, List<ReturnId> returns, Random random) {
        int done = 0;
        for (int i = 0; i < 40; i++) {
            try {
                act(invoicing, shipments, returns, random);
                done++;
            } catch (Refused refused) {
                assertThat(refused.problem().status()).isIn(403, 404, 409, 422);
            }
        }
        return done;
    }

    private static void act(
            InvoicingFixture invoicing, List<ShipmentId> shipments, List<ReturnId> returns, Random random) {
        int any = random.nextInt(shipments.size());
        List<InvoiceId> known = invoicing
                .erp()
                .owner()
                .withHandle(handle -> handle.createQuery("select invoice_id from invoice order by 1")
                        .mapTo(InvoiceId.class)
                        .list());
        InvoiceId document = known.isEmpty() ? new InvoiceId("IN-NONE") : known.get(random.nextInt(known.size()));
        switch (random.nextInt(8)) {
            case 0 -> invoicing.invoice(shipments.get(any));
            case 1 -> invoicing.invoice(shipments.get(any), shipments.get(random.nextInt(shipments.size())));
            case 2 -> invoicing.credit(returns.get(any));
            case 3 -> invoicing.run(invoicing.postInvoices, new PostInvoices.Command(null), ADAM);
            case 4 -> invoicing.post(document);
            case 5 ->
                invoicing.run(
                        invoicing.proposeCredit,
                        new ProposeCredit.Command(
                                document,
                                "broken",
                                List.of(new ProposeCredit.Line(1, BigDecimal.valueOf(1 + random.nextInt(4_000), 3)))),
                        SAM);
            case 6 -> invoicing.run(invoicing.approveCredit, new ApproveCredit.Command(document, null), ANNA);
            default -> invoicing.run(invoicing.rejectCredit, new RejectCredit.Command(document, "no"), SAM);
        }
    }
}
