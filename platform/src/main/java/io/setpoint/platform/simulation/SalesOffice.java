package io.setpoint.platform.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** Quotes, prices below the list, and goods that go to another order, for the customers of one warehouse. */
final class SalesOffice {
    private static final String SALES = "sales";
    private static final int MOST_WAITING = 200;

    private enum Answer {
        ACCEPTED(3),
        DECLINED(2);

        private final int weight;

        Answer(int weight) {
            this.weight = weight;
        }
    }

    private enum Discount {
        /** What a sales manager may allow. */
        SMALL("0.92", 12),
        /** What only pricing may allow. */
        LARGE("0.80", 2),
        REFUSED("0.70", 2);

        private final String share;
        private final int weight;

        Discount(String share, int weight) {
            this.share = share;
            this.weight = weight;
        }
    }

    private final Crew crew;
    private final World.Site site;
    private final Agenda agenda;
    private final Random random;
    private final Tempo tempo;
    private final Consumer<String> release;
    private final Weighted<World.Item> items;
    private final Weighted<World.Customer> customers;
    private final Deck<Answer> answers = new Deck<>(List.of(Answer.values()), answer -> answer.weight);
    private final Deck<Discount> discounts = new Deck<>(List.of(Discount.values()), discount -> discount.weight);

    /** @param release takes an order that came about here */
    SalesOffice(Crew crew, World.Site site, Agenda agenda, Random random, Tempo tempo, Consumer<String> release) {
        this.crew = crew;
        this.site = site;
        this.agenda = agenda;
        this.random = random;
        this.tempo = tempo;
        this.release = release;
        this.items = new Weighted<>(crew.company().items(), World.Item::popularity);
        this.customers = new Weighted<>(crew.company().customers(), World.Customer::popularity);
    }

    void open() {
        agenda.in(tempo.about(random, 20), "quote", this::quote);
        agenda.in(tempo.about(random, 35), "ask for another price", this::askForPrice);
        agenda.in(tempo.about(random, 90), "give to another order", this::reallocate);
    }

    private Map<String, Object> demand(World.Customer customer) {
        Map<String, Object> demand = new HashMap<>();
        demand.put("customer", customer.id());
        demand.put("site", site.id());
        demand.put("channel", "DESK");
        demand.put("shippingMode", ShippingMode.STANDARD.name());
        demand.put(
                "requestedDate",
                LocalDate.ofInstant(Clock.systemUTC().instant(), site.zone())
                        .plusDays(2)
                        .toString());
        return demand;
    }

    private void quote() {
        agenda.in(tempo.about(random, 90), "quote", this::quote);
        World.Item item = items.draw(random);
        Map<String, Object> offer = demand(customers.draw(random));
        offer.put(
                "validUntil",
                Clock.systemUTC().instant().plus(Duration.ofDays(14)).toString());
        offer.put("lines", List.of(Map.of("item", item.sku(), "quantity", Integer.toString(2 + random.nextInt(8)))));
        String path = "/quotes/"
                + crew.as(SALES, session -> session.post("/quotes", offer))
                        .body()
                        .path("quote")
                        .asText();
        agenda.in(tempo.about(random, 10), "send a quote", () -> {
            crew.as(SALES, session -> session.post(path + "/send"));
            agenda.in(tempo.about(random, 60), "answer a quote", () -> answer(path));
        });
    }

    private void answer(String path) {
        if (answers.draw(random) == Answer.DECLINED) {
            crew.as(SALES, session -> session.post(path + "/decline", Map.of("why", "Bought it elsewhere")));
        } else {
            release.accept(crew.as(SALES, session -> session.post(path + "/accept"))
                    .body()
                    .path("order")
                    .asText());
        }
    }

    private void askForPrice() {
        agenda.in(tempo.about(random, 150), "ask for another price", this::askForPrice);
        Discount discount = discounts.draw(random);
        World.Customer customer = customers.draw(random);
        World.Item item = items.draw(random);
        String quantity = Integer.toString(5 + random.nextInt(10));
        BigDecimal list = listPrice(customer, item, quantity);
        String price = World.share(list, discount.share).toPlainString();
        String id = crew.as(
                        SALES,
                        session -> session.post(
                                "/price-overrides",
                                Map.of(
                                        "site",
                                        site.id(),
                                        "customer",
                                        customer.id(),
                                        "item",
                                        item.sku(),
                                        "quantity",
                                        quantity,
                                        "unitPrice",
                                        price,
                                        "why",
                                        "A competitor offers less")))
                .body()
                .path("priceOverride")
                .asText();
        agenda.in(tempo.about(random, 20), "decide another price", () -> {
            if (discount == Discount.REFUSED) {
                crew.as(
                        "salesmanager",
                        session -> session.post(
                                "/price-overrides/" + id + "/reject", Map.of("why", "Below what it costs us")));
                return;
            }
            crew.as(
                    discount == Discount.SMALL ? "salesmanager" : "pricing",
                    session -> session.post("/price-overrides/" + id + "/approve"));
            Map<String, Object> order = demand(customer);
            order.put(
                    "lines",
                    List.of(Map.of("item", item.sku(), "quantity", quantity, "unitPrice", price, "priceOverride", id)));
            release.accept(crew.as(SALES, session -> session.post("/orders", order))
                    .body()
                    .path("order")
                    .asText());
        });
    }

    private BigDecimal listPrice(World.Customer customer, World.Item item, String quantity) {
        JsonNode price = crew.as(
                SALES,
                session -> session.get(
                        "/prices?customer=" + customer.id() + "&item=" + item.sku() + "&quantity=" + quantity));
        return new BigDecimal(price.path("unitPrice").asText());
    }

    /** What one order holds goes to another that waits for the same item. */
    private void reallocate() {
        agenda.in(tempo.about(random, 600), "give to another order", this::reallocate);
        Map<String, JsonNode> holding = new HashMap<>();
        List<JsonNode> lines = crew.all(SALES, "/allocations?site=" + site.id()).stream()
                .limit(MOST_WAITING)
                .toList();
        for (JsonNode line : lines) {
            if (Amounts.of(line, "reserved")
                            .subtract(Amounts.of(line, "picked"))
                            .compareTo(BigDecimal.ONE)
                    >= 0) {
                holding.put(line.path("item").asText(), line);
            }
        }
        for (JsonNode waiting : lines) {
            JsonNode holder = holding.get(waiting.path("item").asText());
            if (holder != null && Amounts.of(waiting, "backordered").signum() > 0 && !holder.equals(waiting)) {
                crew.as(
                        SALES,
                        session -> session.post(
                                "/allocations/reallocations",
                                Map.of(
                                        "order", holder.path("order").asText(),
                                        "lineNo", holder.path("lineNo").asInt(),
                                        "toOrder", waiting.path("order").asText(),
                                        "toLineNo", waiting.path("lineNo").asInt(),
                                        "quantity", "1",
                                        "why", "Their machine stands still")));
                return;
            }
        }
    }
}
