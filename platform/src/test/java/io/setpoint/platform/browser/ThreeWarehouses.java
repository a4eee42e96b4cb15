package io.setpoint.platform.browser;

import com.fasterxml.jackson.databind.JsonNode;
import io.setpoint.platform.client.Answer;
import io.setpoint.platform.client.ErpSession;
import io.setpoint.platform.client.LogIn;
import io.setpoint.platform.fixtures.PlatformFixture;
import io.setpoint.platform.installation.Installation;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A {@link TradingCompany} with three warehouses that work in three ways: Gothenburg with scanners, Malmö on paper, an
 * outlet in Lund that lives on transfers. It buys, and it sells an item by lot.
 */
final class ThreeWarehouses {
    /** Tracked by lot, with an expiry date. */
    static final String LOTTED = "54-0310";

    static final String PLAIN = "88-1204";
    /** With barcodes of letters. */
    static final String LETTERED = "54-0400";
    /** Every letter and mark some screen has a shortcut for, and most of the alphabet besides. */
    static final List<String> LETTERS = windows("jkxamscynvrzfe?/gdqobptwuihlJKXAMSCYN");

    static final String PAPER_BIN = "M-01";
    static final String OUTLET_BIN = "L-01";
    static final String DOCK = "DOCK";
    private static final String GTIN = "05012345678900";

    private final TradingCompany company;
    private final ErpSession administrator;
    private final Map<String, ErpSession> sessions = new HashMap<>();

    private ThreeWarehouses(TradingCompany company, ErpSession administrator) {
        this.company = company;
        this.administrator = administrator;
    }

    static ThreeWarehouses found(PlatformFixture platform, String id) {
        TradingCompany company = TradingCompany.found(platform, id);
        LogIn founder = new LogIn(
                Installation.ADMINISTRATOR,
                platform.installation().folder().secrets().administrator());
        ThreeWarehouses warehouses = new ThreeWarehouses(company, company.administrator(founder));
        warehouses.staff();
        return warehouses;
    }

    TradingCompany company() {
        return company;
    }

    /** Logs in once, because password hashing is slow on purpose. */
    ErpSession as(String part) {
        return sessions.computeIfAbsent(part, company::session);
    }

    String paperSite() {
        return company.id() + "2";
    }

    String outlet() {
        return company.id() + "3";
    }

    /** From now on Gothenburg receives at its dock and puts the lots away into one bin. */
    void putAwayFromTheDock() {
        String site = company.site();
        administrator.post(
                "/bins", Map.of("site", site, "groups", List.of(Map.of("bins", List.of(DOCK), "kind", "RECEIVING"))));
        administrator.post("/sites/" + site + "/routes", Map.of("receiveSteps", 2, "shipSteps", 3));
        administrator.post(
                "/put-aways/rules",
                Map.of(
                        "site",
                        site,
                        "rules",
                        List.of(Map.of("item", LOTTED, "bins", List.of(TradingCompany.BIN), "strategy", "FIXED_BIN"))));
    }

    /** What stands on a carton. */
    static String label(String lot, String expiry) {
        return "]C101" + GTIN + "10" + lot + Scanner.SEPARATOR + "17" + expiry;
    }

    static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    static String text(Answer answer, String field) {
        return answer.body().path(field).asText();
    }

    /** Four characters from each second place on. */
    private static List<String> windows(String text) {
        return IntStream.rangeClosed(0, text.length() / 2 - 2)
                .map(half -> 2 * half)
                .mapToObj(from -> text.substring(from, from + 4))
                .toList();
    }

    String bought(String item, int quantity) {
        return bought(Map.of(item, quantity));
    }

    /** Raises and submits an order to the supplier, and lets another person approve it if it has to be. */
    String bought(Map<String, Integer> quantities) {
        String order = text(
                as("buyer")
                        .post(
                                "/purchase-orders",
                                Map.of(
                                        "site",
                                        company.site(),
                                        "supplier",
                                        "LIND",
                                        "lines",
                                        quantities.entrySet().stream()
                                                .map(line -> Map.of(
                                                        "item",
                                                        line.getKey(),
                                                        "quantity",
                                                        line.getValue().toString(),
                                                        "unitPrice",
                                                        "38",
                                                        "requestedDate",
                                                        today().plusDays(3).toString()))
                                                .toList())),
                "order");
        Answer submitted = as("buyer").post("/purchase-orders/" + order + "/submit");
        if (text(submitted, "state").equals("PENDING_APPROVAL")) {
            as("approver").postIfMatch("/purchase-orders/" + order + "/approve", Map.of(), submitted.etag());
        }
        return order;
    }

    /** Takes goods of a lot into a bin, typed from paper. */
    void typeReceipt(String site, String bin, String lot, String expiry, int quantity) {
        as("picker")
                .post(
                        "/receipts",
                        Map.of(
                                "site",
                                site,
                                "dockArrivedAt",
                                Instant.now().minusSeconds(60).toString(),
                                "lines",
                                List.of(Map.of(
                                        "item",
                                        LOTTED,
                                        "bin",
                                        bin,
                                        "quantity",
                                        Integer.toString(quantity),
                                        "lot",
                                        lot,
                                        "expiry",
                                        expiry))));
    }

    JsonNode placed(String site, List<Map<String, String>> lines) {
        return as("seller")
                .post(
                        "/orders",
                        Map.of(
                                "customer",
                                "C-ALDER",
                                "site",
                                site,
                                "channel",
                                "EDI",
                                "shippingMode",
                                "STANDARD",
                                "requestedDate",
                                today().plusDays(2).toString(),
                                "lines",
                                lines))
                .body();
    }

    String released(String site, List<Map<String, String>> lines) {
        String order = placed(site, lines).path("order").asText();
        as("planner").post("/orders/" + order + "/release");
        return order;
    }

    static Map<String, String> line(String item, int quantity) {
        return Map.of("item", item, "quantity", Integer.toString(quantity));
    }

    /** Sells a few of a lot the way it is done on paper: picked from a list, packed, shipped. */
    String sold(String site, String bin, String lot, int quantity) {
        String order = released(site, List.of(line(LOTTED, quantity)));
        String shipment = text(
                as("picker")
                        .post(
                                "/orders/" + order + "/picks",
                                Map.of(
                                        "lines",
                                        List.of(Map.of(
                                                "lineNo",
                                                1,
                                                "bin",
                                                bin,
                                                "picked",
                                                Integer.toString(quantity),
                                                "lot",
                                                lot)))),
                "shipment");
        as("picker").post("/shipments/" + shipment + "/pack", Map.of("parcels", 1));
        company.ship(as("picker"), shipment);
        return shipment;
    }

    /** Begins a transfer of a lot and sends it. */
    String sent(String from, String bin, String to, String lot, int quantity) {
        String transfer = text(
                as("picker")
                        .post(
                                "/transfers",
                                Map.of(
                                        "fromSite",
                                        from,
                                        "toSite",
                                        to,
                                        "expectedOn",
                                        today().toString(),
                                        "lines",
                                        List.of(Map.of(
                                                "item",
                                                LOTTED,
                                                "bin",
                                                bin,
                                                "quantity",
                                                Integer.toString(quantity),
                                                "lot",
                                                lot)))),
                "transfer");
        as("picker").post("/transfers/" + transfer + "/send");
        return transfer;
    }

    private void staff() {
        site(paperSite(), "Malmö", PAPER_BIN);
        site(outlet(), "Lund outlet", OUTLET_BIN);
        administrator.post(
                "/items",
                Map.of(
                        "items",
                        List.of(
                                item(LOTTED, "Ear thermometer covers", "LOT", List.of(GTIN.substring(1))),
                                item(LETTERED, "Birch tongue depressors", "NONE", LETTERS))));
        company.register(administrator, "buyer", "Bea Holm", "buyer");
        company.register(administrator, "approver", "Ada Nyberg", "purchasing-approver");
        company.register(administrator, "third", "Olof Dahl", "warehouse");
        administrator.post("/purchase-limits", Map.of("limit", "1000", "secondLimit", "500000"));
        String change = text(
                as("buyer")
                        .post(
                                "/supplier-changes",
                                Map.of(
                                        "supplier",
                                        "LIND",
                                        "terms",
                                        Map.of(
                                                "name", "Lind Medical AB",
                                                "risk", "LOW",
                                                "leadTimeDays", 3,
                                                "overTolerancePercent", "0",
                                                "underTolerancePercent", "0"),
                                        "items",
                                        List.of(
                                                Map.of("item", LOTTED, "validFrom", "2026-01-01", "unitPrice", "38"),
                                                Map.of(
                                                        "item",
                                                        LETTERED,
                                                        "validFrom",
                                                        "2026-01-01",
                                                        "unitPrice",
                                                        "38")))),
                "change");
        as("approver").post("/supplier-changes/" + change + "/approve");
    }

    private static Map<String, Object> item(String item, String name, String tracking, List<String> barcodes) {
        return Map.of(
                "item",
                item,
                "name",
                name,
                "category",
                "Diagnosis",
                "abc",
                "A",
                "unit",
                "EA",
                "price",
                "63.00",
                "cost",
                "40.00",
                "tracking",
                tracking,
                "expires",
                tracking.equals("LOT"),
                "barcodes",
                barcodes.stream()
                        .map(barcode -> Map.of("barcode", barcode, "quantity", "1"))
                        .toList());
    }

    private void site(String site, String name, String bin) {
        administrator.post(
                "/sites",
                Map.of(
                        "site",
                        site,
                        "name",
                        name,
                        "zone",
                        "Europe/Stockholm",
                        "bins",
                        List.of(bin),
                        "adjustmentLimit",
                        "500",
                        "adjustmentDailyLimit",
                        "1500"));
    }
}
