package io.setpoint.erp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.setpoint.erp.ErpServer.Client;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The same business in one, two and three steps. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RouteHttpTest {
    private final ErpServer erp = ErpServer.start();
    private final TradingCompany company = new TradingCompany(erp);
    private Client warehouse = erp.anonymous();
    private Client controller = erp.anonymous();

    @BeforeAll
    void threeSites() {
        company.found();
        Client administrator = company.administrator();
        TradingCompany.register(administrator, "wim.north", "warehouse", null);
        TradingCompany.register(administrator, "cora.north", "inventory-controller", null);
        warehouse = erp.logIn("wim.north");
        controller = erp.logIn("cora.north");
        for (int steps = 1; steps <= 3; steps++) {
            administrator.post("/sites", """
                            {"site":"W%1$d","name":"Warehouse %1$d","zone":"UTC","bins":["DOCK","S-1"],"adjustmentLimit":"0",
                             "adjustmentDailyLimit":"0","receiveSteps":%1$d,"shipSteps":%1$d,
                             "binGroups":[{"bins":["DOCK"],"kind":"RECEIVING"},{"bins":["S-1"],"zone":"S","kind":"STORAGE"}]}""".formatted(steps)).require(201);
            administrator.post("/put-aways/rules", """
                            {"site":"W%d","rules":[{"zone":"S","strategy":"EMPTY_BIN"},{"zone":"S","strategy":"WITH_SAME_ITEM"}]}""".formatted(steps)).require(200);
        }
    }

    @AfterAll
    void stop() {
        erp.close();
    }

    @Test
    void theSameDeliveryAndTheSameOrderGiveTheSameFactsInThreeConfigurations() {
        for (int steps = 1; steps <= 3; steps++) {
            receive(steps);
            ship(steps);
        }
        List<String> facts = IntStream.rangeClosed(1, 3)
                .mapToObj(steps -> facts("W" + steps))
                .toList();
        assertThat(facts.get(0)).contains("ordered 5").contains("shipped 5").contains("received 20");
        assertThat(facts).containsOnly(facts.get(0));
        assertThat(erp.rows("stock where site_id like 'W_' and on_hand = 15 and reserved = 0 and held = 0"))
                .isEqualTo(3);
        assertThat(erp.rows("stock_bin where site_id like 'W_' and bin_id = 'S-1' and on_hand = 15"))
                .isEqualTo(3);
        assertThat(evidence("W1")).isEqualTo("NOT_REQUIRED_BY_ROUTE");
        assertThat(evidence("W2")).isEqualTo("NOT_REQUIRED_BY_ROUTE");
        assertThat(evidence("W3")).isEqualTo("PACKED");
    }

    private void receive(int steps) {
        String receipt = warehouse
                .post("/receipts", """
                        {"site":"W%d","dockArrivedAt":"%s","lines":[{"item":"BOLT-8","bin":"%s","quantity":"20"}]}""".formatted(steps, Instant.now().minusSeconds(600), steps == 1 ? "S-1" : "DOCK"))
                .require(201)
                .get("receipt")
                .asText();
        if (steps == 3) {
            assertThat(warehouse
                            .post("/receipts/" + receipt + "/put-away", "{\"lines\":[{\"task\":1}]}")
                            .problem())
                    .isEqualTo("wrong-state");
            controller
                    .post("/receipts/" + receipt + "/check", "{\"lines\":[{\"task\":1,\"passed\":\"20\"}]}")
                    .require(200);
        }
        if (steps > 1) {
            warehouse
                    .post("/receipts/" + receipt + "/put-away", "{\"lines\":[{\"task\":%d}]}".formatted(steps - 1))
                    .require(200);
        }
        JsonNode details = warehouse.get("/receipts/" + receipt).require(200);
        assertThat(details.get("steps").asInt()).as("the styles are told apart").isEqualTo(steps);
        assertThat(details.get("dockToCountMinutes").asInt()).isEqualTo(10);
        assertThat(details.get("putAwayAt").isTextual()).isTrue();
    }

    private void ship(int steps) {
        Client sales = company.sales();
        String order = sales.post("/orders", """
                        {"customer":"C-1","site":"W%d","channel":"web","shippingMode":"STANDARD","requestedDate":"%s",
                         "lines":[{"item":"BOLT-8","quantity":"5"}]}""".formatted(steps, LocalDate.now(ZoneOffset.UTC)))
                .require(201)
                .get("order")
                .asText();
        sales.post("/orders/" + order + "/release", null).require(200);
        String lines = "\"lines\":[{\"lineNo\":1,\"bin\":\"S-1\",\"picked\":\"%s\"}]";
        String atOnce = "{" + lines + ",\"carrier\":\"DHL\"}";
        if (steps == 1) {
            int before = erp.rows("event") + erp.rows("shipment");
            assertThat(warehouse
                            .post("/orders/" + order + "/picks/ship", atOnce.formatted("4"))
                            .problem())
                    .as("the checks of a pick hold")
                    .isEqualTo("short-without-reason");
            assertThat(sales.post("/orders/" + order + "/picks/ship", atOnce.formatted("5"))
                            .problem())
                    .isEqualTo("forbidden");
            assertThat(erp.rows("event") + erp.rows("shipment")).isEqualTo(before);
            JsonNode shipped = warehouse
                    .post("/orders/" + order + "/picks/ship", atOnce.formatted("5"))
                    .require(201);
            assertThat(shipped.get("state").asText()).isEqualTo("SHIPPED");
            assertThat(shipped.get("packEvidence").asText()).isEqualTo("NOT_REQUIRED_BY_ROUTE");
            return;
        }
        assertThat(warehouse
                        .post("/orders/" + order + "/picks/ship", atOnce.formatted("5"))
                        .problem())
                .isEqualTo("wrong-state");
        String shipment = warehouse
                .post("/orders/" + order + "/picks", "{" + lines.formatted("5") + "}")
                .require(201)
                .get("shipment")
                .asText();
        String ship = "/shipments/" + shipment + "/ship";
        if (steps == 3) {
            assertThat(warehouse.post(ship, "{\"carrier\":\"DHL\"}").problem()).isEqualTo("wrong-state");
            warehouse
                    .post("/shipments/" + shipment + "/pack", "{\"parcels\":1}")
                    .require(200);
        }
        warehouse.post(ship, "{\"carrier\":\"DHL\"}").require(200);
        assertThat(warehouse
                        .get("/shipments/" + shipment)
                        .require(200)
                        .get("packEvidence")
                        .asText())
                .isEqualTo(steps == 3 ? "PACKED" : "NOT_REQUIRED_BY_ROUTE");
    }

    /** What the events say that facts of quantity are made of. */
    private String facts(String site) {
        return erp.owner()
                .withHandle(handle -> handle.createQuery("""
                                select string_agg(what || ' ' || trim_scale((line -> 'quantity' ->> 'value')::numeric), ', '
                                                  order by what, line::text)
                                  from event e
                                  join (values ('setpoint.sales.order-placed.v1', 'ordered'),
                                               ('setpoint.shipping.shipment-shipped.v1', 'shipped'),
                                               ('setpoint.inventory.goods-received.v1', 'received')) t (type, what)
                                    using (type)
                                 cross join lateral jsonb_array_elements(e.payload::jsonb -> 'lines') line
                                 where e.site_id = :site""")
                        .bind("site", site)
                        .mapTo(String.class)
                        .one());
    }

    private String evidence(String site) {
        return erp.owner()
                .withHandle(handle -> handle.createQuery("""
                                select payload::jsonb ->> 'packEvidence' from event
                                where type = 'setpoint.shipping.shipment-shipped.v1' and site_id = :site""")
                        .bind("site", site)
                        .mapTo(String.class)
                        .one());
    }
}
