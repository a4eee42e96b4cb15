package io.setpoint.platform.simulation;

import io.setpoint.platform.client.HistoryCount;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The honest adjustments of one site, among them those that look like something else. */
final class RoutineAdjustments {
    private final World.Company company;
    private final World.Site site;
    private final Random random;
    private final Weighted<World.Item> items;
    private final Weighted<World.Person> people;
    private final World.Person stockController;
    private final List<AdjustmentDraft> drafts = new ArrayList<>();

    RoutineAdjustments(World.Company company, World.Site site, Random random) {
        this.company = company;
        this.site = site;
        this.random = random;
        // Handling does the damage: what moves more is adjusted more, but not in proportion.
        this.items = new Weighted<>(company.items(), item -> Math.sqrt(item.popularity()));
        this.people = new Weighted<>(company.warehousePeople(site), person -> 0.6 + random.nextDouble());
        this.stockController = company.stockController(site);
    }

    List<AdjustmentDraft> plan(LocalDate firstDay, int days, List<HistoryCount> counts) {
        counts.forEach(this::variances);
        for (int day = 0; day <= days; day++) {
            LocalDate date = firstDay.plusDays(day);
            double mean = WorkingHours.isWorkday(date) ? site.ordersPerWorkday() / 2.9 : 2;
            int count = (int) Math.round(mean * (0.6 + 0.8 * random.nextDouble()));
            for (int i = 0; i < count; i++) {
                one(date);
            }
            lookAlikes(date);
        }
        return drafts;
    }

    private void variances(HistoryCount count) {
        for (HistoryCount.Line line : count.lines()) {
            int variance = line.counted().subtract(line.book()).intValueExact();
            if (variance == 0) {
                continue;
            }
            boolean atOnce = random.nextDouble() < 0.12;
            AdjustmentDraft draft = new AdjustmentDraft(
                    site,
                    item(line.item()),
                    variance,
                    "COUNT",
                    atOnce ? line.countedBy() : stockController.id(),
                    count.completedAt().plus(Duration.ofSeconds(atOnce ? 5 : 300 + random.nextInt(7200))));
            draft.fromCount(count.count(), line.countedBy());
            if (atOnce) {
                draft.looksLike(SuspiciousPattern.SAME_COUNTER);
            } else if (random.nextDouble() < 0.012) {
                // A paper slip: the number of the count was not keyed in.
                draft.count = null;
                draft.countedBy = null;
                draft.looksLike(SuspiciousPattern.ROUND_WITHOUT_COUNT);
            }
            drafts.add(draft);
        }
    }

    private void one(LocalDate date) {
        World.Person person = people.draw(random);
        World.Item item = items.draw(random);
        Instant at = inShift(person, date);
        double kind = random.nextDouble();
        if (kind < 0.50) {
            damage(person, item, -1 - random.nextInt(4), at);
        } else if (kind < 0.70) {
            boolean pallets = random.nextInt(4) == 0;
            int quantity =
                    (random.nextBoolean() ? 1 : -1) * (pallets ? 10 * (1 + random.nextInt(3)) : 1 + random.nextInt(8));
            AdjustmentDraft fix = new AdjustmentDraft(site, item, quantity, "RECEIPT_FIX", person.id(), at)
                    .withNote("Delivery note " + (40_000 + random.nextInt(9_000)) + " keyed wrongly");
            drafts.add(pallets ? fix.looksLike(SuspiciousPattern.ROUND_WITHOUT_COUNT) : fix);
        } else if (kind < 0.84) {
            drafts.add(new AdjustmentDraft(site, item, -1 - random.nextInt(8), "EXPIRY", person.id(), at)
                    .withNote("Past date"));
        } else {
            drafts.add(new AdjustmentDraft(site, item, 1 + random.nextInt(4), "FOUND", person.id(), at));
        }
        if (random.nextInt(40) == 0) {
            AdjustmentDraft wrong = drafts.get(drafts.size() - 1);
            drafts.add(new AdjustmentDraft(
                            site,
                            wrong.item,
                            -wrong.quantity,
                            "CORRECTION",
                            stockController.id(),
                            wrong.at.plus(Duration.ofHours(20 + random.nextInt(200))))
                    .withNote("Booked on the wrong item")
                    .reverses(wrong)
                    .looksLike(SuspiciousPattern.ADJUST_AND_REVERSE));
        }
    }

    private AdjustmentDraft damage(World.Person person, World.Item item, int quantity, Instant at) {
        AdjustmentDraft damage = new AdjustmentDraft(site, item, quantity, "DAMAGE", person.id(), at);
        if (random.nextDouble() < 0.8) {
            damage.withPhoto();
        }
        if (random.nextDouble() < 0.5) {
            damage.withNote("Packaging crushed");
        }
        drafts.add(damage);
        return damage;
    }

    /** Honest ones that look like a pattern, about as frequent as the real ones or more. */
    private void lookAlikes(LocalDate date) {
        if (!WorkingHours.isWorkday(date)) {
            return;
        }
        World.Person person = people.draw(random);
        if (random.nextInt(30) == 0) {
            justUnder(person, date);
        }
        if (random.nextInt(30) == 0) {
            Instant late = inShift(person, date).plus(Duration.ofHours(9 + random.nextInt(3)));
            damage(person, items.draw(random), -1 - random.nextInt(2), late)
                    .withPhoto()
                    .withNote("Late truck unloaded")
                    .looksLike(SuspiciousPattern.AFTER_HOURS);
        }
        if (random.nextInt(60) == 0) {
            World.Item fragile = cheap();
            for (int i = 0; i < 4; i++) {
                damage(person, fragile, -1 - random.nextInt(2), inShift(person, date.plusDays(2L * i)))
                        .withPhoto()
                        .looksLike(SuspiciousPattern.SMALL_REPEATS);
            }
        }
        if (random.nextInt(60) == 0) {
            World.Item item = cheap();
            Instant at = inShift(person, date);
            for (int i = 0; i < 2; i++) {
                damage(person, item, -2 - random.nextInt(4), at.plus(Duration.ofMinutes(12L * i)))
                        .withPhoto()
                        .withNote("Two pallets of one truck, wet")
                        .looksLike(SuspiciousPattern.SPLIT);
            }
        }
        if (random.nextInt(25) == 0) {
            // An item that sells every day ships after any write-off.
            World.Item seller =
                    company.items().get(10 * random.nextInt(company.items().size() / 10));
            damage(person, seller, -1 - random.nextInt(4), inShift(person, date))
                    .withPhoto()
                    .looksLike(SuspiciousPattern.WRITE_OFF_THEN_SHIP);
        }
    }

    private void justUnder(World.Person person, LocalDate date) {
        double limit = site.limit().doubleValue();
        for (int attempt = 0; attempt < 50; attempt++) {
            World.Item item = items.draw(random);
            double cost = item.cost().doubleValue();
            int quantity = (int) Math.floor(limit * (0.9 + 0.09 * random.nextDouble()) / cost);
            if (quantity > 0 && quantity <= 60 && quantity * cost > 0.86 * limit) {
                damage(person, item, -quantity, inShift(person, date))
                        .withPhoto()
                        .withNote("Pallet fell from the rack")
                        .looksLike(SuspiciousPattern.JUST_UNDER_LIMIT);
                return;
            }
        }
    }

    private World.Item cheap() {
        World.Item item = items.draw(random);
        for (int i = 0; i < 3; i++) {
            World.Item other = items.draw(random);
            item = other.cost().compareTo(item.cost()) < 0 ? other : item;
        }
        return item;
    }

    private World.Item item(String sku) {
        return company.items().get(Integer.parseInt(sku.substring(2)) - 1000);
    }

    private Instant inShift(World.Person person, LocalDate date) {
        return Shift.moment(person, site, date, random);
    }
}
