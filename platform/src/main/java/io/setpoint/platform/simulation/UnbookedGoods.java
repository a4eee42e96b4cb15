package io.setpoint.platform.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A warehouse that carries goods aside before anybody books it, and ships them from there: while two people allow it, a
 * bin goes below zero until the move is booked.
 */
final class UnbookedGoods {
    private static final String SALES = "sales";
    private static final String PIECES = "2";
    private static final Duration ALLOWED_FOR = Duration.ofHours(8);

    private final Crew crew;
    private final World.Site site;
    private final Agenda agenda;
    private final Random random;
    private final Tempo tempo;
    private final Weighted<World.Customer> customers;
    /** Nothing else moves them aside. */
    private final List<World.Item> items;

    private Instant allowedUntil = Instant.MIN;

    UnbookedGoods(Crew crew, World.Site site, Agenda agenda, Random random, Tempo tempo) {
        this.crew = crew;
        this.site = site;
        this.agenda = agenda;
        this.random = random;
        this.tempo = tempo;
        this.customers = new Weighted<>(crew.company().customers(), World.Customer::popularity);
        this.items = crew.company().items().stream()
                .filter(item -> !item.hasPickFace() && !item.byLot())
                .toList();
    }

    void open() {
        agenda.in(tempo.about(random, 40), "ship what is not booked", this::next);
    }

    private void next() {
        agenda.in(tempo.about(random, 400), "ship what is not booked", this::next);
        Instant now = Clock.systemUTC().instant();
        if (now.isBefore(allowedUntil)) {
            place();
            return;
        }
        Instant until = now.plus(ALLOWED_FOR);
        String path = "/negative-stock/"
                + crew.as(
                                crew.stockController(site),
                                session -> session.post(
                                        "/negative-stock",
                                        Map.of(
                                                "site",
                                                site.id(),
                                                "from",
                                                now.toString(),
                                                "until",
                                                until.toString(),
                                                "why",
                                                "The aisle is rebuilt; goods are booked at the end of the shift")))
                        .body()
                        .path("negativeStock")
                        .asText();
        agenda.in(tempo.about(random, 60), "allow bins below zero", () -> {
            crew.as(World.APPROVERS.get(0), session -> session.post(path + "/approve"));
            allowedUntil = until;
            place();
        });
    }

    private void place() {
        World.Item item = items.get(random.nextInt(items.size()));
        String order = crew.as(
                        SALES,
                        session -> session.post(
                                "/orders",
                                Map.of(
                                        "customer",
                                        customers.draw(random).id(),
                                        "site",
                                        site.id(),
                                        "channel",
                                        "DESK",
                                        "shippingMode",
                                        ShippingMode.EXPRESS.name(),
                                        "requestedDate",
                                        Clock.systemUTC()
                                                .instant()
                                                .atZone(site.zone())
                                                .toLocalDate()
                                                .toString(),
                                        "lines",
                                        List.of(Map.of("item", item.sku(), "quantity", PIECES)))))
                .body()
                .path("order")
                .asText();
        agenda.in(tempo.about(random, 8), "release", () -> {
            crew.as(SALES, session -> session.post("/orders/" + order + "/release"));
            agenda.in(tempo.about(random, 20), "pick what is not booked", () -> pick(item, order));
        });
    }

    private void pick(World.Item item, String order) {
        String picker = crew.somebody(site, random);
        JsonNode line = crew.as(SALES, session -> session.get("/orders/" + order))
                .path("lines")
                .path(0);
        if (Amounts.of(line, "reserved").compareTo(Amounts.of(line, "quantity")) < 0) {
            return;
        }
        String shipment = crew.as(
                        picker,
                        session -> session.post(
                                "/orders/" + order + "/picks",
                                Map.of(
                                        "lines",
                                        List.of(Map.of("lineNo", 1, "bin", World.Site.OVERFLOW, "picked", PIECES)))))
                .body()
                .path("shipment")
                .asText();
        agenda.in(tempo.about(random, 8), "pack", () -> {
            crew.as(picker, session -> session.post("/shipments/" + shipment + "/pack", Map.of("parcels", 1)));
            crew.as(
                    picker,
                    session -> session.post(
                            "/shipments/" + shipment + "/ship", Map.of("carrier", ShippingMode.EXPRESS.carrier())));
            agenda.in(tempo.about(random, 200), "book what was carried aside", () -> book(item, picker));
        });
    }

    private void book(World.Item item, String picker) {
        crew.as(
                picker,
                session -> session.post(
                        "/stock-moves",
                        Map.of(
                                "site",
                                site.id(),
                                "note",
                                "Carried aside before it was booked",
                                "lines",
                                List.of(Map.of(
                                        "item",
                                        item.sku(),
                                        "fromBin",
                                        item.binAt(site),
                                        "toBin",
                                        World.Site.OVERFLOW,
                                        "quantity",
                                        PIECES)))));
    }
}
