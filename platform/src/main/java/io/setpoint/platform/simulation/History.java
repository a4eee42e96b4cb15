package io.setpoint.platform.simulation;

import io.setpoint.platform.client.HistoryAdjustment;
import io.setpoint.platform.client.HistoryCount;
import io.setpoint.platform.client.HistoryOrder;
import io.setpoint.platform.client.HistoryPurchase;
import io.setpoint.platform.client.HistoryReturn;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * The documents of a span of days up to an instant, and what is known about them: a pure function of the seed and that
 * instant.
 */
record History(List<OfCompany> companies, List<Label> labels) {
    /** Days of the standard history. */
    static final int DAYS = 120;

    History {
        companies = List.copyOf(companies);
        labels = List.copyOf(labels);
    }

    /** All of one company, each list in order of time. */
    record OfCompany(
            World.Company company,
            List<HistoryOrder> orders,
            List<HistoryCount> counts,
            List<HistoryAdjustment> adjustments,
            List<HistoryPurchase> purchases,
            List<HistoryReturn> returns) {
        OfCompany {
            returns = List.copyOf(returns);
            purchases = List.copyOf(purchases);
            orders = List.copyOf(orders);
            counts = List.copyOf(counts);
            adjustments = List.copyOf(adjustments);
        }

        int documents() {
            return orders.size() + counts.size() + adjustments.size() + purchases.size() + returns.size();
        }
    }

    private record Scheme(SuspiciousPattern pattern, World.Site site, LocalDate day, String name) {}

    static History plan(World world, int days, Instant until) {
        List<Label> labels = new ArrayList<>();
        List<OfCompany> companies = new ArrayList<>();
        List<Scheme> schemes = schemes(world, days, until);
        for (World.Company company : world.companies()) {
            companies.add(plan(world, company, days, until, schemes, labels));
        }
        labels.sort(Comparator.comparing(Label::document));
        return new History(companies, labels);
    }

    private static OfCompany plan(
            World world, World.Company company, int days, Instant until, List<Scheme> schemes, List<Label> labels) {
        List<PlannedOrder> orders = new ArrayList<>();
        List<HistoryCount> counts = new ArrayList<>();
        List<AdjustmentDraft> drafts = new ArrayList<>();
        List<HistoryPurchase> purchases = new ArrayList<>();
        List<HistoryReturn> returns = new ArrayList<>();
        for (World.Site site : company.sites()) {
            LocalDate firstDay = until.atZone(site.zone()).toLocalDate().minusDays(days);
            OrderHistory orderHistory =
                    new OrderHistory(company, site, random(world, site, "orders"), firstDay, days, until);
            List<PlannedOrder> siteOrders = orderHistory.plan();
            orders.addAll(siteOrders);
            returns.addAll(new ReturnHistory(company, site, random(world, site, "returns"), until)
                    .plan(siteOrders.stream().map(PlannedOrder::document).toList()));
            purchases.addAll(
                    new PurchaseHistory(company, site, random(world, site, "purchases"), firstDay, days, until).plan());
            List<HistoryCount> siteCounts =
                    new CountHistory(company, site, random(world, site, "counts"), firstDay, days, until).plan();
            counts.addAll(siteCounts);
            drafts.addAll(new RoutineAdjustments(company, site, random(world, site, "adjustments"))
                    .plan(firstDay, days, siteCounts));
            SuspiciousSchemes dishonest =
                    new SuspiciousSchemes(company, site, random(world, site, "schemes"), orderHistory, siteCounts);
            schemes.stream()
                    .filter(scheme -> scheme.site().equals(site))
                    .forEach(scheme -> dishonest.run(scheme.pattern(), scheme.day(), scheme.name()));
            drafts.addAll(dishonest.drafts());
            dishonest.followingOrders().stream()
                    .filter(order -> order.shipments().get(0).shippedAt().isBefore(until))
                    .forEach(order -> orders.add(new PlannedOrder(order, null)));
        }
        orders.sort(
                Comparator.comparing((PlannedOrder order) -> order.document().placedAt()));
        returns.sort(Comparator.comparing(HistoryReturn::openedAt));
        purchases.sort(Comparator.comparing(HistoryPurchase::raisedAt));
        counts.sort(Comparator.comparing(HistoryCount::completedAt));
        Random desk = new Random(world.seed() * 131 + company.id().hashCode());
        List<HistoryAdjustment> adjustments = new AdjustmentDesk(company, until, desk).decide(drafts);
        label(orders, drafts, labels);
        return new OfCompany(
                company, orders.stream().map(PlannedOrder::document).toList(), counts, adjustments, purchases, returns);
    }

    private static void label(List<PlannedOrder> orders, List<AdjustmentDraft> drafts, List<Label> labels) {
        for (PlannedOrder order : orders) {
            LatenessCause cause = order.cause();
            if (cause != null) {
                String id = order.document().order();
                labels.add(new Label("order", id, cause.name(), id, true));
            }
        }
        for (AdjustmentDraft draft : drafts) {
            SuspiciousPattern pattern = draft.pattern;
            String id = draft.id;
            if (pattern != null && id != null) {
                labels.add(new Label("adjustment", id, pattern.name(), draft.occurrence, draft.genuine));
            }
        }
    }

    /** One scheme of each pattern in 120 days, so that about one adjustment in 200 is suspicious. */
    private static List<Scheme> schemes(World world, int days, Instant until) {
        Random random = new Random(world.seed() * 17 + 3);
        List<Scheme> schemes = new ArrayList<>();
        List<World.Site> sites = world.companies().stream()
                .flatMap(company -> company.sites().stream())
                .toList();
        int rounds = Math.max(1, days / DAYS);
        int span = Math.max(1, (days - 34) / rounds);
        for (int round = 0; round < rounds; round++) {
            for (SuspiciousPattern pattern : SuspiciousPattern.values()) {
                World.Site site = sites.get(random.nextInt(sites.size()));
                LocalDate firstDay = until.atZone(site.zone()).toLocalDate().minusDays(days);
                // The first weeks stay clean: habits must be known before one can act against them.
                LocalDate day = firstDay.plusDays(16 + (long) round * span + random.nextInt(span));
                schemes.add(new Scheme(pattern, site, day, pattern.name() + "-" + (round + 1)));
            }
        }
        return schemes;
    }

    private static Random random(World world, World.Site site, String what) {
        return new Random(world.seed() * 1_000_003 + site.id().hashCode() * 31L + what.hashCode());
    }
}
