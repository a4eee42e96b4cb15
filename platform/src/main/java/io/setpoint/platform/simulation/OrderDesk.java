package io.setpoint.platform.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.setpoint.platform.client.ErpRefusal;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Orders of one warehouse from entry to delivery. A day's course takes some minutes here, so that there is something to see. */
final class OrderDesk {
    private static final String SALES = "sales";
    private static final List<String> CHANNELS = List.of("DESK", "WEB", "WEB", "EDI");
    private static final Duration BACKLOG_SPREAD = Duration.ofMinutes(40);
    private static final int ALLOCATION_TRIES = 12;
    private static final int SHIPPING_TRIES = 4;

    private final Crew crew;
    private final World.Site site;
    private final Agenda agenda;
    private final Random random;
    private final Tempo tempo;
    private final double share;
    private final Weighted<World.Item> items;
    private final Weighted<World.Customer> customers;
    private final Map<String, World.Item> bySku = new HashMap<>();

    /** @param share of all orders that come to this warehouse */
    OrderDesk(Crew crew, World.Site site, Agenda agenda, Random random, Tempo tempo, double share) {
        this.crew = crew;
        this.site = site;
        this.agenda = agenda;
        this.random = random;
        this.tempo = tempo;
        this.share = share;
        this.items = new Weighted<>(crew.company().items(), World.Item::popularity);
        this.customers = new Weighted<>(crew.company().customers(), World.Customer::popularity);
        crew.company().items().forEach(item -> bySku.put(item.sku(), item));
    }

    void open() {
        agenda.in(Duration.ofSeconds(1), "look at the backlog", this::takeUpBacklog);
        agenda.in(untilNextOrder(), "place", this::place);
    }

    private Duration untilNextOrder() {
        double perMinute = Math.max(0.001, tempo.ordersPerMinute() * share);
        double minutes = -Math.log(1 - random.nextDouble()) / perMinute;
        return Duration.ofMillis((long) Math.min(60_000 * minutes, 600_000));
    }

    private Duration about(int seconds) {
        return tempo.about(random, seconds);
    }

    /** Goods come in no faster than they do, however many orders wait for them. */
    private Duration untilGoodsCame() {
        return LiveBusiness.about(random, Duration.ofSeconds(70));
    }

    private void place() {
        agenda.in(untilNextOrder(), "place", this::place);
        Map<String, Object> order = new HashMap<>();
        LocalDate today = LocalDate.ofInstant(Clock.systemUTC().instant(), site.zone());
        LocalDate requested = today.plusDays(random.nextInt(4) == 0 ? 1 + random.nextInt(6) : 0);
        order.put("customer", customers.draw(random).id());
        order.put("site", site.id());
        order.put("channel", CHANNELS.get(random.nextInt(CHANNELS.size())));
        order.put("shippingMode", mode().name());
        order.put("requestedDate", requested.toString());
        List<Map<String, Object>> lines = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        int count = 1;
        while (count < 8 && random.nextDouble() < 0.64) {
            count++;
        }
        while (lines.size() < count) {
            World.Item item = items.draw(random);
            if (taken.add(item.sku())) {
                int most = item.abc().equals("A") ? 20 : item.abc().equals("B") ? 10 : 5;
                Map<String, Object> line = new HashMap<>();
                line.put("item", item.sku());
                line.put("quantity", Integer.toString(1 + random.nextInt(most)));
                if (random.nextInt(25) == 0) {
                    // An order unit of its own.
                    line.put("requestedDate", requested.plusDays(3).toString());
                }
                lines.add(line);
            }
        }
        order.put("lines", lines);
        JsonNode placed =
                crew.as(SALES, session -> session.post("/orders", order)).body();
        String id = placed.path("order").asText();
        boolean changesMind = random.nextInt(50) == 0;
        if (changesMind) {
            agenda.in(about(4), "cancel before release", () -> cancelBeforeRelease(id, placed));
        }
        agenda.in(about(changesMind ? 12 : 8), "release", () -> release(id, ALLOCATION_TRIES));
    }

    /** Takes an order that came about elsewhere. */
    void accepted(String order) {
        agenda.in(about(8), "release", () -> release(order, ALLOCATION_TRIES));
    }

    /** Picks what an order was given. */
    void given(String order) {
        agenda.in(about(20), "pick", () -> pick(order, 0));
    }

    /** Takes what a wave picked of an order. */
    void picked(String shipment, String picker, String mode) {
        agenda.in(about(5), "pack", () -> pack(shipment, picker, mode));
    }

    /** Looks after an order of which a wave found less than it should. */
    void cameShort(String order) {
        agenda.in(untilGoodsCame(), "allocate", () -> allocate(order, ALLOCATION_TRIES));
    }

    private ShippingMode mode() {
        double draw = random.nextDouble();
        return draw < 0.16 ? ShippingMode.EXPRESS : draw < 0.80 ? ShippingMode.STANDARD : ShippingMode.ECONOMY;
    }

    private void cancelBeforeRelease(String order, JsonNode placed) {
        JsonNode line = placed.path("lines").path(0);
        BigDecimal quantity = new BigDecimal(line.path("quantity").asText("0"));
        if (random.nextInt(4) == 0 || quantity.compareTo(BigDecimal.ONE) <= 0) {
            crew.as(
                    SALES,
                    session -> session.post(
                            "/orders/" + order + "/cancel",
                            Map.of("reason", "CUSTOMER_CANCELLED", "why", "Ordered twice")));
        } else {
            crew.as(
                    SALES,
                    session -> session.post(
                            "/orders/" + order + "/lines/" + line.path("lineNo").asInt() + "/cancel",
                            Map.of("quantity", "1", "reason", "CUSTOMER_CHANGED")));
        }
    }

    /** An order that leaves as a whole only waits until it can. */
    private void release(String order, int triesLeft) {
        try {
            crew.as(SALES, session -> session.post("/orders/" + order + "/release"));
        } catch (ErpRefusal refusal) {
            if (refusal.code().equals("not-complete") && triesLeft > 0) {
                agenda.in(untilGoodsCame(), "release", () -> release(order, triesLeft - 1));
            }
            throw refusal;
        }
        agenda.in(about(20), "pick", () -> pick(order, ALLOCATION_TRIES));
    }

    /** Picks what is reserved and does not go into a wave; what is not reserved waits until goods have come in. */
    private void pick(String order, int triesLeft) {
        JsonNode view = crew.as(SALES, session -> session.get("/orders/" + order));
        String mode = view.path("shippingMode").asText();
        boolean inWave = site.picksInWaves() && !mode.equals(ShippingMode.EXPRESS.name());
        String picker = crew.somebody(site, random);
        List<Map<String, Object>> lines = new ArrayList<>();
        boolean waits = false;
        for (JsonNode line : view.path("lines")) {
            BigDecimal pickable = Amounts.of(line, "reserved")
                    .subtract(Amounts.of(line, "picked").subtract(Amounts.of(line, "shipped")));
            waits |= Amounts.of(line, "backordered").signum() > 0;
            World.Item item = bySku.get(line.path("item").asText());
            if (item == null || pickable.signum() <= 0 || inWave) {
                continue;
            }
            Map<String, Object> picked = new HashMap<>();
            boolean isShort = pickable.compareTo(BigDecimal.ONE) > 0 && random.nextInt(80) == 0;
            picked.put("lineNo", line.path("lineNo").asInt());
            picked.put("bin", item.binAt(site));
            picked.put("picked", (isShort ? pickable.subtract(BigDecimal.ONE) : pickable).toPlainString());
            if (isShort) {
                picked.put("shortReason", "Bin held less than the book");
                waits = true;
            }
            if (!item.byLot() || takeLot(picker, item, pickable, picked)) {
                lines.add(picked);
            } else {
                waits = true;
            }
        }
        if (!lines.isEmpty()) {
            String shipment = crew.as(
                            picker, session -> session.post("/orders/" + order + "/picks", Map.of("lines", lines)))
                    .body()
                    .path("shipment")
                    .asText();
            picked(shipment, picker, mode);
        }
        if (waits && triesLeft > 0) {
            agenda.in(untilGoodsCame(), "allocate", () -> allocate(order, triesLeft - 1));
        }
    }

    /** The whole quantity from one lot: of those that hold it, the one that expires first. */
    private boolean takeLot(String picker, World.Item item, BigDecimal quantity, Map<String, Object> picked) {
        Optional<Lots.InBin> lot = crew.as(picker, session -> Lots.holding(session, site, item, quantity));
        lot.ifPresent(found -> {
            picked.put("lot", found.lot());
            if (!found.first()) {
                picked.put("lotReason", "All of the line from one lot");
            }
        });
        return lot.isPresent();
    }

    private void allocate(String order, int triesLeft) {
        agenda.in(about(6), "pick", () -> pick(order, triesLeft));
        crew.as(SALES, session -> session.post("/orders/" + order + "/allocate"));
    }

    private void pack(String shipment, String picker, String mode) {
        crew.as(
                picker,
                session -> session.post("/shipments/" + shipment + "/pack", Map.of("parcels", 1 + random.nextInt(3))));
        agenda.in(about(8), "ship", () -> scanAtDock(shipment, picker, mode, SHIPPING_TRIES));
    }

    /**
     * Now and then the scanner has no connection and reports minutes later what it saw. Goods that were picked from a bin
     * they are still to be put into leave when they are.
     */
    private void scanAtDock(String shipment, String picker, String mode, int triesLeft) {
        Instant scanned = Clock.systemUTC().instant();
        if (random.nextInt(25) == 0) {
            agenda.in(about(40), "report late", () -> ship(shipment, picker, mode, scanned));
            return;
        }
        try {
            ship(shipment, picker, mode, scanned);
        } catch (ErpRefusal refusal) {
            if (refusal.code().equals("more-than-on-hand") && triesLeft > 0) {
                agenda.in(untilGoodsCame(), "ship", () -> scanAtDock(shipment, picker, mode, triesLeft - 1));
            }
            throw refusal;
        }
    }

    private void ship(String shipment, String picker, String mode, Instant scanned) {
        crew.as(
                picker,
                session -> session.post(
                        "/shipments/" + shipment + "/ship",
                        Map.of("carrier", carrier(mode), "occurredAt", scanned.toString())));
        agenda.in(about(90), "deliver", () -> deliver(shipment, picker));
    }

    private static String carrier(String mode) {
        for (ShippingMode known : ShippingMode.values()) {
            if (known.name().equals(mode)) {
                return known.carrier();
            }
        }
        return ShippingMode.STANDARD.carrier();
    }

    private void deliver(String shipment, String picker) {
        crew.as(
                picker,
                session -> session.post("/shipments/" + shipment + "/delivery", Map.of("receivedBy", "Goods in")));
    }

    /** What stood open when the business went live is worked off bit by bit. */
    private void takeUpBacklog() {
        for (String state : List.of("PLACED", "RELEASED", "PARTIALLY_SHIPPED")) {
            String cursor = "";
            do {
                String path = "/orders?state=" + state + "&site=" + site.id() + "&limit=200"
                        + (cursor.isEmpty() ? "" : "&cursor=" + cursor);
                JsonNode page = crew.as(SALES, session -> session.get(path));
                for (JsonNode order : page.path("items")) {
                    String id = order.path("order").asText();
                    Duration when = Duration.ofMillis((long) (BACKLOG_SPREAD.toMillis() * random.nextDouble()));
                    if (state.equals("PLACED")) {
                        agenda.in(when, "release", () -> release(id, ALLOCATION_TRIES));
                    } else {
                        agenda.in(when, "allocate", () -> allocate(id, ALLOCATION_TRIES));
                    }
                }
                cursor = page.path("next").asText("");
            } while (!cursor.isEmpty() && !cursor.equals("null"));
        }
    }
}
