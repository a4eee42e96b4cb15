package io.setpoint.platform.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Goods that customers of one warehouse send back, and what becomes of them. */
final class ReturnsDesk {
    private static final String SALES = "sales";
    private static final int MOST_LOOKED_AT = 12;

    private enum Course {
        CALLED_OFF("WRONG_ITEM", 1),
        /** Worth so much that another person has to agree, who first does not. */
        COSTLY_SCRAP("DAMAGED", 1),
        SUPPLIER("DEFECTIVE", 2),
        SCRAP("DAMAGED", 4),
        RESTOCK("NOT_WANTED", 10);

        private final String reason;
        private final int weight;

        Course(String reason, int weight) {
            this.reason = reason;
            this.weight = weight;
        }

        private String outcome() {
            return this == RESTOCK || this == SUPPLIER ? name() : "SCRAP";
        }
    }

    /** A line of a shipment that can come back. */
    private record Sold(String shipment, int lineNo, World.Item item, BigDecimal shipped) {
        BigDecimal worth() {
            return item.cost().multiply(shipped);
        }
    }

    private final Crew crew;
    private final World.Site site;
    private final Agenda agenda;
    private final Random random;
    private final Tempo tempo;
    private final Fulfilment fulfilment;
    private final BillingDesk billing;
    private final Deck<Course> courses = new Deck<>(List.of(Course.values()), course -> course.weight);
    private final Map<String, World.Item> bySku = new HashMap<>();

    ReturnsDesk(
            Crew crew,
            World.Site site,
            Agenda agenda,
            Random random,
            Tempo tempo,
            Fulfilment fulfilment,
            BillingDesk billing) {
        this.crew = crew;
        this.site = site;
        this.agenda = agenda;
        this.random = random;
        this.tempo = tempo;
        this.fulfilment = fulfilment;
        this.billing = billing;
        crew.company().items().forEach(item -> bySku.put(item.sku(), item));
    }

    void open() {
        agenda.in(tempo.about(random, 40), "announce a return", this::announce);
    }

    private void announce() {
        agenda.in(tempo.about(random, 180), "announce a return", this::announce);
        Course course = courses.draw(random);
        Sold sold = find(course == Course.COSTLY_SCRAP ? site.limit() : BigDecimal.ZERO);
        if (sold == null) {
            return;
        }
        BigDecimal back = course == Course.COSTLY_SCRAP ? sold.shipped() : BigDecimal.ONE;
        String id = crew.as(
                        SALES,
                        session -> session.post(
                                "/returns",
                                Map.of(
                                        "shipment",
                                        sold.shipment(),
                                        "lines",
                                        List.of(Map.of(
                                                "lineNo", sold.lineNo(),
                                                "quantity", back.toPlainString(),
                                                "reason", course.reason)))))
                .body()
                .path("returnId")
                .asText();
        if (course == Course.CALLED_OFF) {
            agenda.in(
                    tempo.about(random, 30),
                    "call a return off",
                    () -> crew.as(
                            SALES,
                            session -> session.post(
                                    "/returns/" + id + "/cancel", Map.of("why", "The customer keeps it"))));
        } else {
            agenda.in(tempo.about(random, 60), "receive a return", () -> receive(id, course, back, sold.item()));
        }
    }

    /** A line delivered lately that is worth more than this, of a large order if need be; null if none looked at is. */
    private @Nullable Sold find(BigDecimal worth) {
        List<JsonNode> orders = new ArrayList<>();
        for (String state : List.of("DELIVERED", "SHIPPED")) {
            crew.as(SALES, session -> session.get("/orders?state=" + state + "&site=" + site.id() + "&limit=100"))
                    .path("items")
                    .forEach(orders::add);
        }
        Collections.shuffle(orders, random);
        if (worth.signum() > 0) {
            orders.sort(Comparator.comparing((JsonNode order) -> Amounts.of(order, "total"))
                    .reversed());
        }
        return orders.stream()
                .filter(order -> Amounts.of(order, "total").compareTo(worth) > 0)
                .limit(MOST_LOOKED_AT)
                .map(order -> find(order.path("order").asText(), worth))
                .filter(sold -> sold != null)
                .findFirst()
                .orElse(null);
    }

    private @Nullable Sold find(String order, BigDecimal worth) {
        JsonNode chain = crew.as(SALES, session -> session.get("/orders/" + order + "/chain"));
        for (JsonNode document : chain.path("documents")) {
            if (document.path("kind").asText().equals("shipment")) {
                JsonNode shipment = crew.as(
                        SALES,
                        session ->
                                session.get("/shipments/" + document.path("id").asText()));
                for (JsonNode line : shipment.path("lines")) {
                    World.Item item = bySku.get(line.path("item").asText());
                    if (item == null || item.byLot()) {
                        continue;
                    }
                    Sold sold = new Sold(
                            shipment.path("shipment").asText(),
                            line.path("lineNo").asInt(),
                            item,
                            Amounts.of(line, "picked"));
                    if (sold.worth().compareTo(worth) > 0) {
                        return sold;
                    }
                }
            }
        }
        return null;
    }

    private void receive(String id, Course course, BigDecimal back, World.Item item) {
        crew.as(
                crew.warehouse(site).get(0),
                session -> session.post("/returns/" + id + "/receive", Map.of("bin", item.binAt(site))));
        billing.cameBack(id);
        agenda.in(tempo.about(random, 30), "dispose of a return", () -> dispose(id, course, back, item, true));
    }

    private void dispose(String id, Course course, BigDecimal back, World.Item item, boolean firstTime) {
        Map<String, Object> verdict = new HashMap<>();
        verdict.put("lineNo", 1);
        verdict.put("quantity", back.toPlainString());
        verdict.put("outcome", course.outcome());
        JsonNode dispositions = crew.as(
                        crew.warehouse(site).get(1),
                        session -> session.post("/returns/" + id + "/dispositions", verdict))
                .body()
                .path("dispositions");
        JsonNode last = dispositions.path(dispositions.size() - 1);
        String path =
                "/returns/" + id + "/dispositions/" + last.path("dispositionNo").asText();
        if (last.path("state").asText().equals("PROPOSED")) {
            agenda.in(tempo.about(random, 20), "decide a disposition", () -> {
                if (firstTime) {
                    crew.as(
                            crew.stockController(site),
                            session -> session.post(path + "/reject", Map.of("why", "Where is the photo?")));
                    agenda.in(
                            tempo.about(random, 20),
                            "dispose of a return",
                            () -> dispose(id, course, back, item, false));
                } else {
                    crew.as(crew.stockController(site), session -> session.post(path + "/approve"));
                }
            });
        } else if (course == Course.RESTOCK) {
            agenda.in(tempo.about(random, 5), "allocate what came in", () -> fulfilment.cameIn(List.of(item.sku())));
        }
    }
}
