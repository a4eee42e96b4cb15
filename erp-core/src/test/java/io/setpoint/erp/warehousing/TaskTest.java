package io.setpoint.erp.warehousing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.setpoint.erp.Attempts;
import io.setpoint.erp.ErpServer;
import io.setpoint.erp.ErpServer.Answer;
import io.setpoint.erp.ErpServer.Client;
import io.setpoint.erp.TradingCompany;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Berlin with its warehouse people Will and Wes, and Potsdam, of which they know nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TaskTest {
    private final ErpServer erp = ErpServer.start();
    private final TradingCompany company = new TradingCompany(erp);
    private Client will = erp.anonymous();
    private Client wes = erp.anonymous();
    private Client sales = erp.anonymous();

    @BeforeAll
    void found() {
        company.found();
        company.found("SOUTH");
        company.administrator().post("/sites", """
                        {"site":"POT","name":"Potsdam","zone":"Europe/Berlin","bins":["P-1"],
                         "adjustmentLimit":"5","adjustmentDailyLimit":"50"}""").require(201);
        TradingCompany.register(company.administrator(), "wes.north", "warehouse", "BER");
        TradingCompany.register(company.administrator(), "paul.north", "warehouse", "POT");
        TradingCompany.register(company.administrator(), "petra.north", "planner", null);
        will = company.warehouse();
        wes = erp.logIn("wes.north");
        sales = company.sales();
        company.stock("BOLT-8", "A-1", 30);
        company.stock("BOLT-8", "A-2", 70);
        company.stock("NUT-8", "A-2", 100);
    }

    @BeforeEach
    void nothingIsOpen() {
        for (JsonNode order : sales.get("/orders?state=RELEASED").require(200).get("items")) {
            sales.post("/orders/" + order.get("order").asText() + "/cancel", "{\"reason\":\"TEST_DOCUMENT\"}");
        }
    }

    @AfterAll
    void stop() {
        erp.close();
    }

    @Test
    void tasksComeWithTheReleaseFollowTheGoodsAndGoWhenTheyLeave() {
        String order = released("BOLT-8", 4);
        JsonNode pick = only(order);
        assertThat(pick.get("kind").asText()).isEqualTo("PICK");
        assertThat(pick.get("quantity").asText()).isEqualTo("4");
        assertThat(pick.get("bin").asText()).as("where most is").isEqualTo("A-2");
        assertThat(pick.get("roles")).map(JsonNode::asText).containsExactly("warehouse");
        assertThat(pick.get("dueAt").asText())
                .isEqualTo(LocalDate.parse(pick.get("dueDate").asText())
                        .plusDays(1)
                        .atStartOfDay(ZoneId.of("Europe/Berlin"))
                        .toInstant()
                        .toString());
        assertThat(pick.get("priority").asText()).isIn("TODAY", "LATER");

        String shipment = will.post(
                        "/orders/" + order + "/picks", "{\"lines\":[{\"lineNo\":1,\"bin\":\"A-2\",\"picked\":\"4\"}]}")
                .require(201)
                .get("shipment")
                .asText();
        assertThat(only(order).get("kind").asText()).isEqualTo("PACK");
        assertThat(only(order).get("document").asText()).isEqualTo(shipment);
        will.post("/shipments/" + shipment + "/pack", "{\"parcels\":1}").require(200);
        assertThat(only(order).get("kind").asText()).isEqualTo("SHIP");
        will.post("/shipments/" + shipment + "/ship", "{\"carrier\":\"DHL\"}").require(200);
        assertThat(of(order, tasks(will, ""))).isEmpty();
    }

    @Test
    void aCancelledOrderLeavesNoTask() {
        String order = released("BOLT-8", 4);
        take(will, "PICK", order, 1).require(200);
        sales.post("/orders/" + order + "/cancel", "{\"reason\":\"CUSTOMER_CANCELLED\"}")
                .require(200);
        assertThat(of(order, tasks(will, ""))).isEmpty();
        assertThat(take(will, "PICK", order, 1).problem()).isEqualTo("not-found");
    }

    @Test
    void ofAllWhoTakeATaskAtOnceOneHasIt() throws InterruptedException {
        String order = released("NUT-8", 2);
        List<Callable<Answer>> attempts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Client client = i % 2 == 0 ? will : wes;
            attempts.add(() -> take(client, "PICK", order, 1));
        }
        List<Answer> answers =
                Attempts.inParallel(attempts).stream().map(Answer.class::cast).toList();

        String holder = only(order).get("takenBy").asText();
        assertThat(answers.stream().filter(answer -> answer.status() == 200))
                .as("one person, as often as he says so")
                .hasSize(4)
                .allSatisfy(answer ->
                        assertThat(answer.json().get("takenBy").asText()).isEqualTo(holder));
        assertThat(answers.stream().filter(answer -> answer.status() != 200))
                .hasSize(4)
                .allSatisfy(answer -> assertThat(answer.problem()).isEqualTo("task-taken"));
        assertThat(erp.rows("task_claim where document_id = '" + order + "'")).isEqualTo(1);

        Client other = holder.equals("will.north") ? wes : will;
        assertThat(of(order, tasks(other, "&mine=true"))).isEmpty();
        assertThat(of(order, tasks(holder.equals("will.north") ? will : wes, "&mine=true")))
                .hasSize(1);
    }

    @Test
    void aTaskIsGivenBackByWhoHasItOrByWhoPlansTheWork() {
        String order = released("BOLT-8", 2);
        Client picker = erp.logIn("wes.north");
        assertThat(give(picker, "PICK", order, 1).problem()).isEqualTo("nothing-to-do");
        take(picker, "PICK", order, 1).require(200);
        assertThat(give(erp.logIn("petra.north"), "PICK", order, 1).problem())
                .as("a planner does no warehouse task")
                .isEqualTo("forbidden");
        give(will, "PICK", order, 1).require(200);
        assertThat(only(order).has("takenBy")).isFalse();
        take(will, "PICK", order, 1).require(200);
        give(will, "PICK", order, 1).require(200);
        assertThat(erp.rows("audit where command in ('take-task', 'give-back-task') and outcome = 'DONE'"
                        + " and detail ->> 'document' = '" + order + "'"))
                .isEqualTo(4);
    }

    @Test
    void whatIsStillToPickAfterAShortPickIsANewTaskThatNobodyTook() {
        String order = released("BOLT-8", 5);
        take(will, "PICK", order, 1).require(200);
        will.post(
                        "/orders/" + order + "/picks",
                        "{\"lines\":[{\"lineNo\":1,\"bin\":\"A-2\",\"picked\":\"3\",\"shortReason\":\"BIN_EMPTY\"}]}")
                .require(201);
        List<JsonNode> left = of(order, tasks(wes, ""));
        assertThat(left).hasSize(2);
        assertThat(left).anySatisfy(task -> {
            assertThat(task.get("kind").asText()).isEqualTo("PICK");
            assertThat(task.get("quantity").asText()).isEqualTo("2");
            assertThat(task.has("takenBy")).isFalse();
        });
        take(wes, "PICK", order, 1).require(200);
    }

    @Test
    void theListIsFilteredAndPagedWithTheOldestPromiseFirst() {
        List<String> orders = List.of(released("BOLT-8", 1), released("NUT-8", 1), released("BOLT-8", 1));
        erp.owner().useHandle(handle -> {
            for (int i = 0; i < orders.size(); i++) {
                handle.execute(
                        "update sales_order_line set commit_date = current_date - ?::int where order_id = ?",
                        i * 3,
                        orders.get(i));
            }
        });
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page =
                    will.get("/tasks?site=BER&kind=PICK&limit=1" + cursor).require(200);
            page.get("items").forEach(task -> seen.add(task.get("order").asText()));
            cursor = page.has("next") ? "&cursor=" + page.get("next").asText() : "";
        } while (!cursor.isEmpty());
        assertThat(seen)
                .containsSubsequence(orders.get(2), orders.get(1), orders.get(0))
                .doesNotHaveDuplicates();
        assertThat(only(orders.get(2)).get("priority").asText()).isEqualTo("LATE");

        assertThat(of(orders.get(1), tasks(will, "&aisle=A-2"))).hasSize(1);
        assertThat(of(orders.get(1), tasks(will, "&aisle=A-1"))).isEmpty();
        erp.owner()
                .useHandle(handle ->
                        handle.execute("update bin set zone = 'FRONT' where site_id = 'BER' and bin_id = 'A-2'"));
        assertThat(of(orders.get(1), tasks(will, "&zone=FRONT"))).hasSize(1);
        assertThat(tasks(will, "&zone=BACK")).isEmpty();
        assertThat(of(orders.get(1), tasks(will, "&kind=SHIP"))).isEmpty();
        assertThat(of(orders.get(1), tasks(will, "&role=warehouse"))).hasSize(1);
        assertThat(tasks(will, "&role=buyer")).isEmpty();
        assertThat(will.get("/tasks?site=BER&role=king").problem()).isEqualTo("unknown-role");
        assertThat(will.get("/tasks?site=BER&cursor=2026-99-99~a~1").problem()).isEqualTo("invalid");
        assertThat(will.get("/tasks").problem()).isEqualTo("invalid");
    }

    @Test
    void anotherCompanyAnotherSiteAndWhoLacksTheRightTakeNothing() {
        String order = released("BOLT-8", 1);
        Client south = erp.logIn("will.south");
        assertThat(tasks(south, "")).isEmpty();
        assertThat(take(south, "PICK", order, 1).problem()).isEqualTo("not-found");
        Client potsdam = erp.logIn("paul.north");
        assertThat(potsdam.get("/tasks?site=BER").problem()).isEqualTo("not-found");
        assertThat(tasks(will, "").size()).isPositive();
        assertThat(take(potsdam, "PICK", order, 1).problem()).isEqualTo("forbidden");
        assertThat(take(sales, "PICK", order, 1).problem()).isEqualTo("forbidden");
        assertThat(take(will, "PICK", order, 9).problem()).isEqualTo("not-found");
        assertThat(take(will, "PACK", "SH-404", 0).problem()).isEqualTo("not-found");
        assertThat(erp.rows("task_claim where document_id = '" + order + "'")).isZero();
    }

    private String released(String item, int quantity) {
        String order = sales.post("/orders", company.order(item, quantity))
                .require(201)
                .get("order")
                .asText();
        sales.post("/orders/" + order + "/release", null).require(200);
        return order;
    }

    private static Answer take(Client client, String kind, String document, int lineNo) {
        return client.post("/tasks/take", task(kind, document, lineNo));
    }

    private static Answer give(Client client, String kind, String document, int lineNo) {
        return client.post("/tasks/give-back", task(kind, document, lineNo));
    }

    private static String task(String kind, String document, int lineNo) {
        return "{\"kind\":\"%s\",\"document\":\"%s\",\"lineNo\":%d}".formatted(kind, document, lineNo);
    }

    private JsonNode only(String order) {
        List<JsonNode> tasks = of(order, tasks(will, ""));
        assertThat(tasks).hasSize(1);
        return tasks.get(0);
    }

    private static JsonNode tasks(Client client, String filter) {
        return client.get("/tasks?site=BER&limit=200" + filter).require(200).get("items");
    }

    private static List<JsonNode> of(String order, JsonNode tasks) {
        return StreamSupport.stream(tasks.spliterator(), false)
                .filter(task -> task.get("order").asText().equals(order))
                .toList();
    }
}
