package io.setpoint.platform.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.setpoint.platform.client.ErpApi;
import io.setpoint.platform.client.ErpRefusal;
import io.setpoint.platform.client.ErpSession;
import io.setpoint.platform.client.LogIn;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * A company with one site, 1,000 items in 100 bins, and the people who work there; and the verbs whose cost is asked for,
 * as their clients send them over the public API.
 */
final class BenchCompany {
    static final String COMPANY = "BENCH";
    static final String SITE = "HAM";
    static final int ITEMS = 1_000;
    static final int CUSTOMERS = 1_000;
    static final int LINES = 5;
    static final int MOST_CLIENTS = 16;

    private static final int BINS = 100;
    private static final int BATCH = 500;
    private static final int RECEIPT = 100;
    private static final String STOCK = "1000000";
    private static final String FORBIDDEN = "forbidden";

    private final List<ErpSession> clerks;
    private final List<ErpSession> buyers;
    private final List<ErpSession> controllers;
    private final ErpSession visitor;

    private BenchCompany(
            List<ErpSession> clerks, List<ErpSession> buyers, List<ErpSession> controllers, ErpSession visitor) {
        this.clerks = clerks;
        this.buyers = buyers;
        this.controllers = controllers;
        this.visitor = visitor;
    }

    /** Founds it and fills its warehouse. */
    static Staff found(ErpApi api, LogIn founder) {
        ErpSession session = api.logIn(founder.person(), founder.password());
        session.post(
                "/companies", Map.of("company", COMPANY, "name", "Bench Supply", "currency", "EUR", "zone", "UTC"));
        ErpSession administrator = session.in(COMPANY);
        // Limits of zero, so that each proposal waits for the second person.
        administrator.post(
                "/sites",
                Map.of(
                        "site",
                        SITE,
                        "name",
                        "Hamburg",
                        "zone",
                        "UTC",
                        "bins",
                        IntStream.range(0, BINS).mapToObj(BenchCompany::bin).toList(),
                        "adjustmentLimit",
                        "0",
                        "adjustmentDailyLimit",
                        "0"));
        inBatches(
                administrator,
                "items",
                IntStream.range(0, ITEMS)
                        .mapToObj(n -> Map.of(
                                "item",
                                item(n),
                                "name",
                                "Item " + n,
                                "category",
                                "Category " + n % 10,
                                "abc",
                                n % 10 == 0 ? "A" : n % 3 == 0 ? "B" : "C",
                                "unit",
                                "EA",
                                "price",
                                Integer.toString(10 + n % 90),
                                "cost",
                                Integer.toString(5 + n % 40)))
                        .toList());
        inBatches(
                administrator,
                "customers",
                IntStream.range(0, CUSTOMERS)
                        .mapToObj(n -> Map.of(
                                "customer",
                                customer(n),
                                "name",
                                "Customer " + n,
                                "customerClass",
                                n % 5 == 0 ? "A" : "B"))
                        .toList());
        administrator.post("/purchase-limits", Map.of("limit", "1000000000", "secondLimit", "1000000000"));
        Staff staff = Staff.register(administrator);
        BenchCompany company = staff.logIn(api);
        ErpSession clerk = company.clerks.get(0);
        for (int from = 0; from < ITEMS; from += RECEIPT) {
            clerk.post(
                    "/receipts",
                    Map.of(
                            "site",
                            SITE,
                            "supplier",
                            "Opening stock",
                            "dockArrivedAt",
                            Instant.now().toString(),
                            "lines",
                            IntStream.range(from, from + RECEIPT)
                                    .mapToObj(n -> Map.of("item", item(n), "bin", bin(n % BINS), "quantity", STOCK))
                                    .toList()));
        }
        nameSupplier(company);
        return staff;
    }

    private static void nameSupplier(BenchCompany company) {
        JsonNode change = company.buyers
                .get(0)
                .post(
                        "/supplier-changes",
                        Map.of(
                                "supplier",
                                "LIND",
                                "terms",
                                Map.of(
                                        "name",
                                        "Lind Metall",
                                        "risk",
                                        "LOW",
                                        "leadTimeDays",
                                        7,
                                        "overTolerancePercent",
                                        "10",
                                        "underTolerancePercent",
                                        "0"),
                                "items",
                                List.of()))
                .body();
        company.buyers.get(1).post("/supplier-changes/" + change.path("change").asText() + "/approve");
    }

    private static void inBatches(ErpSession administrator, String what, List<Map<String, String>> all) {
        for (int from = 0; from < all.size(); from += BATCH) {
            administrator.post("/" + what, Map.of(what, all.subList(from, Math.min(all.size(), from + BATCH))));
        }
    }

    /** Who works there, with the password they share for the length of a run. */
    record Staff(String password) {
        private static final int CONTROLLERS = 4;
        private static final int BUYERS = 4;

        static Staff register(ErpSession administrator) {
            Staff staff = new Staff(UUID.randomUUID().toString());
            List<Runnable> all = new ArrayList<>();
            for (int n = 0; n < MOST_CLIENTS; n++) {
                String person = "clerk-" + n;
                all.add(() -> staff.register(administrator, person, "sales", "warehouse"));
            }
            for (int n = 0; n < BUYERS; n++) {
                String person = "buyer-" + n;
                all.add(() -> staff.register(administrator, person, "buyer", "purchasing-approver"));
            }
            for (int n = 0; n < CONTROLLERS; n++) {
                String person = "controller-" + n;
                all.add(() -> staff.register(administrator, person, "inventory-controller"));
            }
            all.add(() -> staff.register(administrator, "visitor", "analyst"));
            // side by side: a password hash is meant to take its time
            all.parallelStream().forEach(Runnable::run);
            return staff;
        }

        private void register(ErpSession administrator, String person, String... roles) {
            administrator.post(
                    "/persons",
                    Map.of(
                            "person",
                            person,
                            "name",
                            person,
                            "password",
                            password,
                            "machine",
                            false,
                            "grants",
                            List.of(roles).stream()
                                    .map(role -> Map.of("role", role))
                                    .toList()));
        }

        BenchCompany logIn(ErpApi api) {
            return new BenchCompany(
                    sessions(api, "clerk-", MOST_CLIENTS),
                    sessions(api, "buyer-", BUYERS),
                    sessions(api, "controller-", CONTROLLERS),
                    api.logIn("visitor", password).in(COMPANY));
        }

        private List<ErpSession> sessions(ErpApi api, String prefix, int number) {
            return IntStream.range(0, number)
                    .parallel()
                    .mapToObj(n -> api.logIn(prefix + n, password).in(COMPANY))
                    .toList();
        }
    }

    static String item(int n) {
        return "ITEM-%04d".formatted(n);
    }

    static String customer(int n) {
        return "C-%04d".formatted(n);
    }

    static String bin(int n) {
        return "B-%02d".formatted(n);
    }

    /** So many of the first items, all different. */
    static int[] anyItems(int among) {
        return ThreadLocalRandom.current()
                .ints(0, among)
                .distinct()
                .limit(LINES)
                .toArray();
    }

    /** Places an order of five lines over some of the first items and gives its id. */
    String place(int client, int among) {
        int[] items = anyItems(among);
        return clerks.get(client)
                .post(
                        "/orders",
                        Map.of(
                                "customer",
                                customer(ThreadLocalRandom.current().nextInt(CUSTOMERS)),
                                "site",
                                SITE,
                                "channel",
                                "web",
                                "shippingMode",
                                "STANDARD",
                                "customerReference",
                                "PO-" + items[0],
                                "requestedDate",
                                today(),
                                "lines",
                                IntStream.of(items)
                                        .mapToObj(n -> Map.of("item", item(n), "quantity", Integer.toString(1 + n % 5)))
                                        .toList()))
                .body()
                .path("order")
                .asText();
    }

    JsonNode release(int client, String order) {
        return clerks.get(client).post("/orders/" + order + "/release").body();
    }

    /** Picks all of a released order and gives the id of the shipment. */
    String pick(int client, JsonNode order) {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (JsonNode line : order.path("lines")) {
            lines.add(Map.of(
                    "lineNo", line.path("lineNo").asInt(),
                    "bin", binOf(line.path("item").asText()),
                    "picked", line.path("quantity").asText()));
        }
        return clerks.get(client)
                .post("/orders/" + order.path("order").asText() + "/picks", Map.of("lines", lines))
                .body()
                .path("shipment")
                .asText();
    }

    JsonNode pack(int client, String shipment) {
        return clerks.get(client)
                .post("/shipments/" + shipment + "/pack", Map.of("parcels", 1))
                .body();
    }

    JsonNode ship(int client, String shipment) {
        return clerks.get(client)
                .post("/shipments/" + shipment + "/ship", Map.of("carrier", "Carrier"))
                .body();
    }

    /** Sends a purchase order of five lines and gives it as raised. */
    JsonNode order(int client) {
        ErpSession buyer = buyers.get(client % buyers.size());
        JsonNode order = buyer.post(
                        "/purchase-orders",
                        Map.of(
                                "site",
                                SITE,
                                "supplier",
                                "LIND",
                                "lines",
                                IntStream.of(anyItems(ITEMS))
                                        .mapToObj(n -> Map.of(
                                                "item",
                                                item(n),
                                                "quantity",
                                                "10",
                                                "unitPrice",
                                                "1",
                                                "requestedDate",
                                                today()))
                                        .toList()))
                .body();
        buyer.post("/purchase-orders/" + order.path("order").asText() + "/submit");
        return order;
    }

    /** Receives all of a purchase order. */
    JsonNode receive(int client, JsonNode order) {
        return receive(clerks.get(client), order);
    }

    private static JsonNode receive(ErpSession warehouse, JsonNode order) {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (JsonNode line : order.path("lines")) {
            String item = line.path("item").asText();
            lines.add(Map.of(
                    "item", item,
                    "bin", binOf(item),
                    "quantity", line.path("quantity").asText(),
                    "purchaseLine", line.path("lineNo").asInt()));
        }
        return warehouse
                .post(
                        "/receipts",
                        Map.of(
                                "site",
                                SITE,
                                "purchaseOrder",
                                order.path("order").asText(),
                                "dockArrivedAt",
                                Instant.now().toString(),
                                "lines",
                                lines))
                .body();
    }

    /** Asks for a receipt by somebody who may not receive: HTTP, session and JSON are dealt with, no data are touched. */
    void receiveInVain(JsonNode order) {
        try {
            receive(visitor, order);
        } catch (ErpRefusal refusal) {
            if (refusal.code().equals(FORBIDDEN)) {
                return;
            }
            throw refusal;
        }
        throw new IllegalStateException("a visitor could receive goods");
    }

    /** Proposes to write one piece off and gives the id of the adjustment. */
    String propose(int client) {
        int n = ThreadLocalRandom.current().nextInt(ITEMS);
        return clerks.get(client)
                .post(
                        "/adjustments",
                        Map.of(
                                "site",
                                SITE,
                                "item",
                                item(n),
                                "bin",
                                bin(n % BINS),
                                "quantity",
                                "-1",
                                "reason",
                                "DAMAGE"))
                .body()
                .path("adjustment")
                .asText();
    }

    JsonNode approve(int client, String adjustment) {
        return controllers
                .get(client % controllers.size())
                .post("/adjustments/" + adjustment + "/approve")
                .body();
    }

    /** Asks what of an item is available. */
    JsonNode availability(int client) {
        JsonNode stock = clerks.get(client)
                .get("/stock?site=" + SITE + "&item="
                        + item(ThreadLocalRandom.current().nextInt(ITEMS)));
        if (stock.path("items").size() != 1) {
            throw new IllegalStateException("no stock: " + stock);
        }
        return stock;
    }

    /** Asks for an order with all that followed from it. */
    JsonNode chain(String order) {
        return clerks.get(0).get("/orders/" + order + "/chain");
    }

    private static String today() {
        return LocalDate.now(ZoneOffset.UTC).toString();
    }

    private static String binOf(String item) {
        return bin(Integer.parseInt(item.substring(item.length() - 4)) % BINS);
    }
}
