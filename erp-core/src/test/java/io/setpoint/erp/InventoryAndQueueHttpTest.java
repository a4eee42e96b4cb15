package io.setpoint.erp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.setpoint.erp.ErpServer.Answer;
import io.setpoint.erp.ErpServer.Client;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Receipts, counts, adjustments, the exception queue and the model registry over HTTP, good input and bad. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InventoryAndQueueHttpTest {
    private static final String ADJUSTMENT = """
            {"site":"BER","item":"BOLT-8","bin":"A-1","quantity":"%s","reason":"DAMAGE","note":"wet","photo":true}""";
    private static final String SIGNAL = """
            {"key":"NORTH|%1$s|%2$s","action":"RAISED","stamp":%3$d,"company":"NORTH","site":"BER","type":"%1$s",
             "subject":"%2$s","title":"Something","happened":"It happened.",
             "because":{"detector":"%1$s","version":1,"score":0.93,"threshold":0.8,
                        "contributions":[{"feature":"value","value":"1250","share":0.4}]},
             "counterfactual":"Would not have fired below 500.","valueAtRisk":{"amount":"1250","currency":"EUR"},
             "evidence":[{"eventId":"e-1","stamp":1,"type":"t","occurredAt":"2026-11-23T08:00:00Z","content":"c"}]}""";

    private final ErpServer erp = ErpServer.start();
    private final TradingCompany company = new TradingCompany(erp);
    private final Map<String, Client> clients = new HashMap<>();

    @BeforeAll
    void found() {
        company.found();
        Client administrator = company.administrator();
        TradingCompany.register(administrator, "carla", "inventory-controller", null);
        TradingCompany.register(administrator, "conrad", "inventory-controller", null);
        TradingCompany.register(administrator, "pia", "planner", null);
        TradingCompany.register(administrator, "olga", "model-owner", null);
        machine(administrator, "feed", "exception-feed");
        machine(administrator, "trainer", "trainer");
        as("will.north").post("/receipts", """
                        {"site":"BER","supplier":"Lind Metall","dockArrivedAt":"2026-01-05T07:00:00Z",
                         "lines":[{"item":"BOLT-8","bin":"A-1","quantity":"10000"}]}""").require(201);
    }

    @AfterAll
    void stop() {
        erp.close();
    }

    @Test
    void anAdjustmentOverToleranceGoesThroughTheQueueToAnotherPerson() {
        JsonNode proposed = as("will.north")
                .post("/adjustments", ADJUSTMENT.formatted("-1000"))
                .require(201);
        String adjustment = proposed.get("adjustment").asText();
        assertThat(proposed.get("state").asText()).isEqualTo("PROPOSED");
        assertThat(proposed.get("limit").asText()).isEqualTo("500");
        assertThat(proposed.get("value").asText()).isEqualTo("-1250");

        String exception = raise("adjustment-over-tolerance", adjustment, 10);
        Client carla = as("carla");
        Answer card = carla.get("/exceptions/" + exception);
        JsonNode shown = card.require(200);
        assertThat(shown.get("subject").asText()).isEqualTo(adjustment);
        assertThat(shown.get("because").get("contributions").get(0).get("share").asDouble())
                .isEqualTo(0.4);
        assertThat(shown.get("remedies").get(0).get("allowed").asBoolean()).isTrue();
        String version = String.valueOf(card.headers().get("etag"));
        Client decider = carla.with("If-Match", version).with("Idempotency-Key", "decide-1");
        String body = "{\"decision\":\"APPROVED\",\"remedy\":\"APPROVE_ADJUSTMENT\"}";
        Answer decided = decider.post("/exceptions/" + exception + "/decisions", body);
        Answer again = decider.post("/exceptions/" + exception + "/decisions", body);

        assertThat(decided.require(200).get("state").asText()).isEqualTo("DECIDED");
        assertThat(again.body()).isEqualTo(decided.body());
        assertThat(again.headers()).containsEntry("idempotency-replayed", "true");
        assertThat(carla.get("/adjustments/" + adjustment)
                        .require(200)
                        .get("state")
                        .asText())
                .isEqualTo("POSTED");
        assertThat(as("conrad")
                        .with("If-Match", version)
                        .post("/exceptions/" + exception + "/decisions", body)
                        .problem())
                .isEqualTo("stale-version");
        assertThat(erp.rows("stock_move where document_id = '" + adjustment + "'"))
                .isEqualTo(1);
        assertThat(carla.get("/exceptions/" + exception).require(200).get("history"))
                .hasSize(2);
        assertThat(carla.get("/exceptions?tab=done").require(200).get("items").findValuesAsText("exception"))
                .contains(exception);
        assertThat(carla.get("/exceptions/summary")
                        .require(200)
                        .get("tabs")
                        .get("done")
                        .asInt())
                .isPositive();
    }

    @Test
    void theProposerIsRefusedWithTheNamesOfThoseWhoCanAndTheAttemptIsAudited() {
        Client conrad = as("conrad");
        String adjustment = conrad.post("/adjustments", ADJUSTMENT.formatted("-900"))
                .require(201)
                .get("adjustment")
                .asText();
        Answer refused = conrad.post("/adjustments/" + adjustment + "/approve", null);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.problem()).isEqualTo("self-approval");
        assertThat(refused.json().get("allowed")).hasSize(1);
        assertThat(refused.json().get("allowed").get(0).asText()).isEqualTo("carla");
        assertThat(erp.rows("audit where command = 'approve-adjustment' and refusal = 'self-approval'"
                        + " and actor = 'conrad'"))
                .isEqualTo(1);
        JsonNode page = conrad.get("/adjustments/" + adjustment).require(200);
        assertThat(page.get("options").get("approve").get("blocked").asText())
                .isEqualTo("You proposed this adjustment");
        conrad.post("/adjustments/" + adjustment + "/reject", "{\"why\":\"found them\"}")
                .require(200);
    }

    @Test
    void aCountIsBlindWantsAnotherPersonAndPostsItsVariance() {
        Client carla = as("carla");
        Answer started = carla.post(
                "/counts",
                "{\"site\":\"BER\",\"countType\":\"PLANNED\",\"lines\":[{\"item\":\"BOLT-8\",\"bin\":\"A-2\"}]}");
        String count = started.require(201).get("count").asText();
        assertThat(started.body()).doesNotContain("book");
        Client warehouse = as("will.north");
        String line = "/counts/" + count + "/lines/1";
        assertThat(warehouse
                        .post(line, "{\"counted\":\"7\"}")
                        .require(200)
                        .get("status")
                        .asText())
                .isEqualTo("RECOUNT_BY_ANOTHER_PERSON");
        assertThat(carla.get("/counts/" + count).body()).doesNotContain("book").doesNotContain("counted");
        assertThat(warehouse.post(line, "{\"counted\":\"7\"}").problem()).isEqualTo("recount-by-another-person");
        assertThat(carla.post("/counts/" + count + "/complete", null).problem()).isEqualTo("not-counted");
        carla.post(line, "{\"counted\":\"7\"}").require(200);
        JsonNode completed = carla.post("/counts/" + count + "/complete", null).require(200);
        assertThat(completed.get("lines").get(0).get("book").asText()).isEqualTo("0");
        assertThat(carla.get("/stock?item=BOLT-8").require(200).toString())
                .contains("{\"bin\":\"A-2\",\"kind\":\"STORAGE\",\"onHand\":\"7\",\"held\":\"0\"}");
        assertThat(carla.get("/counts?state=COMPLETED").require(200).get("items"))
                .isNotEmpty();
    }

    @Test
    void aModelIsRegisteredByTheMachineAndPromotedByAPerson() {
        Client trainer = as("trainer");
        String body = """
                {"kind":"late-order","content":"d2VpZ2h0cw==","sha256":"%s","metrics":{"auc":0.75},
                 "provenance":{"rows":1000},"card":"For open orders."}""";
        assertThat(trainer.post("/models", body.formatted("00")).problem()).isEqualTo("hash-mismatch");
        String sha256 = "9a129038d9a00aed0cf6a7ea059ca50a813449061ab87848cf1a13eafdf33b2c";
        Answer registered = trainer.post("/models", body.formatted(sha256));
        String id = registered.require(201).get("sha256").asText();
        assertThat(trainer.post("/models/" + id + "/promote", null).problem()).isEqualTo("forbidden");
        Client olga = as("olga");
        assertThat(olga.post("/models/" + id + "/promote", null)
                        .require(200)
                        .get("state")
                        .asText())
                .isEqualTo("LIVE");
        assertThat(olga.post("/models/" + id + "/retire", null)
                        .require(200)
                        .get("state")
                        .asText())
                .isEqualTo("RETIRED");
        assertThat(olga.get("/models").require(200).get("items")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "/adjustments;{;400;malformed",
                "/adjustments;;400;malformed",
                "/adjustments;{\"site\":\"BER\"};400;malformed",
                "/adjustments;{\"site\":\"BER\",\"item\":\"BOLT-8\",\"bin\":\"A-1\",\"quantity\":\"1\",\"reason\":\"FOUND\",\"colour\":\"red\"};400;malformed",
                "/adjustments;{\"site\":\"BER\",\"item\":\"BOLT-8\",\"bin\":\"A-1\",\"quantity\":\"1\",\"reason\":\"FUN\"};400;malformed",
                "/adjustments;{\"site\":\"BER\",\"item\":\"BOLT-8\",\"bin\":\"A-1\",\"quantity\":\"one\",\"reason\":\"FOUND\"};400;malformed",
                "/adjustments;{\"site\":\"BER\",\"item\":\"BOLT-8\",\"bin\":\"A-1\",\"quantity\":\"0\",\"reason\":\"FOUND\"};422;invalid",
                "/adjustments;{\"site\":\"BER\",\"item\":\"BOLT-8\",\"bin\":\"A-1\",\"quantity\":\"1e99\",\"reason\":\"FOUND\"};422;invalid",
                "/adjustments;{\"site\":\"BER\",\"item\":\"NOPE\",\"bin\":\"A-1\",\"quantity\":\"1\",\"reason\":\"FOUND\"};422;unknown-reference",
                "/adjustments;{\"site\":\"ber\",\"item\":\"BOLT-8\",\"bin\":\"A-1\",\"quantity\":\"1\",\"reason\":\"FOUND\"};422;invalid",
                "/adjustments/ADJ-404/approve;{};404;not-found",
                "/adjustments/nonsense/approve;{};404;not-found",
                "/adjustments/ADJ-404/reject;{};400;malformed",
                "/adjustments/ADJ-404/reject;{\"why\":\"x\"};404;not-found",
                "/counts;{\"site\":\"BER\",\"countType\":\"PLANNED\",\"lines\":[]};422;invalid",
                "/counts;{\"site\":\"BER\",\"countType\":\"PLANNED\",\"lines\":[null]};422;invalid",
                "/counts/CC-404/lines/1;{\"counted\":\"1\"};404;not-found",
                "/counts/CC-404/lines/x;{\"counted\":\"1\"};404;not-found",
                "/counts/CC-404/complete;;404;not-found",
                "/exceptions/EX-0000000000000000/own;;404;not-found",
                "/exceptions/EX-0000000000000000/comments;{\"text\":\"x\"};404;not-found",
                "/exceptions/EX-0000000000000000/decisions;{\"decision\":\"MAYBE\"};400;malformed",
                "/exceptions/EX-0000000000000000/decisions;{\"decision\":\"APPROVED\"};404;not-found",
                "/exceptions/signals;{\"key\":\"x\"};400;malformed",
                "/receipts;{\"site\":\"BER\",\"dockArrivedAt\":\"2026-01-05T07:00:00Z\",\"lines\":[]};403;forbidden",
                "/models;{\"kind\":\"late-order\"};400;malformed",
                "/history/adjustments;{\"adjustments\":[]};403;forbidden",
            })
    void badInputIsADocumentedProblemAndWritesNothing(String path, @Nullable String body, int status, String problem) {
        int before = written();
        Answer answer = as("carla").post(path, body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(written()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "/adjustments?state=NOPE;400",
                "/adjustments?cursor=nonsense;422",
                "/adjustments?limit=0;422",
                "/adjustments?limit=201;422",
                "/counts?cursor=1;422",
                "/stock?cursor=1;422",
                "/exceptions?tab=nope;400",
                "/exceptions?sort=nope;400",
                "/exceptions?cursor=1~2;422",
                "/exceptions/EX-nope;404",
                "/models/00;404",
            })
    void badQueriesAreProblemsToo(String path, int status) {
        Answer answer = as("carla").get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.problem()).isNotEmpty();
    }

    @Test
    void theVersionIsNeededToDecideAndAKeyForEveryPost() {
        String adjustment = as("will.north")
                .post("/adjustments", ADJUSTMENT.formatted("-800"))
                .require(201)
                .get("adjustment")
                .asText();
        String exception = raise("adjustment-over-tolerance", adjustment, 10);
        Client carla = as("carla");
        String path = "/exceptions/" + exception + "/decisions";
        String body = "{\"decision\":\"REJECTED\",\"why\":\"no\"}";

        Answer missing = carla.post(path, body);
        assertThat(missing.status()).isEqualTo(428);
        assertThat(missing.problem()).isEqualTo("version-missing");
        assertThat(carla.with("If-Match", "\"9\"").post(path, body).status()).isEqualTo(412);
        assertThat(carla.with("If-Match", "later").post(path, body).problem()).isEqualTo("malformed");
        assertThat(carla.with("Idempotency-Key", "").post(path, body).status()).isEqualTo(428);
        assertThat(as("feed").with("If-Match", "\"1\"").post(path, body).status())
                .isEqualTo(403);
        assertThat(as("ann.north").with("If-Match", "\"1\"").post(path, body).problem())
                .isEqualTo("forbidden");
        assertThat(erp.anonymous().post(path, body).status()).isEqualTo(401);
        assertThat(carla.in("SOUTH").post(path, body).problem()).isEqualTo("wrong-company");
        carla.with("If-Match", "\"1\"").post(path, body).require(200);
    }

    /** Logs in once, because password hashing is slow on purpose. */
    private Client as(String person) {
        return clients.computeIfAbsent(person, erp::logIn);
    }

    private String raise(String type, String subject, long stamp) {
        Client feed = as("feed");
        JsonNode first = feed.post("/exceptions/signals", SIGNAL.formatted(type, subject, stamp))
                .require(200);
        JsonNode repeat = feed.post("/exceptions/signals", SIGNAL.formatted(type, subject, stamp))
                .require(200);
        assertThat(repeat).isEqualTo(first);
        return first.get("exception").asText();
    }

    private int written() {
        return erp.rows("event")
                + erp.rows("audit where outcome = 'DONE'")
                + erp.rows("stock_move")
                + erp.rows("adjustment")
                + erp.rows("idempotency_key");
    }

    private static void machine(Client administrator, String person, String role) {
        administrator
                .post(
                        "/persons",
                        "{\"person\":\"%s\",\"name\":\"%s\",\"password\":\"%s\",\"machine\":true,\"grants\":[{\"role\":\"%s\",\"site\":null}]}"
                                .formatted(person, person, ErpServer.PASSWORD, role))
                .require(201);
    }
}
