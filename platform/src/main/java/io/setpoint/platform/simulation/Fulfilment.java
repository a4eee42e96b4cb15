package io.setpoint.platform.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Gives goods that came in to the orders that wait for them at a site, by the company's policy and not by who asks first. */
final class Fulfilment {
    private static final String SALES = "sales";
    private static final int MOST_ITEMS = 20;

    private final Crew crew;
    private final World.Site site;
    private final Consumer<String> pick;

    /** @param pick takes an order that was given something */
    Fulfilment(Crew crew, World.Site site, Consumer<String> pick) {
        this.crew = crew;
        this.site = site;
        this.pick = pick;
    }

    void cameIn(Collection<String> items) {
        Set<String> waitedFor = new LinkedHashSet<>();
        items.stream().distinct().limit(MOST_ITEMS).forEach(item -> {
            JsonNode page = crew.as(
                    SALES, session -> session.get("/allocations?site=" + site.id() + "&item=" + item + "&limit=200"));
            for (JsonNode line : page.path("items")) {
                if (Amounts.of(line, "backordered").signum() > 0) {
                    waitedFor.add(item);
                }
            }
        });
        if (waitedFor.isEmpty()) {
            return;
        }
        JsonNode given = crew.as(
                        SALES, session -> session.post("/allocations", Map.of("site", site.id(), "items", waitedFor)))
                .body();
        Set<String> orders = new LinkedHashSet<>();
        given.path("lines").forEach(line -> orders.add(line.path("order").asText()));
        orders.forEach(pick);
    }
}
