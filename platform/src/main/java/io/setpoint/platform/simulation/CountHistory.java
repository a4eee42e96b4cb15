package io.setpoint.platform.simulation;

import io.setpoint.platform.client.HistoryCount;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The cycle counts of one site: each week all A items, a part of B and C, each warehouse with its own discipline. */
final class CountHistory {
    private static final int LINES_A_COUNT = 30;

    private final World.Company company;
    private final World.Site site;
    private final Random random;
    private final LocalDate firstDay;
    private final int days;
    private final Instant until;
    private int number;

    CountHistory(World.Company company, World.Site site, Random random, LocalDate firstDay, int days, Instant until) {
        this.company = company;
        this.site = site;
        this.random = random;
        this.firstDay = firstDay;
        this.days = days;
        this.until = until;
    }

    List<HistoryCount> plan() {
        List<HistoryCount> counts = new ArrayList<>();
        LocalDate monday = firstDay;
        while (monday.getDayOfWeek() != DayOfWeek.MONDAY) {
            monday = monday.plusDays(1);
        }
        for (int week = 0; monday.isBefore(firstDay.plusDays(days)); week++, monday = monday.plusDays(7)) {
            boolean skipped = site.discipline() == World.Discipline.SKIPS_CHECKS && random.nextDouble() < 0.35;
            if (!skipped) {
                List<World.Item> due = dueInWeek(week);
                for (int from = 0; from < due.size(); from += LINES_A_COUNT) {
                    LocalDate day = monday.plusDays(1 + (from / LINES_A_COUNT) % 4);
                    add(counts, "PLANNED", day, due.subList(from, Math.min(due.size(), from + LINES_A_COUNT)));
                }
            }
            World.Item seen = company.items().get(random.nextInt(company.items().size()));
            add(counts, "OPPORTUNISTIC", monday.plusDays(random.nextInt(5)), List.of(seen));
        }
        return counts;
    }

    private List<World.Item> dueInWeek(int week) {
        return company.items().stream()
                .filter(item -> switch (item.abc()) {
                    case "A" -> true;
                    case "B" -> item.index() % 3 == week % 3;
                    default -> item.index() % 7 == week % 7;
                })
                .toList();
    }

    private void add(List<HistoryCount> counts, String countType, LocalDate day, List<World.Item> items) {
        List<World.Person> counters = company.warehousePeople(site);
        World.Person counter = counters.get(random.nextInt(counters.size()));
        World.Person second = counters.get((counters.indexOf(counter) + 1) % counters.size());
        Instant at = day.atTime(counter.shiftStart(), 10 + random.nextInt(40))
                .atZone(site.zone())
                .toInstant();
        List<HistoryCount.Line> lines = new ArrayList<>();
        for (World.Item item : items) {
            at = at.plus(Duration.ofSeconds(60 + random.nextInt(240)));
            long book = Math.round(Math.exp(
                    (item.abc().equals("A") ? 4.6 : item.abc().equals("B") ? 3.6 : 2.6) + 0.6 * random.nextGaussian()));
            long counted = Math.max(0, book + variance(item, book));
            boolean recounted = counted != book
                    && site.discipline() != World.Discipline.SKIPS_CHECKS
                    && Math.abs(counted - book) * 20 > book;
            if (recounted && random.nextInt(3) == 0) {
                counted = book;
            }
            lines.add(new HistoryCount.Line(
                    lines.size() + 1,
                    item.sku(),
                    item.binAt(site),
                    BigDecimal.valueOf(book),
                    BigDecimal.valueOf(counted),
                    item.cost(),
                    recounted ? second.id() : counter.id(),
                    recounted ? 2 : 1,
                    at));
        }
        Instant completed = at.plus(Duration.ofMinutes(15 + random.nextInt(40)));
        if (completed.isBefore(until)) {
            number++;
            counts.add(new HistoryCount(
                    "CC-H" + site.id() + "-" + (10_000 + number), site.id(), countType, completed, lines));
        }
    }

    private long variance(World.Item item, long book) {
        double chance = switch (site.discipline()) {
            case POSTS_AT_ONCE -> 0.12;
            case STAGES_FOR_HOURS -> 0.17;
            case SKIPS_CHECKS -> 0.30;
        };
        if (random.nextDouble() >= chance) {
            return 0;
        }
        double size = Math.max(
                1, Math.abs(random.nextGaussian()) * (1 + book * (item.abc().equals("A") ? 0.02 : 0.05)));
        // Losses are a little more frequent than finds.
        return random.nextDouble() < 0.55 ? -Math.round(size) : Math.round(size);
    }
}
