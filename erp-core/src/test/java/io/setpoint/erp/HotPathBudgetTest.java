package io.setpoint.erp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.setpoint.erp.ErpServer.Client;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How often the verbs that run all day go to the database, and with how many statements, {@code begin} and {@code commit}
 * included. Counted where nothing can be missed: in the driver's own log of the messages it sends.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HotPathBudgetTest {
    /** Held here, because the log manager lets go of loggers nobody holds. */
    private static final Logger DRIVER = Logger.getLogger("org.postgresql.core.v3.QueryExecutorImpl");

    private static final int LINES = 5;
    private static final int ROUNDS = 8;

    private final ErpServer erp = ErpServer.start();
    private final Sent sent = new Sent();
    private final Map<String, Cost> fewest = new HashMap<>();

    /** What a request sent. */
    private record Cost(int roundTrips, int statements) {}

    /** Counts the messages that execute a statement, and those that ask for the answers. */
    private static final class Sent extends Handler {
        private final AtomicInteger statements = new AtomicInteger();
        private final AtomicInteger trips = new AtomicInteger();

        @Override
        public void publish(LogRecord record) {
            String message = record.getMessage();
            if (message.startsWith(" FE=> Execute") || message.startsWith(" FE=> SimpleQuery")) {
                statements.incrementAndGet();
            }
            // A begin is the one simple query the driver sends; it does so ahead of the first statement.
            if (message.startsWith(" FE=> Sync")) {
                trips.incrementAndGet();
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @BeforeAll
    void measure() {
        TradingCompany company = new TradingCompany(erp);
        company.found();
        Client administrator = company.administrator();
        administrator.post("/sites", """
                {"site":"HAM","name":"Hamburg","zone":"UTC","bins":["A-1"],"adjustmentLimit":"0",
                 "adjustmentDailyLimit":"0"}""").require(201);
        administrator.post("/items", "{\"items\":[%s]}".formatted(lines("""
                        {"item":"ITEM-%1$d","name":"Item %1$d","category":"Items","abc":"A","unit":"EA","price":"2","cost":"1"}"""))).require(201);
        for (String role :
                new String[] {"sales", "warehouse", "buyer", "purchasing-approver", "inventory-controller"}) {
            TradingCompany.register(administrator, role, role, null);
        }
        administrator
                .post("/purchase-limits", "{\"limit\":\"10000\",\"secondLimit\":\"10000\"}")
                .require(200);
        Client sales = erp.logIn("sales");
        Client warehouse = erp.logIn("warehouse");
        Client buyer = erp.logIn("buyer");
        Client controller = erp.logIn("inventory-controller");
        String change =
                buyer.post("/supplier-changes", """
                {"supplier":"LIND","terms":{"name":"Lind Metall","risk":"LOW","leadTimeDays":7,
                 "overTolerancePercent":"10","underTolerancePercent":"0"},"items":[]}""").require(201).get("change").asText();
        erp.logIn("purchasing-approver")
                .post("/supplier-changes/" + change + "/approve", "{}")
                .require(200);
        warehouse
                .post("/receipts", """
                        {"site":"HAM","supplier":"Opening stock","dockArrivedAt":"%s","lines":[%s]}""".formatted(
                                Instant.now(), lines("{\"item\":\"ITEM-%d\",\"bin\":\"A-1\",\"quantity\":\"1000\"}")))
                .require(201);
        DRIVER.setLevel(Level.FINEST);
        DRIVER.setUseParentHandlers(false);
        DRIVER.addHandler(sent);
        for (int i = 0; i < ROUNDS; i++) {
            round(sales, warehouse, buyer, controller);
        }
    }

    private void round(Client sales, Client warehouse, Client buyer, Client controller) {
        String order = id("order", counted("place", sales, "/orders", """
                {"customer":"C-1","site":"HAM","channel":"web","shippingMode":"STANDARD","customerReference":"PO-1",
                 "requestedDate":"%s","lines":[%s]}""".formatted(
                        LocalDate.now(ZoneOffset.UTC), lines("{\"item\":\"ITEM-%d\",\"quantity\":\"2\"}"))));
        counted("release", sales, "/orders/" + order + "/release", null);
        String shipment = id(
                "shipment",
                counted(
                        "pick",
                        warehouse,
                        "/orders/" + order + "/picks",
                        "{\"lines\":[%s]}".formatted(lines("{\"lineNo\":%d,\"bin\":\"A-1\",\"picked\":\"2\"}"))));
        counted("pack", warehouse, "/shipments/" + shipment + "/pack", "{\"parcels\":1}");
        counted("ship", warehouse, "/shipments/" + shipment + "/ship", "{\"carrier\":\"Carrier\"}");

        String purchase = id(
                "order",
                buyer.post("/purchase-orders", """
                {"site":"HAM","supplier":"LIND","lines":[%s]}""".formatted(lines("""
                        {"item":"ITEM-%1$d","quantity":"10","unitPrice":"1","requestedDate":"2030-03-01"}"""))).require(201));
        buyer.post("/purchase-orders/" + purchase + "/submit", null).require(200);
        counted("receive", warehouse, "/receipts", """
                {"site":"HAM","purchaseOrder":"%s","dockArrivedAt":"%s","lines":[%s]}""".formatted(
                        purchase,
                        Instant.now(),
                        lines("{\"item\":\"ITEM-%1$d\",\"bin\":\"A-1\",\"quantity\":\"10\",\"purchaseLine\":%1$d}")));

        String adjustment = id("adjustment", counted("propose", warehouse, "/adjustments", """
                {"site":"HAM","item":"ITEM-1","bin":"A-1","quantity":"-1","reason":"DAMAGE"}"""));
        counted("approve", controller, "/adjustments/" + adjustment + "/approve", "{}");
        counted("availability", warehouse, "/stock?site=HAM&item=ITEM-1");
    }

    private static String lines(String line) {
        return IntStream.rangeClosed(1, LINES).mapToObj(line::formatted).collect(Collectors.joining(","));
    }

    private static String id(String field, JsonNode answer) {
        return answer.get(field).asText();
    }

    private JsonNode counted(String verb, Client client, String path, @Nullable String body) {
        return counted(verb, () -> client.post(path, body));
    }

    private void counted(String verb, Client client, String path) {
        counted(verb, () -> client.get(path));
    }

    /** The fewest of all rounds: those without the look at the session, which is remembered for two seconds. */
    private JsonNode counted(String verb, Supplier<ErpServer.Answer> request) {
        int statements = sent.statements.get();
        int trips = sent.trips.get();
        ErpServer.Answer answer = request.get();
        Cost cost = new Cost(sent.trips.get() - trips, sent.statements.get() - statements);
        fewest.merge(verb, cost, (a, b) -> a.statements() <= b.statements() ? a : b);
        assertThat(answer.status()).as(verb + ": " + answer.body()).isBetween(200, 201);
        return answer.json();
    }

    @AfterAll
    void stop() {
        DRIVER.removeHandler(sent);
        DRIVER.setLevel(null);
        DRIVER.setUseParentHandlers(true);
        erp.close();
    }

    @ParameterizedTest
    @CsvSource({
        "place,        3, 14",
        "release,      4, 18",
        "pick,         4, 16",
        "pack,         3, 11",
        "ship,         5, 23",
        "receive,      5, 25",
        "propose,      5, 17",
        "approve,      5, 17",
        "availability, 1,  5",
    })
    void eachVerbKeepsWithinItsRoundTripsAndStatements(String verb, int roundTrips, int statements) {
        assertThat(fewest.get(verb)).satisfies(cost -> {
            assertThat(cost.roundTrips()).isBetween(1, roundTrips);
            assertThat(cost.statements()).isBetween(cost.roundTrips(), statements);
        });
    }
}
