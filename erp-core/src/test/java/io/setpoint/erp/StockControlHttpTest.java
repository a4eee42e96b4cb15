package io.setpoint.erp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.setpoint.erp.ErpServer.Client;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Holds, transfers and stock as at a moment, through the public API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StockControlHttpTest {
    private final ErpServer erp = ErpServer.start();
    private final TradingCompany company = new TradingCompany(erp);
    private Client warehouse = erp.anonymous();
    private Client controller = erp.anonymous();
    private Client otherController = erp.anonymous();

    @BeforeAll
    void found() {
        company.found();
        company.administrator().post("/sites", """
                        {"site":"OSL","name":"Oslo","zone":"Europe/Oslo","bins":["O-1"],
                         "adjustmentLimit":"5","adjustmentDailyLimit":"50"}""").require(201);
        TradingCompany.register(company.administrator(), "wim.north", "warehouse", null);
        TradingCompany.register(company.administrator(), "cora.north", "inventory-controller", null);
        TradingCompany.register(company.administrator(), "cees.north", "inventory-controller", null);
        warehouse = erp.logIn("wim.north");
        controller = erp.logIn("cora.north");
        otherController = erp.logIn("cees.north");
    }

    @AfterAll
    void stop() {
        erp.close();
    }

    @Test
    void whatIsOnHoldIsNeitherReservedNorPickedUntilItIsReleased() {
        receive("BOLT-8", "A-1", "10");
        receive("BOLT-8", "A-2", "2");
        String hold = warehouse
                .post(
                        "/holds",
                        "{\"site\":\"BER\",\"bin\":\"A-1\",\"item\":\"BOLT-8\",\"quantity\":\"7\",\"reason\":\"RECALL\"}")
                .require(201)
                .get("hold")
                .asText();
        JsonNode stock = stock("BOLT-8");
        assertThat(stock.get("onHand").asText()).isEqualTo("12");
        assertThat(stock.get("held").asText()).isEqualTo("7");
        assertThat(stock.get("available").asText()).isEqualTo("5");

        Client sales = company.sales();
        String order = sales.post("/orders", company.order("BOLT-8", 6))
                .require(201)
                .get("order")
                .asText();
        JsonNode released = sales.post("/orders/" + order + "/release", null).require(200);
        assertThat(released.get("lines").get(0).get("reserved").asText()).isEqualTo("5");

        String pick = "{\"lines\":[{\"lineNo\":1,\"bin\":\"A-1\",\"picked\":\"%s\"%s}]}";
        int before = erp.rows("event") + erp.rows("shipment");
        assertThat(warehouse
                        .post("/orders/" + order + "/picks", pick.formatted("5", ""))
                        .problem())
                .isEqualTo("on-hold");
        assertThat(erp.rows("event") + erp.rows("shipment")).isEqualTo(before);
        warehouse
                .post("/orders/" + order + "/picks", pick.formatted("2", ",\"shortReason\":\"on hold\""))
                .require(201);
        assertThat(warehouse
                        .post("/orders/" + order + "/picks", pick.formatted("2", ",\"shortReason\":\"on hold\""))
                        .problem())
                .as("what was picked and has not left is gone for others")
                .isEqualTo("on-hold");

        assertThat(warehouse
                        .post("/holds/" + hold + "/release", "{\"why\":\"looks fine\"}")
                        .problem())
                .isEqualTo("forbidden");
        controller
                .post("/holds/" + hold + "/release", "{\"why\":\"inspected\"}")
                .require(200);
        assertThat(stock("BOLT-8").get("available").asText()).isEqualTo("7");
        assertThat(controller.get("/holds?state=HELD").require(200).get("items"))
                .isEmpty();
        assertThat(controller.get("/holds/" + hold).require(200).get("state").asText())
                .isEqualTo("RELEASED");
        warehouse.post("/orders/" + order + "/picks", pick.formatted("3", "")).require(201);
    }

    @Test
    void aTransferIsSentReceivedInPartAndTheRestWrittenOffByTwoPeople() {
        receive("NUT-8", "A-1", "100");
        String transfer = warehouse
                .post("/transfers", """
                        {"fromSite":"BER","toSite":"OSL","expectedOn":"%s",
                         "lines":[{"item":"NUT-8","bin":"A-1","quantity":"60"}]}""".formatted(LocalDate.now(ZoneOffset.UTC).minusDays(2)))
                .require(201)
                .get("transfer")
                .asText();
        assertThat(company.warehouse()
                        .with("If-Match", "\"7\"")
                        .post("/transfers/" + transfer + "/send", null)
                        .problem())
                .isEqualTo("stale-version");
        company.warehouse().post("/transfers/" + transfer + "/send", null).require(200);
        assertThat(company.warehouse()
                        .post(
                                "/transfers/" + transfer + "/receive",
                                "{\"lines\":[{\"lineNo\":1,\"bin\":\"O-1\",\"received\":\"60\"}]}")
                        .problem())
                .as("the sender has no right at the destination")
                .isEqualTo("forbidden");
        warehouse.post("/transfers/" + transfer + "/receive", """
                        {"lines":[{"lineNo":1,"bin":"O-1","received":"20","difference":"MISSING"}]}""").require(200);

        JsonNode inTransit =
                controller.get("/transfers/in-transit?item=NUT-8").require(200).get("items");
        assertThat(inTransit).hasSize(1);
        assertThat(inTransit.get(0).get("inTransit").asText()).isEqualTo("40");
        assertThat(controller.get("/transfers?overdue=true").require(200).get("items"))
                .hasSize(1);

        String writeOff = controller
                .post(
                        "/transfers/" + transfer + "/lines/1/write-offs",
                        "{\"quantity\":\"40\",\"reason\":\"MISSING\",\"why\":\"not on the truck\"}")
                .require(201)
                .get("writeOff")
                .asText();
        assertThat(controller
                        .post("/transfer-write-offs/" + writeOff + "/approve", null)
                        .problem())
                .isEqualTo("self-approval");
        assertThat(otherController
                        .post("/transfer-write-offs/" + writeOff + "/approve", null)
                        .require(200)
                        .get("state")
                        .asText())
                .isEqualTo("POSTED");
        assertThat(controller
                        .get("/transfers/" + transfer)
                        .require(200)
                        .get("state")
                        .asText())
                .isEqualTo("CLOSED");
        assertThat(controller
                        .get("/transfer-write-offs?transfer=" + transfer)
                        .require(200)
                        .get("items"))
                .hasSize(1);
    }

    @Test
    void stockAsAtAMomentIsAskedWithItsLateMoves() {
        Instant before = Instant.now().minusSeconds(60);
        warehouse.post("/receipts", """
                        {"site":"BER","dockArrivedAt":"%1$s","occurredAt":"%1$s",
                         "lines":[{"item":"PIN-8","bin":"A-1","quantity":"5"}]}""".formatted(before.minusSeconds(60))).require(201);
        JsonNode answer =
                controller.get("/stock/as-at?site=BER&item=PIN-8&at=" + before).require(200);
        assertThat(answer.get("asKnownThen").asText()).isEqualTo("0");
        assertThat(answer.get("asKnownNow").asText()).isEqualTo("5");
        assertThat(answer.get("later").get("items")).hasSize(1);
        assertThat(new BigDecimal(answer.get("difference").asText())).isEqualByComparingTo("5");
        assertThat(controller.get("/stock/as-at?site=BER&item=PIN-8").problem()).isEqualTo("invalid");
    }

    private void receive(String item, String bin, String quantity) {
        warehouse
                .post("/receipts", """
                        {"site":"BER","dockArrivedAt":"%s","lines":[{"item":"%s","bin":"%s","quantity":"%s"}]}""".formatted(Instant.now().minusSeconds(60), item, bin, quantity))
                .require(201);
    }

    private JsonNode stock(String item) {
        return controller
                .get("/stock?site=BER&item=" + item)
                .require(200)
                .get("items")
                .get(0);
    }
}
