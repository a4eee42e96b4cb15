package io.setpoint.erp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.setpoint.erp.ErpServer.Answer;
import io.setpoint.erp.ErpServer.Client;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a lot goes through, over HTTP: received, picked by first expiry, shipped, blocked, recalled, counted, moved. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LotTest {
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
    private final String soon = today.plusDays(30).toString();
    private final String later = today.plusDays(60).toString();

    private final ErpServer erp = ErpServer.start();
    private final TradingCompany company = new TradingCompany(erp);
    private Client will = erp.anonymous();
    private Client carl = erp.anonymous();
    private Client cora = erp.anonymous();
    private int items;

    @BeforeAll
    void found() {
        company.found();
        company.found("SOUTH");
        Client administrator = company.administrator();
        administrator.post("/sites", """
                        {"site":"POT","name":"Potsdam","zone":"Europe/Berlin","bins":["P-1"],
                         "adjustmentLimit":"500","adjustmentDailyLimit":"1500"}""").require(201);
        TradingCompany.register(administrator, "carl.north", "inventory-controller", null);
        TradingCompany.register(administrator, "cora.north", "inventory-controller", null);
        TradingCompany.register(administrator, "paul.north", "inventory-controller", "POT");
        TradingCompany.register(administrator, "pete.north", "warehouse", "POT");
        will = company.warehouse();
        carl = erp.logIn("carl.north");
        cora = erp.logIn("cora.north");
    }

    @AfterAll
    void stop() {
        erp.close();
    }

    @Test
    void fiveOfALotAreReceivedThreeShippedAndTheRecallNamesTheCustomerAndTheRest() {
        String item = item("LOT", true);
        String receipt = receive(item, "A-1", "5", "\"lot\":\"L-1\",\"expiry\":\"%s\"".formatted(soon))
                .require(201)
                .get("receipt")
                .asText();
        String order = released(item, 3);
        JsonNode shipment = pick(order, "A-1", "3", "L-1").require(201);
        assertThat(shipment.at("/lines/0/lot").asText()).isEqualTo("L-1");
        ship(shipment);

        JsonNode recall = recall(item, "L-1");
        assertThat(recall.get("complete").asBoolean()).isTrue();
        assertThat(recall.at("/received/0/receipt").asText()).isEqualTo(receipt);
        assertThat(recall.at("/received/0/supplier").asText()).isEqualTo("Lind");
        assertThat(recall.at("/received/0/quantity").asText()).isEqualTo("5");
        assertThat(recall.get("shipped")).hasSize(1);
        assertThat(recall.at("/shipped/0/shipment")).isEqualTo(shipment.get("shipment"));
        assertThat(recall.at("/shipped/0/order").asText()).isEqualTo(order);
        assertThat(recall.at("/shipped/0/customer").asText()).isEqualTo("C-1");
        assertThat(recall.at("/shipped/0/quantity").asText()).isEqualTo("3");
        assertThat(recall.at("/lot/standing/0/bin").asText()).isEqualTo("A-1");
        assertThat(recall.at("/lot/standing/0/onHand").asText()).isEqualTo("2");
        assertThat(recall.at("/lot/expiry").asText()).isEqualTo(soon);
    }

    @Test
    void aReceiptOfATrackedItemNamesTheLotAndItsExpiryOrTheSerials() {
        String lots = item("LOT", true);
        String serials = item("SERIAL", false);
        String expiry = "\"expiry\":\"" + soon + "\"";
        refused("lot-missing", receive(lots, "A-1", "1", expiry));
        refused("expiry-mismatch", receive(lots, "A-1", "1", "\"lot\":\"L-1\""));
        refused("lot-expired", receive(lots, "A-1", "1", "\"lot\":\"L-1\",\"expiry\":\"2020-01-31\""));
        refused("not-by-lot", receive("BOLT-8", "A-1", "1", "\"lot\":\"L-1\""));
        refused("lot-missing", receive(serials, "A-1", "1", "\"lot\":\"L-1\""));
        refused("serials-mismatch", receive(serials, "A-1", "3", "\"serials\":[\"S-1\",\"S-2\"]"));
        refused("serials-mismatch", receive(serials, "A-1", "2", "\"serials\":[\"S-1\",\"S-1\"]"));
        refused("expiry-mismatch", receive(serials, "A-1", "1", "\"serials\":[\"S-1\"]," + expiry));

        receive(lots, "A-1", "1", "\"lot\":\"L-1\"," + expiry).require(201);
        refused("expiry-mismatch", receive(lots, "A-1", "1", "\"lot\":\"L-1\",\"expiry\":\"" + later + "\""));
        receive(lots, "A-2", "1", "\"lot\":\"L-1\"," + expiry).require(201);
        assertThat(recall(lots, "L-1").get("received")).hasSize(2);
    }

    @Test
    void aSerialStandsOnceInTheCompanyAndDoesNotComeTwice() {
        String item = item("SERIAL", false);
        receive(item, "A-1", "2", "\"serials\":[\"S-1\",\"S-2\"]").require(201);
        assertThat(refused("duplicate-serial", receive(item, "A-2", "1", "\"serials\":[\"S-1\"]")))
                .contains("S-1", "A-1", "BER");

        ship(pick(released(item, 1), "A-1", "1", "S-2").require(201));
        assertThat(refused("serial-shipped", receive(item, "A-2", "1", "\"serials\":[\"S-2\"]")))
                .contains("S-2", "SH-");
        assertThat(erp.rows("stock_lot where item_id = '" + item + "' and on_hand = 1"))
                .isEqualTo(1);
    }

    @Test
    void ofManyWhoReceiveOneSerialAtOnceAtTwoSitesOneDoes() throws InterruptedException {
        String item = item("SERIAL", false);
        Client pete = erp.logIn("pete.north");
        List<Callable<Answer>> attempts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            attempts.add(() -> receive(item, "A-1", "1", "\"serials\":[\"S-9\"]"));
            attempts.add(() -> receive(pete, "POT", item, "P-1", "1", "\"serials\":[\"S-9\"]"));
        }
        List<Object> answers = Attempts.inParallel(attempts);
        assertThat(answers.stream().map(answer -> ((Answer) answer).status()).filter(status -> status == 201))
                .hasSize(1);
        assertThat(answers.stream()
                        .map(Answer.class::cast)
                        .filter(answer -> answer.status() != 201)
                        .map(Answer::problem))
                .hasSize(7)
                .containsOnly("duplicate-serial");
    }

    @Test
    void aPickTakesTheLotThatExpiresFirstOrSaysWhyNot() {
        String item = item("LOT", true);
        receive(item, "A-1", "5", "\"lot\":\"LATER\",\"expiry\":\"" + later + "\"")
                .require(201);
        receive(item, "A-2", "5", "\"lot\":\"SOON\",\"expiry\":\"" + soon + "\"")
                .require(201);
        String order = released(item, 4);

        assertThat(refused("lot-missing", pick(order, "A-1", "4", null)))
                .contains("take lot SOON", soon, "from bin A-2");
        assertThat(refused("not-first-expired", pick(order, "A-1", "4", "LATER")))
                .contains("take lot SOON", "from bin A-2");
        refused("more-than-on-hand", pick(order, "A-1", "4", "SOON"));
        refused("more-than-on-hand", pick(order, "A-1", "4", "GHOST"));
        JsonNode shipment = will.post("/orders/" + order + "/picks", """
                        {"lines":[{"lineNo":1,"bin":"A-1","picked":"4","lot":"LATER","lotReason":"aisle blocked"}]}""").require(201);
        assertThat(shipment.at("/lines/0/lotReason").asText()).isEqualTo("aisle blocked");

        String next = released(item, 2);
        assertThat(refused("more-than-on-hand", will.post("/orders/" + next + "/picks", """
                        {"lines":[{"lineNo":1,"bin":"A-1","picked":"2","lot":"LATER","lotReason":"x"}]}""")))
                .contains("Bin A-1 has 1 of lot LATER");
        String plain = "BOLT-8";
        company.stock(plain, "A-1", 3);
        refused("not-by-lot", pick(released(plain, 1), "A-1", "1", "L-1"));
    }

    @Test
    void anExpiredLotIsNotPicked() {
        String item = item("LOT", true);
        receive(item, "A-1", "5", "\"lot\":\"OLD\",\"expiry\":\"" + soon + "\"").require(201);
        String order = released(item, 1);
        expire(item);
        assertThat(refused("lot-expired", pick(order, "A-1", "1", "OLD")))
                .contains(today.minusDays(2).toString());
    }

    @Test
    void aBlockedLotLeavesWhatIsAvailableAtOnceAndStopsPicksUnderWay() {
        String item = item("LOT", false);
        receive(item, "A-1", "5", "\"lot\":\"BAD\"").require(201);
        receive(item, "A-1", "5", "\"lot\":\"GOOD\"").require(201);
        String picking = released(item, 1);
        JsonNode picked = pick(released(item, 2), "A-1", "2", "BAD").require(201);

        JsonNode blocked = block(carl, item, "BAD").require(200);
        assertThat(blocked.get("state").asText()).isEqualTo("BLOCKED");
        assertThat(blocked.get("blockedBy").asText()).isEqualTo("carl.north");
        assertThat(stock(item)).isEqualTo("10 on hand, 3 reserved, 5 held");
        assertThat(erp.rows(
                        "event where type = 'setpoint.inventory.lot-blocked.v1' and aggregateid = '" + item + "/BAD'"))
                .isEqualTo(1);

        assertThat(refused("lot-blocked", pick(picking, "A-1", "1", "BAD"))).contains("BAD");
        pick(picking, "A-1", "1", "GOOD").require(201);
        String shipment = picked.get("shipment").asText();
        will.post("/shipments/" + shipment + "/pack", "{\"parcels\":1}").require(200);
        refused("lot-blocked", will.post("/shipments/" + shipment + "/ship", "{\"carrier\":\"DHL\"}"));
        assertThat(recall(item, "BAD").at("/picked/0/shipment").asText()).isEqualTo(shipment);
        assertThat(company.sales()
                        .post("/orders", company.order(item, 9))
                        .require(201)
                        .get("order")
                        .asText())
                .satisfies(order -> assertThat(company.sales()
                                .post("/orders/" + order + "/release", null)
                                .require(200)
                                .at("/lines/0/reserved")
                                .asText())
                        .isEqualTo("2"));

        receive(item, "A-2", "4", "\"lot\":\"BAD\"").require(201);
        assertThat(stock(item)).isEqualTo("14 on hand, 5 reserved, 9 held");
    }

    @Test
    void aBlockedLotIsUnblockedByAnotherPersonOnlyAndRefusedAttemptsAreKept() {
        String item = item("LOT", false);
        receive(item, "A-1", "5", "\"lot\":\"BAD\"").require(201);
        block(carl, item, "BAD").require(200);

        refused("wrong-state", block(cora, item, "BAD"));
        assertThat(refused("self-approval", unblock(carl, item, "BAD"))).contains("another person");
        refused("forbidden", unblock(will, item, "BAD"));
        refused("forbidden", block(will, item, "BAD"));
        refused("not-found", block(carl, item, "GHOST"));
        refused(
                "reason-missing",
                cora.post("/lots/unblock", "{\"item\":\"%s\",\"lot\":\"BAD\",\"why\":\" \"}".formatted(item)));
        assertThat(erp.rows("audit where command = 'unblock-lot' and outcome = 'REFUSED' and refusal = 'self-approval'"
                        + " and detail ->> 'item' = '" + item + "'"))
                .isEqualTo(1);

        assertThat(unblock(cora, item, "BAD").require(200).get("state").asText())
                .isEqualTo("OPEN");
        assertThat(stock(item)).isEqualTo("5 on hand, 0 reserved, 0 held");
        refused("wrong-state", unblock(cora, item, "BAD"));
    }

    @Test
    void whoHasNoRightWhereTheLotStandsBlocksNothingAndSeesNothing() {
        String item = item("LOT", false);
        receive(item, "A-1", "5", "\"lot\":\"L-1\"").require(201);
        Client paul = erp.logIn("paul.north");
        assertThat(refused("forbidden", block(paul, item, "L-1"))).contains("BER");
        JsonNode recall = paul.get("/lots/recall?item=" + item + "&lot=L-1").require(200);
        assertThat(recall.get("complete").asBoolean()).isFalse();
        assertThat(recall.get("received")).isEmpty();
        assertThat(recall.at("/lot/standing")).isEmpty();
        assertThat(erp.logIn("sam.south")
                        .get("/lots/recall?item=" + item + "&lot=L-1")
                        .problem())
                .isEqualTo("not-found");
        assertThat(erp.logIn("sam.south").get("/lots?item=" + item).require(200).get("items"))
                .isEmpty();
    }

    @Test
    void picksAndABlockAtOnceNeverLetABlockedLotGo() throws InterruptedException {
        String item = item("LOT", false);
        receive(item, "A-1", "8", "\"lot\":\"L-1\"").require(201);
        List<String> orders = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            orders.add(released(item, 1));
        }
        List<Callable<Answer>> attempts = new ArrayList<>();
        orders.forEach(order -> attempts.add(() -> pick(order, "A-1", "1", "L-1")));
        attempts.add(3, () -> block(carl, item, "L-1"));
        List<Object> answers = Attempts.inParallel(attempts);
        assertThat(((Answer) answers.get(3)).status()).isEqualTo(200);
        for (Object answer : answers) {
            JsonNode shipment = ((Answer) answer).json().get("shipment");
            if (shipment != null) {
                String id = shipment.asText();
                will.post("/shipments/" + id + "/pack", "{\"parcels\":1}").require(200);
                refused("lot-blocked", will.post("/shipments/" + id + "/ship", "{\"carrier\":\"DHL\"}"));
            }
        }
        for (String order : orders) {
            assertThat(pick(order, "A-1", "1", "L-1").problem()).isIn("lot-blocked", "more-than-open");
        }
        assertThat(stock(item)).isEqualTo("8 on hand, 8 reserved, 8 held");
        assertThat(erp.rows("stock_move where item_id = '" + item + "' and quantity < 0"))
                .isZero();
    }

    @Test
    void anAdjustmentACountAndATransferNameTheLot() {
        String item = item("LOT", false);
        receive(item, "A-1", "9", "\"lot\":\"L-1\"").require(201);
        receive(item, "A-1", "9", "\"lot\":\"L-2\"").require(201);
        String adjustment = """
                {"site":"BER","item":"%s","bin":"A-1","quantity":"-1","reason":"DAMAGE"%s}""";
        refused("lot-missing", will.post("/adjustments", adjustment.formatted(item, "")));
        refused("unknown-reference", will.post("/adjustments", adjustment.formatted(item, ",\"lot\":\"GHOST\"")));
        will.post("/adjustments", adjustment.formatted(item, ",\"lot\":\"L-1\""))
                .require(201);
        assertThat(lot(item, "L-1")).isEqualTo("BER A-1 8");

        String count = "{\"site\":\"BER\",\"countType\":\"PLANNED\",\"lines\":[{\"item\":\"%s\",\"bin\":\"A-1\"%s}]}";
        refused("lot-missing", carl.post("/counts", count.formatted(item, "")));
        String id = carl.post("/counts", count.formatted(item, ",\"lot\":\"L-2\""))
                .require(201)
                .get("count")
                .asText();
        will.post("/counts/" + id + "/lines/1", "{\"counted\":\"8\"}").require(200);
        cora.post("/counts/" + id + "/lines/1", "{\"counted\":\"8\"}");
        carl.post("/counts/" + id + "/complete", null).require(200);
        assertThat(lot(item, "L-2")).isEqualTo("BER A-1 8");
        assertThat(lot(item, "L-1")).isEqualTo("BER A-1 8");

        String transfer = """
                {"fromSite":"BER","toSite":"POT","expectedOn":"%s","lines":[{"item":"%s","bin":"A-1","quantity":"3"%s}]}""";
        refused("lot-missing", carl.post("/transfers", transfer.formatted(today, item, "")));
        String moved = carl.post("/transfers", transfer.formatted(today, item, ",\"lot\":\"L-1\""))
                .require(201)
                .get("transfer")
                .asText();
        block(carl, item, "L-1").require(200);
        refused("lot-blocked", carl.post("/transfers/" + moved + "/send", "{}"));
        unblock(cora, item, "L-1").require(200);
        carl.post("/transfers/" + moved + "/send", "{}").require(200);
        assertThat(recall(item, "L-1").at("/inTransit/0/quantity").asText()).isEqualTo("3");
        block(carl, item, "L-1").require(200);
        erp.logIn("pete.north").post("/transfers/" + moved + "/receive", """
                        {"lines":[{"lineNo":1,"bin":"P-1","received":"3"}]}""").require(200);
        assertThat(lot(item, "L-1")).isEqualTo("BER A-1 5, POT P-1 3");
        assertThat(erp.rows("stock where item_id = '" + item + "' and site_id = 'POT' and on_hand = 3 and held = 3"))
                .isEqualTo(1);
    }

    @Test
    void aHoldOfAQuantityOfATrackedItemNamesTheLot() {
        String item = item("LOT", false);
        receive(item, "A-1", "9", "\"lot\":\"L-1\"").require(201);
        String hold = """
                {"site":"BER","bin":"A-1","item":"%s","quantity":"1",%s"reason":"QUALITY"}""";
        refused("lot-missing", will.post("/holds", hold.formatted(item, "")));
        JsonNode held =
                will.post("/holds", hold.formatted(item, "\"lot\":\"L-1\",")).require(201);
        assertThat(held.at("/lines/0/lot").asText()).isEqualTo("L-1");
        assertThat(held.at("/lines/0/available").asText()).isEqualTo("8");
    }

    @Test
    void anItemThatIsNotTrackedPostsWithoutALookAtLots() {
        company.stock("PIN-8", "A-1", 3);
        ship(pick(released("PIN-8", 2), "A-1", "2", null).require(201));
        assertThat(erp.rows("stock_lot where item_id = 'PIN-8'")).isZero();
        assertThat(erp.rows("stock_move where item_id = 'PIN-8' and lot_id is null"))
                .isEqualTo(1);
    }

    @Test
    void whatCameBackOfALotIsOneThatTheShipmentCarriedAndTheRecallFindsIt() {
        String item = item("LOT", true);
        for (String lot : List.of("L-1", "L-2")) {
            receive(item, "A-1", "5", "\"lot\":\"%s\",\"expiry\":\"%s\"".formatted(lot, soon))
                    .require(201);
        }
        JsonNode shipment = pick(released(item, 3), "A-1", "3", "L-1").require(201);
        ship(shipment);
        assertThat(refused("lot-missing", back(shipment, "2", ""))).contains("L-1");
        assertThat(refused("wrong-lot", back(shipment, "2", "\"lot\":\"L-2\",")))
                .contains("L-1");
        refused("more-than-open", back(shipment, "3.5", "\"lot\":\"L-1\","));
        String returned = back(shipment, "2", "\"lot\":\"L-1\",")
                .require(201)
                .get("returnId")
                .asText();
        refused("more-than-open", back(shipment, "1.5", "\"lot\":\"L-1\","));

        will.post("/returns/" + returned + "/receive", "{\"bin\":\"A-2\"}").require(200);
        assertThat(lot(item, "L-1")).isEqualTo("BER A-1 2, BER A-2 2");
        assertThat(stock(item)).isEqualTo("9 on hand, 0 reserved, 2 held");
        JsonNode recall = recall(item, "L-1");
        assertThat(recall.at("/returned/0/returnId").asText()).isEqualTo(returned);
        assertThat(recall.at("/returned/0/quantity").asText()).isEqualTo("2");
        refused("not-by-lot", company.sales().post("/returns", """
                        {"shipment":"%s","lines":[{"lineNo":1,"quantity":"1","reason":"RECALL","lot":"L-1"}]}""".formatted(shipped("BOLT-8"))));

        // Blocked while it waits: the same two are kept back, and the rest of the lot besides.
        block(carl, item, "L-1").require(200);
        assertThat(stock(item)).isEqualTo("9 on hand, 0 reserved, 4 held");
        String dispositions = "/returns/" + returned + "/dispositions";
        cora.post(dispositions, "{\"lineNo\":1,\"quantity\":\"1\",\"outcome\":\"SCRAP\"}")
                .require(201);
        cora.post(dispositions, "{\"lineNo\":1,\"quantity\":\"1\",\"outcome\":\"RESTOCK\",\"toBin\":\"A-1\"}")
                .require(201);
        assertThat(lot(item, "L-1")).isEqualTo("BER A-1 3");
        assertThat(stock(item)).isEqualTo("8 on hand, 0 reserved, 3 held");
        unblock(cora, item, "L-1").require(200);
        assertThat(stock(item)).isEqualTo("8 on hand, 0 reserved, 0 held");
    }

    @Test
    void aSerialThatWasShippedComesBackAsItself() {
        String item = item("SERIAL", false);
        receive(item, "A-1", "2", "\"serials\":[\"R-1\",\"R-2\"]").require(201);
        JsonNode shipment = pick(released(item, 1), "A-1", "1", "R-2").require(201);
        ship(shipment);
        refused("wrong-lot", back(shipment, "1", "\"lot\":\"R-1\","));
        String returned = back(shipment, "1", "\"lot\":\"R-2\",")
                .require(201)
                .get("returnId")
                .asText();
        will.post("/returns/" + returned + "/receive", "{\"bin\":\"A-2\"}").require(200);
        assertThat(lot(item, "R-2")).isEqualTo("BER A-2 1");
        refused("duplicate-serial", receive(item, "A-1", "1", "\"serials\":[\"R-2\"]"));
    }

    @Test
    void whatExpiresBeforeItIsWantedIsNotPromised() {
        String item = item("LOT", true);
        receive(item, "A-1", "5", "\"lot\":\"L-1\",\"expiry\":\"%s\"".formatted(soon))
                .require(201);
        String question = "/availability?site=BER&shippingMode=STANDARD&item=" + item + "&quantity=5&date=";
        Client sales = company.sales();
        JsonNode before = sales.get(question + today.plusDays(20)).require(200).at("/lines/0");
        assertThat(before.at("/parts/0/kind").asText()).isEqualTo("ON_HAND");
        JsonNode beyond = sales.get(question + today.plusDays(60)).require(200).at("/lines/0");
        assertThat(beyond.at("/parts/0/kind").asText()).isEqualTo("LEAD_TIME");
        JsonNode order = sales.post(
                        "/orders",
                        company.order(item, 5).replaceAll("(\"requestedDate\":\")[^\"]+", "$1" + today.plusDays(60)))
                .require(201);
        assertThat(order.at("/lines/0/commitDate")).isEqualTo(beyond.get("commitDate"));
        assertThat(text("select kind from order_line_promise where order_id = '"
                        + order.get("order").asText() + "'"))
                .isEqualTo("LEAD_TIME");

        expire(item);
        assertThat(sales.get(question + today.plusDays(20))
                        .require(200)
                        .at("/lines/0/parts/0/kind")
                        .asText())
                .as("what has expired is there for nobody")
                .isEqualTo("LEAD_TIME");
    }

    private void expire(String item) {
        erp.owner()
                .useHandle(handle ->
                        handle.execute("update lot set expiry = ? where item_id = ?", today.minusDays(2), item));
    }

    /** Announces a return of line 1 of a shipment. */
    private Answer back(JsonNode shipment, String quantity, String lot) {
        return company.sales()
                .post("/returns", """
                {"shipment":"%s","lines":[{"lineNo":1,"quantity":"%s",%s"reason":"RECALL"}]}""".formatted(shipment.get("shipment").asText(), quantity, lot));
    }

    private String shipped(String item) {
        company.stock(item, "A-1", 1);
        JsonNode shipment = pick(released(item, 1), "A-1", "1", null).require(201);
        ship(shipment);
        return shipment.get("shipment").asText();
    }

    private String item(String tracking, boolean expires) {
        String item = "T-" + ++items;
        company.administrator()
                .post("/items", """
                        {"items":[{"item":"%1$s","name":"Tracked %1$s","category":"Tracked","abc":"A","unit":"EA","price":"2.50",
                          "cost":"1.25","tracking":"%2$s","expires":%3$s}]}""".formatted(item, tracking, expires))
                .require(201);
        return item;
    }

    private Answer receive(String item, String bin, String quantity, String lots) {
        return receive(will, "BER", item, bin, quantity, lots);
    }

    private static Answer receive(Client client, String site, String item, String bin, String quantity, String lots) {
        return client.post("/receipts", """
                {"site":"%s","supplier":"Lind","dockArrivedAt":"2026-01-05T08:00:00Z",
                 "lines":[{"item":"%s","bin":"%s","quantity":"%s",%s}]}""".formatted(site, item, bin, quantity, lots));
    }

    private String released(String item, int quantity) {
        String order = company.sales()
                .post("/orders", company.order(item, quantity))
                .require(201)
                .get("order")
                .asText();
        company.sales().post("/orders/" + order + "/release", null).require(200);
        return order;
    }

    private Answer pick(String order, String bin, String quantity, @org.jspecify.annotations.Nullable String lot) {
        return will.post(
                "/orders/" + order + "/picks",
                "{\"lines\":[{\"lineNo\":1,\"bin\":\"%s\",\"picked\":\"%s\"%s}]}"
                        .formatted(bin, quantity, lot == null ? "" : ",\"lot\":\"" + lot + "\""));
    }

    private void ship(JsonNode shipment) {
        String id = shipment.get("shipment").asText();
        will.post("/shipments/" + id + "/pack", "{\"parcels\":1}").require(200);
        will.post("/shipments/" + id + "/ship", "{\"carrier\":\"DHL\"}").require(200);
    }

    private static Answer block(Client client, String item, String lot) {
        return client.post("/lots/block", "{\"item\":\"%s\",\"lot\":\"%s\",\"why\":\"pinholes\"}".formatted(item, lot));
    }

    private static Answer unblock(Client client, String item, String lot) {
        return client.post("/lots/unblock", "{\"item\":\"%s\",\"lot\":\"%s\",\"why\":\"tight\"}".formatted(item, lot));
    }

    private JsonNode recall(String item, String lot) {
        return carl.get("/lots/recall?item=" + item + "&lot=" + lot).require(200);
    }

    /** Refused with this problem; says why. */
    private static String refused(String problem, Answer answer) {
        assertThat(answer.problem()).as(answer.body()).isEqualTo(problem);
        return answer.json().get("detail").asText();
    }

    private String stock(String item) {
        return text("select trim_scale(on_hand) || ' on hand, ' || trim_scale(reserved) || ' reserved, '"
                + " || trim_scale(held) || ' held' from stock where site_id = 'BER' and item_id = '" + item + "'");
    }

    private String lot(String item, String lot) {
        return text("select string_agg(site_id || ' ' || bin_id || ' ' || trim_scale(on_hand), ', ' order by site_id)"
                + " from stock_lot where item_id = '" + item + "' and lot_id = '" + lot + "' and on_hand > 0");
    }

    private String text(String query) {
        return erp.owner()
                .withHandle(
                        handle -> handle.createQuery(query).mapTo(String.class).one());
    }
}
