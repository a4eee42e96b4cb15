package io.setpoint.platform.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.setpoint.platform.client.ErpRefusal;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Orders of one warehouse that are picked together in one walk, but for those that cannot wait for one. */
final class WaveDesk {
    private static final int MOST_LINES = 40;
    /** As often as somebody who picks order by order finds less than the book has. */
    private static final int ONE_SHORT_IN = 80;

    private static final String SHORT = "Bin held less than the book";

    private enum Course {
        CALLED_OFF(1),
        WALKED(12);

        private final int weight;

        Course(int weight) {
            this.weight = weight;
        }
    }

    private final Crew crew;
    private final World.Site site;
    private final Agenda agenda;
    private final Random random;
    private final Tempo tempo;
    private final OrderDesk orders;
    private final Deck<Course> courses = new Deck<>(List.of(Course.values()), course -> course.weight);
    private final Weighted<ShippingMode> modes = new Weighted<>(
            List.of(ShippingMode.STANDARD, ShippingMode.ECONOMY), mode -> mode == ShippingMode.STANDARD ? 3 : 1);

    WaveDesk(Crew crew, World.Site site, Agenda agenda, Random random, Tempo tempo, OrderDesk orders) {
        this.crew = crew;
        this.site = site;
        this.agenda = agenda;
        this.random = random;
        this.tempo = tempo;
        this.orders = orders;
    }

    void open() {
        agenda.in(Duration.ofSeconds(1), "take up waves", this::takeUp);
        agenda.in(tempo.about(random, 60), "plan a wave", this::plan);
    }

    /** Walks what was left when the business was closed. */
    private void takeUp() {
        String picker = crew.somebody(site, random);
        for (JsonNode open : crew.all(picker, "/waves?state=OPEN&site=" + site.id())) {
            agenda.in(
                    tempo.about(random, 10),
                    "walk a wave",
                    () -> walk(crew.as(picker, session -> session.get(path(open))), picker));
        }
    }

    private void plan() {
        agenda.in(tempo.about(random, 75), "plan a wave", this::plan);
        String mode = modes.draw(random).name();
        String picker = crew.somebody(site, random);
        JsonNode wave = crew.as(
                        picker,
                        session -> session.post(
                                "/waves", Map.of("site", site.id(), "shippingMode", mode, "maxLines", MOST_LINES)))
                .body();
        switch (courses.draw(random)) {
            case CALLED_OFF ->
                agenda.in(
                        tempo.about(random, 20),
                        "call a wave off",
                        () -> crew.as(picker, session -> session.post(path(wave) + "/cancel")));
            case WALKED -> agenda.in(tempo.about(random, 10), "walk a wave", () -> walk(wave, picker));
        }
    }

    private static String path(JsonNode wave) {
        return "/waves/" + wave.path("wave").asText();
    }

    /** One stop after the other; what the last stop of an order completes goes to the packing table. */
    private void walk(JsonNode wave, String picker) {
        for (JsonNode stop : wave.path("stops")) {
            if (!stop.hasNonNull("taken")) {
                JsonNode after = confirm(wave, stop.path("stopNo").asInt(), picker);
                handOver(wave, after, picker);
                agenda.in(tempo.about(random, 2), "walk a wave", () -> walk(after, picker));
                return;
            }
        }
    }

    /** Takes what is wanted; if that cannot be taken after all, nothing. Its answer may have been lost the first time. */
    private JsonNode confirm(JsonNode wave, int stopNo, String picker) {
        BigDecimal wanted = wanted(wave, stopNo);
        boolean isShort = wanted.compareTo(BigDecimal.ONE) > 0 && random.nextInt(ONE_SHORT_IN) == 0;
        try {
            return confirm(wave, stopNo, picker, wanted, isShort ? BigDecimal.ONE : BigDecimal.ZERO);
        } catch (ErpRefusal refusal) {
            if (refusal.status() >= 500) {
                throw refusal;
            }
            JsonNode now = crew.as(picker, session -> session.get(path(wave)));
            if (stop(now, stopNo).hasNonNull("taken")) {
                return now;
            }
            BigDecimal left = wanted(now, stopNo);
            return confirm(now, stopNo, picker, left, left.compareTo(wanted) < 0 ? BigDecimal.ZERO : left);
        }
    }

    private JsonNode confirm(JsonNode wave, int stopNo, String picker, BigDecimal wanted, BigDecimal missing) {
        Map<String, Object> found = new HashMap<>();
        found.put("taken", wanted.subtract(missing).toPlainString());
        if (missing.signum() > 0) {
            found.put("shortReason", SHORT);
        }
        return crew.as(picker, session -> session.post(path(wave) + "/stops/" + stopNo + "/confirm", found))
                .body();
    }

    private static BigDecimal wanted(JsonNode wave, int stopNo) {
        return Amounts.of(stop(wave, stopNo), "required");
    }

    private static JsonNode stop(JsonNode wave, int stopNo) {
        return wave.path("stops").path(stopNo - 1);
    }

    private void handOver(JsonNode before, JsonNode after, String picker) {
        Set<String> waiting = new HashSet<>();
        before.path("orders").forEach(order -> {
            if (order.path("open").asBoolean()) {
                waiting.add(order.path("order").asText());
            }
        });
        for (JsonNode order : after.path("orders")) {
            String id = order.path("order").asText();
            if (order.path("open").asBoolean() || !waiting.contains(id)) {
                continue;
            }
            if (order.path("shipment").isTextual()) {
                JsonNode view = crew.as(picker, session -> session.get("/orders/" + id));
                orders.picked(
                        order.path("shipment").asText(),
                        picker,
                        view.path("shippingMode").asText());
            }
            if (cameShort(after, id)) {
                orders.cameShort(id);
            }
        }
    }

    private static boolean cameShort(JsonNode wave, String order) {
        for (JsonNode stop : wave.path("stops")) {
            for (JsonNode share : stop.path("shares")) {
                if (share.path("order").asText().equals(order)
                        && share.path("shortReason").isTextual()) {
                    return true;
                }
            }
        }
        return false;
    }
}
