package io.setpoint.erp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.setpoint.erp.ErpServer.Client;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Asking, quoting, promising and allocating, over HTTP; mode STANDARD takes three days, replenishment seven. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PromisingHttpTest {
    private final ErpServer erp = ErpServer.start();
    private final TradingCompany company = new TradingCompany(erp);
    private Client sales = erp.anonymous();
    private Client administrator = erp.anonymous();

    @BeforeAll
    void found() {
        company.found();
        sales = company.sales();
        administrator = company.administrator();
    }

    @AfterAll
    void stop() {
        erp.close();
    }

    @Test
    void anOrderGetsWhatAvailabilitySaidAndShowsWhatItLeansOn() {
        company.stock("BOLT-8", "A-1", 4);
        LocalDate today = LocalDate.now(ZoneId.of("Europe/Berlin"));
        JsonNode answer = sales.get("/availability?site=BER&shippingMode=STANDARD&item=BOLT-8&quantity=3"
                        + "&item=BOLT-8&quantity=3&item=NUT-8&quantity=1")
                .require(200);
        assertThat(answer.get("wantedOn").asText()).isEqualTo(today.toString());
        assertThat(answer.get("lines").findValuesAsText("status")).containsExactly("AVAILABLE", "PARTLY", "NOT");
        String first = answer.get("lines").get(0).get("commitDate").asText();

        JsonNode order = sales.post("/orders", company.order("BOLT-8", 3)).require(201);
        String id = order.get("order").asText();
        assertThat(order.get("lines").get(0).get("commitDate").asText()).isEqualTo(first);
        assertThat(order.get("channel").asText()).isEqualTo("WEB");
        JsonNode parts = sales.get("/orders/" + id + "/promises").require(200);
        assertThat(parts).hasSize(1);
        assertThat(parts.get(0).get("kind").asText()).isEqualTo("ON_HAND");
        assertThat(parts.get(0).get("open").asText()).isEqualTo("3");
        assertThat(sales.get("/availability/at-risk").require(200).get("items")).isEmpty();

        sales.post("/orders/" + id + "/release", null).require(200);
        JsonNode holders = sales.get("/allocations?item=BOLT-8&site=BER").require(200);
        assertThat(holders.get("items").get(0).get("order").asText()).isEqualTo(id);
        assertThat(holders.get("items").get(0).get("reserved").asText()).isEqualTo("3");
        JsonNode times = sales.get("/orders/" + id + "/cycle-times").require(200);
        assertThat(times.get("steps").get(0).get("step").asText()).isEqualTo("RELEASE");
        assertThat(times.has("orderToShip")).isFalse();
    }

    @Test
    void aBackorderIsAllocatedByPolicyWhenGoodsCome() {
        assertThat(sales.get("/allocations/policy").require(200).get("policy").asText())
                .isEqualTo("COMMIT_DATE");
        assertThat(sales.post("/allocations/policy", "{\"policy\":\"FIFO\"}").problem())
                .isEqualTo("forbidden");
        administrator.post("/allocations/policy", "{\"policy\":\"FIFO\"}").require(200);
        String id = sales.post("/orders", company.order("PIN-8", 2))
                .require(201)
                .get("order")
                .asText();
        sales.post("/orders/" + id + "/release", null).require(200);
        String body = "{\"site\":\"BER\",\"items\":[\"PIN-8\"]}";
        assertThat(sales.post("/allocations", body).problem()).isEqualTo("nothing-to-do");
        company.stock("PIN-8", "A-1", 5);
        JsonNode lines = sales.post("/allocations", body).require(200).get("lines");
        assertThat(lines.get(0).get("quantity").asText()).isEqualTo("2");
        assertThat(sales.post("/allocations/reallocations", """
                        {"order":"%s","lineNo":1,"toOrder":"SO-404","toLineNo":1,"quantity":"1","why":"x"}""".formatted(id)).problem())
                .isEqualTo("not-found");
    }

    @Test
    void aQuoteShowsAvailabilityAndBecomesAnOrder() {
        Instant until = Instant.now().plus(10, ChronoUnit.DAYS);
        JsonNode quote = sales.post("/quotes", """
                        {"customer":"C-1","site":"BER","channel":"desk","shippingMode":"STANDARD","requestedDate":"%s",
                         "validUntil":"%s","lines":[{"item":"NUT-8","quantity":"4"}]}""".formatted(LocalDate.now(ZoneOffset.UTC), until))
                .require(201);
        String id = quote.get("quote").asText();
        assertThat(quote.get("total").asText()).isEqualTo("2");
        assertThat(sales.get("/quotes/" + id + "/availability")
                        .require(200)
                        .get("lines")
                        .get(0)
                        .get("status")
                        .asText())
                .isEqualTo("NOT");
        assertThat(company.warehouse().post("/quotes/" + id + "/send", null).problem())
                .isEqualTo("forbidden");
        sales.post("/quotes/" + id + "/send", null).require(200);
        String order = sales.post("/quotes/" + id + "/accept", null)
                .require(200)
                .get("order")
                .asText();
        assertThat(sales.post("/quotes/" + id + "/decline", "{\"why\":\"late\"}")
                        .problem())
                .isEqualTo("wrong-state");
        assertThat(sales.get("/orders/" + order + "/chain")
                        .require(200)
                        .get("documents")
                        .findValuesAsText("kind"))
                .contains("quote", "order");
        assertThat(sales.get("/quotes?customer=C-1")
                        .require(200)
                        .get("items")
                        .get(0)
                        .get("state")
                        .asText())
                .isEqualTo("ACCEPTED");
    }

    @Test
    void aCompanyHasItsChannelsAndItsCustomersPolicies() {
        assertThat(sales.get("/channels").require(200).get("items").findValuesAsText("channel"))
                .contains("DESK", "EDI", "MARKETPLACE", "WEB");
        String fax = company.order("NUT-8", 1).replace("\"web\"", "\"fax\"");
        assertThat(sales.post("/orders", fax).problem()).isEqualTo("unknown-reference");
        administrator
                .post("/channels", "{\"channel\":\"fax\",\"name\":\"Fax\"}")
                .require(200);
        sales.post("/orders", fax).require(201);

        administrator.post("/customers", """
                {"customers":[{"customer":"C-2","name":"Second","customerClass":"B"}]}""").require(201);
        administrator
                .post("/customers/C-2/delivery-policy", "{\"shipComplete\":true}")
                .require(200);
        assertThat(administrator
                        .post("/customers/C-404/delivery-policy", "{\"shipComplete\":true}")
                        .problem())
                .isEqualTo("not-found");
        JsonNode order = sales.post("/orders", company.order("NUT-8", 9).replace("C-1", "C-2"))
                .require(201);
        assertThat(order.get("shipComplete").asBoolean()).isTrue();
        assertThat(sales.post("/orders/" + order.get("order").asText() + "/release", null)
                        .problem())
                .isEqualTo("not-complete");
        company.stock("NUT-8", "A-1", 9);
        sales.post("/orders/" + order.get("order").asText() + "/release", null).require(200);
        String picks = "/orders/" + order.get("order").asText() + "/picks";
        String pick = "{\"lines\":[{\"lineNo\":1,\"bin\":\"A-1\",\"picked\":\"%s\"%s}]}";
        Client warehouse = company.warehouse();
        int shipments = erp.rows("shipment");
        assertThat(warehouse
                        .post(picks, pick.formatted("8", ",\"shortReason\":\"MISSING\""))
                        .problem())
                .as("what ships as a whole is picked as a whole")
                .isEqualTo("not-complete");
        assertThat(erp.rows("shipment")).isEqualTo(shipments);
        warehouse.post(picks, pick.formatted("9", "")).require(201);
        assertThat(sales.get("/override-limits/current")
                        .require(200)
                        .get("percent")
                        .asText())
                .isEqualTo("10");
    }

    @Test
    void aQuestionThatCannotBeReadIsRefused() {
        assertThat(sales.get("/availability?item=BOLT-8&quantity=1").problem()).isEqualTo("invalid");
        assertThat(sales.get("/availability?site=BER&item=BOLT-8").problem()).isEqualTo("invalid");
        assertThat(sales.get("/availability?site=BER").problem()).isEqualTo("invalid");
        assertThat(sales.get("/availability?site=BER&item=BOLT-8&quantity=-1").problem())
                .isEqualTo("invalid");
        assertThat(sales.get("/availability?site=BER&item=BOLT-8&quantity=1&date=tomorrow")
                        .problem())
                .isEqualTo("malformed");
        assertThat(sales.get("/availability/at-risk?cursor=nonsense").problem()).isEqualTo("malformed");
        assertThat(sales.get("/allocations?cursor=nonsense").problem()).isEqualTo("malformed");
        assertThat(sales.get("/availability/at-risk?limit=0").problem()).isEqualTo("invalid");
    }
}
