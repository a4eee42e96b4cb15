package io.setpoint.platform.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Goods between two warehouses of a company: most arrive in time and whole. */
final class TransferDesk {
    private static final BigDecimal PLENTY = BigDecimal.valueOf(60);
    private static final int MOST_LINES = 3;
    private static final double OVER_THE_LIMIT = 1.2;

    private enum Course {
        LOST(1),
        CALLED_OFF(1),
        ONE_MISSING(2),
        LATE(3),
        ARRIVES(12);

        private final int weight;

        Course(int weight) {
            this.weight = weight;
        }
    }

    private final Crew crew;
    private final World.Site from;
    private final World.Site to;
    private final Agenda agenda;
    private final Random random;
    private final Tempo tempo;
    private final Fulfilment fulfilment;
    private final Deck<Course> courses = new Deck<>(List.of(Course.values()), course -> course.weight);

    /** @param fulfilment of the warehouse they go to */
    TransferDesk(
            Crew crew,
            World.Site from,
            World.Site to,
            Agenda agenda,
            Random random,
            Tempo tempo,
            Fulfilment fulfilment) {
        this.crew = crew;
        this.from = from;
        this.to = to;
        this.agenda = agenda;
        this.random = random;
        this.tempo = tempo;
        this.fulfilment = fulfilment;
    }

    void open() {
        agenda.in(tempo.about(random, 30), "create a transfer", this::create);
    }

    private void create() {
        agenda.in(tempo.about(random, 120), "create a transfer", this::create);
        Course course = courses.draw(random);
        String sender = crew.somebody(from, random);
        List<Map<String, Object>> lines = course == Course.LOST ? costly(sender) : plenty(sender);
        if (lines.isEmpty()) {
            return;
        }
        LocalDate today = LocalDate.ofInstant(Clock.systemUTC().instant(), to.zone());
        String transfer = crew.as(
                        sender,
                        session -> session.post(
                                "/transfers",
                                Map.of(
                                        "fromSite",
                                        from.id(),
                                        "toSite",
                                        to.id(),
                                        "expectedOn",
                                        today.plusDays(course == Course.LATE ? -1 : 1)
                                                .toString(),
                                        "lines",
                                        lines)))
                .body()
                .path("transfer")
                .asText();
        if (course == Course.CALLED_OFF) {
            agenda.in(
                    tempo.about(random, 15),
                    "call a transfer off",
                    () -> crew.as(
                            sender,
                            session -> session.post(
                                    "/transfers/" + transfer + "/cancel",
                                    Map.of("why", "They found some of their own"))));
        } else {
            agenda.in(tempo.about(random, 15), "send a transfer", () -> send(sender, transfer, course));
        }
    }

    /** A case of each of a few items of which there is plenty. */
    private List<Map<String, Object>> plenty(String sender) {
        List<World.Item> items = new ArrayList<>(crew.company().items().stream()
                .filter(item -> item.abc().equals("A") && !item.byLot())
                .toList());
        Collections.shuffle(items, random);
        return items.stream()
                .limit(MOST_LINES)
                .filter(item -> available(sender, item).compareTo(PLENTY) > 0)
                .map(item -> line(item, item.caseSize()))
                .toList();
    }

    /** More of one item than one person may write off alone. */
    private List<Map<String, Object>> costly(String sender) {
        for (World.Item item : crew.company().items()) {
            int pieces = BigDecimal.valueOf(OVER_THE_LIMIT)
                    .multiply(to.limit())
                    .divide(item.cost(), 0, RoundingMode.UP)
                    .intValueExact();
            if (item.abc().equals("A")
                    && !item.byLot()
                    && pieces < PLENTY.intValueExact()
                    && available(sender, item).compareTo(PLENTY) > 0) {
                return List.of(line(item, pieces));
            }
        }
        return List.of();
    }

    private BigDecimal available(String sender, World.Item item) {
        return Amounts.of(
                crew.as(sender, session -> session.get("/stock?site=" + from.id() + "&item=" + item.sku()))
                        .path("items")
                        .path(0),
                "available");
    }

    private Map<String, Object> line(World.Item item, int pieces) {
        return Map.of("item", item.sku(), "bin", item.binAt(from), "quantity", Integer.toString(pieces));
    }

    private void send(String sender, String transfer, Course course) {
        JsonNode sent = crew.as(sender, session -> session.post("/transfers/" + transfer + "/send"))
                .body();
        agenda.in(
                tempo.about(random, course == Course.LATE ? 600 : 60),
                "receive a transfer",
                () -> receive(transfer, sent.path("lines"), course));
    }

    private void receive(String transfer, JsonNode sent, Course course) {
        List<Map<String, Object>> lines = new ArrayList<>();
        List<String> items = new ArrayList<>();
        BigDecimal missing = BigDecimal.ZERO;
        for (JsonNode line : sent) {
            BigDecimal due = Amounts.of(line, "sent");
            boolean first = lines.isEmpty();
            BigDecimal gone = !first
                    ? BigDecimal.ZERO
                    : switch (course) {
                        case LOST -> due;
                        case ONE_MISSING -> BigDecimal.ONE;
                        default -> BigDecimal.ZERO;
                    };
            String bin = crew.company().items().stream()
                    .filter(item -> item.sku().equals(line.path("item").asText()))
                    .map(item -> item.binAt(to))
                    .findFirst()
                    .orElseThrow();
            Map<String, Object> received = new HashMap<>(Map.of(
                    "lineNo", line.path("lineNo").asInt(),
                    "bin", bin,
                    "received", due.subtract(gone).toPlainString()));
            if (gone.signum() > 0) {
                received.put("difference", "MISSING");
                missing = gone;
            }
            lines.add(received);
            items.add(line.path("item").asText());
        }
        crew.as(
                crew.somebody(to, random),
                session -> session.post("/transfers/" + transfer + "/receive", Map.of("lines", lines)));
        agenda.in(tempo.about(random, 5), "allocate what came in", () -> fulfilment.cameIn(items));
        if (missing.signum() > 0) {
            String quantity = missing.toPlainString();
            agenda.in(tempo.about(random, 30), "write off what is lost", () -> writeOff(transfer, quantity, true));
        }
    }

    private void writeOff(String transfer, String quantity, boolean firstTime) {
        JsonNode proposed = crew.as(
                        crew.stockController(to),
                        session -> session.post(
                                "/transfers/" + transfer + "/lines/1/write-offs",
                                Map.of("quantity", quantity, "reason", "MISSING", "why", "Searched both docks")))
                .body();
        if (!proposed.path("state").asText().equals("PROPOSED")) {
            return;
        }
        String path = "/transfer-write-offs/" + proposed.path("writeOff").asText();
        agenda.in(tempo.about(random, 20), "decide a write-off", () -> {
            if (firstTime) {
                crew.as(
                        World.APPROVERS.get(0),
                        session -> session.post(path + "/reject", Map.of("why", "Ask the carrier first")));
                agenda.in(tempo.about(random, 60), "write off what is lost", () -> writeOff(transfer, quantity, false));
            } else {
                crew.as(World.APPROVERS.get(1), session -> session.post(path + "/approve"));
            }
        });
    }
}
