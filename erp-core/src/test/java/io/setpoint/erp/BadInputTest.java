package io.setpoint.erp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.setpoint.erp.ErpServer.Answer;
import io.setpoint.erp.ErpServer.Client;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Bad input gets its documented problem and writes nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {
    private final ErpServer erp = ErpServer.start();
    private final TradingCompany company = new TradingCompany(erp);
    private Client sales = erp.anonymous();
    private Client warehouse = erp.anonymous();
    private String order = "";
    private String picked = "";
    private String written = "";

    @BeforeAll
    void found() {
        company.found();
        company.found("SOUTH");
        sales = company.sales();
        warehouse = company.warehouse();
        company.stock("BOLT-8", "A-1", 100);
        order = sales.post("/orders", company.order("BOLT-8", 2))
                .require(201)
                .get("order")
                .asText();
        picked = sales.post("/orders", company.order("BOLT-8", 2))
                .require(201)
                .get("order")
                .asText();
        sales.post("/orders/" + picked + "/release", null).require(200);
    }

    @AfterAll
    void stop() {
        erp.close();
    }

    private String everything() {
        StringBuilder rows = new StringBuilder();
        for (String table : List.of(
                "sales_order", "sales_order_line", "shipment", "reservation", "event", "idempotency_key", "person")) {
            rows.append(table).append(' ').append(erp.rows(table)).append(' ');
        }
        return rows + "reserved " + company.stock("BOLT-8");
    }

    @BeforeEach
    void remember() {
        written = everything();
    }

    @AfterEach
    void nothingWasWritten() {
        assertThat(everything()).isEqualTo(written);
    }

    @Test
    void malformedJson() {
        Answer answer = sales.post("/orders", "{\"customer\": \"C-1\",");
        assertThat(answer.problem()).isEqualTo("malformed");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(sales.post("/orders", "[]").problem()).isEqualTo("malformed");
        assertThat(sales.post("/orders", "").problem()).isEqualTo("malformed");
        assertThat(sales.post("/orders", "null").problem()).isEqualTo("malformed");
    }

    @Test
    void aConnectionStaysOpenBehindARequestThatWasRefusedBeforeItsBodyCame() throws Exception {
        URI url = URI.create(erp.url());
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            for (int i = 0; i < 2; i++) {
                out.write("POST /api/v1/orders HTTP/1.1\r\nHost: erp\r\nContent-Length: 2\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
                TimeUnit.MILLISECONDS.sleep(100);
                out.write("{}".getBytes(StandardCharsets.US_ASCII));
                // The body of the answer before ends without a line break.
                String line = in.readLine();
                while (line != null && !line.contains("HTTP/1.1 ")) {
                    line = in.readLine();
                }
                assertThat(line).as("answer %d", i).contains("HTTP/1.1 401");
            }
        }
    }

    @Test
    void anUnknownFieldIsNamed() {
        JsonNode problem = sales.post(
                        "/orders", company.order("BOLT-8", 1).replace("\"channel\"", "\"chanel\":\"x\",\"channel\""))
                .require(400);
        assertThat(problem.get("errors").get(0).get("field").asText()).isEqualTo("chanel");
        assertThat(problem.toString()).doesNotContain("io.setpoint").doesNotContain("PlaceOrder");
    }

    @Test
    void aMissingFieldIsNamed() {
        JsonNode problem = sales.post("/orders", company.order("BOLT-8", 1).replace("\"channel\":\"web\",", ""))
                .require(400);
        assertThat(problem.toString()).contains("channel", "is missing");
        JsonNode nulled = sales.post("/orders", company.order("BOLT-8", 1).replace("\"web\"", "null"))
                .require(400);
        assertThat(nulled.toString()).contains("channel");
    }

    @Test
    void aWrongTypeOrDateIsNamed() {
        String body = company.order("BOLT-8", 1);
        assertThat(sales.post("/orders", body.replace("\"quantity\":\"1\"", "\"quantity\":\"many\""))
                        .problem())
                .isEqualTo("malformed");
        assertThat(sales.post("/orders", body.replaceAll("\"requestedDate\":\"[^\"]+\"", "\"requestedDate\":\"soon\""))
                        .problem())
                .isEqualTo("malformed");
    }

    @Test
    void aNegativeZeroOrOverpreciseQuantity() {
        for (String quantity : List.of("-1", "0", "1.0001", "99999999999999999")) {
            Answer answer = sales.post(
                    "/orders",
                    company.order("BOLT-8", 1).replace("\"quantity\":\"1\"", "\"quantity\":\"" + quantity + "\""));
            assertThat(answer.problem()).as(quantity).isEqualTo("invalid");
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.json().get("errors").get(0).get("field").asText()).isEqualTo("lines[0]");
        }
        assertThat(warehouse
                        .post(
                                "/orders/" + picked + "/picks",
                                "{\"lines\":[{\"lineNo\":1,\"bin\":\"A-1\",\"picked\":\"-2\"}]}")
                        .problem())
                .isEqualTo("invalid");
    }

    @Test
    void unknownIds() {
        assertThat(sales.get("/orders/SO-404").problem()).isEqualTo("not-found");
        assertThat(sales.get("/orders/nonsense!").problem()).isEqualTo("not-found");
        assertThat(sales.post("/orders/SO-404/release", null).status()).isEqualTo(404);
        assertThat(sales.post("/orders", company.order("GHOST", 1)).problem()).isEqualTo("unknown-reference");
        assertThat(sales.post("/orders", company.order("BOLT-8", 1).replace("C-1", "C-404"))
                        .problem())
                .isEqualTo("unknown-reference");
        assertThat(sales.post("/orders", company.order("BOLT-8", 1).replace("STANDARD", "TELEPORT"))
                        .problem())
                .isEqualTo("unknown-reference");
        assertThat(sales.post("/orders", company.order("BOLT-8", 1).replace("\"BER\"", "\"XXX\""))
                        .problem())
                .isIn("unknown-reference", "forbidden");
        assertThat(warehouse.get("/shipments/SH-404").problem()).isEqualTo("not-found");
    }

    @Test
    void aDuplicateKeyWithAnotherBody() {
        Client once = sales.with("Idempotency-Key", "bad-input-1");
        Answer first = once.post("/orders", company.order("BOLT-8", 1));
        first.require(201);
        Answer repeat = once.post("/orders", company.order("BOLT-8", 1));
        Answer other = once.post("/orders", company.order("BOLT-8", 2));
        written = everything();

        assertThat(repeat.status()).isEqualTo(201);
        assertThat(repeat.body()).isEqualTo(first.body());
        assertThat(repeat.headers()).containsEntry("idempotency-replayed", "true");
        assertThat(repeat.headers().get("etag")).isEqualTo("\"1\"");
        assertThat(other.problem()).isEqualTo("idempotency-conflict");
        assertThat(other.status()).isEqualTo(409);
    }

    @Test
    void aStaleVersion() {
        Answer answer = sales.with("If-Match", "\"7\"").post("/orders/" + order + "/release", null);
        assertThat(answer.problem()).isEqualTo("stale-version");
        assertThat(answer.status()).isEqualTo(412);
        assertThat(sales.with("If-Match", "latest")
                        .post("/orders/" + order + "/release", null)
                        .problem())
                .isEqualTo("malformed");
    }

    @Test
    void theWrongCompany() {
        assertThat(sales.in("SOUTH").get("/orders/" + order).problem()).isEqualTo("wrong-company");
        assertThat(erp.logIn("sam.south").get("/orders/" + order).problem()).isEqualTo("not-found");
        assertThat(erp.logIn("sam.south")
                        .post("/orders/" + order + "/release", null)
                        .problem())
                .isEqualTo("not-found");
        assertThat(erp.logIn("sam.south").get("/orders").require(200).get("items"))
                .isEmpty();
    }

    @Test
    void aPersonWithoutTheRight() {
        Answer answer = warehouse.post("/orders", company.order("BOLT-8", 1));
        assertThat(answer.problem()).isEqualTo("forbidden");
        assertThat(answer.json().get("detail").asText()).contains("orders:place");
        assertThat(sales.post(
                                "/orders/" + picked + "/picks",
                                "{\"lines\":[{\"lineNo\":1,\"bin\":\"A-1\",\"picked\":\"2\"}]}")
                        .problem())
                .isEqualTo("forbidden");
        assertThat(sales.post("/items", "{\"items\":[]}").problem()).isIn("forbidden", "invalid");
    }

    @Test
    void aPickThatDoesNotAddUp() {
        String path = "/orders/" + picked + "/picks";
        String line = "{\"lines\":[{\"lineNo\":%s,\"bin\":\"%s\",\"picked\":\"%s\"%s}]}";
        assertThat(warehouse.post(path, line.formatted("1", "A-1", "1", "")).problem())
                .isEqualTo("short-without-reason");
        assertThat(warehouse
                        .post(path, line.formatted("1", "A-1", "2", ",\"shortReason\":\"x\""))
                        .problem())
                .isEqualTo("short-without-reason");
        assertThat(warehouse.post(path, line.formatted("1", "A-1", "3", "")).problem())
                .isEqualTo("more-than-open");
        assertThat(warehouse.post(path, line.formatted("9", "A-1", "1", "")).problem())
                .isEqualTo("unknown-reference");
        assertThat(warehouse.post(path, line.formatted("1", "Z-9", "2", "")).problem())
                .isEqualTo("unknown-reference");
        assertThat(warehouse
                        .post("/orders/" + order + "/picks", line.formatted("1", "A-1", "2", ""))
                        .problem())
                .isEqualTo("wrong-state");
    }

    @Test
    void aScanFromTheFuture() {
        assertThat(warehouse.post("/orders/" + picked + "/picks", """
                                {"occurredAt":"2999-01-01T00:00:00Z",
                                 "lines":[{"lineNo":1,"bin":"A-1","picked":"2"}]}""").problem())
                .isEqualTo("in-the-future");
    }

    @Test
    void moreCancelledThanIsOpen() {
        assertThat(sales.post("/orders/" + order + "/lines/1/cancel", "{\"quantity\":\"3\",\"reason\":\"SHORTAGE\"}")
                        .problem())
                .isEqualTo("more-than-open");
        assertThat(sales.post("/orders/" + order + "/cancel", "{\"reason\":\"BORED\"}")
                        .problem())
                .isEqualTo("malformed");
    }

    @Test
    void aListThatIsTooLongOrACursorOfSomebodyElse() {
        assertThat(sales.get("/orders?limit=201").problem()).isEqualTo("invalid");
        assertThat(sales.get("/orders?limit=some").problem()).isEqualTo("malformed");
        assertThat(sales.get("/orders?cursor=%21%21").problem()).isEqualTo("malformed");
        assertThat(sales.get("/orders?state=LOST").problem()).isIn("malformed", "not-found");
    }

    @Test
    void itemsComeInAllOrNone() {
        String items = """
                {"items":[{"item":"NEW-1","name":"New","category":"Bolts","abc":"A","unit":"EA","price":"1","cost":"1"},
                 {"item":"BOLT-8","name":"Another bolt","category":"Bolts","abc":"A","unit":"EA","price":"1","cost":"1"}]}""";
        assertThat(company.administrator().post("/items", items).problem()).isEqualTo("already-exists");
        assertThat(erp.rows("item where item_id = 'NEW-1'")).isZero();
    }
}
