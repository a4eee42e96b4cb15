package io.setpoint.platform.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** When which item of a site was out of stock. */
final class Shortages {
    private record Window(Instant from, Instant until) {}

    private final Map<String, List<Window>> windows = new HashMap<>();

    Shortages(World.Company company, Instant start, int days, Random random) {
        for (World.Item item : company.items()) {
            double shareOfTime = switch (item.abc()) {
                case "A" -> 0.022;
                case "B" -> 0.04;
                default -> 0.05;
            };
            List<Window> ofItem = new ArrayList<>();
            for (int day = 0; day < days + 10; day++) {
                if (random.nextDouble() < shareOfTime / 5) {
                    Instant from = start.plus(Duration.ofMinutes(day * 1440L + random.nextInt(1440)));
                    Instant until = from.plus(Duration.ofHours(36 + random.nextInt(180)));
                    ofItem.add(new Window(from, until));
                }
            }
            windows.put(item.sku(), ofItem);
        }
    }

    /** The moment at which the item came in again, if it was out at this one. */
    Optional<Instant> shortUntil(String item, Instant at) {
        return windows.getOrDefault(item, List.of()).stream()
                .filter(window -> !at.isBefore(window.from()) && at.isBefore(window.until()))
                .map(Window::until)
                .findFirst();
    }
}
