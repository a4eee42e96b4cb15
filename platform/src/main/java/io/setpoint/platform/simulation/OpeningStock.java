package io.setpoint.platform.simulation;

import io.setpoint.platform.client.ErpSession;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Fills a warehouse by receipts, so that its stock, too, came about by documents. */
final class OpeningStock {
    private static final int LINES = 100;
    /** What a site that keeps pick faces has of an item in reserve. */
    private static final int IN_RESERVE = 240;

    private OpeningStock() {}

    /** @param asOf what docks are reckoned from, so that a repeat says the same */
    static void receive(
            ErpSession warehouse, World.Company company, World.Site site, Simulation.State asOf, String key) {
        Random random = new Random(asOf.seed() * 13 + site.id().hashCode());
        // A lot expires on one day at all sites, whichever day it is there.
        LocalDate day = LocalDate.ofInstant(asOf.until(), ZoneOffset.UTC);
        List<Map<String, Object>> lines = new ArrayList<>();
        for (World.Item item : company.items()) {
            // A few items start empty: somebody will order them.
            if (random.nextInt(40) != 0) {
                int quantity = quantity(item, random);
                int inReserve = site.putsAway() && item.hasPickFace() ? IN_RESERVE : 0;
                lines.add(line(item, item.binAt(site), quantity - inReserve, day));
                if (inReserve > 0) {
                    lines.add(line(item, item.reserveBin(), inReserve, day));
                }
            }
        }
        Instant docked = site.discipline() == World.Discipline.STAGES_FOR_HOURS
                ? asOf.until().minus(Duration.ofHours(9))
                : asOf.until().minus(Duration.ofMinutes(20));
        for (int from = 0; from < lines.size(); from += LINES) {
            warehouse.post(
                    "/receipts",
                    Map.of(
                            "site", site.id(),
                            "supplier", "Opening stock",
                            "dockArrivedAt", docked.toString(),
                            "lines", lines.subList(from, Math.min(lines.size(), from + LINES))),
                    key + site.id() + from);
        }
    }

    private static Map<String, Object> line(World.Item item, String bin, int quantity, LocalDate day) {
        return Lots.arriving(
                item, Map.of("item", item.sku(), "bin", bin, "quantity", Integer.toString(quantity)), "OPENING", day);
    }

    /** About two months of the simulated demand. */
    static int quantity(World.Item item, Random random) {
        return switch (item.abc()) {
            case "A" -> 500 + random.nextInt(500);
            case "B" -> 100 + random.nextInt(150);
            default -> 20 + random.nextInt(50);
        };
    }
}
