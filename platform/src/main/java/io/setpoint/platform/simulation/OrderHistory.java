package io.setpoint.platform.simulation;

import io.setpoint.platform.client.HistoryOrder;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The orders of one site over a span of days, each with the course it took. */
final class OrderHistory {
    private static final List<String> CHANNELS = List.of("DESK", "WEB", "WEB", "EDI");

    private final World.Site site;
    private final Random random;
    private final LocalDate firstDay;
    private final int days;
    private final Instant until;
    private final Shortages shortages;
    private final WorkingHours hours;
    private final Weighted<World.Item> items;
    private final Weighted<World.Customer> customers;
    private final String idPrefix;
    private int number;

    OrderHistory(World.Company company, World.Site site, Random random, LocalDate firstDay, int days, Instant until) {
        this.site = site;
        this.random = random;
        this.firstDay = firstDay;
        this.days = days;
        this.until = until;
        this.hours = new WorkingHours(site.zone());
        this.shortages =
                new Shortages(company, firstDay.atStartOfDay(site.zone()).toInstant(), days, random);
        this.items = new Weighted<>(company.items(), World.Item::popularity);
        this.customers = new Weighted<>(company.customers(), World.Customer::popularity);
        this.idPrefix = "H" + site.id() + "-";
    }

    /** All orders placed before the end of the span; what would have happened later is left out. */
    List<PlannedOrder> plan() {
        List<PlannedOrder> orders = new ArrayList<>();
        for (int day = 0; day <= days; day++) {
            LocalDate date = firstDay.plusDays(day);
            List<Instant> placed = new ArrayList<>();
            int count = ordersOn(date);
            for (int i = 0; i < count; i++) {
                placed.add(placedAt(date));
            }
            placed.stream().sorted().filter(at -> at.isBefore(until)).forEach(at -> orders.add(order(at)));
        }
        return orders;
    }

    /** An order of one line that is placed and shipped when someone wants it so. */
    HistoryOrder single(World.Item item, int quantity, Instant placedAt, Instant shippedAt) {
        String id = nextId();
        BigDecimal amount = BigDecimal.valueOf(quantity);
        LocalDate due = shippedAt.atZone(site.zone()).toLocalDate();
        return new HistoryOrder(
                "SO-" + id,
                site.id(),
                customers.draw(random).id(),
                "DESK",
                ShippingMode.STANDARD.name(),
                null,
                placedAt,
                due,
                due,
                placedAt.plus(20, ChronoUnit.MINUTES),
                List.of(new HistoryOrder.Line(1, item.sku(), amount, item.price(), amount)),
                List.of(),
                List.of(new HistoryOrder.Shipment(
                        "SH-" + id + "-1",
                        shippedAt,
                        ShippingMode.STANDARD.carrier(),
                        List.of(new HistoryOrder.ShippedLine(1, amount)),
                        null,
                        null)));
    }

    private int ordersOn(LocalDate date) {
        if (!WorkingHours.isWorkday(date)) {
            return random.nextInt(1 + site.ordersPerWorkday() / 4);
        }
        double campaign = isCampaign(date) ? (site.id().equals("ZAZ") ? 2.0 : 1.6) : 1.0;
        return (int) Math.max(1, Math.round(site.ordersPerWorkday() * campaign * (0.85 + 0.3 * random.nextDouble())));
    }

    /**
     * Zaragoza runs a campaign for seven days in forty and falls behind; Turku runs them too, but with extra hands, so
     * that its peaks harm nobody.
     */
    private boolean isCampaign(LocalDate date) {
        long day = ChronoUnit.DAYS.between(firstDay, date) % 40;
        return switch (site.id()) {
            case "ZAZ" -> day >= 18 && day < 25;
            case "TKU" -> day >= 6 && day < 13;
            default -> false;
        };
    }

    private Instant placedAt(LocalDate date) {
        int minute = random.nextInt(4) == 0 ? random.nextInt(1440) : 7 * 60 + random.nextInt(600);
        return date.atTime(LocalTime.of(minute / 60, minute % 60, random.nextInt(60)))
                .atZone(site.zone())
                .toInstant();
    }

    private String nextId() {
        number++;
        return idPrefix + (100_000 + number);
    }

    /** One line on its way through the order. */
    private static final class LineCourse {
        final int lineNo;
        final World.Item item;
        final int placed;
        int released;
        int first;

        @Nullable
        Instant restLeaves;

        LineCourse(int lineNo, World.Item item, int placed) {
            this.lineNo = lineNo;
            this.item = item;
            this.placed = placed;
            this.released = placed;
        }
    }

    private PlannedOrder order(Instant placedAt) {
        String id = nextId();
        World.Customer customer = customers.draw(random);
        ShippingMode mode = shippingMode();
        LocalDate placedOn = placedAt.atZone(site.zone()).toLocalDate();
        LocalDate requested = placedOn.plusDays(random.nextInt(3) == 0 ? 1 + random.nextInt(9) : random.nextInt(3));
        List<LineCourse> lines = lines();
        boolean shortageKnown = random.nextDouble() < 0.5
                && lines.stream()
                        .anyMatch(line ->
                                shortages.shortUntil(line.item.sku(), placedAt).isPresent());
        LocalDate commit = later(requested, placedOn.plusDays(mode.promiseDays()));
        if (shortageKnown) {
            commit = later(commit, placedOn.plusDays(10));
        }
        commit = WorkingHours.workdaysBefore(commit.plusDays(WorkingHours.isWorkday(commit) ? 0 : 2), 0);

        Instant releasedAt = hours.from(placedAt).plus(Duration.ofMinutes(10 + random.nextInt(80)));
        List<HistoryOrder.Cancellation> cancellations = new ArrayList<>();
        boolean cancelled = cancelBeforeRelease(lines, placedAt, releasedAt, cancellations);
        boolean released = !cancelled && releasedAt.isBefore(until);

        List<HistoryOrder.Shipment> shipments = new ArrayList<>();
        LatenessCause cause = null;
        if (released) {
            cause = ship(id, customer, mode, commit, releasedAt, lines, shipments, cancellations);
        }
        HistoryOrder document = new HistoryOrder(
                "SO-" + id,
                site.id(),
                customer.id(),
                CHANNELS.get(random.nextInt(CHANNELS.size())),
                mode.name(),
                random.nextInt(3) == 0 ? "PO " + (10_000 + random.nextInt(90_000)) : null,
                placedAt,
                requested,
                commit,
                released ? releasedAt : null,
                lines.stream()
                        .map(line -> new HistoryOrder.Line(
                                line.lineNo,
                                line.item.sku(),
                                BigDecimal.valueOf(line.placed),
                                line.item.price(),
                                released ? BigDecimal.valueOf(line.released) : null))
                        .toList(),
                cancellations,
                shipments);
        return new PlannedOrder(document, cause);
    }

    private List<LineCourse> lines() {
        int count = 1;
        while (count < 9 && random.nextDouble() < 0.67) {
            count++;
        }
        List<LineCourse> lines = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        while (lines.size() < count) {
            World.Item item = items.draw(random);
            if (taken.add(item.sku())) {
                int most = item.abc().equals("A") ? 20 : item.abc().equals("B") ? 10 : 5;
                lines.add(new LineCourse(lines.size() + 1, item, 1 + random.nextInt(most)));
            }
        }
        return lines;
    }

    private ShippingMode shippingMode() {
        double draw = random.nextDouble();
        return draw < 0.16 ? ShippingMode.EXPRESS : draw < 0.80 ? ShippingMode.STANDARD : ShippingMode.ECONOMY;
    }

    /** The customer changes his mind in the time that is left before release; true if nothing is left to release. */
    private boolean cancelBeforeRelease(
            List<LineCourse> lines,
            Instant placedAt,
            Instant releasedAt,
            List<HistoryOrder.Cancellation> cancellations) {
        Instant at = placedAt.plus(Duration.between(placedAt, releasedAt).dividedBy(2))
                .truncatedTo(ChronoUnit.SECONDS);
        if (!at.isBefore(until)) {
            return false;
        }
        boolean all = random.nextDouble() < 0.006;
        for (LineCourse line : lines) {
            boolean change = !all && line.placed > 1 && random.nextDouble() < 0.008;
            if (all || change) {
                int less = all ? line.placed : 1 + random.nextInt(line.placed - 1);
                line.released = line.placed - less;
                cancellations.add(new HistoryOrder.Cancellation(
                        line.lineNo, BigDecimal.valueOf(less), all ? "CUSTOMER_CANCELLED" : "CUSTOMER_CHANGED", at));
            }
        }
        return all;
    }

    private @Nullable LatenessCause ship(
            String id,
            World.Customer customer,
            ShippingMode mode,
            LocalDate commit,
            Instant releasedAt,
            List<LineCourse> lines,
            List<HistoryOrder.Shipment> shipments,
            List<HistoryOrder.Cancellation> cancellations) {
        int slack = switch (mode) {
            case EXPRESS -> 0;
            case STANDARD -> random.nextDouble() < 0.65 ? 1 : 0;
            case ECONOMY -> random.nextDouble() < 0.75 ? 3 : 1;
        };
        Instant planned = hours.opening(WorkingHours.workdaysBefore(commit, slack));
        Instant start = hours.from(planned.isAfter(releasedAt) ? planned : releasedAt);
        LocalDate startDay = start.atZone(site.zone()).toLocalDate();
        boolean monday = startDay.getDayOfWeek() == DayOfWeek.MONDAY;
        boolean backlog = site.id().equals("ZAZ") && isCampaign(startDay);
        double queueHours = (2.2 + 0.35 * lines.size() + 2.6 * Math.abs(random.nextGaussian()))
                * (monday ? 1.8 : 1.0)
                * (backlog ? 4.5 : 1.0)
                * (mode == ShippingMode.EXPRESS ? 0.7 : 1.0);
        Instant ready = hours.plus(start, Duration.ofMinutes(Math.round(queueHours * 60)));
        Instant departure = hours.departure(ready, mode);

        boolean backorder = false;
        for (LineCourse line : lines) {
            backorder |= fill(line, start, departure, mode);
        }
        boolean nothingYet = lines.stream().allMatch(line -> line.first == 0);
        if (nothingYet) {
            departure = waitForStock(lines, departure);
        }
        Instant scan = departure.minus(Duration.ofMinutes(5 + random.nextInt(40)));
        Instant shippedAt = scan.isBefore(ready) ? ready : scan;
        addShipment(id, customer, mode, shippedAt, lines, shipments, true);
        addRest(id, customer, mode, shippedAt, lines, shipments, cancellations);

        boolean late = shippedAt.atZone(site.zone()).toLocalDate().isAfter(commit);
        if (backorder) {
            return LatenessCause.BACKORDER;
        }
        if (!late) {
            return null;
        }
        if (backlog) {
            return LatenessCause.BACKLOG_PEAK;
        }
        if (mode == ShippingMode.ECONOMY) {
            return LatenessCause.SLOW_MODE;
        }
        return monday ? LatenessCause.MONDAY : LatenessCause.CUT_OFF_MISSED;
    }

    /** Decides what of a line leaves first; true if stock fell short. A gap that closes before departure harms nobody. */
    private boolean fill(LineCourse line, Instant start, Instant departure, ShippingMode mode) {
        line.first = line.released;
        if (line.released == 0) {
            return false;
        }
        Optional<Instant> shortUntil = shortages.shortUntil(line.item.sku(), start);
        if (shortUntil.isPresent() && shortUntil.get().isAfter(departure)) {
            line.first = random.nextInt(2) == 0 ? 0 : random.nextInt(line.released);
            line.restLeaves = hours.departure(hours.plus(shortUntil.get(), Duration.ofHours(3)), mode);
            return true;
        }
        if (line.released > 1 && random.nextDouble() < 0.008) {
            // The bin held less than the book said.
            line.first = line.released - 1;
            line.restLeaves = hours.departure(departure.plus(Duration.ofHours(26)), mode);
            return true;
        }
        return false;
    }

    private static Instant waitForStock(List<LineCourse> lines, Instant departure) {
        Instant earliest = null;
        for (LineCourse line : lines) {
            Instant rest = line.restLeaves;
            if (rest != null && (earliest == null || rest.isBefore(earliest))) {
                earliest = rest;
            }
        }
        if (earliest == null) {
            return departure;
        }
        for (LineCourse line : lines) {
            if (earliest.equals(line.restLeaves)) {
                line.first = line.released;
                line.restLeaves = null;
            }
        }
        return earliest;
    }

    private void addRest(
            String id,
            World.Customer customer,
            ShippingMode mode,
            Instant firstShippedAt,
            List<LineCourse> lines,
            List<HistoryOrder.Shipment> shipments,
            List<HistoryOrder.Cancellation> cancellations) {
        Instant last = null;
        for (LineCourse line : lines) {
            Instant rest = line.restLeaves;
            if (rest == null) {
                continue;
            }
            if (random.nextDouble() < 0.12) {
                Instant givenUp = firstShippedAt.plus(Duration.ofHours(2 + random.nextInt(20)));
                if (givenUp.isBefore(until) && firstShippedAt.isBefore(until)) {
                    cancellations.add(new HistoryOrder.Cancellation(
                            line.lineNo, BigDecimal.valueOf((long) line.released - line.first), "SHORTAGE", givenUp));
                    line.restLeaves = null;
                    continue;
                }
            }
            last = last == null || rest.isAfter(last) ? rest : last;
        }
        if (last != null) {
            addShipment(id, customer, mode, last, lines, shipments, false);
        }
    }

    private void addShipment(
            String id,
            World.Customer customer,
            ShippingMode mode,
            Instant shippedAt,
            List<LineCourse> lines,
            List<HistoryOrder.Shipment> shipments,
            boolean first) {
        List<HistoryOrder.ShippedLine> shipped = new ArrayList<>();
        for (LineCourse line : lines) {
            int quantity = first ? line.first : line.restLeaves == null ? 0 : line.released - line.first;
            if (quantity > 0) {
                shipped.add(new HistoryOrder.ShippedLine(line.lineNo, BigDecimal.valueOf(quantity)));
            }
        }
        if (shipped.isEmpty() || !shippedAt.isBefore(until)) {
            return;
        }
        LocalDate arrives = shippedAt.atZone(site.zone()).toLocalDate().plusDays(mode.transitDays());
        Instant delivered = WorkingHours.workdaysBefore(arrives.plusDays(2), 0)
                .atTime(9 + random.nextInt(8), random.nextInt(60))
                .atZone(site.zone())
                .toInstant();
        boolean arrived = delivered.isBefore(until);
        shipments.add(new HistoryOrder.Shipment(
                "SH-" + id + "-" + (shipments.size() + 1),
                shippedAt,
                mode.carrier(),
                shipped,
                arrived ? delivered : null,
                arrived ? "Goods in, " + customer.name() : null));
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
