package io.setpoint.erp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.setpoint.erp.ErpServer.Answer;
import io.setpoint.erp.ErpServer.Client;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * People who do anything the API offers, at random and beside each other: whatever one began, another may go on with,
 * repeat or undo. What they were told was done is kept, to be compared with what stands in the database.
 */
final class RandomBusiness {
    static final List<String> SITES = List.of("BER", "HAM", "OSL");
    /** The one where shipments may take a bin below zero. */
    static final String NEGATIVE_SITE = "OSL";

    private static final List<String> BINS = List.of("A-1", "A-2");
    private static final int ITEMS = 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A command by its name; how often it comes is its weight. */
    private record Verb(String name, int weight, Command command) {}

    @FunctionalInterface
    private interface Command {
        /** Null if there is nothing to do it with. */
        @Nullable
        Answer give(Random random);
    }

    /** A document to go on with, as the last one who touched it saw it. */
    private record Document(String id, JsonNode view) {}

    /** The latest documents of a kind. */
    private static final class Basket {
        private static final int SIZE = 400;
        private final List<Document> documents = new ArrayList<>();

        synchronized void put(Document document) {
            if (documents.size() == SIZE) {
                documents.remove(0);
            }
            documents.add(document);
        }

        synchronized @Nullable Document look(Random random) {
            return documents.isEmpty() ? null : documents.get(random.nextInt(documents.size()));
        }

        synchronized @Nullable Document take(Random random) {
            return documents.isEmpty() ? null : documents.remove(random.nextInt(documents.size()));
        }
    }

    private final Client sales;
    private final Client warehouse;
    private final Client controller;
    private final Client buyer;
    private final Client approver;
    private final List<Verb> verbs;
    private final int weights;

    private final Basket placed = new Basket();
    private final Basket released = new Basket();
    private final Basket picked = new Basket();
    private final Basket packed = new Basket();
    private final Basket shipped = new Basket();
    private final Basket proposals = new Basket();
    private final Basket holds = new Basket();
    private final Basket created = new Basket();
    private final Basket inTransit = new Basket();
    private final Basket writeOffs = new Basket();
    private final Basket purchases = new Basket();
    private final Basket ordered = new Basket();
    private final Basket announced = new Basket();
    private final Basket received = new Basket();
    private final Basket dispositions = new Basket();

    private final ConcurrentMap<String, AtomicInteger> outcomes = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, BigDecimal> stock = new ConcurrentHashMap<>();
    private final AtomicInteger done = new AtomicInteger();

    /** Founds a company of three sites, ten items and the people who work in it. */
    RandomBusiness(ErpServer erp) {
        TradingCompany company = new TradingCompany(erp);
        company.found();
        Client administrator = company.administrator();
        for (String site : SITES.subList(1, SITES.size())) {
            administrator.post("/sites", """
                            {"site":"%s","name":"%s","zone":"Europe/Berlin","bins":["A-1","A-2"],
                             "adjustmentLimit":"500","adjustmentDailyLimit":"100000"}""".formatted(site, site)).require(201);
        }
        administrator
                .post(
                        "/items",
                        text(Map.of(
                                "items",
                                IntStream.range(0, ITEMS)
                                        .mapToObj(n -> Map.of(
                                                "item",
                                                item(n),
                                                "name",
                                                "Part " + n,
                                                "category",
                                                "Parts",
                                                "abc",
                                                "A",
                                                "unit",
                                                "EA",
                                                "price",
                                                "20",
                                                "cost",
                                                String.valueOf(10 + n)))
                                        .toList())))
                .require(201);
        for (String role : List.of("sales", "warehouse", "inventory-controller", "buyer", "purchasing-approver")) {
            TradingCompany.register(administrator, role, role, null);
        }
        sales = erp.logIn("sales");
        warehouse = erp.logIn("warehouse");
        controller = erp.logIn("inventory-controller");
        buyer = erp.logIn("buyer");
        approver = erp.logIn("purchasing-approver");
        administrator
                .post("/purchase-limits", "{\"limit\":\"1000\",\"secondLimit\":\"100000000\"}")
                .require(200);
        String change =
                buyer.post("/supplier-changes", """
                        {"supplier":"LIND","terms":{"name":"Lind Metall","risk":"LOW","leadTimeDays":7,
                         "overTolerancePercent":"10","underTolerancePercent":"0"},"items":[]}""").require(201).get("change").asText();
        approver.post("/supplier-changes/" + change + "/approve", "{}").require(200);
        Instant now = Instant.now();
        String negativeStock = warehouse
                .post("/negative-stock", """
                        {"site":"%s","from":"%s","until":"%s","why":"receipts are booked late"}""".formatted(NEGATIVE_SITE, now.minusSeconds(60), now.plusSeconds(86_400)))
                .require(201)
                .get("negativeStock")
                .asText();
        controller.post("/negative-stock/" + negativeStock + "/approve", "{}").require(200);

        verbs = List.of(
                new Verb("receive", 8, this::receive),
                new Verb("place order", 14, this::place),
                new Verb("release order", 13, this::release),
                new Verb("allocate backorders", 4, this::allocate),
                new Verb("cancel line", 2, this::cancelLine),
                new Verb("cancel order", 2, this::cancel),
                new Verb("pick", 12, this::pick),
                new Verb("pack", 9, this::pack),
                new Verb("ship", 9, this::ship),
                new Verb("propose adjustment", 6, this::adjust),
                new Verb("approve adjustment", 3, this::approve),
                new Verb("reject adjustment", 1, this::reject),
                new Verb("count", 2, this::count),
                new Verb("hold", 3, this::hold),
                new Verb("release hold", 3, this::releaseHold),
                new Verb("create transfer", 3, this::createTransfer),
                new Verb("send transfer", 3, this::send),
                new Verb("receive transfer", 3, this::receiveTransfer),
                new Verb("propose write-off", 3, this::writeOff),
                new Verb("approve write-off", 2, this::approveWriteOff),
                new Verb("raise purchase", 2, this::raise),
                new Verb("submit purchase", 2, this::submit),
                new Verb("approve purchase", 2, this::approvePurchase),
                new Verb("receive purchase", 3, this::receivePurchase),
                new Verb("open return", 3, this::openReturn),
                new Verb("receive return", 3, this::receiveReturn),
                new Verb("dispose return", 3, this::dispose),
                new Verb("approve disposition", 2, this::approveDisposition));
        weights = verbs.stream().mapToInt(Verb::weight).sum();
    }

    /** Gives one command that can be given, and remembers how it ended. */
    void act(Random random) {
        Answer answer = null;
        Verb verb = verbs.get(0);
        while (answer == null) {
            int at = random.nextInt(weights);
            int next = 0;
            verb = verbs.get(next);
            while (at >= verb.weight()) {
                at -= verb.weight();
                verb = verbs.get(++next);
            }
            answer = verb.command().give(random);
        }
        if (answer.status() < 300) {
            done.incrementAndGet();
            told(verb.name() + ": done");
        } else {
            told(verb.name() + ": " + answer.problem());
        }
    }

    /** How commands ended, by verb and outcome. */
    Map<String, Integer> outcomes() {
        Map<String, Integer> sorted = new TreeMap<>();
        outcomes.forEach((outcome, times) -> sorted.put(outcome, times.get()));
        return sorted;
    }

    List<String> verbs() {
        return verbs.stream().map(Verb::name).toList();
    }

    /** How many commands were told to be done; those of the founding are not among them. */
    int done() {
        return done.get();
    }

    /** On hand by {@code site item}, as the answers tell it. */
    Map<String, BigDecimal> stock() {
        return stock;
    }

    private void told(String outcome) {
        outcomes.computeIfAbsent(outcome, none -> new AtomicInteger()).incrementAndGet();
    }

    private void moved(String site, String item, BigDecimal quantity) {
        stock.merge(site + " " + item, quantity, BigDecimal::add);
    }

    /** A line of a receipt. */
    private record Goods(
            String item,
            String bin,
            BigDecimal quantity,
            @Nullable Integer purchaseLine) {}

    private static Goods goods(Random random, String item, int quantity, @Nullable Integer purchaseLine) {
        return new Goods(item, one(random, BINS), BigDecimal.valueOf(quantity), purchaseLine);
    }

    private Answer receive(Random random) {
        return receive(
                one(random, SITES),
                null,
                someItems(random).stream()
                        .map(item -> goods(random, item, 5 + random.nextInt(40), null))
                        .toList());
    }

    private Answer receive(String site, @Nullable String purchase, List<Goods> lines) {
        Map<String, Object> receipt = new HashMap<>();
        receipt.put("site", site);
        receipt.put("dockArrivedAt", Instant.now().minusSeconds(60).toString());
        receipt.put("lines", lines);
        if (purchase != null) {
            receipt.put("purchaseOrder", purchase);
        }
        Answer answer = warehouse.post("/receipts", text(receipt));
        if (answer.status() == 201) {
            lines.forEach(line -> moved(site, line.item(), line.quantity()));
        }
        return answer;
    }

    private Answer place(Random random) {
        Answer answer = sales.post(
                "/orders",
                text(Map.of(
                        "customer",
                        "C-1",
                        "site",
                        one(random, SITES),
                        "channel",
                        "web",
                        "shippingMode",
                        "STANDARD",
                        "requestedDate",
                        LocalDate.now(ZoneOffset.UTC).toString(),
                        "lines",
                        someItems(random).stream()
                                .map(item -> Map.of("item", item, "quantity", String.valueOf(1 + random.nextInt(12))))
                                .toList())));
        keep(answer, "order", placed);
        return answer;
    }

    private @Nullable Answer release(Random random) {
        return onOrder(often(random) ? placed.take(random) : released.look(random), "/release", null);
    }

    private @Nullable Answer allocate(Random random) {
        return onOrder(released.look(random), "/allocate", null);
    }

    private @Nullable Answer cancel(Random random) {
        Document order = often(random) ? placed.take(random) : released.look(random);
        return onOrder(order, "/cancel", "{\"reason\":\"CUSTOMER_CANCELLED\",\"why\":\"no need\"}");
    }

    private @Nullable Answer cancelLine(Random random) {
        return onOrder(released.look(random), "/lines/1/cancel", "{\"quantity\":\"1\",\"reason\":\"SHORTAGE\"}");
    }

    private @Nullable Answer onOrder(@Nullable Document order, String verb, @Nullable String body) {
        if (order == null) {
            return null;
        }
        Answer answer = sales.post("/orders/" + order.id() + verb, body);
        keep(answer, "order", released);
        return answer;
    }

    private @Nullable Answer pick(Random random) {
        Document order = often(random) ? released.take(random) : released.look(random);
        if (order == null) {
            return null;
        }
        List<Map<String, Object>> lines = new ArrayList<>();
        for (JsonNode line : order.view().get("lines")) {
            BigDecimal reserved = number(line, "reserved");
            if (reserved.signum() > 0) {
                boolean isShort = random.nextInt(5) == 0;
                Map<String, Object> pick = new HashMap<>();
                pick.put("lineNo", line.get("lineNo").asInt());
                pick.put("bin", one(random, BINS));
                pick.put("picked", isShort ? reserved.subtract(BigDecimal.ONE) : reserved);
                if (isShort) {
                    pick.put("shortReason", "BIN_EMPTY");
                }
                lines.add(pick);
            }
        }
        if (lines.isEmpty()) {
            return null;
        }
        Answer answer = warehouse.post("/orders/" + order.id() + "/picks", text(Map.of("lines", lines)));
        keep(answer, "shipment", picked);
        if (answer.status() >= 300) {
            released.put(order);
        }
        return answer;
    }

    private @Nullable Answer pack(Random random) {
        Document shipment = often(random) ? picked.take(random) : packed.look(random);
        if (shipment == null) {
            return null;
        }
        Answer answer = warehouse.post("/shipments/" + shipment.id() + "/pack", "{\"parcels\":1}");
        keep(answer, "shipment", packed);
        return answer;
    }

    private @Nullable Answer ship(Random random) {
        Document shipment = often(random) ? packed.take(random) : shipped.look(random);
        if (shipment == null) {
            return null;
        }
        Answer answer = warehouse.post("/shipments/" + shipment.id() + "/ship", "{\"carrier\":\"DHL\"}");
        if (answer.status() == 200) {
            answer.json()
                    .get("lines")
                    .forEach(line -> moved(
                            string(answer.json(), "site"),
                            string(line, "item"),
                            number(line, "picked").negate()));
        }
        keep(answer, "shipment", shipped);
        return answer;
    }

    private Answer adjust(Random random) {
        int quantity = 1 + random.nextInt(random.nextInt(4) == 0 ? 80 : 8);
        Answer answer = warehouse.post(
                "/adjustments",
                text(Map.of(
                        "site",
                        one(random, SITES),
                        "item",
                        item(random.nextInt(ITEMS)),
                        "bin",
                        one(random, BINS),
                        "quantity",
                        String.valueOf(random.nextInt(3) == 0 ? quantity : -quantity),
                        "reason",
                        random.nextBoolean() ? "DAMAGE" : "FOUND",
                        "photo",
                        true)));
        adjusted(answer, proposals);
        return answer;
    }

    private @Nullable Answer approve(Random random) {
        return decide(often(random) ? proposals.take(random) : proposals.look(random), "/approve", "{}");
    }

    private @Nullable Answer reject(Random random) {
        return decide(proposals.look(random), "/reject", "{\"why\":\"look again\"}");
    }

    private @Nullable Answer decide(@Nullable Document adjustment, String verb, String body) {
        if (adjustment == null) {
            return null;
        }
        Answer answer = controller.post("/adjustments/" + adjustment.id() + verb, body);
        adjusted(answer, null);
        return answer;
    }

    private void adjusted(Answer answer, @Nullable Basket open) {
        if (answer.status() < 300) {
            JsonNode adjustment = answer.json();
            if (adjustment.get("state").asText().equals("POSTED")) {
                moved(string(adjustment, "site"), string(adjustment, "item"), number(adjustment, "quantity"));
            } else if (open != null) {
                keep(answer, "adjustment", open);
            }
        }
    }

    /** Counted by two, because a second person counts what is out of tolerance. */
    private Answer count(Random random) {
        Answer started = controller.post(
                "/counts",
                text(Map.of(
                        "site",
                        one(random, SITES),
                        "countType",
                        "PLANNED",
                        "lines",
                        List.of(Map.of("item", item(random.nextInt(ITEMS)), "bin", one(random, BINS))))));
        if (started.status() != 201) {
            return started;
        }
        done.incrementAndGet();
        String path = "/counts/" + started.json().get("count").asText();
        String found = "{\"counted\":\"" + random.nextInt(60) + "\"}";
        for (Client counter : List.of(warehouse, controller)) {
            Answer counted = counter.post(path + "/lines/1", found);
            if (counted.status() != 200) {
                return counted;
            }
            done.incrementAndGet();
            if (counted.json().get("status").asText().equals("ACCEPTED")) {
                break;
            }
        }
        Answer completed = controller.post(path + "/complete", null);
        if (completed.status() == 200) {
            for (JsonNode line : completed.json().get("lines")) {
                if (line.hasNonNull("adjustment")) {
                    adjusted(
                            controller.get(
                                    "/adjustments/" + line.get("adjustment").asText()),
                            proposals);
                }
            }
        }
        return completed;
    }

    private Answer hold(Random random) {
        Answer answer = warehouse.post(
                "/holds",
                text(Map.of(
                        "site",
                        one(random, SITES),
                        "bin",
                        one(random, BINS),
                        "item",
                        item(random.nextInt(ITEMS)),
                        "quantity",
                        String.valueOf(1 + random.nextInt(6)),
                        "reason",
                        "QUALITY")));
        keep(answer, "hold", holds);
        return answer;
    }

    private @Nullable Answer releaseHold(Random random) {
        Document hold = often(random) ? holds.take(random) : holds.look(random);
        return hold == null ? null : controller.post("/holds/" + hold.id() + "/release", "{\"why\":\"inspected\"}");
    }

    private Answer createTransfer(Random random) {
        int from = random.nextInt(SITES.size());
        Answer answer = warehouse.post(
                "/transfers",
                text(Map.of(
                        "fromSite",
                        SITES.get(from),
                        "toSite",
                        SITES.get((from + 1) % SITES.size()),
                        "expectedOn",
                        LocalDate.now(ZoneOffset.UTC).toString(),
                        "lines",
                        List.of(Map.of(
                                "item",
                                item(random.nextInt(ITEMS)),
                                "bin",
                                one(random, BINS),
                                "quantity",
                                String.valueOf(1 + random.nextInt(10)))))));
        keep(answer, "transfer", created);
        return answer;
    }

    private @Nullable Answer send(Random random) {
        Document transfer = often(random) ? created.take(random) : inTransit.look(random);
        if (transfer == null) {
            return null;
        }
        Answer answer = warehouse.post("/transfers/" + transfer.id() + "/send", null);
        if (answer.status() == 200) {
            answer.json()
                    .get("lines")
                    .forEach(line -> moved(
                            string(answer.json(), "fromSite"),
                            string(line, "item"),
                            number(line, "sent").negate()));
        }
        keep(answer, "transfer", inTransit);
        return answer;
    }

    private @Nullable Answer receiveTransfer(Random random) {
        Document transfer = inTransit.look(random);
        if (transfer == null) {
            return null;
        }
        JsonNode line = transfer.view().get("lines").get(0);
        BigDecimal open = number(line, "inTransit");
        if (open.signum() == 0) {
            return null;
        }
        boolean part = open.compareTo(BigDecimal.ONE) > 0 && random.nextInt(3) == 0;
        Map<String, Object> arrived = new HashMap<>();
        arrived.put("lineNo", 1);
        arrived.put("bin", one(random, BINS));
        arrived.put("received", part ? BigDecimal.ONE : open);
        if (part) {
            arrived.put("difference", "FOLLOWS");
        }
        Answer answer =
                warehouse.post("/transfers/" + transfer.id() + "/receive", text(Map.of("lines", List.of(arrived))));
        if (answer.status() == 200) {
            moved(string(answer.json(), "toSite"), string(line, "item"), part ? BigDecimal.ONE : open);
        }
        keep(answer, "transfer", inTransit);
        return answer;
    }

    private @Nullable Answer writeOff(Random random) {
        Document transfer = inTransit.look(random);
        if (transfer == null) {
            return null;
        }
        Answer answer = warehouse.post(
                "/transfers/" + transfer.id() + "/lines/1/write-offs",
                "{\"quantity\":\"1\",\"reason\":\"MISSING\",\"why\":\"not on the truck\"}");
        keep(answer, "writeOff", writeOffs);
        return answer;
    }

    private @Nullable Answer approveWriteOff(Random random) {
        Document writeOff = writeOffs.look(random);
        return writeOff == null ? null : controller.post("/transfer-write-offs/" + writeOff.id() + "/approve", null);
    }

    private Answer raise(Random random) {
        Answer answer = buyer.post(
                "/purchase-orders",
                text(Map.of(
                        "site",
                        one(random, SITES),
                        "supplier",
                        "LIND",
                        "lines",
                        List.of(Map.of(
                                "item",
                                item(random.nextInt(ITEMS)),
                                "quantity",
                                String.valueOf(10 + random.nextInt(90)),
                                "unitPrice",
                                "9",
                                "requestedDate",
                                LocalDate.now(ZoneOffset.UTC).plusDays(7).toString())))));
        keep(answer, "order", purchases);
        return answer;
    }

    private @Nullable Answer submit(Random random) {
        Document purchase = purchases.take(random);
        if (purchase == null) {
            return null;
        }
        Answer answer = buyer.post("/purchase-orders/" + purchase.id() + "/submit", null);
        if (answer.status() == 200) {
            keep(answer, "order", answer.json().get("state").asText().equals("APPROVED") ? announced : ordered);
        }
        return answer;
    }

    private @Nullable Answer approvePurchase(Random random) {
        Document purchase = ordered.take(random);
        if (purchase == null) {
            return null;
        }
        Answer answer = approver.with(
                        "If-Match", "\"" + purchase.view().get("version").asText() + "\"")
                .post("/purchase-orders/" + purchase.id() + "/approve", null);
        keep(answer, "order", announced);
        return answer;
    }

    private @Nullable Answer receivePurchase(Random random) {
        Document purchase = announced.look(random);
        if (purchase == null) {
            return null;
        }
        String item = string(purchase.view().get("lines").get(0), "item");
        return receive(
                string(purchase.view(), "site"),
                purchase.id(),
                List.of(goods(random, item, 5 + random.nextInt(10), 1)));
    }

    private @Nullable Answer openReturn(Random random) {
        Document shipment = shipped.look(random);
        if (shipment == null) {
            return null;
        }
        Answer answer = sales.post(
                "/returns",
                text(Map.of(
                        "shipment",
                        shipment.id(),
                        "lines",
                        List.of(Map.of(
                                "lineNo",
                                shipment.view()
                                        .get("lines")
                                        .get(0)
                                        .get("lineNo")
                                        .asInt(),
                                "quantity",
                                "1",
                                "reason",
                                "DEFECTIVE")))));
        keep(answer, "returnId", received);
        return answer;
    }

    private @Nullable Answer receiveReturn(Random random) {
        Document opened = received.take(random);
        if (opened == null) {
            return null;
        }
        Answer answer =
                warehouse.post("/returns/" + opened.id() + "/receive", "{\"bin\":\"" + one(random, BINS) + "\"}");
        if (answer.status() == 200) {
            answer.json()
                    .get("lines")
                    .forEach(line ->
                            moved(string(answer.json(), "site"), string(line, "item"), number(line, "received")));
        }
        keep(answer, "returnId", dispositions);
        return answer;
    }

    private @Nullable Answer dispose(Random random) {
        Document arrived = dispositions.look(random);
        if (arrived == null) {
            return null;
        }
        boolean scrap = random.nextBoolean();
        Answer answer = warehouse.post(
                "/returns/" + arrived.id() + "/dispositions",
                scrap
                        ? "{\"lineNo\":1,\"quantity\":\"1\",\"outcome\":\"SCRAP\"}"
                        : "{\"lineNo\":1,\"quantity\":\"1\",\"outcome\":\"RESTOCK\",\"toBin\":\"A-1\"}");
        disposed(answer);
        return answer;
    }

    private @Nullable Answer approveDisposition(Random random) {
        Document arrived = dispositions.look(random);
        if (arrived == null) {
            return null;
        }
        Answer answer = controller.post("/returns/" + arrived.id() + "/dispositions/1/approve", "{}");
        disposed(answer);
        return answer;
    }

    private void disposed(Answer answer) {
        if (answer.status() < 300) {
            JsonNode view = answer.json();
            JsonNode disposition = view.get("dispositions").get(0);
            if (disposition.get("state").asText().equals("POSTED")
                    && disposition.get("outcome").asText().equals("SCRAP")) {
                moved(
                        string(view, "site"),
                        string(view.get("lines").get(0), "item"),
                        number(disposition, "quantity").negate());
            }
        }
    }

    private static void keep(Answer answer, String id, Basket basket) {
        if (answer.status() < 300) {
            JsonNode view = answer.json();
            basket.put(new Document(view.get(id).asText(), view));
        }
    }

    private static String item(int n) {
        return "PART-" + n;
    }

    /** One to four items, in any order. */
    private static List<String> someItems(Random random) {
        return random.ints(0, ITEMS)
                .distinct()
                .limit(1L + random.nextInt(4))
                .mapToObj(RandomBusiness::item)
                .toList();
    }

    /** Mostly the document that waits for it; else one that may be past it, to be refused. */
    private static boolean often(Random random) {
        return random.nextInt(10) > 0;
    }

    private static String one(Random random, List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static String string(JsonNode node, String field) {
        return node.get(field).asText();
    }

    private static BigDecimal number(JsonNode node, String field) {
        return new BigDecimal(node.get(field).asText());
    }

    private static String text(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
