package io.setpoint.streaming;

import static java.util.Objects.requireNonNull;

import io.setpoint.contracts.events.AdjustmentPosted;
import io.setpoint.contracts.events.CancelReason;
import io.setpoint.contracts.events.CountCompleted;
import io.setpoint.contracts.events.CountType;
import io.setpoint.contracts.events.OrderLineCancelled;
import io.setpoint.contracts.events.OrderPlaced;
import io.setpoint.contracts.events.OrderReleased;
import io.setpoint.contracts.events.PickConfirmed;
import io.setpoint.contracts.events.ReturnReceived;
import io.setpoint.contracts.events.ShipmentShipped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The cells of a log at a position, computed from scratch by reading the answers off the whole list of events: no state
 * machine, no signed rows, no scaled numbers, nothing shared with the job but the event records. What it and the job
 * agree on follows from KPI.md twice.
 */
final class Oracle {
    private final TreeMap<String, BigDecimal[]> cells = new TreeMap<>();
    private final Instant now;

    private Oracle(Instant now) {
        this.now = now;
    }

    /** Cells with a numerator or denominator other than 0, keyed {@code kpi|company|site|window}. */
    static Map<String, List<Long>> cells(List<Committed> log, long position) {
        Oracle oracle = new Oracle(Committed.instant(position));
        Map<String, List<Committed>> orders = new HashMap<>();
        List<PickConfirmed> picks = new ArrayList<>();
        List<ReturnReceived> returns = new ArrayList<>();
        List<AdjustmentPosted> adjustments = new ArrayList<>();
        Map<String, String> companyOf = new HashMap<>();
        for (Committed each : log) {
            if (each.stamp() > position) {
                continue;
            }
            if (each.event() instanceof OrderPlaced e) {
                orders.computeIfAbsent(each.company() + e.order(), k -> new ArrayList<>())
                        .add(each);
            } else if (each.event() instanceof OrderReleased e) {
                orders.computeIfAbsent(each.company() + e.order(), k -> new ArrayList<>())
                        .add(each);
            } else if (each.event() instanceof OrderLineCancelled e) {
                orders.computeIfAbsent(each.company() + e.order(), k -> new ArrayList<>())
                        .add(each);
            } else if (each.event() instanceof ShipmentShipped e) {
                orders.computeIfAbsent(each.company() + e.order(), k -> new ArrayList<>())
                        .add(each);
            } else if (each.event() instanceof PickConfirmed e) {
                picks.add(e);
            } else if (each.event() instanceof ReturnReceived e) {
                returns.add(e);
            } else if (each.event() instanceof CountCompleted e) {
                oracle.count(each.company(), e);
            } else if (each.event() instanceof AdjustmentPosted e) {
                adjustments.add(e);
                companyOf.put(e.adjustment().value(), each.company());
            }
        }
        orders.values().forEach(oracle::order);
        oracle.picks(picks, orders.values());
        orders.values().forEach(events -> oracle.shipments(events, returns));
        oracle.adjustments(adjustments, companyOf);
        Map<String, List<Long>> result = new TreeMap<>();
        oracle.cells.forEach((key, sums) -> {
            if (sums[0].signum() != 0 || sums[1].signum() != 0) {
                result.put(key, List.of(sums[0].longValueExact(), sums[1].longValueExact()));
            }
        });
        return result;
    }

    private void order(List<Committed> events) {
        String company = events.get(0).company();
        OrderPlaced placed = (OrderPlaced) events.get(0).event();
        ZoneId zone = ZoneId.of(placed.zone());
        Map<LocalDate, List<OrderPlaced.Line>> units = new TreeMap<>();
        for (OrderPlaced.Line line : placed.lines()) {
            units.computeIfAbsent(line.requestedDate(), k -> new ArrayList<>()).add(line);
        }
        for (List<OrderPlaced.Line> unit : units.values()) {
            unit(company, placed, zone, unit, events);
        }
        for (OrderPlaced.Line line : placed.lines()) {
            BigDecimal open = line.quantity()
                    .value()
                    .subtract(cancelled(events, line.lineNo(), Set.of(CancelReason.values()), true, true))
                    .subtract(shipped(events, line.lineNo()));
            if (open.signum() > 0) {
                Instant due = endOf(line.commitDate(), zone);
                String entry = bucket(Duration.between(placed.occurredAt(), now), 1, 3, 7, 14, 30);
                String past = now.isBefore(due) ? "not due" : bucket(Duration.between(due, now), 1, 3, 7, 14);
                BigDecimal value = scaled(open.multiply(line.unitPrice().amount()), 4);
                for (String[] window : new String[][] {{"age_entry", entry}, {"age_due", past}}) {
                    add(window[0], company, placed.site().value(), "bucket:" + window[1], BigDecimal.ONE, null);
                    add(
                            window[0] + "_units",
                            company,
                            placed.site().value(),
                            "bucket:" + window[1],
                            scaled(open, 3),
                            null);
                    add(window[0] + "_value", company, placed.site().value(), "bucket:" + window[1], value, null);
                }
            }
        }
    }

    private void unit(
            String company, OrderPlaced order, ZoneId zone, List<OrderPlaced.Line> unit, List<Committed> events) {
        Set<CancelReason> coded =
                Set.of(CancelReason.CUSTOMER_CANCELLED, CancelReason.CUSTOMER_CHANGED, CancelReason.TEST_DOCUMENT);
        String site = order.site().value();
        List<OrderPlaced.Line> judged = new ArrayList<>();
        for (OrderPlaced.Line line : unit) {
            if (cancelled(events, line.lineNo(), coded, true, false)
                            .compareTo(line.quantity().value())
                    >= 0) {
                add("lfr_excluded", company, site, "day:" + line.commitDate(), BigDecimal.ONE, null);
            } else {
                judged.add(line);
            }
        }
        if (judged.isEmpty()) {
            return;
        }
        Instant deadline = unit.stream()
                .map(line -> endOf(line.commitDate(), zone))
                .min(Instant::compareTo)
                .orElseThrow();
        ShipmentShipped first = null;
        for (Committed each : events) {
            if (each.event() instanceof ShipmentShipped candidate
                    && candidate.lines().stream().anyMatch(l -> unit.stream().anyMatch(u -> u.lineNo() == l.lineNo()))
                    && (first == null
                            || candidate.occurredAt().isBefore(first.occurredAt())
                            || (candidate.occurredAt().equals(first.occurredAt())
                                    && candidate.shipment().compareTo(first.shipment()) < 0))) {
                first = candidate;
            }
        }
        ShipmentShipped inTime = first != null && first.occurredAt().isBefore(deadline) ? first : null;
        if (first == null && now.isBefore(deadline)) {
            return; // not decided yet
        }
        LocalDate day = inTime != null
                ? inTime.occurredAt().atZone(zone).toLocalDate()
                : deadline.minusNanos(1000).atZone(zone).toLocalDate();
        boolean allFilled = true;
        for (OrderPlaced.Line line : judged) {
            BigDecimal wanted = line.quantity().value().subtract(cancelled(events, line.lineNo(), coded, true, false));
            for (Committed each : events) {
                if (each.event() instanceof OrderReleased released) {
                    for (OrderReleased.Line l : released.lines()) {
                        if (l.lineNo() == line.lineNo()) {
                            wanted = wanted.min(l.quantity()
                                    .value()
                                    .add(cancelled(events, line.lineNo(), Set.of(CancelReason.SHORTAGE), true, false)));
                        }
                    }
                }
            }
            BigDecimal got = BigDecimal.ZERO;
            if (inTime != null) {
                for (ShipmentShipped.Line l : inTime.lines()) {
                    got = l.lineNo() == line.lineNo() ? got.add(l.quantity().value()) : got;
                }
            }
            boolean filled = got.compareTo(wanted) >= 0;
            allFilled &= filled;
            add("lfr", company, site, "day:" + day, filled ? BigDecimal.ONE : BigDecimal.ZERO, BigDecimal.ONE);
            add("ufr", company, site, "day:" + day, scaled(got.min(wanted), 3), scaled(wanted, 3));
        }
        add("ofr", company, site, "day:" + day, allFilled ? BigDecimal.ONE : BigDecimal.ZERO, BigDecimal.ONE);
    }

    private static BigDecimal cancelled(
            List<Committed> events, int lineNo, Set<CancelReason> reasons, boolean before, boolean after) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Committed each : events) {
            if (each.event() instanceof OrderLineCancelled c
                    && c.lineNo() == lineNo
                    && reasons.contains(c.reason())
                    && (c.beforeRelease() ? before : after)) {
                sum = sum.add(c.quantity().value());
            }
        }
        return sum;
    }

    private static BigDecimal shipped(List<Committed> events, int lineNo) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Committed each : events) {
            if (each.event() instanceof ShipmentShipped s) {
                for (ShipmentShipped.Line line : s.lines()) {
                    sum = line.lineNo() == lineNo ? sum.add(line.quantity().value()) : sum;
                }
            }
        }
        return sum;
    }

    private void picks(List<PickConfirmed> all, Collection<List<Committed>> orders) {
        Map<String, Committed> placed = new HashMap<>();
        orders.forEach(events ->
                placed.put(((OrderPlaced) events.get(0).event()).order().value(), events.get(0)));
        for (PickConfirmed pick : all) {
            Committed order = requireNonNull(placed.get(pick.order().value()));
            ZoneId zone = ZoneId.of(((OrderPlaced) order.event()).zone());
            String window = "day:" + pick.occurredAt().atZone(zone).toLocalDate();
            for (PickConfirmed.Line line : pick.lines()) {
                BigDecimal required = line.required().value();
                BigDecimal missing = required.subtract(line.picked().value());
                add(
                        "pcr_eventual",
                        order.company(),
                        pick.site().value(),
                        window,
                        missing.signum() > 0 ? BigDecimal.ZERO : BigDecimal.ONE,
                        BigDecimal.ONE);
                add(
                        "spr_units",
                        order.company(),
                        pick.site().value(),
                        window,
                        scaled(missing.max(BigDecimal.ZERO), 3),
                        scaled(required, 3));
            }
        }
    }

    private void shipments(List<Committed> events, List<ReturnReceived> returns) {
        String company = events.get(0).company();
        for (Committed each : events) {
            if (each.event() instanceof ShipmentShipped shipped) {
                String window = "day:"
                        + shipped.occurredAt().atZone(ZoneId.of(shipped.zone())).toLocalDate();
                String site = shipped.site().value();
                BigDecimal back = BigDecimal.ZERO;
                for (ReturnReceived returned : returns) {
                    if (returned.shipment().equals(shipped.shipment())
                            && Duration.between(shipped.occurredAt(), returned.occurredAt())
                                            .compareTo(Duration.ofDays(60))
                                    < 0) {
                        String arrived = "day:"
                                + returned.occurredAt()
                                        .atZone(ZoneId.of(shipped.zone()))
                                        .toLocalDate();
                        for (ReturnReceived.Line line : returned.lines()) {
                            back = back.add(line.received().value());
                            add(
                                    "rr_activity",
                                    company,
                                    site,
                                    arrived,
                                    scaled(line.received().value(), 3),
                                    BigDecimal.ZERO);
                        }
                    }
                }
                add("rr_cohort", company, site, window, scaled(back, 3), BigDecimal.ZERO);
                for (ShipmentShipped.Line line : shipped.lines()) {
                    add("ship_lines", company, site, window, BigDecimal.ONE, null);
                    for (String rate : List.of("rr_cohort", "rr_activity")) {
                        add(
                                rate,
                                company,
                                site,
                                window,
                                BigDecimal.ZERO,
                                scaled(line.quantity().value(), 3));
                    }
                }
            }
        }
    }

    private void count(String company, CountCompleted count) {
        String window =
                "day:" + count.occurredAt().atZone(ZoneId.of(count.zone())).toLocalDate();
        for (CountCompleted.Line line : count.lines()) {
            BigDecimal book = line.book().value();
            BigDecimal off = line.counted().value().subtract(book);
            BigDecimal worth = scaled(line.unitCost().amount().multiply(book), 4);
            BigDecimal value = scaled(line.unitCost().amount().multiply(off), 4);
            String site = count.site().value();
            add("ivn", company, site, window, value, worth);
            add("iva", company, site, window, value.abs(), worth);
            add("count_lines", company, site, window, BigDecimal.ONE, null);
            if (count.countType() == CountType.PLANNED) {
                BigDecimal tolerance = Map.of(
                                "A", new BigDecimal("0.01"), "B", new BigDecimal("0.03"), "C", new BigDecimal("0.05"))
                        .getOrDefault(line.abc(), BigDecimal.ZERO);
                boolean right = off.abs().compareTo(tolerance.multiply(book)) <= 0;
                add("ira", company, site, window, right ? BigDecimal.ONE : BigDecimal.ZERO, BigDecimal.ONE);
                add(
                        "ira_zero_tol",
                        company,
                        site,
                        window,
                        off.signum() == 0 ? BigDecimal.ONE : BigDecimal.ZERO,
                        BigDecimal.ONE);
            }
        }
    }

    private void adjustments(List<AdjustmentPosted> all, Map<String, String> companyOf) {
        Set<String> reversed = new HashSet<>();
        for (AdjustmentPosted each : all) {
            if (each.reversalOf() != null) {
                reversed.add(each.reversalOf().value());
            }
        }
        for (AdjustmentPosted each : all) {
            String company = requireNonNull(companyOf.get(each.adjustment().value()));
            String site = each.site().value();
            String window =
                    "day:" + each.occurredAt().atZone(ZoneId.of(each.zone())).toLocalDate();
            BigDecimal value = scaled(each.value().amount(), 4);
            boolean stands = each.reversalOf() == null
                    && !reversed.contains(each.adjustment().value());
            add("adj_net", company, site, window, value, null);
            add("adj_abs", company, site, window, value.abs(), null);
            add("adj_abs_net_rev", company, site, window, stands ? value.abs() : BigDecimal.ZERO, null);
            add("adj_count", company, site, window, BigDecimal.ONE, null);
        }
    }

    private void add(
            String kpi,
            String company,
            String site,
            String window,
            BigDecimal numerator,
            @Nullable BigDecimal denominator) {
        BigDecimal[] sums = cells.computeIfAbsent(kpi + "|" + company + "|" + site + "|" + window, k ->
                new BigDecimal[] {BigDecimal.ZERO, BigDecimal.ZERO});
        sums[0] = sums[0].add(numerator);
        sums[1] = denominator == null ? sums[1] : sums[1].add(denominator);
    }

    /** Rounded half away from zero to so many decimals, then without the point. */
    private static BigDecimal scaled(BigDecimal value, int decimals) {
        return value.setScale(decimals, RoundingMode.HALF_UP).movePointRight(decimals);
    }

    private static Instant endOf(LocalDate day, ZoneId zone) {
        return ZonedDateTime.of(day, LocalTime.NOON, zone)
                .plusDays(1)
                .toLocalDate()
                .atStartOfDay(zone)
                .toInstant();
    }

    private static String bucket(Duration age, int... days) {
        int from = 0;
        for (int to : days) {
            if (age.compareTo(Duration.ofDays(to)) < 0) {
                return from + "-" + to;
            }
            from = to;
        }
        return from + "+";
    }
}
