package io.setpoint.platform.simulation;

import io.setpoint.platform.client.HistoryPurchase;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The purchase orders of one site: each supplier once a week, received as the warehouse is used to. What had not arrived
 * by the end is open and arrives in the live business.
 */
final class PurchaseHistory {
    private static final int DAYS_OF_A_WEEK = 7;
    private static final String PREMIUM = "1.15";

    private final World.Company company;
    private final World.Site site;
    private final Random random;
    private final LocalDate firstDay;
    private final int days;
    private final Instant until;
    private final WorkingHours hours;
    private int number;

    PurchaseHistory(
            World.Company company, World.Site site, Random random, LocalDate firstDay, int days, Instant until) {
        this.company = company;
        this.site = site;
        this.random = random;
        this.firstDay = firstDay;
        this.days = days;
        this.until = until;
        this.hours = new WorkingHours(site.zone());
    }

    List<HistoryPurchase> plan() {
        List<HistoryPurchase> purchases = new ArrayList<>();
        for (int i = 0; i < company.suppliers().size(); i++) {
            for (int day = i % DAYS_OF_A_WEEK; day < days; day += DAYS_OF_A_WEEK) {
                HistoryPurchase purchase = order(company.suppliers().get(i), firstDay.plusDays(day));
                if (purchase != null) {
                    purchases.add(purchase);
                }
            }
        }
        return purchases;
    }

    /** Null if the day ends before it is sent. */
    private @Nullable HistoryPurchase order(World.Supplier supplier, LocalDate day) {
        number++;
        String id = site.id() + "-" + (10_000 + number);
        boolean emergency = random.nextInt(40) == 0;
        Instant raised = hours.plus(hours.opening(day), Duration.ofMinutes(random.nextInt(300)));
        Instant released = hours.plus(raised, Duration.ofMinutes(20 + random.nextInt(200)));
        Instant acknowledged = hours.plus(released, Duration.ofMinutes(120 + random.nextInt(900)));
        boolean isAcknowledged = acknowledged.isBefore(until);
        boolean later = random.nextInt(7) == 0 && isAcknowledged;
        LocalDate requested =
                LocalDate.ofInstant(released, site.zone()).plusDays(emergency ? 2 : supplier.leadTimeDays());
        List<World.Item> items = new ArrayList<>(company.itemsOf(supplier));
        Collections.shuffle(items, random);
        List<HistoryPurchase.Line> lines = new ArrayList<>();
        for (World.Item item : items.subList(0, 2 + random.nextInt(4))) {
            lines.add(new HistoryPurchase.Line(
                    lines.size() + 1,
                    item.sku(),
                    BigDecimal.valueOf(item.orderQuantity()),
                    emergency ? World.share(item.cost(), PREMIUM) : item.cost(),
                    requested,
                    later ? requested.plusDays(2) : null));
        }
        String buyer = random.nextBoolean() ? "buyer" : "buyer2";
        List<HistoryPurchase.Delivery> receipts = deliveries(
                id, hours.opening(arrival(supplier, later ? requested.plusDays(2) : requested)), items, lines);
        return released.isBefore(until)
                ? new HistoryPurchase(
                        "PO-H" + id,
                        site.id(),
                        supplier.id(),
                        emergency ? "A customer's machine stood still" : null,
                        buyer,
                        List.of("approver", "approver2"),
                        raised,
                        released,
                        lines,
                        isAcknowledged ? new HistoryPurchase.Confirmation("ACK-H" + id, acknowledged) : null,
                        receipts)
                : null;
    }

    /** Most come on the day; a slow supplier's come days after it now and then. */
    private LocalDate arrival(World.Supplier supplier, LocalDate due) {
        int late = random.nextInt(3) == 0 ? random.nextInt(1 + supplier.delays()) : 0;
        int early = late == 0 && random.nextInt(5) == 0 ? 1 : 0;
        return due.plusDays(late - early);
    }

    /** One delivery; now and then a second one with what the first did not bring. */
    private List<HistoryPurchase.Delivery> deliveries(
            String id, Instant arrives, List<World.Item> items, List<HistoryPurchase.Line> lines) {
        boolean checks = site.discipline() != World.Discipline.SKIPS_CHECKS;
        boolean isShort = checks && random.nextInt(14) == 0;
        boolean damaged = !isShort && checks && random.nextInt(30) == 0;
        List<HistoryPurchase.Delivery> deliveries = new ArrayList<>();
        List<HistoryPurchase.Accepted> accepted = new ArrayList<>();
        for (HistoryPurchase.Line line : lines) {
            accepted.add(new HistoryPurchase.Accepted(
                    line.lineNo(), items.get(line.lineNo() - 1).binAt(site), line.quantity()));
        }
        if (isShort || damaged) {
            HistoryPurchase.Accepted whole = accepted.get(0);
            BigDecimal missing = BigDecimal.valueOf(whole.quantity().intValueExact() / 10);
            accepted.set(
                    0,
                    new HistoryPurchase.Accepted(
                            whole.lineNo(), whole.bin(), whole.quantity().subtract(missing)));
            add(
                    deliveries,
                    "RC-H" + id,
                    arrives,
                    accepted,
                    List.of(new HistoryPurchase.Difference(
                            whole.lineNo(), isShort ? "SHORT" : "DAMAGED", missing, "Counted at the dock")));
            add(
                    deliveries,
                    "RC-H" + id + "-2",
                    arrives.plus(Duration.ofDays(5)),
                    List.of(new HistoryPurchase.Accepted(whole.lineNo(), whole.bin(), missing)),
                    List.of());
        } else {
            add(deliveries, "RC-H" + id, arrives, accepted, List.of());
        }
        return deliveries;
    }

    private void add(
            List<HistoryPurchase.Delivery> deliveries,
            String id,
            Instant arrives,
            List<HistoryPurchase.Accepted> accepted,
            List<HistoryPurchase.Difference> differences) {
        Instant docked = hours.plus(arrives, Duration.ofMinutes(random.nextInt(360)));
        Instant received = docked.plus(Duration.ofMinutes(
                site.discipline() == World.Discipline.STAGES_FOR_HOURS
                        ? 150 + random.nextInt(500)
                        : 5 + random.nextInt(30)));
        List<World.Person> people = company.warehousePeople(site);
        String receiver = people.get(random.nextInt(people.size())).id();
        if (received.isBefore(until)) {
            deliveries.add(new HistoryPurchase.Delivery(id, docked, received, receiver, accepted, differences));
        }
    }
}
