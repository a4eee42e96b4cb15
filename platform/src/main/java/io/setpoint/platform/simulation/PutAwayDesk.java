package io.setpoint.platform.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** From the dock into the bins of one warehouse, by its route: at once, put away by task, or only after a quality check. */
final class PutAwayDesk {
    private static final int STRAIGHT_INTO_STORAGE = 1;
    private static final int WITHOUT_CHECK = 2;
    private static final BigDecimal TWENTY = BigDecimal.valueOf(20);

    private enum Verdict {
        PART_FAILS(1),
        PASSES(14);

        private final int weight;

        Verdict(int weight) {
            this.weight = weight;
        }
    }

    private final Crew crew;
    private final World.Site site;
    private final Agenda agenda;
    private final Random random;
    private final Tempo tempo;
    private final Fulfilment fulfilment;
    private final Deck<Verdict> verdicts = new Deck<>(List.of(Verdict.values()), verdict -> verdict.weight);
    private final Map<String, World.Item> bySku = new HashMap<>();

    PutAwayDesk(Crew crew, World.Site site, Agenda agenda, Random random, Tempo tempo, Fulfilment fulfilment) {
        this.crew = crew;
        this.site = site;
        this.agenda = agenda;
        this.random = random;
        this.tempo = tempo;
        this.fulfilment = fulfilment;
        crew.company().items().forEach(item -> bySku.put(item.sku(), item));
    }

    void open() {
        agenda.in(Duration.ofSeconds(1), "take up what stands at the dock", this::takeUp);
    }

    /** What was left at the dock when the business was closed. */
    private void takeUp() {
        Map<String, List<String>> items = new TreeMap<>();
        crew.all(crew.stockController(site), "/put-aways?site=" + site.id())
                .forEach(task -> items.computeIfAbsent(task.path("receipt").asText(), receipt -> new ArrayList<>())
                        .add(task.path("item").asText()));
        items.forEach(this::take);
    }

    /** Goods were received. */
    void take(String receipt, List<String> items) {
        switch (site.discipline().receiveSteps()) {
            case STRAIGHT_INTO_STORAGE -> allocate(items);
            case WITHOUT_CHECK ->
                agenda.in(tempo.about(random, 30), "put away", () -> putAway(receipt, read(receipt), items));
            default -> agenda.in(tempo.about(random, 30), "check quality", () -> check(receipt, items));
        }
    }

    private void allocate(List<String> items) {
        agenda.in(tempo.about(random, 5), "allocate what came in", () -> fulfilment.cameIn(items));
    }

    private JsonNode read(String receipt) {
        return crew.as(crew.stockController(site), session -> session.get("/receipts/" + receipt));
    }

    /** Of goods that fail, one piece in twenty of the first line does. */
    private void check(String receipt, List<String> items) {
        boolean fails = verdicts.draw(random) == Verdict.PART_FAILS;
        List<Map<String, Object>> lines = new ArrayList<>();
        List<JsonNode> failed = new ArrayList<>();
        for (JsonNode task : read(receipt).path("putAway")) {
            if (!task.path("state").asText().equals("TO_CHECK")) {
                continue;
            }
            BigDecimal quantity = Amounts.of(task, "quantity");
            Map<String, Object> line = new HashMap<>();
            line.put("task", task.path("task").asInt());
            line.put("passed", quantity.toPlainString());
            if (fails && failed.isEmpty()) {
                line.put(
                        "passed",
                        quantity.subtract(quantity.divide(TWENTY, 0, RoundingMode.UP))
                                .toPlainString());
                line.put("note", "Rust under the wrapping");
                failed.add(task);
            }
            lines.add(line);
        }
        if (lines.isEmpty()) {
            putAway(receipt, read(receipt), items);
            return;
        }
        JsonNode checked = crew.as(
                        crew.stockController(site),
                        session -> session.post("/receipts/" + receipt + "/check", Map.of("lines", lines)))
                .body();
        agenda.in(tempo.about(random, 15), "put away", () -> putAway(receipt, checked, items));
        failed.forEach(
                task -> agenda.in(tempo.about(random, 150), "look at failed goods again", () -> lookAgain(task)));
    }

    /** Where it is directed, unless that is reserve for goods that have none. */
    private void putAway(String receipt, JsonNode details, List<String> items) {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (JsonNode task : details.path("putAway")) {
            World.Item item = bySku.get(task.path("item").asText());
            if (item == null || !task.path("state").asText().equals("OPEN")) {
                continue;
            }
            Map<String, Object> line = new HashMap<>();
            line.put("task", task.path("task").asInt());
            if (!task.hasNonNull("toBin")) {
                line.put("bin", item.binAt(site));
            } else if (!item.hasPickFace() && !task.path("toBin").asText().equals(item.binAt(site))) {
                line.put("bin", item.binAt(site));
                line.put("reason", "Its own bin is empty");
            }
            lines.add(line);
        }
        if (lines.isEmpty()) {
            return;
        }
        crew.as(
                crew.somebody(site, random),
                session -> session.post("/receipts/" + receipt + "/put-away", Map.of("lines", lines)));
        allocate(items);
    }

    /** Goods whose fault can be wiped off are given free and brought to where they belong. */
    private void lookAgain(JsonNode task) {
        World.Item item = bySku.get(task.path("item").asText());
        JsonNode holds = crew.as(
                World.APPROVERS.get(0),
                session -> session.get("/holds?state=HELD&site=" + site.id() + "&item="
                        + task.path("item").asText()));
        for (JsonNode hold : holds.path("items")) {
            if (item != null && hold.path("bin").asText().equals(World.Site.DOCK)) {
                crew.as(
                        World.APPROVERS.get(0),
                        session -> session.post(
                                "/holds/" + hold.path("hold").asText() + "/release",
                                Map.of("why", "It could be wiped off")));
                hold.path("lines").forEach(line -> bringHome(item, line));
                allocate(List.of(item.sku()));
            }
        }
    }

    private void bringHome(World.Item item, JsonNode held) {
        Map<String, Object> line = new HashMap<>();
        line.put("item", item.sku());
        line.put("fromBin", World.Site.DOCK);
        line.put("toBin", item.binAt(site));
        line.put("quantity", held.path("open").asText());
        if (item.byLot()) {
            line.put("lot", held.path("lot").asText());
        }
        crew.as(
                crew.somebody(site, random),
                session -> session.post(
                        "/stock-moves",
                        Map.of("site", site.id(), "note", "Passed at the second look", "lines", List.of(line))));
    }
}
