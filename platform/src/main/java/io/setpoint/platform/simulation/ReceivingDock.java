package io.setpoint.platform.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries of one warehouse, received as it is used to: at once; hours after they arrived; or without a look at the
 * advance notice and at what is in the boxes.
 */
final class ReceivingDock {
    private static final BigDecimal TWENTY = BigDecimal.valueOf(20);

    private enum Finding {
        AS_ORDERED(40),
        SHORT(3),
        DAMAGED(2),
        OVER(1),
        WRONG_ITEM(1);

        private final int weight;

        Finding(int weight) {
            this.weight = weight;
        }
    }

    private final Crew crew;
    private final World.Site site;
    private final Agenda agenda;
    private final Random random;
    private final Tempo tempo;
    private final PutAwayDesk putAway;
    private final Deck<Finding> findings = new Deck<>(List.of(Finding.values()), finding -> finding.weight);
    private final Map<String, World.Item> bySku = new HashMap<>();

    ReceivingDock(Crew crew, World.Site site, Agenda agenda, Random random, Tempo tempo, PutAwayDesk putAway) {
        this.crew = crew;
        this.site = site;
        this.agenda = agenda;
        this.random = random;
        this.tempo = tempo;
        this.putAway = putAway;
        crew.company().items().forEach(item -> bySku.put(item.sku(), item));
    }

    /**
     * A supplier's truck is on its way.
     *
     * @param notice its advance shipment notice, null if none was sent
     * @param received hears of the items once nothing of the order is on its way any more
     */
    void expect(String order, @Nullable String notice, Consumer<List<String>> received) {
        agenda.in(tempo.about(random, 40), "arrive at the dock", () -> arrive(order, notice, received));
    }

    private void arrive(String order, @Nullable String notice, Consumer<List<String>> received) {
        Instant arrived = Clock.systemUTC().instant();
        int wait = site.discipline() == World.Discipline.STAGES_FOR_HOURS ? 150 : 8;
        agenda.in(tempo.about(random, wait), "receive", () -> receive(order, notice, arrived, received));
    }

    private void receive(String order, @Nullable String notice, Instant arrived, Consumer<List<String>> received) {
        String person = crew.somebody(site, random);
        JsonNode view = crew.as(person, session -> session.get("/purchase-orders/" + order));
        boolean checks = site.discipline() != World.Discipline.SKIPS_CHECKS;
        Finding finding = checks ? findings.draw(random) : Finding.AS_ORDERED;
        List<Map<String, Object>> lines = new ArrayList<>();
        List<Map<String, Object>> discrepancies = new ArrayList<>();
        List<String> items = new ArrayList<>();
        for (JsonNode line : view.path("lines")) {
            BigDecimal open = Amounts.of(line, "quantity").subtract(Amounts.of(line, "received"));
            World.Item item = bySku.get(line.path("item").asText());
            if (item == null
                    || open.signum() <= 0
                    || Amounts.of(line, "cancelled").signum() > 0) {
                continue;
            }
            BigDecimal accepted =
                    open.add(lines.isEmpty() ? difference(finding, line, open, discrepancies) : BigDecimal.ZERO);
            lines.add(Lots.arriving(
                    item,
                    Map.of(
                            "item", item.sku(),
                            "bin", item.arrivesAt(site),
                            "quantity", accepted.toPlainString(),
                            "purchaseLine", line.path("lineNo").asInt()),
                    order,
                    LocalDate.ofInstant(arrived, site.zone())));
            items.add(item.sku());
        }
        if (lines.isEmpty()) {
            received.accept(items);
            return;
        }
        Map<String, Object> receipt = new HashMap<>();
        receipt.put("site", site.id());
        receipt.put("purchaseOrder", order);
        receipt.put("dockArrivedAt", docked(view, arrived).toString());
        receipt.put("lines", lines);
        receipt.put("discrepancies", discrepancies);
        if (checks && notice != null) {
            receipt.put("asn", notice);
        }
        putAway.take(
                crew.as(person, session -> session.post("/receipts", receipt))
                        .body()
                        .path("receipt")
                        .asText(),
                items);
        if (finding == Finding.AS_ORDERED || finding == Finding.OVER) {
            received.accept(items);
        } else {
            agenda.in(tempo.about(random, 120), "deliver the rest", () -> arrive(order, null, received));
        }
    }

    /** What the first line brought more or less than ordered; notes it as the person at the dock does. */
    private BigDecimal difference(
            Finding finding, JsonNode line, BigDecimal open, List<Map<String, Object>> discrepancies) {
        BigDecimal part = open.divide(TWENTY, 0, RoundingMode.DOWN);
        if (finding == Finding.AS_ORDERED || part.signum() == 0) {
            return BigDecimal.ZERO;
        }
        Map<String, Object> discrepancy = new HashMap<>();
        discrepancy.put("purchaseLine", line.path("lineNo").asInt());
        discrepancy.put("kind", finding.name());
        discrepancy.put("quantity", part.toPlainString());
        discrepancy.put("reason", finding == Finding.DAMAGED ? "Crushed in transport" : "Counted at the dock");
        discrepancy.put("photo", finding == Finding.DAMAGED);
        if (finding == Finding.WRONG_ITEM) {
            discrepancy.put("item", another(line.path("item").asText()));
        }
        discrepancies.add(discrepancy);
        return finding == Finding.OVER ? part : part.negate();
    }

    private String another(String sku) {
        return crew.company().items().stream()
                .map(World.Item::sku)
                .filter(other -> !other.equals(sku))
                .findFirst()
                .orElseThrow();
    }

    /** Hours before the posting where receipts are staged, though never before the order was sent. */
    private Instant docked(JsonNode order, Instant arrived) {
        if (site.discipline() != World.Discipline.STAGES_FOR_HOURS) {
            return arrived;
        }
        Instant hoursAgo = arrived.minus(Duration.ofMinutes(150L + random.nextInt(300)));
        Instant sent = Instant.parse(order.path("firstReleasedAt").asText());
        return hoursAgo.isBefore(sent) ? sent : hoursAgo;
    }
}
