package io.setpoint.erp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.setpoint.erp.ErpServer.Client;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Bought in cases, received in cases, counted in pallets, moved and kept in pieces: through the public API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnitsHttpTest {
    private final ErpServer erp = ErpServer.start();
    private final TradingCompany company = new TradingCompany(erp);
    private Client buyer = erp.anonymous();
    private Client warehouse = erp.anonymous();
    private Client controller = erp.anonymous();

    @BeforeAll
    void found() {
        company.found();
        Client administrator = company.administrator();
        administrator.post("/sites", """
                        {"site":"OSL","name":"Oslo","zone":"Europe/Oslo","bins":["O-1"],
                         "adjustmentLimit":"5","adjustmentDailyLimit":"50"}""").require(201);
        TradingCompany.register(administrator, "bea.north", "buyer", null);
        TradingCompany.register(administrator, "ada.north", "purchasing-approver", null);
        TradingCompany.register(administrator, "cora.north", "inventory-controller", null);
        buyer = erp.logIn("bea.north");
        warehouse = company.warehouse();
        controller = erp.logIn("cora.north");
        administrator
                .post("/purchase-limits", "{\"limit\":\"100000\",\"secondLimit\":\"100000\"}")
                .require(200);
        String change =
                buyer.post("/supplier-changes", """
                        {"supplier":"LIND","terms":{"name":"Lind Metall","risk":"LOW","leadTimeDays":7,
                         "overTolerancePercent":"0","underTolerancePercent":"0"},"items":[]}""").require(201).get("change").asText();
        erp.logIn("ada.north")
                .post("/supplier-changes/" + change + "/approve", "{}")
                .require(200);
        define("CASE", 12);
        define("PALLET", 48);
    }

    @AfterAll
    void stop() {
        erp.close();
    }

    private void define(String unit, int pieces) {
        String change = buyer.post("/unit-changes", """
                        {"why":"as packed","lines":[{"item":"BOLT-8","unit":"%s","numerator":%d,"denominator":1}]}""".formatted(unit, pieces))
                .require(201)
                .get("unitChange")
                .asText();
        assertThat(buyer.post("/unit-changes/" + change + "/approve", "{}").problem())
                .isEqualTo("forbidden");
        controller.post("/unit-changes/" + change + "/approve", "{}").require(200);
    }

    @Test
    void goodsAreBoughtReceivedCountedAndMovedInTheUnitsPeopleUse() {
        JsonNode order = buyer.post("/purchase-orders", """
                        {"site":"BER","supplier":"LIND","lines":[
                          {"item":"BOLT-8","quantity":"8","unit":"CASE","unitPrice":"1.25","requestedDate":"2030-03-01"}]}""").require(201);
        String purchase = order.get("order").asText();
        assertThat(order.get("lines").get(0).get("quantity").asText()).isEqualTo("96");
        assertThat(order.get("amount").asText()).isEqualTo("120");
        buyer.post("/purchase-orders/" + purchase + "/submit", null).require(200);
        String receipt = warehouse
                .post("/receipts", """
                        {"site":"BER","dockArrivedAt":"%s","purchaseOrder":"%s","lines":[
                          {"item":"BOLT-8","bin":"A-1","quantity":"8","unit":"CASE","purchaseLine":1}]}""".formatted(Instant.now(), purchase))
                .require(201)
                .get("receipt")
                .asText();
        assertThat(company.stock("BOLT-8")).startsWith("96.000 on hand");
        assertThat(buyer.get("/purchase-orders/" + purchase)
                        .require(200)
                        .get("state")
                        .asText())
                .isEqualTo("RECEIVED");

        String count = controller.post("/counts", """
                        {"site":"BER","countType":"PLANNED","lines":[{"item":"BOLT-8","bin":"A-1"}]}""").require(201).get("count").asText();
        assertThat(warehouse
                        .post("/counts/" + count + "/lines/1", "{\"counted\":\"2\",\"unit\":\"PALLET\"}")
                        .require(200)
                        .get("status")
                        .asText())
                .isEqualTo("ACCEPTED");
        String transfer = warehouse
                .post("/transfers", """
                        {"fromSite":"BER","toSite":"OSL","expectedOn":"%s","lines":[
                          {"item":"BOLT-8","bin":"A-1","quantity":"1","unit":"CASE"}]}""".formatted(java.time.LocalDate.now(java.time.ZoneOffset.UTC)))
                .require(201)
                .get("transfer")
                .asText();

        assertThat(typed(purchase)).isEqualTo("8 CASE × 12/1 = 96");
        assertThat(typed(receipt)).isEqualTo("8 CASE × 12/1 = 96");
        assertThat(typed(count)).isEqualTo("2 PALLET × 48/1 = 96");
        assertThat(typed(transfer)).isEqualTo("1 CASE × 12/1 = 12");

        define("CASE", 10);
        assertThat(controller
                        .get("/units/BOLT-8")
                        .require(200)
                        .get("items")
                        .get(0)
                        .get("numerator")
                        .asInt())
                .isEqualTo(10);
        assertThat(typed(receipt)).isEqualTo("8 CASE × 12/1 = 96");
        assertThat(buyer.get("/purchase-orders/" + purchase)
                        .require(200)
                        .get("lines")
                        .get(0)
                        .get("quantity")
                        .asText())
                .isEqualTo("96");
        assertThat(company.stock("BOLT-8")).startsWith("96.000 on hand");
    }

    @Test
    void goodsAreSoldAndAnnouncedInTheUnitsPeopleUse() {
        JsonNode sold = company.sales()
                .post(
                        "/orders",
                        company.order("BOLT-8", 2)
                                .replace("\"quantity\":\"2\"", "\"quantity\":\"2\",\"unit\":\"PALLET\""))
                .require(201);
        assertThat(sold.at("/lines/0/quantity").asText()).isEqualTo("96");
        assertThat(sold.get("total").asText())
                .as("prices are for the base unit")
                .isEqualTo("240");
        assertThat(typed(sold.get("order").asText())).isEqualTo("2 PALLET × 48/1 = 96");
        int before = erp.rows("event");
        for (String unit : java.util.List.of("BOX", "CASE")) {
            assertThat(company.sales()
                            .post(
                                    "/orders",
                                    company.order("NUT-8", 2).replace("\"2\"", "\"2\",\"unit\":\"" + unit + "\""))
                            .problem())
                    .isEqualTo("unknown-unit");
        }
        assertThat(company.sales()
                        .post(
                                "/orders",
                                company.order("BOLT-8", 2).replace("\"2\"", "\"999999999999\",\"unit\":\"PALLET\""))
                        .problem())
                .isEqualTo("invalid");
        assertThat(erp.rows("event")).isEqualTo(before);

        String purchase =
                buyer.post("/purchase-orders", """
                        {"site":"BER","supplier":"LIND","lines":[
                          {"item":"BOLT-8","quantity":"1","unit":"PALLET","unitPrice":"1.25","requestedDate":"2030-03-01"}]}""").require(201).get("order").asText();
        buyer.post("/purchase-orders/" + purchase + "/submit", null).require(200);
        JsonNode asn = buyer.post("/purchase-orders/" + purchase + "/asns", """
                        {"expectedDate":"2030-03-01","lines":[
                          {"orderLine":1,"item":"BOLT-8","quantity":"1","unit":"PALLET"}]}""").require(201);
        assertThat(asn.at("/lines/0/quantity").asText()).isEqualTo("48");
        assertThat(asn.get("mismatches")).isEmpty();
        assertThat(typed(asn.get("asn").asText())).isEqualTo("1 PALLET × 48/1 = 48");
    }

    @Test
    void aUnitTheItemDoesNotHaveIsRefusedWithThoseItHas() {
        int before = erp.rows("event");
        JsonNode problem =
                warehouse.post("/receipts", """
                        {"site":"BER","dockArrivedAt":"%s","lines":[
                          {"item":"NUT-8","bin":"A-1","quantity":"8","unit":"CASE"}]}""".formatted(Instant.now())).require(422);
        assertThat(problem.get("type").asText()).isEqualTo("/problems/unknown-unit");
        assertThat(problem.get("errors").get(0).get("field").asText()).isEqualTo("lines[0].quantity");
        assertThat(erp.rows("event")).isEqualTo(before);
    }

    private String typed(String document) {
        JsonNode row =
                buyer.get("/units/typed/" + document).require(200).get("items").get(0);
        return "%s %s × %s/%s = %s"
                .formatted(
                        row.get("quantity").asText(),
                        row.get("unit").asText(),
                        row.get("numerator").asText(),
                        row.get("denominator").asText(),
                        row.get("baseQuantity").asText());
    }
}
