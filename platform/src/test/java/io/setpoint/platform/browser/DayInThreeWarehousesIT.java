package io.setpoint.platform.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.setpoint.platform.browser.Chromium.Screen;
import io.setpoint.platform.client.Answer;
import io.setpoint.platform.fixtures.PlatformFixture;
import io.setpoint.platform.fixtures.PlatformFixture.Outcome;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A day in three warehouses: one that scans, one that writes on paper, one that lives on transfers. It is lived through
 * the public API and, with a scanner in hand, in the browser; at its end everything has to add up.
 */
final class DayInThreeWarehousesIT {
    private static final int PAPER_SHIPMENTS = 60;
    private static final String EXPIRY = "2030-01-31";
    private static final String SUSPECT = "L-0711";
    private static final String LATER = "L-0800";

    private static final String UNEQUAL = """
            select 'stock ' || s.site_id || ' ' || s.item_id
              from stock s
             where s.company_id = ?
               and s.on_hand <> (select coalesce(sum(m.quantity), 0) from stock_move m
                                  where m.company_id = s.company_id and m.site_id = s.site_id and m.item_id = s.item_id)
            union all
            select 'bin ' || b.site_id || ' ' || b.bin_id || ' ' || b.item_id
              from stock_bin b
             where b.company_id = ?
               and b.on_hand <> (select coalesce(sum(m.quantity), 0) from stock_move m
                                  where m.company_id = b.company_id and m.site_id = b.site_id and m.bin_id = b.bin_id
                                    and m.item_id = b.item_id)
            union all
            select 'lot ' || l.site_id || ' ' || l.bin_id || ' ' || l.lot_id
              from stock_lot l
             where l.company_id = ?
               and l.on_hand <> (select coalesce(sum(m.quantity), 0) from stock_move m
                                  where m.company_id = l.company_id and m.site_id = l.site_id and m.bin_id = l.bin_id
                                    and m.item_id = l.item_id and m.lot_id = l.lot_id)
            """;

    private static final String AUDITED = """
            select command || ' ' || outcome || coalesce(' ' || refusal, '') as said, count(*) as times
              from audit
             where company_id = ?
             group by 1
            """;

    private static PlatformFixture platform;
    private static ThreeWarehouses warehouses;
    private static TradingCompany company;
    private static Chromium chromium;

    @BeforeAll
    static void found() {
        chromium = Chromium.open();
        platform = PlatformFixture.shared();
        warehouses = ThreeWarehouses.found(platform, "DAY");
        company = warehouses.company();
        warehouses.putAwayFromTheDock();
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void fromThePurchaseOrderToTheRecallOfItsLotEverythingAddsUp() throws Exception {
        String purchase = buy();
        String receipt = receiveShortByScan(purchase);
        putAwayByScan(receipt);
        JsonNode placed = placeAndPromise(purchase);
        String order = placed.path("order").asText();
        String promised = placed.at("/lines/0/commitDate").asText();
        String shipment = pickShortByScan(order);
        shipAndBackorder(order, shipment, promised);
        receiveTheRestAndAllocate(purchase, order, promised);
        List<String> sold = sellOnPaperAndThroughTheOutlet();
        String back = takeBack(shipment);
        String waiting =
                warehouses.released(warehouses.paperSite(), List.of(ThreeWarehouses.line(ThreeWarehouses.LOTTED, 2)));
        sold.add(shipment);
        recall(receipt, sold);
        pickingTheBlockedLotIsRefusedByScan(waiting);
        countByScan();

        stockStandsInItsBinsAndLots();
        theChainIsTheSameFromEachOfItsDocuments(
                order, Set.of("order " + order, "shipment " + shipment, "return " + back));
        theChainIsTheSameFromEachOfItsDocuments(purchase, "purchase-order", Set.of("receipt " + receipt));
        everyStepIsAudited();
        assertThat(column(UNEQUAL, 3)).as("sums that differ from their moves").isEmpty();
        Outcome parity = platform.run("parity", "--replay");
        assertThat(parity.code()).as(parity.toString()).isZero();
        assertThat(parity.out()).containsPattern("and in [1-9][0-9]* events computed anew");
    }

    /** Over Bea's limit, so that Ada approves it; the supplier then advises all of it. */
    private static String buy() {
        String purchase = warehouses.bought(ThreeWarehouses.LOTTED, 100);
        JsonNode order = warehouses.as("buyer").get("/purchase-orders/" + purchase);
        assertThat(order.path("state").asText()).isEqualTo("APPROVED");
        warehouses
                .as("buyer")
                .post(
                        "/purchase-orders/" + purchase + "/asns",
                        Map.of(
                                "expectedDate",
                                ThreeWarehouses.today().plusDays(3).toString(),
                                "lines",
                                List.of(Map.of(
                                        "orderLine",
                                        1,
                                        "item",
                                        ThreeWarehouses.LOTTED,
                                        "quantity",
                                        "100",
                                        "lot",
                                        SUSPECT))));
        return purchase;
    }

    private static String receiveShortByScan(String purchase) {
        try (Scanner scanner = scanner("picker", company.site())) {
            scanner.open(purchase);
            scanner.wrong("BIN:" + TradingCompany.BIN, "come into a receiving bin first");
            scanner.right("BIN:" + ThreeWarehouses.DOCK, "Bin " + ThreeWarehouses.DOCK);
            scanner.wrong(ThreeWarehouses.PLAIN, "expected is " + ThreeWarehouses.LOTTED);
            scanner.right(ThreeWarehouses.label(SUSPECT, "300131"), "1 EA " + ThreeWarehouses.LOTTED);
            scanner.quantity(60);
            scanner.says("right", "60 of 100 EA");
            scanner.press("confirm");
            return scanner.posted();
        }
    }

    private static void putAwayByScan(String receipt) {
        try (Scanner scanner = scanner("picker", company.site())) {
            scanner.open(receipt);
            scanner.right(ThreeWarehouses.label(SUSPECT, "300131"), "1 EA " + ThreeWarehouses.LOTTED);
            scanner.quantity(60);
            scanner.says("right", "Bring it to bin " + TradingCompany.BIN);
            scanner.wrong("BIN:" + TradingCompany.OTHER_BIN, "goes to " + TradingCompany.BIN);
            scanner.press("cancel");
            scanner.right("BIN:" + TradingCompany.BIN, "Bin " + TradingCompany.BIN);
            scanner.press("confirm");
            assertThat(scanner.posted()).isEqualTo(receipt);
        }
    }

    /** Of 80 that are wanted 60 stand here and 20 are on order: the promise says which. */
    private static JsonNode placeAndPromise(String purchase) {
        JsonNode placed = warehouses.placed(
                company.site(),
                List.of(
                        ThreeWarehouses.line(ThreeWarehouses.LOTTED, 80),
                        ThreeWarehouses.line(ThreeWarehouses.PLAIN, 10)));
        String order = placed.path("order").asText();
        List<String> parts = new ArrayList<>();
        for (JsonNode part : warehouses.as("planner").get("/orders/" + order + "/promises")) {
            parts.add("%s %s %s %s"
                    .formatted(
                            part.path("lineNo").asText(),
                            part.path("kind").asText(),
                            plain(part.path("quantity")),
                            part.path("document").asText("-")));
        }
        assertThat(parts).containsExactlyInAnyOrder("1 ON_HAND 60 -", "1 PURCHASE 20 " + purchase, "2 ON_HAND 10 -");
        warehouses.as("planner").post("/orders/" + order + "/release");
        assertThat(line(order, "reserved")).isEqualTo("60");
        assertThat(line(order, "backordered")).isEqualTo("20");
        return placed;
    }

    /** The bin has less than the book says. */
    private static String pickShortByScan(String order) {
        try (Scanner scanner = scanner("picker", company.site())) {
            scanner.open(order);
            scanner.right(TradingCompany.BIN, "Bin " + TradingCompany.BIN);
            scanner.right(ThreeWarehouses.label(SUSPECT, "300131"), "1 EA " + ThreeWarehouses.LOTTED);
            scanner.quantity(50);
            scanner.says("right", "50 of 60 EA");
            scanner.right(ThreeWarehouses.PLAIN, "1 EA " + ThreeWarehouses.PLAIN);
            scanner.quantity(10);
            scanner.press("confirm");
            scanner.page().click("[data-reason=BIN_EMPTY]");
            return scanner.posted();
        }
    }

    private static void shipAndBackorder(String order, String shipment, String promised) {
        JsonNode picked = warehouses.as("planner").get("/shipments/" + shipment);
        assertThat(picked.at("/lines/0/shortReason").asText()).isEqualTo("BIN_EMPTY");
        warehouses.as("picker").post("/shipments/" + shipment + "/pack", Map.of("parcels", 2));
        company.ship(warehouses.as("picker"), shipment);
        assertThat(order(order).path("state").asText()).isEqualTo("PARTIALLY_SHIPPED");
        assertThat(line(order, "shipped")).isEqualTo("50");
        assertThat(line(order, "backordered")).isEqualTo("20");
        assertThat(line(order, "commitDate")).isEqualTo(promised);
    }

    /** The rest comes in under another lot, typed from the delivery note; it stays at the dock and goes to the backorder. */
    private static void receiveTheRestAndAllocate(String purchase, String order, String promised) {
        warehouses
                .as("third")
                .post(
                        "/receipts",
                        Map.of(
                                "site",
                                company.site(),
                                "dockArrivedAt",
                                Instant.now().minusSeconds(60).toString(),
                                "purchaseOrder",
                                purchase,
                                "lines",
                                List.of(Map.of(
                                        "item",
                                        ThreeWarehouses.LOTTED,
                                        "bin",
                                        ThreeWarehouses.DOCK,
                                        "quantity",
                                        "40",
                                        "purchaseLine",
                                        1,
                                        "lot",
                                        LATER,
                                        "expiry",
                                        EXPIRY))));
        assertThat(warehouses
                        .as("buyer")
                        .get("/purchase-orders/" + purchase)
                        .path("state")
                        .asText())
                .isEqualTo("RECEIVED");
        warehouses.as("planner").post("/orders/" + order + "/allocate");
        assertThat(line(order, "reserved")).isEqualTo("30");
        assertThat(line(order, "backordered")).isEqualTo("0");
        assertThat(line(order, "commitDate")).as("the first promise").isEqualTo(promised);
    }

    /** Malmö has the same lot from elsewhere, sells it and sends some of it on to Lund; five are under way at night. */
    private static List<String> sellOnPaperAndThroughTheOutlet() {
        String paper = warehouses.paperSite();
        String outlet = warehouses.outlet();
        warehouses.typeReceipt(paper, ThreeWarehouses.PAPER_BIN, SUSPECT, EXPIRY, 400);
        List<String> sold = new ArrayList<>();
        for (int n = 0; n < PAPER_SHIPMENTS; n++) {
            sold.add(warehouses.sold(paper, ThreeWarehouses.PAPER_BIN, SUSPECT, 3));
        }
        String arrived = warehouses.sent(paper, ThreeWarehouses.PAPER_BIN, outlet, SUSPECT, 20);
        warehouses
                .as("third")
                .post(
                        "/transfers/" + arrived + "/receive",
                        Map.of(
                                "lines",
                                List.of(Map.of("lineNo", 1, "bin", ThreeWarehouses.OUTLET_BIN, "received", "20"))));
        sold.add(warehouses.sold(outlet, ThreeWarehouses.OUTLET_BIN, SUSPECT, 2));
        warehouses.sent(paper, ThreeWarehouses.PAPER_BIN, outlet, SUSPECT, 5);
        return sold;
    }

    private static String takeBack(String shipment) {
        String back = ThreeWarehouses.text(
                warehouses
                        .as("seller")
                        .post(
                                "/returns",
                                Map.of(
                                        "shipment",
                                        shipment,
                                        "lines",
                                        List.of(Map.of("lineNo", 2, "quantity", "4", "reason", "NOT_WANTED")))),
                "returnId");
        warehouses.as("picker").post("/returns/" + back + "/receive", Map.of("bin", TradingCompany.OTHER_BIN));
        Answer disposed = warehouses
                .as("third")
                .post(
                        "/returns/" + back + "/dispositions",
                        Map.of(
                                "lineNo",
                                1,
                                "quantity",
                                "4",
                                "outcome",
                                "RESTOCK",
                                "toBin",
                                TradingCompany.BIN,
                                "note",
                                "Unopened"));
        assertThat(disposed.body().at("/dispositions/0/state").asText()).isEqualTo("POSTED");
        return back;
    }

    /** Blocked once it stands still everywhere; and whoever has some of it is on the list. */
    private static void recall(String receipt, List<String> sold) {
        warehouses
                .as("controller")
                .post("/lots/block", Map.of("item", ThreeWarehouses.LOTTED, "lot", SUSPECT, "why", "Pinholes"));
        long begun = System.nanoTime();
        JsonNode recall =
                warehouses.as("controller").get("/lots/recall?item=" + ThreeWarehouses.LOTTED + "&lot=" + SUSPECT);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        assertThat(took).isLessThan(Duration.ofSeconds(2));
        assertThat(recall.path("complete").asBoolean()).isTrue();
        assertThat(recall.path("shipped").findValuesAsText("shipment")).containsExactlyInAnyOrderElementsOf(sold);
        assertThat(recall.path("received").findValuesAsText("receipt"))
                .hasSize(2)
                .contains(receipt);
        assertThat(plain(recall.at("/inTransit/0/quantity"))).isEqualTo("5");
    }

    private static void pickingTheBlockedLotIsRefusedByScan(String order) {
        try (Scanner scanner = scanner("third", warehouses.paperSite())) {
            scanner.open(order);
            scanner.right(ThreeWarehouses.PAPER_BIN, "Bin " + ThreeWarehouses.PAPER_BIN);
            scanner.wrong(ThreeWarehouses.label(SUSPECT, "300131"), "Lot " + SUSPECT + " of");
        }
    }

    private static void countByScan() {
        String count = ThreeWarehouses.text(
                warehouses
                        .as("controller")
                        .post(
                                "/counts",
                                Map.of(
                                        "site",
                                        company.site(),
                                        "countType",
                                        "PLANNED",
                                        "lines",
                                        List.of(Map.of("item", ThreeWarehouses.PLAIN, "bin", TradingCompany.BIN)))),
                "count");
        try (Scanner scanner = scanner("picker", company.site())) {
            scanner.open(count);
            assertThat(scanner.page().innerText(".work.lines")).doesNotContain("4,994");
            scanner.right(TradingCompany.BIN, "Bin " + TradingCompany.BIN);
            scanner.right(ThreeWarehouses.PLAIN, "1 EA " + ThreeWarehouses.PLAIN);
            scanner.quantity(4994);
            scanner.press("confirm");
            assertThat(scanner.posted()).isEqualTo(count);
        }
        JsonNode line = warehouses
                .as("controller")
                .post("/counts/" + count + "/complete")
                .body()
                .at("/lines/0");
        assertThat(plain(line.path("counted"))).isEqualTo("4994").isEqualTo(plain(line.path("book")));
    }

    private static void stockStandsInItsBinsAndLots() {
        assertThat(bins(company.site(), ThreeWarehouses.PLAIN)).containsExactly("A-01-1 4994");
        assertThat(bins(company.site(), ThreeWarehouses.LOTTED)).containsExactly("A-01-1 10", "DOCK 40");
        assertThat(bins(warehouses.paperSite(), ThreeWarehouses.LOTTED)).containsExactly("M-01 195");
        assertThat(bins(warehouses.outlet(), ThreeWarehouses.LOTTED)).containsExactly("L-01 18");
        Set<String> lots = new TreeSet<>();
        warehouses
                .as("controller")
                .get("/lots?item=" + ThreeWarehouses.LOTTED)
                .path("items")
                .forEach(lot -> lot.path("standing")
                        .forEach(standing -> lots.add("%s %s %s %s %s"
                                .formatted(
                                        lot.path("lot").asText(),
                                        lot.path("state").asText(),
                                        standing.path("site").asText(),
                                        standing.path("bin").asText(),
                                        plain(standing.path("onHand"))))));
        assertThat(lots)
                .containsExactly(
                        SUSPECT + " BLOCKED DAY1 A-01-1 10",
                        SUSPECT + " BLOCKED DAY2 M-01 195",
                        SUSPECT + " BLOCKED DAY3 L-01 18",
                        LATER + " OPEN DAY1 DOCK 40");
    }

    private static Set<String> bins(String site, String item) {
        Set<String> bins = new TreeSet<>();
        warehouses
                .as("controller")
                .get("/stock?site=" + site + "&item=" + item)
                .at("/items/0/bins")
                .forEach(bin -> {
                    if (!plain(bin.path("onHand")).equals("0")) {
                        bins.add(bin.path("bin").asText() + " " + plain(bin.path("onHand")));
                    }
                });
        return bins;
    }

    private static void theChainIsTheSameFromEachOfItsDocuments(String order, Set<String> among) {
        theChainIsTheSameFromEachOfItsDocuments(order, "order", among);
    }

    private static void theChainIsTheSameFromEachOfItsDocuments(String id, String type, Set<String> among) {
        Set<String> chain = chain(type + "/" + id);
        assertThat(chain).containsAll(among);
        for (String document : chain) {
            assertThat(chain(document.replace(' ', '/')))
                    .as("chain of " + document)
                    .isEqualTo(chain);
        }
    }

    private static Set<String> chain(String place) {
        Set<String> documents = new LinkedHashSet<>();
        warehouses
                .as("controller")
                .get("/chains/" + place)
                .path("documents")
                .forEach(document -> documents.add(document.path("type").asText() + " "
                        + document.path("id").asText()));
        return new TreeSet<>(documents);
    }

    private static void everyStepIsAudited() throws SQLException {
        Map<String, Integer> audited = new TreeMap<>();
        try (Connection database = platform.installation().oracle();
                PreparedStatement query = database.prepareStatement(AUDITED)) {
            query.setString(1, company.id());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    audited.put(rows.getString("said"), rows.getInt("times"));
                }
            }
        }
        assertThat(audited)
                .containsEntry("approve-purchase-order DONE", 1)
                .containsEntry("advise-shipment DONE", 1)
                .containsEntry("confirm-scans+receive-goods DONE", 1)
                .containsEntry("confirm-scans+put-away DONE", 1)
                .containsEntry("confirm-scans+confirm-pick DONE", 1)
                .containsEntry("confirm-scans+count-line DONE", 1)
                .containsEntry("place-order DONE", PAPER_SHIPMENTS + 3)
                .containsEntry("release-order DONE", PAPER_SHIPMENTS + 3)
                .containsEntry("ship-shipment DONE", PAPER_SHIPMENTS + 2)
                .containsEntry("allocate-backorders DONE", 1)
                .containsEntry("create-transfer DONE", 2)
                .containsEntry("send-transfer DONE", 2)
                .containsEntry("receive-transfer DONE", 1)
                .containsEntry("open-return DONE", 1)
                .containsEntry("receive-return DONE", 1)
                .containsEntry("dispose-return DONE", 1)
                .containsEntry("block-lot DONE", 1)
                .containsEntry("complete-count DONE", 1);
    }

    private static List<String> column(String sql, int companies) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection database = platform.installation().oracle();
                PreparedStatement query = database.prepareStatement(sql)) {
            for (int n = 1; n <= companies; n++) {
                query.setString(n, company.id());
            }
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
        }
        return found;
    }

    private static Scanner scanner(String part, String site) {
        return Scanner.at(chromium, Screen.PHONE, company, part, site);
    }

    private static JsonNode order(String order) {
        return warehouses.as("planner").get("/orders/" + order);
    }

    /** A field of the order's first line; quantities without zeros at their end. */
    private static String line(String order, String field) {
        JsonNode value = order(order).path("lines").path(0).path(field);
        return field.endsWith("Date") ? value.asText() : plain(value);
    }

    private static String plain(JsonNode quantity) {
        BigDecimal value = new BigDecimal(quantity.asText("0"));
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
