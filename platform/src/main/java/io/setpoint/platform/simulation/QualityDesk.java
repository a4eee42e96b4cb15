package io.setpoint.platform.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Goods of one warehouse that are kept back for a look, by the bin or by the lot, and let go again by another person. */
final class QualityDesk {
    private static final List<String> REASONS = List.of("QUALITY", "DAMAGE", "INVESTIGATION");

    private final Crew crew;
    private final World.Site site;
    private final Agenda agenda;
    private final Random random;
    private final Tempo tempo;
    private final Fulfilment fulfilment;
    private final List<World.Item> byPiece;
    private final List<World.Item> byLot;

    QualityDesk(Crew crew, World.Site site, Agenda agenda, Random random, Tempo tempo, Fulfilment fulfilment) {
        this.crew = crew;
        this.site = site;
        this.agenda = agenda;
        this.random = random;
        this.tempo = tempo;
        this.fulfilment = fulfilment;
        this.byPiece =
                crew.company().items().stream().filter(item -> !item.byLot()).toList();
        this.byLot = crew.company().items().stream().filter(World.Item::byLot).toList();
    }

    void open() {
        agenda.in(tempo.about(random, 50), "hold stock", this::hold);
        agenda.in(tempo.about(random, 70), "block a lot", this::block);
    }

    private void hold() {
        agenda.in(tempo.about(random, 300), "hold stock", this::hold);
        World.Item item = byPiece.get(random.nextInt(byPiece.size()));
        String hold = crew.as(
                        crew.somebody(site, random),
                        session -> session.post(
                                "/holds",
                                Map.of(
                                        "site",
                                        site.id(),
                                        "bin",
                                        item.binAt(site),
                                        "item",
                                        item.sku(),
                                        "quantity",
                                        "1",
                                        "reason",
                                        Crew.oneOf(REASONS, random))))
                .body()
                .path("hold")
                .asText();
        agenda.in(tempo.about(random, 120), "release a hold", () -> {
            crew.as(
                    crew.stockController(site),
                    session -> session.post("/holds/" + hold + "/release", Map.of("why", "Looked at, nothing found")));
            fulfilment.cameIn(List.of(item.sku()));
        });
    }

    private void block() {
        agenda.in(tempo.about(random, 900), "block a lot", this::block);
        World.Item item = byLot.get(random.nextInt(byLot.size()));
        JsonNode lots = crew.as(
                World.APPROVERS.get(0), session -> session.get("/lots?item=" + item.sku() + "&state=OPEN&limit=200"));
        JsonNode lot = lots.path("items").path(lots.path("items").size() - 1).path("lot");
        if (lot.isMissingNode()) {
            return;
        }
        decide(World.APPROVERS.get(0), "block", item, lot.asText(), "A customer found water in a can");
        agenda.in(
                tempo.about(random, 120),
                "unblock a lot",
                () -> decide(World.APPROVERS.get(1), "unblock", item, lot.asText(), "The laboratory found none"));
    }

    private void decide(String person, String verb, World.Item item, String lot, String why) {
        crew.as(person, session -> session.post("/lots/" + verb, Map.of("item", item.sku(), "lot", lot, "why", why)));
    }
}
