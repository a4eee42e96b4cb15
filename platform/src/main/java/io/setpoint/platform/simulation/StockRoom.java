package io.setpoint.platform.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.setpoint.platform.client.ErpRefusal;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/** Counts and adjustments of one warehouse, in its own manner. */
final class StockRoom {
    /** Most of the limit a usual adjustment is worth. */
    private static final double EVERYDAY_SHARE = 0.03;

    private final Crew crew;
    private final World.Site site;
    private final Agenda agenda;
    private final Random random;
    private final LabelFile labels;
    private final Weighted<World.Item> items;
    private final List<String> people;
    private final String controller;
    private int schemes;

    StockRoom(Crew crew, World.Site site, Agenda agenda, Random random, LabelFile labels) {
        this.crew = crew;
        this.site = site;
        this.agenda = agenda;
        this.random = random;
        this.labels = labels;
        this.items = new Weighted<>(
                crew.company().items().stream().filter(item -> !item.byLot()).toList(),
                item -> Math.sqrt(item.popularity()));
        this.people = crew.warehouse(site);
        this.controller = crew.stockController(site);
    }

    void open() {
        agenda.in(about(25), "count", this::count);
        agenda.in(about(15), "adjust", this::adjust);
    }

    private Duration about(int seconds) {
        return LiveBusiness.about(random, Duration.ofSeconds(seconds));
    }

    private String somebody() {
        return Crew.oneOf(people, random);
    }

    private void count() {
        boolean skips = site.discipline() == World.Discipline.SKIPS_CHECKS;
        agenda.in(about(skips ? 240 : 80), "count", this::count);
        JsonNode sheet = random.nextInt(3) == 0 ? somewhere() : planned();
        String id = sheet.path("count").asText();
        String counter = people.get(0);
        String second = people.get(1);
        for (JsonNode line : sheet.path("lines")) {
            agenda.in(about(6), "count a line", () -> countLine(id, line, counter, second));
        }
        agenda.in(
                Duration.ofSeconds(25),
                "complete a count",
                () -> crew.as(controller, session -> session.post("/counts/" + id + "/complete")));
    }

    /** The bin that the site's count plan names first. */
    private JsonNode planned() {
        try {
            return crew.as(
                            controller,
                            session -> session.post("/count-plan/start", Map.of("site", site.id(), "bins", 1)))
                    .body();
        } catch (ErpRefusal refusal) {
            if (!refusal.code().equals("nothing-to-do")) {
                throw refusal;
            }
            return somewhere();
        }
    }

    /** Where somebody passes by. */
    private JsonNode somewhere() {
        Set<World.Item> chosen = new HashSet<>();
        while (chosen.size() < 4) {
            chosen.add(items.draw(random));
        }
        List<Map<String, String>> lines = new ArrayList<>();
        chosen.forEach(item -> lines.add(Map.of("item", item.sku(), "bin", item.binAt(site))));
        return crew.as(
                        controller,
                        session -> session.post(
                                "/counts",
                                Map.of(
                                        "site",
                                        site.id(),
                                        "countType",
                                        random.nextInt(2) == 0 ? "OPPORTUNISTIC" : "PLANNED",
                                        "lines",
                                        lines)))
                .body();
    }

    private void countLine(String count, JsonNode line, String counter, String second) {
        BigDecimal book = book(line);
        BigDecimal counted = book.add(BigDecimal.valueOf(variance())).max(BigDecimal.ZERO);
        String path = "/counts/" + count + "/lines/" + line.path("lineNo").asInt();
        String status = crew.as(counter, session -> session.post(path, Map.of("counted", counted.toPlainString())))
                .body()
                .path("status")
                .asText();
        if (status.equals("RECOUNT_BY_ANOTHER_PERSON")) {
            BigDecimal again = random.nextInt(3) == 0 ? book : counted;
            agenda.in(
                    Duration.ofSeconds(6),
                    "recount a line",
                    () -> crew.as(second, session -> session.post(path, Map.of("counted", again.toPlainString()))));
        }
    }

    private long variance() {
        double chance = switch (site.discipline()) {
            case POSTS_AT_ONCE -> 0.10;
            case STAGES_FOR_HOURS -> 0.15;
            case SKIPS_CHECKS -> 0.28;
        };
        return random.nextDouble() < chance ? Math.round(random.nextGaussian() * 3) : 0;
    }

    private BigDecimal book(JsonNode line) {
        String item = line.path("item").asText();
        String bin = line.path("bin").asText();
        if (line.hasNonNull("lot")) {
            return crew.as(
                    controller,
                    session ->
                            Lots.standing(session, site, item, line.path("lot").asText(), bin));
        }
        JsonNode page = crew.as(controller, session -> session.get("/stock?site=" + site.id() + "&item=" + item));
        for (JsonNode inBin : page.path("items").path(0).path("bins")) {
            if (inBin.path("bin").asText().equals(bin)) {
                return new BigDecimal(inBin.path("onHand").asText("0"));
            }
        }
        return BigDecimal.ZERO;
    }

    private void adjust() {
        agenda.in(about(90), "adjust", this::adjust);
        double kind = random.nextDouble();
        if (kind < 0.03) {
            scheme();
        } else if (kind < 0.11) {
            World.Item item = items.draw(random);
            int quantity = (int) Math.ceil(site.limit().doubleValue()
                    * (1.1 + random.nextDouble())
                    / item.cost().doubleValue());
            // a controller's: else the daily limit of the one who found it would stop all his small ones after it
            propose(controller, item, -quantity, "DAMAGE", "Forklift hit the rack", true, "", id -> {});
        } else if (kind < 0.60) {
            small(-1 - random.nextInt(4), "DAMAGE", "Packaging crushed", random.nextInt(5) > 0);
        } else if (kind < 0.75) {
            small(
                    (random.nextBoolean() ? 1 : -1) * (1 + random.nextInt(8)),
                    "RECEIPT_FIX",
                    "Delivery note misread",
                    false);
        } else if (kind < 0.90) {
            small(-1 - random.nextInt(6), "EXPIRY", "Past date", false);
        } else {
            small(1 + random.nextInt(3), "FOUND", "", false);
        }
    }

    /**
     * Of everyday size. A working day takes minutes here, so what counts towards the limit of a day must be so small that
     * a demo of hours does not reach it.
     */
    private void small(int most, String reason, String note, boolean photo) {
        World.Item item = items.draw(random);
        double worth = site.limit().doubleValue() * EVERYDAY_SHARE;
        while (item.cost().doubleValue() > worth) {
            item = items.draw(random);
        }
        int pieces =
                (int) Math.min(Math.abs(most), Math.floor(worth / item.cost().doubleValue()));
        propose(somebody(), item, Integer.signum(most) * pieces, reason, note, photo, "", id -> {});
    }

    /** A dishonest one; the labels know it. */
    private void scheme() {
        schemes++;
        String name = "LIVE-" + site.id() + "-" + Clock.systemUTC().millis() + "-" + schemes;
        String person = somebody();
        World.Item item = items.draw(random);
        double cost = item.cost().doubleValue();
        double limit = site.limit().doubleValue();
        switch (random.nextInt(4)) {
            case 0 ->
                propose(
                        person,
                        item,
                        -(int) Math.max(1, Math.floor(limit * 0.97 / cost)),
                        "DAMAGE",
                        "",
                        false,
                        "",
                        id -> label(id, SuspiciousPattern.JUST_UNDER_LIMIT, name));
            case 1 ->
                propose(
                        person,
                        item,
                        -10 * (1 + random.nextInt(4)),
                        "COUNT",
                        "",
                        false,
                        "",
                        id -> label(id, SuspiciousPattern.ROUND_WITHOUT_COUNT, name));
            case 2 -> {
                int each = (int) Math.max(1, Math.floor(limit * 0.4 / cost));
                for (int i = 0; i < 3; i++) {
                    agenda.in(
                            Duration.ofSeconds(1 + 20L * i),
                            "adjust",
                            () -> propose(
                                    person,
                                    item,
                                    -each,
                                    "DAMAGE",
                                    "",
                                    false,
                                    "",
                                    id -> label(id, SuspiciousPattern.SPLIT, name)));
                }
            }
            default -> {
                int quantity = 3 + random.nextInt(6);
                propose(person, item, -quantity, "DAMAGE", "", false, "", first -> {
                    label(first, SuspiciousPattern.ADJUST_AND_REVERSE, name);
                    agenda.in(
                            about(120),
                            "adjust",
                            () -> propose(
                                    person,
                                    item,
                                    quantity,
                                    "CORRECTION",
                                    "",
                                    false,
                                    first,
                                    id -> label(id, SuspiciousPattern.ADJUST_AND_REVERSE, name)));
                });
            }
        }
    }

    private void label(String adjustment, SuspiciousPattern pattern, String scheme) {
        labels.add(new Label("adjustment", adjustment, pattern.name(), scheme, true));
    }

    private void propose(
            String person,
            World.Item item,
            int quantity,
            String reason,
            String note,
            boolean photo,
            String reversalOf,
            Consumer<String> then) {
        Map<String, Object> body = new HashMap<>();
        body.put("site", site.id());
        body.put("item", item.sku());
        body.put("bin", item.binAt(site));
        body.put("quantity", Integer.toString(quantity));
        body.put("reason", reason);
        body.put("photo", photo);
        if (!note.isEmpty()) {
            body.put("note", note);
        }
        if (!reversalOf.isEmpty()) {
            body.put("reversalOf", reversalOf);
        }
        then.accept(crew.as(person, session -> session.post("/adjustments", body))
                .body()
                .path("adjustment")
                .asText());
    }
}
