package io.setpoint.platform.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.setpoint.platform.client.Answer;
import io.setpoint.platform.client.ErpRefusal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Invoices and credits of a company: one person makes them, another posts them. */
final class BillingDesk {
    private static final String CLERK = "accountant";
    private static final String SECOND = "accountant2";
    private static final String SALES = "sales";
    private static final int CUSTOMERS_AT_A_TIME = 6;
    private static final int CREDIT_TRIES = 3;

    private enum Verdict {
        REJECTED(1),
        APPROVED(4);

        private final int weight;

        Verdict(int weight) {
            this.weight = weight;
        }
    }

    private final Crew crew;
    private final Agenda agenda;
    private final Random random;
    private final Tempo tempo;
    private final Weighted<World.Customer> customers;
    private final Deck<Verdict> verdicts = new Deck<>(List.of(Verdict.values()), verdict -> verdict.weight);

    BillingDesk(Crew crew, Agenda agenda, Random random, Tempo tempo) {
        this.crew = crew;
        this.agenda = agenda;
        this.random = random;
        this.tempo = tempo;
        this.customers = new Weighted<>(crew.company().customers(), World.Customer::popularity);
    }

    void open() {
        agenda.in(tempo.about(random, 60), "look for what is not invoiced", this::invoice);
        agenda.in(tempo.about(random, 100), "post invoices", this::post);
        agenda.in(tempo.about(random, 150), "propose a credit", this::proposeCredit);
    }

    /** Goods came back; they are credited once their invoice is posted. */
    void cameBack(String returnId) {
        agenda.in(tempo.about(random, 60), "credit a return", () -> credit(returnId, CREDIT_TRIES));
    }

    /** Goods that were shipped before go-live are never invoiced, so nobody waits for that for ever. */
    private void credit(String returnId, int triesLeft) {
        try {
            crew.as(CLERK, session -> session.post("/invoices/return-credits", Map.of("returnId", returnId)));
        } catch (ErpRefusal refusal) {
            if (refusal.code().equals("wrong-state") && triesLeft > 0) {
                agenda.in(tempo.about(random, 200), "credit a return", () -> credit(returnId, triesLeft - 1));
            }
            throw refusal;
        }
    }

    private void invoice() {
        agenda.in(tempo.about(random, 30), "look for what is not invoiced", this::invoice);
        for (int i = 0; i < CUSTOMERS_AT_A_TIME; i++) {
            String customer = customers.draw(random).id();
            agenda.in(tempo.about(random, 3 * (i + 1)), "invoice a customer", () -> invoice(customer));
        }
    }

    /** What left one site for a customer goes on one invoice. */
    private void invoice(String customer) {
        Map<String, List<String>> bySite = new TreeMap<>();
        crew.as(CLERK, session -> session.get("/invoices/uninvoiced-shipments?customer=" + customer + "&limit=200"))
                .path("items")
                .forEach(
                        shipment -> bySite.computeIfAbsent(shipment.path("site").asText(), site -> new ArrayList<>())
                                .add(shipment.path("shipment").asText()));
        bySite.values()
                .forEach(shipments ->
                        crew.as(CLERK, session -> session.post("/invoices", Map.of("shipments", shipments))));
    }

    private void post() {
        agenda.in(tempo.about(random, 120), "post invoices", this::post);
        crew.as(SECOND, session -> session.post("/invoices/post"));
    }

    /** A piece that arrived broken and is not worth the way back. */
    private void proposeCredit() {
        agenda.in(tempo.about(random, 180), "propose a credit", this::proposeCredit);
        JsonNode posted = crew.as(SALES, session -> session.get("/invoices?kind=INVOICE&state=POSTED&limit=50"))
                .path("items");
        if (posted.isEmpty()) {
            return;
        }
        String path = "/invoices/"
                + posted.path(random.nextInt(posted.size())).path("invoice").asText();
        for (JsonNode line : crew.as(SALES, session -> session.get(path)).path("lines")) {
            BigDecimal open = Amounts.of(line, "quantity").subtract(Amounts.of(line, "credited"));
            if (open.compareTo(BigDecimal.ONE) >= 0) {
                Answer proposed = crew.as(
                        SALES,
                        session -> session.post(
                                path + "/credits",
                                Map.of(
                                        "why",
                                        "Arrived broken, not worth the way back",
                                        "lines",
                                        List.of(Map.of(
                                                "lineNo", line.path("lineNo").asInt(), "quantity", "1")))));
                agenda.in(tempo.about(random, 40), "decide a credit", () -> decide(proposed));
                return;
            }
        }
    }

    private void decide(Answer proposed) {
        String path = "/invoices/" + proposed.body().path("invoice").asText();
        if (verdicts.draw(random) == Verdict.APPROVED) {
            crew.as(CLERK, session -> session.postIfMatch(path + "/approve", Map.of(), proposed.etag()));
        } else {
            crew.as(
                    CLERK,
                    session -> session.postIfMatch(
                            path + "/reject", Map.of("why", "Ask for a photo first"), proposed.etag()));
        }
    }
}
