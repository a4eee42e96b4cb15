package io.setpoint.platform.browser;

import com.fasterxml.jackson.databind.JsonNode;
import io.setpoint.platform.client.Answer;
import io.setpoint.platform.client.ErpSession;
import io.setpoint.platform.client.LogIn;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A {@link TradingCompany} with documents of every kind in the states in which somebody has to do something about them. */
final class BusyCompany {
    private static final String ITEM = "88-1204";
    private static final String OTHER_ITEM = "88-1180";

    private final TradingCompany company;
    private final Map<String, String> documents = new HashMap<>();
    private final Map<String, ErpSession> sessions = new HashMap<>();

    private BusyCompany(TradingCompany company) {
        this.company = company;
    }

    /** Makes them all, each by people who may. */
    static BusyCompany of(TradingCompany company, LogIn founder) {
        BusyCompany busy = new BusyCompany(company);
        busy.staff(company.administrator(founder));
        busy.buy();
        busy.sellAndTakeBack();
        busy.move();
        busy.count();
        busy.hold();
        busy.walk();
        return busy;
    }

    /** The number of a document by the part it plays. */
    String document(String part) {
        String id = documents.get(part);
        if (id == null) {
            throw new IllegalArgumentException("no document " + part + " among " + documents.keySet());
        }
        return id;
    }

    /** Logs in once, because password hashing is slow on purpose. */
    ErpSession as(String part) {
        return sessions.computeIfAbsent(part, company::session);
    }

    private String otherSite() {
        return company.id() + "2";
    }

    private void staff(ErpSession administrator) {
        administrator.post(
                "/sites",
                Map.of(
                        "site", otherSite(),
                        "name", "Malmö",
                        "zone", "Europe/Stockholm",
                        "bins", List.of("B-01-1"),
                        "adjustmentLimit", "300",
                        "adjustmentDailyLimit", "1000"));
        company.register(administrator, "buyer", "Bea Holm", "buyer");
        company.register(administrator, "approver", "Ada Nyberg", "purchasing-approver");
        company.register(administrator, "third", "Olof Dahl", "warehouse");
        company.register(administrator, "accountant", "Anna Berg", "accountant");
        administrator.post("/purchase-limits", Map.of("limit", "9000", "secondLimit", "50000"));
        Map<String, Object> terms = Map.of(
                "name", "Lind Medical AB",
                "risk", "LOW",
                "leadTimeDays", 7,
                "overTolerancePercent", "5",
                "underTolerancePercent", "0");
        String change = text(
                as("buyer")
                        .post(
                                "/supplier-changes",
                                Map.of(
                                        "supplier",
                                        "LIND",
                                        "terms",
                                        terms,
                                        "items",
                                        List.of(Map.of("item", ITEM, "validFrom", "2026-01-01", "unitPrice", "38")))),
                "change");
        as("approver").post("/supplier-changes/" + change + "/approve");
    }

    private void buy() {
        documents.put("draft", purchase(null, today().plusDays(9), 60, "38", 0, null));
        String due = purchase(null, today(), 50, "38", 30, "35");
        documents.put("due", due);
        as("buyer")
                .post(
                        "/purchase-orders/" + due + "/acknowledgements",
                        Map.of(
                                "lines",
                                List.of(
                                        Map.of("lineNo", 1, "quantity", "50", "confirmedDate", today().toString()),
                                        Map.of("lineNo", 2, "quantity", "30", "confirmedDate", today().toString()))));
        as("buyer")
                .post(
                        "/purchase-orders/" + due + "/asns",
                        Map.of(
                                "expectedDate",
                                today().toString(),
                                "lines",
                                List.of(
                                        Map.of("orderLine", 1, "item", ITEM, "quantity", "50", "lot", "L-2291"),
                                        Map.of("orderLine", 2, "item", OTHER_ITEM, "quantity", "30"))));
        String late = purchase(null, today().minusDays(2), 25, "38", 0, null);
        documents.put("late", late);
        as("buyer")
                .post(
                        "/purchase-orders/" + late + "/acknowledgements",
                        Map.of(
                                "lines",
                                List.of(Map.of(
                                        "lineNo",
                                        1,
                                        "quantity",
                                        "20",
                                        "confirmedDate",
                                        today().plusDays(3).toString()))));
        String received = purchase(null, today(), 80, "38", 0, null);
        documents.put("received", received);
        documents.put(
                "receipt",
                text(
                        as("picker")
                                .post(
                                        "/receipts",
                                        Map.of(
                                                "site",
                                                company.site(),
                                                "dockArrivedAt",
                                                Instant.now().toString(),
                                                "purchaseOrder",
                                                received,
                                                "lines",
                                                List.of(Map.of(
                                                        "item",
                                                        ITEM,
                                                        "bin",
                                                        TradingCompany.BIN,
                                                        "quantity",
                                                        "70",
                                                        "purchaseLine",
                                                        1)),
                                                "discrepancies",
                                                List.of(Map.of(
                                                        "purchaseLine",
                                                        1,
                                                        "kind",
                                                        "DAMAGED",
                                                        "quantity",
                                                        "6",
                                                        "reason",
                                                        "Cartons crushed under the strap",
                                                        "photo",
                                                        true)))),
                        "receipt"));
        // last, because the buyer's total of the day counts
        documents.put("pending", purchase("stock-out at two clinics", today(), 200, "44.50", 40, "36"));
    }

    private String purchase(
            @Nullable String emergency,
            LocalDate date,
            int quantity,
            String price,
            int otherQuantity,
            @Nullable String otherPrice) {
        Map<String, Object> body = new HashMap<>();
        body.put("site", company.site());
        body.put("supplier", "LIND");
        Map<String, Object> line = Map.of(
                "item",
                ITEM,
                "quantity",
                Integer.toString(quantity),
                "unitPrice",
                price,
                "requestedDate",
                date.toString());
        body.put(
                "lines",
                otherPrice == null
                        ? List.of(line)
                        : List.of(
                                line,
                                Map.of(
                                        "item",
                                        OTHER_ITEM,
                                        "quantity",
                                        Integer.toString(otherQuantity),
                                        "unitPrice",
                                        otherPrice,
                                        "requestedDate",
                                        date.toString())));
        if (emergency != null) {
            body.put("expediteReason", emergency);
        }
        String order = text(as("buyer").post("/purchase-orders", body), "order");
        if (!date.isAfter(today())) {
            as("buyer").post("/purchase-orders/" + order + "/submit");
        }
        return order;
    }

    private void sellAndTakeBack() {
        for (String part : List.of("announced", "inspected")) {
            String order = company.releasedOrder(ITEM, 24);
            String shipment = company.packedShipment(as("picker"), order, 24, null);
            company.ship(as("picker"), shipment);
            documents.put("sold " + part, order);
            documents.put("shipped " + part, shipment);
            documents.put(
                    part,
                    text(
                            as("seller")
                                    .post(
                                            "/returns",
                                            Map.of(
                                                    "shipment",
                                                    shipment,
                                                    "lines",
                                                    List.of(Map.of(
                                                            "lineNo",
                                                            1,
                                                            "quantity",
                                                            "16",
                                                            "reason",
                                                            "DEFECTIVE",
                                                            "note",
                                                            "Valves leak")))),
                            "returnId"));
        }
        String inspected = document("inspected");
        as("picker").post("/returns/" + inspected + "/receive", Map.of("bin", TradingCompany.OTHER_BIN));
        as("third")
                .post(
                        "/returns/" + inspected + "/dispositions",
                        Map.of("lineNo", 1, "quantity", "14", "outcome", "SCRAP", "note", "Seals torn"));
        String invoice = text(
                as("accountant").post("/invoices", Map.of("shipments", List.of(document("shipped inspected")))),
                "invoice");
        as("accountant").post("/invoices/post", Map.of("invoices", List.of(invoice)));
        documents.put("invoiced", invoice);
        documents.put(
                "credited",
                text(as("accountant").post("/invoices/return-credits", Map.of("returnId", inspected)), "invoice"));
    }

    private void move() {
        for (String part : List.of("planned", "moving")) {
            documents.put(
                    part,
                    text(
                            as("picker")
                                    .post(
                                            "/transfers",
                                            Map.of(
                                                    "fromSite",
                                                    company.site(),
                                                    "toSite",
                                                    otherSite(),
                                                    "expectedOn",
                                                    today().toString(),
                                                    "lines",
                                                    List.of(Map.of(
                                                            "item",
                                                            ITEM,
                                                            "bin",
                                                            TradingCompany.BIN,
                                                            "quantity",
                                                            "60")))),
                            "transfer"));
        }
        String moving = document("moving");
        as("picker").post("/transfers/" + moving + "/send");
        as("third")
                .post(
                        "/transfers/" + moving + "/receive",
                        Map.of(
                                "lines",
                                List.of(Map.of(
                                        "lineNo", 1, "bin", "B-01-1", "received", "48", "difference", "MISSING"))));
        documents.put(
                "given up",
                text(
                        as("controller")
                                .post(
                                        "/transfers/" + moving + "/lines/1/write-offs",
                                        Map.of(
                                                "quantity",
                                                "10",
                                                "reason",
                                                "MISSING",
                                                "why",
                                                "One pallet layer never arrived")),
                        "writeOff"));
    }

    private void walk() {
        String order = company.releasedOrder(ITEM, 3);
        documents.put("walked", order);
        documents.put(
                "wave",
                text(as("picker").post("/waves", Map.of("site", company.site(), "orders", List.of(order))), "wave"));
        as("controller")
                .post(
                        "/count-plan/policy",
                        Map.of(
                                "site",
                                company.site(),
                                "daysA",
                                30,
                                "daysB",
                                90,
                                "daysC",
                                180,
                                "afterShortPick",
                                true,
                                "afterEmptied",
                                true));
    }

    private void count() {
        for (String part : List.of("counted", "counting")) {
            documents.put(
                    part,
                    text(
                            as("controller")
                                    .post(
                                            "/counts",
                                            Map.of(
                                                    "site",
                                                    company.site(),
                                                    "countType",
                                                    "PLANNED",
                                                    "lines",
                                                    List.of(
                                                            Map.of("item", OTHER_ITEM, "bin", TradingCompany.BIN),
                                                            Map.of("item", ITEM, "bin", TradingCompany.BIN)))),
                            "count"));
        }
        String counted = document("counted");
        for (String counter : List.of("picker", "third")) {
            as(counter).post("/counts/" + counted + "/lines/1", Map.of("counted", "440"));
        }
        as("picker").post("/counts/" + counted + "/lines/2", Map.of("counted", book(ITEM)));
        as("controller").post("/counts/" + counted + "/complete");
        as("picker").post("/counts/" + document("counting") + "/lines/1", Map.of("counted", "90"));
    }

    private void hold() {
        documents.put(
                "held",
                text(
                        as("picker")
                                .post(
                                        "/holds",
                                        Map.of(
                                                "site",
                                                company.site(),
                                                "bin",
                                                TradingCompany.BIN,
                                                "item",
                                                OTHER_ITEM,
                                                "quantity",
                                                "40",
                                                "reason",
                                                "RECALL",
                                                "note",
                                                "Maker's notice 2026-114")),
                        "hold"));
    }

    /** What the book has in the first bin. */
    private String book(String item) {
        for (JsonNode bin : as("controller")
                .get("/stock?site=" + company.site() + "&item=" + item)
                .path("items")
                .path(0)
                .path("bins")) {
            if (bin.path("bin").asText().equals(TradingCompany.BIN)) {
                return bin.path("onHand").asText();
            }
        }
        throw new IllegalStateException("no stock of " + item);
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    private static String text(Answer answer, String field) {
        return answer.body().path(field).asText();
    }
}
