package io.setpoint.platform.browser;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.setpoint.platform.client.Answer;
import io.setpoint.platform.client.ErpApi;
import io.setpoint.platform.client.ErpRefusal;
import io.setpoint.platform.client.ErpSession;
import io.setpoint.platform.client.LogIn;
import io.setpoint.platform.fixtures.PlatformFixture;
import io.setpoint.platform.installation.Installation;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A small company with one warehouse, founded through the public API for one test class. */
final class TradingCompany {
    static final String PASSWORD = "a-long-enough-password";
    static final String BIN = "A-01-1";
    static final String OTHER_BIN = "A-01-2";

    private static final String ITEM_COST = "40.00";

    private final URI ui;
    private final ErpApi api;
    private final String id;

    private TradingCompany(URI ui, ErpApi api, String id) {
        this.ui = ui;
        this.api = api;
        this.id = id;
    }

    /**
     * Founds it with people, items, customers and stock.
     *
     * @param id two or three letters; also the beginning of the names of its people
     */
    static TradingCompany found(PlatformFixture platform, String id) {
        Installation installation = platform.installation();
        LogIn administrator = new LogIn(
                Installation.ADMINISTRATOR, installation.folder().secrets().administrator());
        TradingCompany company = found(installation.dashboards(), administrator, id);
        letSignalsIn(company.administrator(administrator), installation);
        return company;
    }

    /** The same at the address of any API, without the signals of rules and models. */
    static TradingCompany found(URI ui, LogIn founder, String id) {
        ErpApi api = new ErpApi(ui);
        TradingCompany company = new TradingCompany(ui, api, id);
        api.logIn(founder.person(), founder.password())
                .post(
                        "/companies",
                        Map.of("company", id, "name", id + " Trading", "currency", "EUR", "zone", "Etc/UTC"));
        ErpSession administrator = company.administrator(founder);
        administrator.post(
                "/sites",
                Map.of(
                        "site", company.site(),
                        "name", "Gothenburg",
                        "zone", "Europe/Stockholm",
                        "bins", List.of(BIN, OTHER_BIN),
                        "adjustmentLimit", "500",
                        "adjustmentDailyLimit", "1500"));
        administrator.post("/shipping-modes", Map.of("shippingMode", "STANDARD", "standardDays", 2));
        company.register(administrator, "planner", "Ines Duarte", "planner");
        company.register(administrator, "picker", "Kaja Lind", "warehouse");
        company.register(administrator, "seller", "Tom Brandt", "sales");
        company.register(administrator, "controller", "Rita Okafor", "inventory-controller");
        company.register(administrator, "second", "Marco Silva", "inventory-controller");
        company.register(administrator, "viewer", "Jan Visser", "executive");
        administrator.post(
                "/items",
                Map.of(
                        "items",
                        List.of(
                                company.item("88-1204", "Infusion line, 150 cm", "A"),
                                company.item("88-1180", "Syringe pump set", "B"))));
        administrator.post(
                "/customers",
                Map.of(
                        "customers",
                        List.of(Map.of("customer", "C-ALDER", "name", "Alder Clinics", "customerClass", "A"))));
        company.receive("88-1204", 5_000);
        company.receive("88-1180", 500);
        return company;
    }

    /** Address of the interface, with this company chosen. */
    String address(String path) {
        String separator = path.contains("?") ? "&" : "?";
        return ui.resolve(path) + separator + "company=" + id;
    }

    String id() {
        return id;
    }

    String site() {
        return id + "1";
    }

    /** A person's id by the part it plays. */
    String person(String part) {
        return id.toLowerCase(java.util.Locale.ROOT) + "-" + part;
    }

    /** Whoever founded it, acting in it. */
    ErpSession administrator(LogIn founder) {
        return api.logIn(founder.person(), founder.password()).in(id);
    }

    ErpSession session(String part) {
        return api.logIn(person(part), PASSWORD).in(id);
    }

    /** Places an order of one line and releases it. */
    String releasedOrder(String item, int quantity) {
        ErpSession planner = session("planner");
        String order = placedOrder(planner, item, quantity);
        planner.post("/orders/" + order + "/release");
        return order;
    }

    String placedOrder(ErpSession seller, String item, int quantity) {
        Map<String, Object> body = new HashMap<>();
        body.put("customer", "C-ALDER");
        body.put("site", site());
        body.put("channel", "EDI");
        body.put("shippingMode", "STANDARD");
        body.put("requestedDate", LocalDate.now(ZoneOffset.UTC).plusDays(2).toString());
        body.put("lines", List.of(Map.of("item", item, "quantity", Integer.toString(quantity))));
        return seller.post("/orders", body).body().path("order").asText();
    }

    /** Picks and packs a released order of one line; gives the shipment that is ready to go. */
    String packedShipment(ErpSession picker, String order, int quantity, @Nullable String shortReason) {
        Map<String, Object> line = new HashMap<>();
        line.put("lineNo", 1);
        line.put("bin", BIN);
        line.put("picked", Integer.toString(quantity));
        if (shortReason != null) {
            line.put("shortReason", shortReason);
        }
        JsonNode shipment = picker.post("/orders/" + order + "/picks", Map.of("lines", List.of(line)))
                .body();
        String id = requireNonNull(shipment.path("shipment").asText());
        picker.post("/shipments/" + id + "/pack", Map.of("parcels", 1));
        return id;
    }

    void ship(ErpSession picker, String shipment) {
        picker.post("/shipments/" + shipment + "/ship", Map.of("carrier", "Nordfrakt"));
    }

    /** On hand of an item at the site. */
    String onHand(String item) {
        JsonNode stock = session("controller").get("/stock?site=" + site() + "&item=" + item);
        return stock.path("items").path(0).path("onHand").asText();
    }

    /** Proposes a change of book stock; over the limit it waits for another person. */
    Answer propose(String part, String item, int quantity, String note) {
        return session(part)
                .post(
                        "/adjustments",
                        Map.of(
                                "site",
                                site(),
                                "item",
                                item,
                                "bin",
                                BIN,
                                "quantity",
                                Integer.toString(quantity),
                                "reason",
                                "DAMAGE",
                                "note",
                                note));
    }

    private void receive(String item, int quantity) {
        session("picker")
                .post(
                        "/receipts",
                        Map.of(
                                "site", site(),
                                "dockArrivedAt", Instant.now().minusSeconds(600).toString(),
                                "lines",
                                        List.of(Map.of(
                                                "item", item, "bin", BIN, "quantity", Integer.toString(quantity)))));
    }

    private Map<String, String> item(String item, String name, String abc) {
        return Map.of(
                "item",
                item,
                "name",
                name,
                "category",
                "Infusion",
                "abc",
                abc,
                "unit",
                "EA",
                "price",
                "63.00",
                "cost",
                ITEM_COST);
    }

    void register(ErpSession administrator, String part, String name, String role) {
        administrator.post(
                "/persons",
                Map.of(
                        "person",
                        person(part),
                        "name",
                        name,
                        "password",
                        PASSWORD,
                        "machine",
                        false,
                        "grants",
                        List.of(Map.of("role", role))));
    }

    /** The machine principal that carries signals needs its role in each company; the first one gives it its password. */
    private static void letSignalsIn(ErpSession administrator, Installation installation) {
        Map<String, Object> feed = new HashMap<>();
        feed.put("person", Installation.FEED);
        feed.put("name", "Exception feed");
        feed.put("machine", true);
        feed.put("password", installation.folder().secrets().signals());
        feed.put("grants", List.of(Map.of("role", "exception-feed")));
        try {
            administrator.post("/persons", feed);
        } catch (ErpRefusal known) {
            feed.remove("password");
            administrator.post("/persons", feed);
        }
    }
}
