package io.setpoint.platform.simulation;

import io.setpoint.platform.client.HistoryCount;
import io.setpoint.platform.client.HistoryOrder;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** What dishonest people of one site do, one scheme at a time. */
final class SuspiciousSchemes {
    private final World.Company company;
    private final World.Site site;
    private final Random random;
    private final OrderHistory orders;
    private final List<HistoryCount> counts;
    private final List<World.Item> dear;
    private final List<AdjustmentDraft> drafts = new ArrayList<>();
    private final List<HistoryOrder> followingOrders = new ArrayList<>();

    SuspiciousSchemes(
            World.Company company, World.Site site, Random random, OrderHistory orders, List<HistoryCount> counts) {
        this.company = company;
        this.site = site;
        this.random = random;
        this.orders = orders;
        this.counts = counts;
        this.dear = company.items().stream()
                .sorted(Comparator.comparing(World.Item::cost).reversed())
                .skip(company.items().size() / 50)
                .limit(company.items().size() / 6)
                .toList();
    }

    List<AdjustmentDraft> drafts() {
        return drafts;
    }

    /** Orders that ship what was written off. */
    List<HistoryOrder> followingOrders() {
        return followingOrders;
    }

    void run(SuspiciousPattern pattern, LocalDate day, String scheme) {
        List<World.Person> people = company.warehousePeople(site);
        World.Person person = people.get(random.nextInt(people.size()));
        switch (pattern) {
            case JUST_UNDER_LIMIT -> twice(day, date -> justUnder(person, date, scheme));
            case AFTER_HOURS ->
                twice(
                        day,
                        date -> add(new AdjustmentDraft(
                                        site,
                                        someDear(),
                                        -2 - random.nextInt(3),
                                        "DAMAGE",
                                        person.id(),
                                        Shift.farOutside(person, site, date, random))
                                .suspicious(pattern, scheme)));
            case SAME_COUNTER -> twice(day, date -> sameCounter(person, date, scheme));
            case SMALL_REPEATS -> {
                World.Item item = someDear();
                LocalDate date = day;
                for (int i = 0; i < 5; i++) {
                    add(new AdjustmentDraft(site, item, -1 - random.nextInt(2), "DAMAGE", person.id(), in(person, date))
                            .suspicious(pattern, scheme));
                    date = date.plusDays(1 + random.nextInt(3));
                }
            }
            case ADJUST_AND_REVERSE -> {
                AdjustmentDraft first = add(new AdjustmentDraft(
                                site, someDear(), -3 - random.nextInt(6), "DAMAGE", person.id(), in(person, day))
                        .suspicious(pattern, scheme));
                add(new AdjustmentDraft(
                                site,
                                first.item,
                                -first.quantity,
                                "CORRECTION",
                                person.id(),
                                in(person, day.plusDays(2 + random.nextInt(4))))
                        .reverses(first)
                        .suspicious(pattern, scheme));
            }
            case ROUND_WITHOUT_COUNT ->
                twice(
                        day,
                        date -> add(new AdjustmentDraft(
                                        site,
                                        company.items()
                                                .get(random.nextInt(
                                                        company.items().size())),
                                        -10 * (1 + random.nextInt(5)),
                                        "COUNT",
                                        person.id(),
                                        in(person, date))
                                .suspicious(pattern, scheme)));
            case WRITE_OFF_THEN_SHIP -> twice(day, date -> writeOffThenShip(person, date, scheme));
            case SPLIT -> {
                World.Item item = someDear();
                double limit = site.limit().doubleValue();
                int each =
                        (int) Math.max(1, Math.floor(limit * 0.85 / item.cost().doubleValue()));
                Instant at = in(person, day);
                for (int i = 0; i < 3; i++) {
                    add(new AdjustmentDraft(site, item, -each, "DAMAGE", person.id(), at).suspicious(pattern, scheme));
                    at = at.plus(Duration.ofMinutes(3 + random.nextInt(8)));
                }
            }
        }
    }

    private void twice(LocalDate day, Consumer<LocalDate> once) {
        once.accept(day);
        once.accept(day.plusDays(2 + random.nextInt(4)));
    }

    private void justUnder(World.Person person, LocalDate day, String scheme) {
        double limit = site.limit().doubleValue();
        for (int attempt = 0; attempt < 200; attempt++) {
            World.Item item = company.items().get(random.nextInt(company.items().size()));
            double cost = item.cost().doubleValue();
            int quantity = (int) Math.floor(limit * (0.93 + 0.065 * random.nextDouble()) / cost);
            if (quantity >= 2 && quantity <= 60 && quantity * cost > 0.92 * limit) {
                add(new AdjustmentDraft(site, item, -quantity, "DAMAGE", person.id(), in(person, day))
                        .suspicious(SuspiciousPattern.JUST_UNDER_LIMIT, scheme));
                return;
            }
        }
        throw new IllegalStateException("no item of " + company.id() + " fits below the limit of " + site.id());
    }

    private void sameCounter(World.Person person, LocalDate day, String scheme) {
        Instant at = in(person, day);
        // The last count before; the person claims to have counted another of its bins again.
        HistoryCount count = counts.stream()
                .filter(candidate -> candidate.completedAt().isBefore(at))
                .max(Comparator.comparing(HistoryCount::completedAt))
                .orElse(null);
        if (count == null) {
            return;
        }
        HistoryCount.Line line = count.lines().get(random.nextInt(count.lines().size()));
        World.Item item = company.items().stream()
                .filter(candidate -> candidate.sku().equals(line.item()))
                .findFirst()
                .orElseThrow();
        int dearEnough =
                (int) Math.ceil(site.limit().doubleValue() * 0.4 / item.cost().doubleValue());
        add(new AdjustmentDraft(site, item, -Math.max(3, Math.min(25, dearEnough)), "COUNT", person.id(), at)
                .fromCount(count.count(), person.id())
                .suspicious(SuspiciousPattern.SAME_COUNTER, scheme));
    }

    private void writeOffThenShip(World.Person person, LocalDate day, String scheme) {
        World.Item item = someDear();
        int quantity = 2 + random.nextInt(3);
        LocalDate workday = WorkingHours.workdaysBefore(day, 0);
        Instant at = workday.atTime(11, random.nextInt(60)).atZone(site.zone()).toInstant();
        add(new AdjustmentDraft(site, item, -quantity, "DAMAGE", person.id(), at)
                .suspicious(SuspiciousPattern.WRITE_OFF_THEN_SHIP, scheme));
        followingOrders.add(orders.single(
                item,
                quantity,
                at.minus(Duration.ofMinutes(60 + random.nextInt(60))),
                at.plus(Duration.ofMinutes(120 + random.nextInt(150)))));
    }

    private AdjustmentDraft add(AdjustmentDraft draft) {
        drafts.add(draft);
        return draft;
    }

    private World.Item someDear() {
        return dear.get(random.nextInt(dear.size()));
    }

    private Instant in(World.Person person, LocalDate day) {
        return Shift.moment(person, site, WorkingHours.workdaysBefore(day, 0), random);
    }
}
