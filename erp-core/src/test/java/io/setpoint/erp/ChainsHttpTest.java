package io.setpoint.erp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.setpoint.erp.ErpServer.Client;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The chain of every kind of document, made through the public API, asked from each of its documents. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChainsHttpTest {
    private final ErpServer erp = ErpServer.start();
    private final TradingCompany company = new TradingCompany(erp);
    private final Map<String, Client> clients = new HashMap<>();

    @BeforeAll
    void found() {
        company.found();
        company.found("SOUTH");
        Client administrator = company.administrator();
        administrator.post("/sites", """
                        {"site":"OSL","name":"Oslo","zone":"Europe/Oslo","bins":["O-1"],
                         "adjustmentLimit":"5","adjustmentDailyLimit":"50"}""").require(201);
        administrator.post("/shipping-modes", "{\"shippingMode\":\"STANDARD\",\"standardDays\":2}");
        TradingCompany.register(administrator, "bea", "buyer", null);
        TradingCompany.register(administrator, "wim", "warehouse", null);
        TradingCompany.register(administrator, "cora", "inventory-controller", null);
        TradingCompany.register(administrator, "cees", "inventory-controller", null);
        TradingCompany.register(administrator, "pim", "pricing", null);
        TradingCompany.register(administrator, "anna", "accountant", null);
        TradingCompany.register(administrator, "adam", "accountant", null);
        TradingCompany.register(administrator, "olav", "warehouse", "OSL");
        administrator
                .post("/purchase-limits", "{\"limit\":\"10000\",\"secondLimit\":\"20000\"}")
                .require(200);
        String change = as("bea")
                .post("/supplier-changes", """
                        {"supplier":"LIND","terms":{"name":"Lind Metall","risk":"LOW","leadTimeDays":7,
                         "overTolerancePercent":"10","underTolerancePercent":"0"},"items":[]}""")
                .require(201)
                .get("change")
                .asText();
        TradingCompany.register(administrator, "ada", "purchasing-approver", null);
        as("ada").post("/supplier-changes/" + change + "/approve", "{}").require(200);
    }

    @AfterAll
    void stop() {
        erp.close();
    }

    @Test
    void fromTheOverriddenPriceToTheDisposedReturn() {
        company.stock("BOLT-8", "A-1", 50);
        String override = as("sam.north")
                .post("/price-overrides", """
                        {"site":"BER","customer":"C-1","item":"BOLT-8","quantity":"4","unitPrice":"2.40","why":"large year"}""")
                .require(201)
                .get("priceOverride")
                .asText();
        as("pim").post("/price-overrides/" + override + "/approve", "{}").require(200);
        String order = as("sam.north")
                .post(
                        "/orders",
                        company.order("BOLT-8", 4)
                                .replace(
                                        "\"quantity\":\"4\"",
                                        "\"quantity\":\"4\",\"unitPrice\":\"2.40\",\"priceOverride\":\"" + override
                                                + "\""))
                .require(201)
                .get("order")
                .asText();
        as("sam.north").post("/orders/" + order + "/release", null).require(200);
        String shipment = as("wim")
                .post("/orders/" + order + "/picks", "{\"lines\":[{\"lineNo\":1,\"bin\":\"A-1\",\"picked\":\"4\"}]}")
                .require(201)
                .get("shipment")
                .asText();
        as("wim").post("/shipments/" + shipment + "/pack", "{\"parcels\":1}").require(200);
        as("wim")
                .post("/shipments/" + shipment + "/ship", "{\"carrier\":\"DHL\"}")
                .require(200);
        String back = as("sam.north")
                .post(
                        "/returns",
                        "{\"shipment\":\"%s\",\"lines\":[{\"lineNo\":1,\"quantity\":\"2\",\"reason\":\"DEFECTIVE\"}]}"
                                .formatted(shipment))
                .require(201)
                .get("returnId")
                .asText();
        as("wim").post("/returns/" + back + "/receive", "{\"bin\":\"A-2\"}").require(200);
        as("cora")
                .post("/returns/" + back + "/dispositions", "{\"lineNo\":1,\"quantity\":\"2\",\"outcome\":\"SCRAP\"}")
                .require(201);
        assertThat(as("anna")
                        .get("/invoices/uninvoiced-shipments?customer=C-1")
                        .require(200)
                        .findValuesAsText("shipment"))
                .contains(shipment);
        String invoice = as("anna")
                .post("/invoices", "{\"shipments\":[\"%s\"]}".formatted(shipment))
                .require(201)
                .get("invoice")
                .asText();
        as("anna")
                .post("/invoices/post", "{\"invoices\":[\"%s\"]}".formatted(invoice))
                .require(200);
        String credit = as("anna")
                .post("/invoices/return-credits", "{\"returnId\":\"%s\"}".formatted(back))
                .require(201)
                .get("invoice")
                .asText();
        String waiver = as("sam.north")
                .post(
                        "/invoices/" + invoice + "/credits",
                        "{\"why\":\"promised by phone\",\"lines\":[{\"lineNo\":1,\"quantity\":\"1\"}]}")
                .require(201)
                .get("invoice")
                .asText();
        as("adam").post("/invoices/" + waiver + "/approve", "{}").require(200);
        assertThat(as("anna")
                        .get("/invoices?kind=CREDIT_NOTE&state=DRAFT&customer=C-1&site=BER")
                        .require(200)
                        .get("items"))
                .hasSize(2);
        String refused = as("sam.north")
                .post(
                        "/invoices/" + invoice + "/credits",
                        "{\"why\":\"again\",\"lines\":[{\"lineNo\":1,\"quantity\":\"1\"}]}")
                .require(201)
                .get("invoice")
                .asText();
        as("adam")
                .post("/invoices/" + refused + "/reject", "{\"why\":\"once\"}")
                .require(200);
        assertThat(as("anna")
                        .get("/invoices/" + invoice)
                        .require(200)
                        .get("credited")
                        .asText())
                .isEqualTo("7.2");
        String exception = flagged("order-past-commit", order);

        List<String> all = List.of(
                "credit-note " + credit,
                "credit-note " + waiver,
                "credit-note " + refused,
                "invoice " + invoice,
                "disposition " + back + "-1",
                "exception " + exception,
                "order " + order,
                "price-override " + override,
                "return " + back,
                "shipment " + shipment);
        assertTheSameFromEach(all);

        JsonNode chain = as("ann.north").get("/chains/order/" + order).require(200);
        assertThat(chain.get("complete").asBoolean()).isTrue();
        assertThat(documents(chain))
                .startsWith("price-override " + override, "order " + order, "shipment " + shipment, "return " + back);
        assertThat(links(chain))
                .containsExactlyInAnyOrder(
                        order + " has the price of " + override,
                        shipment + " ships " + order,
                        back + " takes back " + shipment,
                        back + "-1 disposes of " + back,
                        invoice + " invoices " + shipment,
                        credit + " credits " + invoice,
                        credit + " credits " + back,
                        waiver + " credits " + invoice,
                        refused + " credits " + invoice,
                        exception + " warns of " + order);
        JsonNode sold = document(chain, order);
        assertThat(sold.get("value").asText()).isEqualTo("9.6");
        assertThat(sold.get("partnerName").asText()).isEqualTo("First Customer");
        assertThat(sold.get("steps").get(0).get("step").asText()).isEqualTo("PLACED");
        assertThat(sold.get("steps").get(0).get("by").asText()).isEqualTo("sam.north");
        assertThat(document(chain, shipment).get("steps")).hasSize(3);
        assertThat(document(chain, back).get("what").asText()).isEqualTo("DEFECTIVE");
    }

    @Test
    void fromThePurchaseOrderToItsReceipts() {
        String order = as("bea")
                .post("/purchase-orders", """
                        {"site":"BER","supplier":"LIND",
                         "lines":[{"item":"BOLT-8","quantity":"100","unitPrice":"1.5","requestedDate":"2030-03-01"}]}""")
                .require(201)
                .get("order")
                .asText();
        String path = "/purchase-orders/" + order;
        as("bea").post(path + "/submit", null).require(200);
        String acknowledgement = as("bea")
                .post(path + "/acknowledgements", """
                        {"lines":[{"lineNo":1,"quantity":"100","confirmedDate":"2030-03-01"}]}""")
                .require(201)
                .get("acknowledgement")
                .asText();
        String asn = as("bea").post(path + "/asns", """
                        {"expectedDate":"2030-03-01","lines":[{"orderLine":1,"item":"BOLT-8","quantity":"60"}]}""").require(201).get("asn").asText();
        String announced = received("\"asn\":\"" + asn + "\"", 60);
        String rest = received("\"purchaseOrder\":\"" + order + "\"", 40);

        assertTheSameFromEach(List.of(
                "acknowledgement " + acknowledgement,
                "asn " + asn,
                "purchase-order " + order,
                "receipt " + announced,
                "receipt " + rest));
        JsonNode chain = as("ann.north").get("/chains/receipt/" + announced).require(200);
        assertThat(links(chain))
                .containsExactlyInAnyOrder(
                        acknowledgement + " confirms " + order,
                        asn + " announces " + order,
                        announced + " receives " + asn,
                        announced + " receives " + order,
                        rest + " receives " + order);
        assertThat(document(chain, order).get("state").asText()).isEqualTo("RECEIVED");
        assertThat(document(chain, order).get("partnerName").asText()).isEqualTo("Lind Metall");
    }

    @Test
    void fromTheTransferToWhatWasWrittenOffForThoseWhoSeeOneOfItsSites() {
        company.stock("NUT-8", "A-2", 20);
        String transfer = as("wim")
                .post("/transfers", """
                        {"fromSite":"BER","toSite":"OSL","expectedOn":"%s",
                         "lines":[{"item":"NUT-8","bin":"A-2","quantity":"10"}]}""".formatted(LocalDate.now(ZoneOffset.UTC)))
                .require(201)
                .get("transfer")
                .asText();
        as("wim").post("/transfers/" + transfer + "/send", "{}").require(200);
        as("olav").post("/transfers/" + transfer + "/receive", """
                        {"lines":[{"lineNo":1,"bin":"O-1","received":"8","difference":"MISSING"}]}""").require(200);
        String writeOff = as("cora")
                .post("/transfers/" + transfer + "/lines/1/write-offs", """
                        {"quantity":"2","reason":"MISSING","why":"not on the truck"}""")
                .require(201)
                .get("writeOff")
                .asText();

        assertTheSameFromEach(List.of("transfer " + transfer, "write-off " + writeOff));
        for (String person : List.of("olav", "will.north")) {
            assertThat(as(person)
                            .get("/chains/write-off/" + writeOff)
                            .require(200)
                            .get("documents"))
                    .as(person)
                    .hasSize(2);
        }
    }

    @Test
    void fromTheCountToTheAdjustmentThatWasTakenBack() {
        company.stock("PIN-8", "A-1", 10);
        String count = as("cora").post("/counts", """
                        {"site":"BER","countType":"PLANNED","lines":[{"item":"PIN-8","bin":"A-1"}]}""").require(201).get("count").asText();
        as("wim").post("/counts/" + count + "/lines/1", "{\"counted\":\"9\"}").require(200);
        as("will.north").post("/counts/" + count + "/lines/1", "{\"counted\":\"9\"}");
        String adjustment = as("cora")
                .post("/counts/" + count + "/complete", null)
                .require(200)
                .get("lines")
                .get(0)
                .get("adjustment")
                .asText();
        String reversal = as("cees")
                .post("/adjustments", """
                        {"site":"BER","item":"PIN-8","bin":"A-1","quantity":"1","reason":"CORRECTION","note":"found it",
                         "reversalOf":"%s"}""".formatted(adjustment))
                .require(201)
                .get("adjustment")
                .asText();
        String exception = flagged("suspicious-adjustment", adjustment);

        assertTheSameFromEach(List.of(
                "adjustment " + adjustment, "adjustment " + reversal, "count " + count, "exception " + exception));
    }

    @Test
    void aHoldStandsAlone() {
        company.stock("BOLT-8", "A-2", 3);
        String hold = as("wim").post("/holds", """
                        {"site":"BER","bin":"A-2","item":"BOLT-8","quantity":"1","reason":"QUALITY"}""").require(201).get("hold").asText();
        assertTheSameFromEach(List.of("hold " + hold));
    }

    @Test
    void whatTheCallerMayNotSeeIsNeitherShownNorWalkedThrough() {
        company.stock("BOLT-8", "A-1", 5);
        String order = as("sam.north")
                .post("/orders", company.order("BOLT-8", 1))
                .require(201)
                .get("order")
                .asText();
        assertThat(as("olav").get("/chains/order/" + order).problem())
                .as("a person of another site")
                .isEqualTo("not-found");
        assertThat(as("sam.south").get("/chains/order/" + order).problem())
                .as("a person of another company")
                .isEqualTo("not-found");
        String everywhere = flagged("order-past-commit", order);
        erp.owner().useHandle(handle -> handle.execute("update exception set site_id = null where subject = ?", order));
        assertThat(documents(as("olav").get("/chains/exception/" + everywhere).require(200)))
                .as("an exception of no site, about an order of another one")
                .containsExactly("exception " + everywhere);
    }

    @Test
    void whatDoesNotExistIsNotFound() {
        for (String path : List.of(
                "order/SO-404",
                "disposition/RT-404",
                "disposition/RT-404-1",
                "disposition/RT-404-99999999999999999999",
                "exception/EX-404",
                "item/BOLT-8")) {
            assertThat(as("ann.north").get("/chains/" + path).problem())
                    .as(path)
                    .isEqualTo("not-found");
        }
    }

    @Test
    void aScreenFindsTheBinsOfASiteAndACustomerByItsNumber() {
        assertThat(as("wim").get("/sites/BER/bins").require(200).get("items").toString())
                .isEqualTo("[\"A-1\",\"A-2\"]");
        assertThat(as("wim").get("/sites/BER/bins?query=-2").require(200).get("items"))
                .hasSize(1);
        JsonNode first = as("wim").get("/sites/BER/bins?limit=1").require(200);
        assertThat(as("wim")
                        .get("/sites/BER/bins?limit=1&cursor="
                                + first.get("next").asText())
                        .require(200)
                        .toString())
                .contains("A-2");
        assertThat(as("olav").get("/sites/BER/bins").problem())
                .as("a person of another site")
                .isEqualTo("not-found");
        assertThat(as("wim").get("/customers/C-1").require(200).get("name").asText())
                .isEqualTo("First Customer");
        assertThat(as("wim").get("/customers/C-404").problem()).isEqualTo("not-found");
        assertThat(as("bea").get("/expected-deliveries?until=soon").problem()).isEqualTo("invalid");
    }

    private void assertTheSameFromEach(List<String> all) {
        List<String> links = null;
        for (String start : all) {
            JsonNode chain =
                    as("ann.north").get("/chains/" + start.replace(' ', '/')).require(200);
            assertThat(documents(chain)).as("from " + start).containsExactlyInAnyOrderElementsOf(all);
            assertThat(chain.get("currency").asText()).isEqualTo("EUR");
            links = links == null ? links(chain) : links;
            assertThat(links(chain)).as("from " + start).isEqualTo(links);
        }
    }

    private static List<String> documents(JsonNode chain) {
        List<String> documents = new ArrayList<>();
        for (JsonNode each : chain.get("documents")) {
            documents.add(each.get("type").asText() + " " + each.get("id").asText());
        }
        return documents;
    }

    private static List<String> links(JsonNode chain) {
        TreeSet<String> links = new TreeSet<>();
        for (JsonNode each : chain.get("links")) {
            links.add(each.get("to").asText() + " " + each.get("why").asText() + " "
                    + each.get("from").asText());
        }
        return List.copyOf(links);
    }

    private static JsonNode document(JsonNode chain, String id) {
        for (JsonNode each : chain.get("documents")) {
            if (each.get("id").asText().equals(id)) {
                return each;
            }
        }
        throw new AssertionError(id + " is not in " + chain);
    }

    private String received(String against, int quantity) {
        return as("wim")
                .post("/receipts", """
                        {"site":"BER","dockArrivedAt":"%s",%s,
                         "lines":[{"item":"BOLT-8","bin":"A-1","quantity":"%d","purchaseLine":1}]}""".formatted(Instant.now(), against, quantity))
                .require(201)
                .get("receipt")
                .asText();
    }

    /** An exception about a document, past the signals that would raise it. */
    private String flagged(String type, String subject) {
        String id = "EX-" + subject.toLowerCase(java.util.Locale.ROOT);
        erp.owner().useHandle(handle -> handle.execute("""
                insert into exception (company_id, exception_id, cause_key, type, site_id, subject, severity, title,
                                       value_at_risk, class_weight, signal, signal_stamp, evidence_hash, state, raised_at,
                                       acknowledge_by, decide_by)
                values ('NORTH', ?, ?, ?, 'BER', ?, 'MAJOR', 'Look at it', 10, 1, '{}', 1, 'x', 'OPEN', now(), now(), now())
                """, id, id, type, subject));
        return id;
    }

    /** Logs in once, because password hashing is slow on purpose. */
    private Client as(String person) {
        return clients.computeIfAbsent(person, erp::logIn);
    }
}
