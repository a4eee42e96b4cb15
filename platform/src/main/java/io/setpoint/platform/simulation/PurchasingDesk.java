package io.setpoint.platform.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.setpoint.platform.client.Answer;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Buyers and approvers of a company: from a suggestion or an empty shelf to the truck at the dock. */
final class PurchasingDesk {
    private static final List<String> BUYERS = List.of("buyer", "buyer2");
    private static final List<String> PURCHASING_APPROVERS = List.of("approver", "approver2");
    private static final int ORDERS_A_LOOK = 4;
    private static final BigDecimal EMPTY_SHELF = BigDecimal.TEN;
    private static final Duration BACKLOG_SPREAD = Duration.ofMinutes(40);

    private enum Suggestion {
        ORDER(16),
        REFUSE(1),
        SNOOZE(1);

        private final int weight;

        Suggestion(int weight) {
            this.weight = weight;
        }
    }

    private enum Verdict {
        APPROVE(25),
        REJECT(1);

        private final int weight;

        Verdict(int weight) {
            this.weight = weight;
        }
    }

    private enum Course {
        GOES_ON(40),
        CHANGED(1),
        CANCELLED(1);

        private final int weight;

        Course(int weight) {
            this.weight = weight;
        }
    }

    private enum Acknowledgement {
        AS_ORDERED(20),
        LATER_DAY(3),
        LESS(2),
        COMES_LATE(2);

        private final int weight;

        Acknowledgement(int weight) {
            this.weight = weight;
        }
    }

    private enum Notice {
        RIGHT(12),
        TOO_MUCH(1),
        NONE(4);

        private final int weight;

        Notice(int weight) {
            this.weight = weight;
        }
    }

    private final Crew crew;
    private final Agenda agenda;
    private final Random random;
    private final Tempo tempo;
    private final Map<String, ReceivingDock> docks;
    private final Map<String, World.Item> bySku = new HashMap<>();
    private final Set<String> onOrder = new HashSet<>();
    private final Deck<Suggestion> suggestions = new Deck<>(List.of(Suggestion.values()), each -> each.weight);
    private final Deck<Verdict> verdicts = new Deck<>(List.of(Verdict.values()), each -> each.weight);
    private final Deck<Course> courses = new Deck<>(List.of(Course.values()), each -> each.weight);
    private final Deck<Acknowledgement> acknowledgements =
            new Deck<>(List.of(Acknowledgement.values()), each -> each.weight);
    private final Deck<Notice> notices = new Deck<>(List.of(Notice.values()), each -> each.weight);

    /** @param docks by site */
    PurchasingDesk(Crew crew, Agenda agenda, Random random, Tempo tempo, Map<String, ReceivingDock> docks) {
        this.crew = crew;
        this.agenda = agenda;
        this.random = random;
        this.tempo = tempo;
        this.docks = Map.copyOf(docks);
        crew.company().items().forEach(item -> bySku.put(item.sku(), item));
    }

    void open() {
        agenda.in(Duration.ofMillis(200), "look at open purchase orders", this::takeUpBacklog);
        agenda.in(tempo.about(random, 10), "look at suggestions", this::lookAtSuggestions);
        agenda.in(tempo.about(random, 30), "look for low stock", this::lookForLowStock);
    }

    /** What was on order when the business went live comes in bit by bit. */
    private void takeUpBacklog() {
        for (String state : List.of("APPROVED", "ACKNOWLEDGED", "PARTIALLY_RECEIVED")) {
            for (JsonNode order : crew.all(BUYERS.get(0), "/purchase-orders?state=" + state)) {
                String id = order.path("order").asText();
                JsonNode view = crew.as(BUYERS.get(0), session -> session.get("/purchase-orders/" + id));
                view.path("lines").forEach(line -> onOrder.add(place(view, line)));
                Duration when = Duration.ofMillis((long) (BACKLOG_SPREAD.toMillis() * random.nextDouble()));
                agenda.in(when, "expect a delivery", () -> deliver(view, null));
            }
        }
    }

    private void lookAtSuggestions() {
        agenda.in(tempo.about(random, 30), "look at suggestions", this::lookAtSuggestions);
        String buyer = Crew.oneOf(BUYERS, random);
        for (World.Site site : crew.company().sites()) {
            int taken = 0;
            for (JsonNode suggestion : crew.all(buyer, "/replenishment/suggestions?site=" + site.id())) {
                if (taken++ < ORDERS_A_LOOK / 2) {
                    agenda.in(Duration.ZERO, "decide a suggestion", () -> decide(buyer, suggestion));
                }
            }
        }
    }

    private void decide(String buyer, JsonNode suggestion) {
        String site = suggestion.path("site").asText();
        Map<String, Object> body = new HashMap<>();
        body.put("site", site);
        body.put("item", suggestion.path("item").asText());
        body.put("quantity", suggestion.path("quantity").asText());
        switch (suggestions.draw(random)) {
            case ORDER -> {
                String order = crew.as(buyer, session -> session.post("/replenishment/suggestions/order", body))
                        .body()
                        .path("order")
                        .asText();
                submit(buyer, order);
            }
            case REFUSE -> {
                body.put("why", "The customer who took most of it has left");
                crew.as(buyer, session -> session.post("/replenishment/suggestions/dismiss", body));
            }
            case SNOOZE -> {
                body.put("why", "The supplier is closed this week");
                body.put("until", today(site).plusDays(7).toString());
                crew.as(buyer, session -> session.post("/replenishment/suggestions/dismiss", body));
            }
        }
    }

    /** What no policy covers is ordered when its shelf is nearly empty, all of a supplier at once. */
    private void lookForLowStock() {
        agenda.in(tempo.about(random, 60), "look for low stock", this::lookForLowStock);
        for (World.Site site : crew.company().sites()) {
            Map<String, List<World.Item>> bySupplier = new TreeMap<>();
            for (JsonNode stock : crew.all(BUYERS.get(0), "/stock?site=" + site.id())) {
                World.Item item = bySku.get(stock.path("item").asText());
                if (item != null
                        && Amounts.of(stock, "available").compareTo(EMPTY_SHELF) < 0
                        && !onOrder.contains(site.id() + item.sku())) {
                    bySupplier
                            .computeIfAbsent(crew.company().supplierOf(item).id(), supplier -> new ArrayList<>())
                            .add(item);
                }
            }
            bySupplier.entrySet().stream()
                    .limit(ORDERS_A_LOOK)
                    .forEach(entry -> agenda.in(
                            Duration.ZERO, "order by hand", () -> raise(site, entry.getKey(), entry.getValue())));
        }
    }

    private void raise(World.Site site, String supplier, List<World.Item> items) {
        String buyer = Crew.oneOf(BUYERS, random);
        boolean emergency = random.nextInt(6) == 0;
        LocalDate today = today(site.id());
        List<Map<String, Object>> lines = new ArrayList<>();
        for (World.Item item : items) {
            Map<String, Object> line = new HashMap<>();
            line.put("item", item.sku());
            line.put("quantity", Integer.toString(item.orderQuantity() / item.caseSize()));
            line.put("unit", item.caseSize() > 1 ? "CASE" : "EA");
            line.put(
                    "unitPrice",
                    World.share(item.cost(), emergency ? "1.15" : "1").toPlainString());
            line.put("requestedDate", today.plusDays(emergency ? 1 : 7).toString());
            lines.add(line);
        }
        Map<String, Object> order = new HashMap<>();
        order.put("site", site.id());
        order.put("supplier", supplier);
        order.put("lines", lines);
        if (emergency) {
            order.put("expediteReason", "A customer's machine stands still");
        }
        String id = crew.as(buyer, session -> session.post("/purchase-orders", order))
                .body()
                .path("order")
                .asText();
        items.forEach(item -> onOrder.add(site.id() + item.sku()));
        submit(buyer, id);
    }

    private void submit(String buyer, String order) {
        settle(buyer, crew.as(buyer, session -> session.post("/purchase-orders/" + order + "/submit")));
    }

    /** Waits for the approvals that are missing; sent, it takes its course. */
    private void settle(String buyer, Answer answer) {
        JsonNode order = answer.body();
        switch (order.path("state").asText()) {
            case "PENDING_APPROVAL" ->
                agenda.in(tempo.about(random, 10), "decide a purchase order", () -> decide(buyer, answer));
            case "APPROVED" -> takeItsCourse(buyer, answer);
            default -> forget(order);
        }
    }

    private void decide(String buyer, Answer pending) {
        JsonNode order = pending.body();
        String path = "/purchase-orders/" + order.path("order").asText();
        Set<String> already = new HashSet<>();
        order.path("approvedBy").forEach(person -> already.add(person.asText()));
        String approver = PURCHASING_APPROVERS.stream()
                .filter(person -> !already.contains(person))
                .findFirst()
                .orElseThrow();
        Answer decided = verdicts.draw(random) == Verdict.APPROVE
                ? crew.as(approver, session -> session.postIfMatch(path + "/approve", Map.of(), pending.etag()))
                : crew.as(
                        approver,
                        session -> session.post(path + "/reject", Map.of("why", "There is enough of it in Turku")));
        settle(buyer, decided);
    }

    private void takeItsCourse(String buyer, Answer answer) {
        JsonNode order = answer.body();
        String path = "/purchase-orders/" + order.path("order").asText();
        switch (courses.draw(random)) {
            case CANCELLED ->
                forget(crew.as(
                                buyer,
                                session -> session.post(path + "/cancel", Map.of("why", "The customer cancelled")))
                        .body());
            case CHANGED -> {
                JsonNode line = order.path("lines").path(0);
                Map<String, Object> change = new HashMap<>();
                change.put(
                        "quantity",
                        Amounts.of(line, "quantity")
                                .multiply(BigDecimal.valueOf(2))
                                .toPlainString());
                change.put("unitPrice", line.path("unitPrice").asText());
                change.put("requestedDate", line.path("requestedDate").asText());
                change.put("why", "A second customer wants it too");
                String lineNo = line.path("lineNo").asText();
                settle(buyer, crew.as(buyer, session -> session.post(path + "/lines/" + lineNo + "/change", change)));
            }
            case GOES_ON -> {
                Acknowledgement answers = acknowledgements.draw(random);
                agenda.in(
                        tempo.about(random, answers == Acknowledgement.COMES_LATE ? 240 : 20),
                        "acknowledge",
                        () -> acknowledge(buyer, order, answers));
            }
        }
    }

    private void acknowledge(String buyer, JsonNode order, Acknowledgement answers) {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (JsonNode line : order.path("lines")) {
            BigDecimal quantity = Amounts.of(line, "quantity");
            LocalDate day = LocalDate.parse(line.path("requestedDate").asText());
            boolean less = answers == Acknowledgement.LESS && quantity.compareTo(BigDecimal.ONE) > 0;
            lines.add(Map.of(
                    "lineNo",
                    line.path("lineNo").asInt(),
                    "quantity",
                    (less ? quantity.subtract(BigDecimal.ONE) : quantity).toPlainString(),
                    "confirmedDate",
                    (answers == Acknowledgement.LATER_DAY ? day.plusDays(3) : day).toString()));
        }
        String path = "/purchase-orders/" + order.path("order").asText();
        JsonNode acknowledged = crew.as(
                        buyer, session -> session.post(path + "/acknowledgements", Map.of("lines", lines)))
                .body();
        if (acknowledged.path("state").asText().equals("WAITING")) {
            String id = acknowledged.path("acknowledgement").asText();
            agenda.in(tempo.about(random, 10), "decide an acknowledgement", () -> decide(buyer, id, order));
        } else {
            agenda.in(tempo.about(random, 20), "advise", () -> advise(buyer, order));
        }
    }

    private void decide(String buyer, String acknowledgement, JsonNode order) {
        boolean accept = random.nextInt(5) > 0;
        crew.as(
                buyer,
                session -> session.post(
                        "/purchase-orders/acknowledgements/" + acknowledgement + "/decisions",
                        Map.of("accept", accept)));
        agenda.in(tempo.about(random, 20), "advise", () -> advise(buyer, order));
    }

    private void advise(String buyer, JsonNode order) {
        Notice notice = notices.draw(random);
        if (notice == Notice.NONE) {
            deliver(order, null);
            return;
        }
        List<Map<String, Object>> lines = new ArrayList<>();
        for (JsonNode line : order.path("lines")) {
            BigDecimal quantity = Amounts.of(line, "quantity");
            lines.add(Map.of(
                    "orderLine",
                    line.path("lineNo").asInt(),
                    "item",
                    line.path("item").asText(),
                    "quantity",
                    (notice == Notice.TOO_MUCH ? quantity.add(BigDecimal.TEN) : quantity).toPlainString()));
        }
        String day = order.path("lines").path(0).path("requestedDate").asText();
        JsonNode asn = crew.as(
                        buyer,
                        session -> session.post(
                                "/purchase-orders/" + order.path("order").asText() + "/asns",
                                Map.of("expectedDate", day, "lines", lines)))
                .body();
        deliver(order, asn.path("asn").asText());
    }

    private void deliver(JsonNode order, @Nullable String notice) {
        ReceivingDock dock = docks.get(order.path("site").asText());
        if (dock == null) {
            throw new IllegalStateException("no dock at " + order.path("site"));
        }
        dock.expect(
                order.path("order").asText(),
                notice,
                items -> agenda.in(Duration.ZERO, "close a purchase order", () -> forget(order)));
    }

    /** From now on an empty shelf of it is ordered for again. */
    private void forget(JsonNode order) {
        order.path("lines").forEach(line -> onOrder.remove(place(order, line)));
    }

    private static String place(JsonNode order, JsonNode line) {
        return order.path("site").asText() + line.path("item").asText();
    }

    private LocalDate today(String site) {
        return crew.company().sites().stream()
                .filter(each -> each.id().equals(site))
                .map(each -> LocalDate.ofInstant(Clock.systemUTC().instant(), each.zone()))
                .findFirst()
                .orElseThrow();
    }
}
