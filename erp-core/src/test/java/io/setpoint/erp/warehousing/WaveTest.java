package io.setpoint.erp.warehousing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.setpoint.erp.Attempts;
import io.setpoint.erp.ErpServer;
import io.setpoint.erp.ErpServer.Answer;
import io.setpoint.erp.ErpServer.Client;
import io.setpoint.erp.TradingCompany;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Berlin, where bolts lie in two bins, nuts and pins in one each, and masks by lot. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WaveTest {
    private final ErpServer erp = ErpServer.start();
    private final TradingCompany company = new TradingCompany(erp);
    private Client will = erp.anonymous();
    private Client wes = erp.anonymous();
    private Client sales = erp.anonymous();

    @BeforeAll
    void found() {
        company.found();
        company.found("SOUTH");
        company.administrator().post("/items", """
                        {"items":[{"item":"MASK","name":"Masks","category":"Safety","abc":"A","unit":"EA","price":"2.50",
                                   "cost":"1.25","tracking":"LOT","expires":true}]}""").require(201);
        TradingCompany.register(company.administrator(), "wes.north", "warehouse", null);
        will = company.warehouse();
        wes = erp.logIn("wes.north");
        sales = company.sales();
        company.stock("BOLT-8", "A-1", 8);
        company.stock("BOLT-8", "A-2", 500);
        company.stock("NUT-8", "A-1", 500);
        company.stock("PIN-8", "A-2", 500);
    }

    @AfterAll
    void stop() {
        erp.close();
    }

    @Test
    void oneWalkPicksSeveralOrdersAndEachGetsItsShipment() {
        String first = released("BOLT-8", 3, "NUT-8", 2);
        String second = released("BOLT-8", 4);
        JsonNode wave = wave(first, second);
        assertThat(wave.get("orders")).map(order -> order.get("order").asText()).containsExactly(first, second);
        assertThat(wave.get("stops"))
                .map(WaveTest::stop)
                .containsExactly(
                        "1 A-1 NUT-8 2 of 2: " + first + " 2",
                        "2 A-2 BOLT-8 7 of 7: " + first + " 3, " + second + " 4");
        assertThat(will.get("/tasks?site=BER&kind=PICK&limit=200").require(200).get("items"))
                .filteredOn(task -> task.get("order").asText().equals(first))
                .allSatisfy(task -> assertThat(task.get("wave").asText()).isEqualTo(id(wave)));

        JsonNode walked = confirm(will, wave, 1, "2", null).require(200);
        assertThat(walked.get("orders"))
                .allSatisfy(order -> assertThat(order.has("shipment")).isFalse());
        assertThat(confirm(will, wave, 2, "6", null).problem()).isEqualTo("short-without-reason");
        assertThat(confirm(will, wave, 2, "7", "BIN_EMPTY").problem()).isEqualTo("short-without-reason");
        assertThat(confirm(will, wave, 2, "8", null).problem()).isEqualTo("more-than-open");
        JsonNode done = confirm(will, wave, 2, "6", "BIN_EMPTY").require(200);
        assertThat(done.get("state").asText()).isEqualTo("CLOSED");
        assertThat(picked(done, first)).containsExactly("1 A-2 3 of 3", "2 A-1 2 of 2");
        assertThat(picked(done, second)).containsExactly("1 A-2 3 of 4 BIN_EMPTY");
        assertThat(confirm(will, wave, 2, "6", "BIN_EMPTY").problem()).isEqualTo("wrong-state");

        assertThat(events(wave))
                .containsExactly("wave-created", "wave-stop-confirmed", "wave-stop-confirmed", "wave-closed");
        assertThat(erp.rows(
                        "event where type = 'setpoint.shipping.pick-confirmed.v1' and payload like '%" + first + "%'"))
                .isEqualTo(1);
        String again = id(wave(second));
        assertThat(will.get("/waves?site=BER&state=OPEN").require(200).get("items"))
                .as("what was short is to pick again")
                .anyMatch(row -> row.get("wave").asText().equals(again));
        will.post("/waves/" + again + "/cancel", null).require(200);
    }

    @Test
    void theWalkGoesZoneByZoneInTheirOrderAndThenByBin() {
        zones("update bin set zone = case bin_id when 'A-1' then 'BACK' else 'FRONT' end,"
                + " sequence = case bin_id when 'A-1' then 20 else 10 end where site_id = 'BER'");
        JsonNode wave = wave(released("NUT-8", 2, "PIN-8", 2));
        zones("update bin set zone = null, sequence = null where site_id = 'BER'");

        assertThat(wave.get("stops")).map(stop -> stop.get("bin").asText()).containsExactly("A-2", "A-1");
        will.post("/waves/" + id(wave) + "/cancel", null).require(200);
    }

    private void zones(String update) {
        erp.owner().useHandle(handle -> handle.execute(update));
    }

    @Test
    void aStopIsConfirmedAnewUntilItsOrdersArePicked() {
        String order = released("BOLT-8", 2, "NUT-8", 2);
        JsonNode wave = wave(order);
        confirm(will, wave, 1, "0", "BIN_EMPTY").require(200);
        JsonNode corrected = confirm(wes, wave, 1, "2", null).require(200);
        assertThat(corrected.at("/stops/0/takenBy").asText()).isEqualTo("wes.north");
        assertThat(will.post("/waves/" + id(wave) + "/close", null).problem()).isEqualTo("wrong-state");
        assertThat(will.post("/waves/" + id(wave) + "/cancel", null).problem()).isEqualTo("wrong-state");
        assertThat(will.with("If-Match", "\"1\"")
                        .post("/waves/" + id(wave) + "/stops/2/confirm", "{\"taken\":\"2\"}")
                        .problem())
                .isEqualTo("stale-version");
        assertThat(picked(confirm(will, wave, 2, "2", null).require(200), order))
                .containsExactly("1 A-2 2 of 2", "2 A-1 2 of 2");
    }

    @Test
    void whatIsCancelledDuringTheWalkIsNotTakenOrPutBack() {
        String order = released("BOLT-8", 5, "NUT-8", 5, "PIN-8", 5);
        JsonNode wave = wave(order);
        confirm(will, wave, 1, "5", null).require(200);
        cancel(order, 2, 2);
        cancel(order, 3, 5);
        JsonNode seen = will.get("/waves/" + id(wave)).require(200);
        assertThat(seen.get("stops"))
                .map(WaveTest::stop)
                .containsExactly(
                        "1 A-1 NUT-8 3 of 5: " + order + " 3",
                        "2 A-2 BOLT-8 5 of 5: " + order + " 5",
                        "3 A-2 PIN-8 0 of 5: " + order + " 0");
        assertThat(confirm(will, wave, 3, "1", null).problem()).isEqualTo("more-than-open");
        confirm(will, wave, 3, "0", null).require(200);
        JsonNode done = confirm(will, wave, 2, "5", null).require(200);
        assertThat(picked(done, order)).containsExactly("1 A-2 5 of 5", "2 A-1 3 of 3");
        assertThat(done.at("/stops/0/shares/0/putBack").asText()).isEqualTo("2");

        String gone = released("BOLT-8", 1);
        JsonNode empty = wave(gone);
        sales.post("/orders/" + gone + "/cancel", "{\"reason\":\"CUSTOMER_CANCELLED\"}")
                .require(200);
        JsonNode closed = confirm(will, empty, 1, "0", null).require(200);
        assertThat(closed.get("state").asText()).isEqualTo("CLOSED");
        assertThat(closed.at("/orders/0").has("shipment")).isFalse();
    }

    @Test
    void whatIsReservedDuringTheWalkIsNoShortPickAndStaysToBePicked() {
        String order = released("BOLT-8", 6);
        erp.owner()
                .useHandle(handle -> handle.createScript("""
                        update sales_order_line set reserved = 4, backordered = 2 where order_id = '%1$s';
                        update reservation set quantity = 4 where order_id = '%1$s';
                        update stock set reserved = reserved - 2 where item_id = 'BOLT-8';
                        """.formatted(order)).execute());
        JsonNode wave = wave(order);
        sales.post("/orders/" + order + "/allocate", null).require(200);
        assertThat(picked(confirm(will, wave, 1, "4", null).require(200), order))
                .containsExactly("1 A-2 4 of 4");
        assertThat(will.get("/tasks?site=BER&kind=PICK&limit=200").require(200).get("items"))
                .filteredOn(task -> task.get("order").asText().equals(order))
                .singleElement()
                .satisfies(task -> assertThat(task.get("quantity").asText()).isEqualTo("2"));
    }

    @Test
    void lotsAreProposedFirstExpiredFirstAndTheWalkMayComeToTheSecondFirst() {
        receive("M-1", "A-2", 3, "2030-01-31");
        receive("M-2", "A-1", 9, "2031-01-31");
        String first = released("MASK", 3);
        String second = released("MASK", 2);
        JsonNode wave = wave(first, second);
        assertThat(wave.get("stops"))
                .map(stop -> stop.get("lot").asText() + " " + stop(stop))
                .containsExactly("M-2 1 A-1 MASK 2 of 2: " + second + " 2", "M-1 2 A-2 MASK 3 of 3: " + first + " 3");
        confirm(will, wave, 1, "2", null).require(200);
        JsonNode done = confirm(will, wave, 2, "3", null).require(200);
        assertThat(done.get("orders"))
                .allSatisfy(order -> assertThat(order.has("shipment")).isTrue());
        assertThat(erp.rows(
                        "shipment_line where lot_id = 'M-2' and lot_reason = 'the first lot goes to another order'"))
                .isEqualTo(1);
    }

    @Test
    void aWaveIsMadeByCriteriaOfWholeOrdersThatFit() {
        String late = released("PIN-8", 1, "NUT-8", 1);
        String large = released("PIN-8", 1, "NUT-8", 1, "BOLT-8", 1);
        String small = released("PIN-8", 1);
        erp.owner().useHandle(handle -> {
            handle.execute("update sales_order_line set commit_date = '2018-01-01' where order_id = ?", late);
            handle.execute("update sales_order_line set commit_date = '2018-01-02' where order_id = ?", large);
            handle.execute("update sales_order_line set commit_date = '2018-01-03' where order_id = ?", small);
        });
        JsonNode wave = will.post("/waves", "{\"site\":\"BER\",\"dueBy\":\"2018-01-31\",\"maxLines\":4}")
                .require(201);
        assertThat(wave.get("orders")).map(order -> order.get("order").asText()).containsExactly(late, small);
        JsonNode other = will.post(
                        "/waves",
                        "{\"site\":\"BER\",\"dueBy\":\"2018-01-31\",\"shippingMode\":\"STANDARD\",\"aisle\":\"A-2\"}")
                .require(201);
        assertThat(other.get("stops"))
                .as("nuts lie in no bin of this aisle")
                .map(stop -> stop.get("item").asText())
                .containsExactly("BOLT-8", "PIN-8");
        assertThat(will.post("/waves", "{\"site\":\"BER\",\"dueBy\":\"2018-01-31\"}")
                        .problem())
                .isEqualTo("nothing-to-do");
        assertThat(will.post("/waves", "{\"site\":\"BER\",\"dueBy\":\"2030-01-31\",\"shippingMode\":\"NONE\"}")
                        .problem())
                .isEqualTo("nothing-to-do");
        will.post("/waves/" + id(other) + "/close", null).require(200);
        assertThat(will.post("/waves/" + id(other) + "/close", null).problem()).isEqualTo("wrong-state");
        will.post("/waves/" + id(wave) + "/cancel", null).require(200);
        assertThat(wave(late, large, small).get("orders")).hasSize(3);
    }

    @Test
    void anOrderIsInOneOpenWaveHoweverManyAreMadeAtOnce() throws InterruptedException {
        List<String> orders = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            orders.add(released("BOLT-8", 1));
        }
        erp.owner()
                .useHandle(handle -> orders.forEach(order -> handle.execute(
                        "update sales_order_line set commit_date = '2019-01-01' where order_id = ?", order)));
        List<Callable<Answer>> attempts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Client client = i % 2 == 0 ? will : wes;
            attempts.add(() -> client.post("/waves", "{\"site\":\"BER\",\"dueBy\":\"2019-01-31\",\"maxLines\":4}"));
        }
        Set<String> seen = new HashSet<>();
        for (Object answer : Attempts.inParallel(attempts)) {
            Answer made = (Answer) answer;
            if (made.status() == 201) {
                made.json()
                        .get("orders")
                        .forEach(order -> assertThat(seen.add(order.get("order").asText()))
                                .isTrue());
            } else {
                assertThat(made.problem()).isEqualTo("nothing-to-do");
            }
        }
        assertThat(erp.rows("wave_order where open and order_id in ('" + String.join("','", orders) + "')"))
                .isEqualTo(seen.size())
                .isPositive();
        assertThat(will.post("/waves", named(seen.iterator().next())).problem()).isEqualTo("in-another-wave");
    }

    @Test
    void twoPeopleWhoWalkTheSameWaveGiveEachOrderOneShipment() throws InterruptedException {
        List<String> orders = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            orders.add(released("BOLT-8", 2, "NUT-8", 1, "PIN-8", 3));
        }
        JsonNode wave = wave(orders.toArray(String[]::new));
        List<Callable<Answer>> walks = new ArrayList<>();
        for (JsonNode stop : wave.get("stops")) {
            for (Client client : List.of(will, wes)) {
                walks.add(() -> confirm(
                        client,
                        wave,
                        stop.get("stopNo").asInt(),
                        stop.get("planned").asText(),
                        null));
            }
        }
        for (Object answer : Attempts.inParallel(walks)) {
            assertThat(((Answer) answer).status()).isIn(200, 422);
        }
        JsonNode done = will.get("/waves/" + id(wave)).require(200);
        assertThat(done.get("state").asText()).isEqualTo("CLOSED");
        for (String order : orders) {
            assertThat(erp.rows("shipment where order_id = '" + order + "'")).isEqualTo(1);
            assertThat(picked(done, order)).hasSize(3);
        }
    }

    @Test
    void anotherCompanyAnotherSiteAndWhoLacksTheRightDoNothingWithAWave() {
        String order = released("BOLT-8", 1);
        assertThat(sales.post("/waves", named(order)).problem()).isEqualTo("forbidden");
        assertThat(erp.logIn("will.south").post("/waves", named(order)).problem())
                .isEqualTo("nothing-to-do");
        assertThat(will.post("/waves", named(order).replace("BER", "XXX")).problem())
                .isEqualTo("forbidden");
        assertThat(wes.post("/waves", named(order).replace("BER", "XXX")).problem())
                .isEqualTo("unknown-reference");
        assertThat(will.post("/waves", named("SO-404")).problem()).isEqualTo("nothing-to-do");
        assertThat(will.post("/waves", "{\"site\":\"BER\",\"orders\":[]}").problem())
                .isEqualTo("invalid");
        assertThat(will.post("/waves", "{\"site\":\"BER\",\"maxLines\":0}").problem())
                .isEqualTo("invalid");
        JsonNode wave = wave(order);
        int before = erp.rows("event") + erp.rows("shipment");
        assertThat(confirm(erp.logIn("will.south"), wave, 1, "1", null).problem())
                .isEqualTo("not-found");
        assertThat(erp.logIn("will.south").get("/waves/" + id(wave)).problem()).isEqualTo("not-found");
        assertThat(confirm(sales, wave, 1, "1", null).problem()).isEqualTo("forbidden");
        assertThat(confirm(will, wave, 7, "1", null).problem()).isEqualTo("not-found");
        assertThat(confirm(will, wave, 1, "-1", null).problem()).isEqualTo("invalid");
        assertThat(will.post("/waves/WV-404/close", null).problem()).isEqualTo("not-found");
        assertThat(erp.rows("event") + erp.rows("shipment")).isEqualTo(before);
    }

    private String released(Object... itemsAndQuantities) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < itemsAndQuantities.length; i += 2) {
            lines.add("{\"item\":\"%s\",\"quantity\":\"%s\"}"
                    .formatted(itemsAndQuantities[i], itemsAndQuantities[i + 1]));
        }
        String order = sales.post("/orders", """
                        {"customer":"C-1","site":"BER","channel":"web","shippingMode":"STANDARD","requestedDate":"%s",
                         "lines":[%s]}""".formatted(LocalDate.now(ZoneOffset.UTC), String.join(",", lines)))
                .require(201)
                .get("order")
                .asText();
        sales.post("/orders/" + order + "/release", null).require(200);
        return order;
    }

    private void receive(String lot, String bin, int quantity, String expiry) {
        will.post("/receipts", """
                        {"site":"BER","supplier":"Lind","dockArrivedAt":"2026-01-05T08:00:00Z",
                         "lines":[{"item":"MASK","bin":"%s","quantity":"%d","lot":"%s","expiry":"%s"}]}""".formatted(bin, quantity, lot, expiry)).require(201);
    }

    private void cancel(String order, int line, int quantity) {
        sales.post(
                        "/orders/" + order + "/lines/" + line + "/cancel",
                        "{\"quantity\":\"" + quantity + "\",\"reason\":\"CUSTOMER_CHANGED\"}")
                .require(200);
    }

    private JsonNode wave(String... orders) {
        return will.post("/waves", named(orders)).require(201);
    }

    private static String named(String... orders) {
        return "{\"site\":\"BER\",\"orders\":[\"" + String.join("\",\"", orders) + "\"]}";
    }

    private static Answer confirm(
            Client client, JsonNode wave, int stop, String taken, @org.jspecify.annotations.Nullable String reason) {
        return client.post(
                "/waves/" + id(wave) + "/stops/" + stop + "/confirm",
                "{\"taken\":\"" + taken + "\"" + (reason == null ? "" : ",\"shortReason\":\"" + reason + "\"") + "}");
    }

    private static String id(JsonNode wave) {
        return wave.get("wave").asText();
    }

    private static String stop(JsonNode stop) {
        List<String> shares = new ArrayList<>();
        stop.get("shares")
                .forEach(share -> shares.add(share.get("order").asText() + " "
                        + share.get("required").asText()));
        return "%s %s %s %s of %s: %s"
                .formatted(
                        stop.get("stopNo").asText(),
                        stop.get("bin").asText(),
                        stop.get("item").asText(),
                        stop.get("required").asText(),
                        stop.get("planned").asText(),
                        String.join(", ", shares));
    }

    /** The lines of the shipment that an order of the wave got. */
    private List<String> picked(JsonNode wave, String order) {
        for (JsonNode candidate : wave.get("orders")) {
            if (candidate.get("order").asText().equals(order)) {
                List<String> lines = new ArrayList<>();
                will.get("/shipments/" + candidate.get("shipment").asText())
                        .require(200)
                        .get("lines")
                        .forEach(line -> lines.add("%s %s %s of %s%s"
                                .formatted(
                                        line.get("lineNo").asText(),
                                        line.get("bin").asText(),
                                        line.get("picked").asText(),
                                        line.get("required").asText(),
                                        line.has("shortReason")
                                                ? " " + line.get("shortReason").asText()
                                                : "")));
                return lines;
            }
        }
        throw new AssertionError(order + " is not in " + wave);
    }

    private List<String> events(JsonNode wave) {
        return erp.owner()
                .withHandle(handle -> handle.createQuery("""
                                select split_part(type, '.', 3) from event where aggregateid = :wave order by recorded_at, seq
                                """)
                        .bind("wave", id(wave))
                        .mapTo(String.class)
                        .list());
    }
}
