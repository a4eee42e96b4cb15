package io.setpoint.platform.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Goods on their way from bin to bin of one warehouse: from reserve to the pick faces, and aside and back again. */
final class BinDesk {
    private static final int FACES_AT_A_TIME = 3;

    private final Crew crew;
    private final World.Site site;
    private final Agenda agenda;
    private final Random random;
    private final Tempo tempo;
    private final List<World.Item> fast;

    BinDesk(Crew crew, World.Site site, Agenda agenda, Random random, Tempo tempo) {
        this.crew = crew;
        this.site = site;
        this.agenda = agenda;
        this.random = random;
        this.tempo = tempo;
        this.fast =
                crew.company().items().stream().filter(World.Item::hasPickFace).toList();
    }

    void open() {
        agenda.in(tempo.about(random, 60), "move aside", this::moveAside);
        if (site.putsAway()) {
            agenda.in(tempo.about(random, 60), "look at the pick faces", this::lookAtFaces);
        }
    }

    /** A case stands in the way and is brought back later. */
    private void moveAside() {
        agenda.in(tempo.about(random, 240), "move aside", this::moveAside);
        World.Item item = fast.get(random.nextInt(fast.size()));
        move(item, item.binAt(site), World.Site.OVERFLOW, "Room for a repair of the rack");
        agenda.in(
                tempo.about(random, 120),
                "move back",
                () -> move(item, World.Site.OVERFLOW, item.binAt(site), "The rack is repaired"));
    }

    private void move(World.Item item, String from, String to, String note) {
        crew.as(
                crew.somebody(site, random),
                session -> session.post(
                        "/stock-moves",
                        Map.of(
                                "site",
                                site.id(),
                                "note",
                                note,
                                "lines",
                                List.of(Map.of(
                                        "item",
                                        item.sku(),
                                        "fromBin",
                                        from,
                                        "toBin",
                                        to,
                                        "quantity",
                                        Integer.toString(item.caseSize()))))));
    }

    private void lookAtFaces() {
        agenda.in(tempo.about(random, 60), "look at the pick faces", this::lookAtFaces);
        String person = crew.somebody(site, random);
        JsonNode tasks = crew.as(
                person, session -> session.get("/pick-faces/tasks?site=" + site.id() + "&limit=" + FACES_AT_A_TIME));
        for (JsonNode task : tasks.path("items")) {
            agenda.in(tempo.about(random, 10), "replenish a pick face", () -> replenish(person, task));
        }
    }

    private void replenish(String person, JsonNode task) {
        Map<String, Object> body = new HashMap<>();
        body.put("site", site.id());
        for (String field : List.of("item", "pickFace", "fromBin", "quantity")) {
            body.put(field, task.path(field).asText());
        }
        crew.as(person, session -> session.post("/pick-faces/replenish", body));
    }
}
