package io.setpoint.platform.simulation;

import io.setpoint.platform.client.ErpSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a warehouse works: its zones, where goods are put away, its pick faces, how often it counts. A repeat changes nothing. */
final class WarehouseSetUp {
    private static final String FAST = "FAST";
    private static final String SHELF = "SHELF";
    private static final String RESERVE = "RESERVE";
    private static final String WITH_SAME_ITEM = "WITH_SAME_ITEM";
    private static final String SHELF_HOLDS = "6000";
    private static final String RESERVE_HOLDS = "960";
    private static final String FACE_MINIMUM = "360";
    private static final String FACE_MAXIMUM = "600";
    private static final int SHIP_STEPS = 3;

    private final ErpSession administrator;
    private final ErpSession controller;
    private final World.Company company;
    private final World.Site site;
    private final String key;

    /** @param controller the stock controller of the site */
    WarehouseSetUp(
            ErpSession administrator, ErpSession controller, World.Company company, World.Site site, String key) {
        this.administrator = administrator;
        this.controller = controller;
        this.company = company;
        this.site = site;
        this.key = key;
    }

    /** What must be there before goods are. */
    void layOut() {
        bins();
        if (site.putsAway()) {
            putAwayRules();
            pickFaces();
        }
    }

    /** The stock it opens with stands in its bins by now; from here on the site works by its routes. */
    void open() {
        administrator.post(
                "/sites/" + site.id() + "/routes",
                Map.of("receiveSteps", site.discipline().receiveSteps(), "shipSteps", SHIP_STEPS),
                key + "routes");
        countPolicy();
    }

    private void bins() {
        List<String> fast = company.items().stream()
                .filter(item -> item.abc().equals("A"))
                .map(item -> item.binAt(site))
                .distinct()
                .toList();
        List<String> shelf =
                site.bins().stream().filter(bin -> !fast.contains(bin)).toList();
        List<Map<String, Object>> groups = new ArrayList<>();
        groups.add(group(List.of(World.Site.DOCK), "DOCK", "RECEIVING", null));
        groups.add(group(fast, FAST, site.putsAway() ? "PICK_FACE" : "STORAGE", SHELF_HOLDS));
        groups.add(group(shelf, SHELF, "STORAGE", SHELF_HOLDS));
        groups.add(group(List.of(World.Site.reserve()), RESERVE, "STORAGE", RESERVE_HOLDS));
        groups.add(group(List.of(World.Site.OVERFLOW), "OVERFLOW", "STORAGE", null));
        administrator.post("/bins", Map.of("site", site.id(), "groups", groups), key + "bins");
    }

    private static Map<String, Object> group(List<String> bins, String zone, String kind, @Nullable String capacity) {
        Map<String, Object> group = new HashMap<>(Map.of("bins", bins, "zone", zone, "kind", kind));
        if (capacity != null) {
            group.put("capacity", capacity);
        }
        return group;
    }

    /** Lots stay where their items lie; fast movers fill the reserve first, and whoever finds no bin says where he went. */
    private void putAwayRules() {
        administrator.post(
                "/put-aways/rules",
                Map.of(
                        "site",
                        site.id(),
                        "rules",
                        List.of(
                                Map.of("category", World.LOTS, "zone", FAST, "strategy", WITH_SAME_ITEM),
                                Map.of("category", World.LOTS, "zone", SHELF, "strategy", WITH_SAME_ITEM),
                                Map.of("abc", "A", "zone", RESERVE, "strategy", WITH_SAME_ITEM),
                                Map.of("abc", "A", "zone", RESERVE, "strategy", "EMPTY_BIN"),
                                Map.of("abc", "A", "zone", FAST, "strategy", WITH_SAME_ITEM),
                                Map.of("zone", SHELF, "strategy", WITH_SAME_ITEM))),
                key + "put-away rules");
    }

    private void pickFaces() {
        administrator.post(
                "/pick-faces",
                Map.of(
                        "site",
                        site.id(),
                        "faces",
                        company.items().stream()
                                .filter(World.Item::hasPickFace)
                                .map(item -> Map.of(
                                        "item",
                                        item.sku(),
                                        "bin",
                                        item.binAt(site),
                                        "minimum",
                                        FACE_MINIMUM,
                                        "maximum",
                                        FACE_MAXIMUM))
                                .toList()),
                key + "pick faces");
    }

    private void countPolicy() {
        boolean skips = site.discipline() == World.Discipline.SKIPS_CHECKS;
        controller.post(
                "/count-plan/policy",
                Map.of(
                        "site",
                        site.id(),
                        "daysA",
                        skips ? 60 : 30,
                        "daysB",
                        skips ? 120 : 60,
                        "daysC",
                        skips ? 240 : 120,
                        "afterShortPick",
                        !skips,
                        "afterEmptied",
                        !skips,
                        "adjustmentAbove",
                        site.limit().toPlainString()),
                key + "count policy");
    }
}
