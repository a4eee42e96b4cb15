package io.setpoint.erp.sales;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What of one item at one site is available to promise, by day. Supply and claims are cumulated; on a day can be promised
 * what every day from then on has left, so that a new promise takes nothing from one already given for later. Stock that
 * expires before a day is not there on it: claims take what expires first, and what none has taken by then is wasted.
 */
final class Atp {
    private static final Comparator<Supply> BY_DAY = Comparator.comparing(Supply::on)
            .thenComparing(Supply::kind)
            .thenComparing(supply -> String.valueOf(supply.document()))
            .thenComparing(supply -> supply.documentLine() == null ? 0 : supply.documentLine());

    /** A quantity that is there from a day on. */
    record Supply(
            SupplyKind kind,
            @Nullable String document,
            @Nullable Integer documentLine,
            LocalDate on,
            BigDecimal quantity) {}

    private final LocalDate today;
    private final List<Supply> arrivals = new ArrayList<>();
    private final NavigableMap<LocalDate, BigDecimal> claims = new TreeMap<>();
    private final NavigableMap<LocalDate, BigDecimal> expiries = new TreeMap<>();
    private BigDecimal free;
    private BigDecimal reserved = BigDecimal.ZERO;

    /**
     * Without arrivals and claims yet.
     *
     * @param free on hand, neither reserved nor on hold; below zero where less is left than was reserved
     */
    Atp(LocalDate today, BigDecimal free) {
        this.today = today;
        this.free = free;
    }

    /** Adds supply on its way; what is overdue is there tomorrow at the earliest. */
    void arrives(SupplyKind kind, String document, int line, LocalDate expected, BigDecimal quantity) {
        arrivals.add(
                new Supply(kind, document, line, expected.isBefore(today) ? today.plusDays(1) : expected, quantity));
    }

    /**
     * Says of stock that is there until when it may be used; what has expired is not there.
     *
     * @param lastDay on which it may be used
     * @param reserved of the item, of whatever lots; it takes what expires first
     */
    void expires(LocalDate lastDay, BigDecimal quantity, BigDecimal reserved) {
        this.reserved = reserved;
        if (lastDay.isBefore(today)) {
            free = free.subtract(quantity);
        } else {
            expiries.merge(lastDay, quantity, BigDecimal::add);
        }
    }

    /** Adds what is promised for a day and not reserved yet. */
    void claim(LocalDate day, BigDecimal quantity) {
        claims.merge(day, quantity, BigDecimal::add);
    }

    /**
     * Promises a quantity from a day on, and claims it. What is not there by then is promised for the first days that
     * have it; what exceeds all known supply for the day it would be replenished.
     *
     * @return the parts, by day
     */
    List<PromisePart> promise(BigDecimal quantity, LocalDate wanted, LocalDate replenished) {
        List<Supply> supplies = supplies();
        List<BigDecimal> left = left(supplies);
        List<PromisePart> parts = new ArrayList<>();
        BigDecimal open = quantity;
        int known = 0;
        while (known < supplies.size() && !supplies.get(known).on().isAfter(wanted)) {
            known++;
        }
        BigDecimal reach = left.subList(0, known).stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal inTime =
                reach.subtract(wastedBefore(wanted)).max(BigDecimal.ZERO).min(open);
        // The latest supply that is in time goes first; what is there earlier may be wanted earlier.
        for (int i = known - 1; i >= 0; i--) {
            BigDecimal taken = take(parts, supplies.get(i), left.get(i).min(inTime), wanted);
            inTime = inTime.subtract(taken);
            open = open.subtract(taken);
        }
        LocalDate last = wanted;
        for (int i = known; i < supplies.size(); i++) {
            reach = reach.add(left.get(i));
            BigDecimal untaken = reach.subtract(quantity.subtract(open))
                    .subtract(wastedBefore(supplies.get(i).on()));
            BigDecimal quantityLeft = left.get(i).min(open).min(untaken);
            if (quantityLeft.signum() > 0) {
                last = supplies.get(i).on();
                open = open.subtract(take(parts, supplies.get(i), quantityLeft, last));
            }
        }
        if (open.signum() > 0) {
            LocalDate day = replenished.isAfter(last) ? replenished : last;
            parts.add(new PromisePart(SupplyKind.LEAD_TIME, null, null, open, day, day));
            claim(day, open);
        }
        return parts;
    }

    /**
     * Takes from stock now, as far as it is there, for what is promised for a day; what is promised for earlier days and
     * would not be covered any more goes first. Its own claim, if it is among the claims, is to be given up before.
     *
     * @return how much of the quantity could be taken
     */
    BigDecimal serve(BigDecimal quantity, LocalDate promisedOn) {
        BigDecimal least = free;
        BigDecimal claimed = BigDecimal.ZERO;
        for (Map.Entry<LocalDate, BigDecimal> earlier :
                claims.headMap(promisedOn, false).entrySet()) {
            claimed = claimed.add(earlier.getValue());
            least = least.min(suppliedBy(earlier.getKey()).subtract(claimed));
        }
        BigDecimal taken = least.min(quantity).max(BigDecimal.ZERO);
        free = free.subtract(taken);
        return taken;
    }

    private BigDecimal take(List<PromisePart> parts, Supply supply, BigDecimal quantity, LocalDate promisedOn) {
        if (quantity.signum() > 0) {
            parts.add(new PromisePart(
                    supply.kind(), supply.document(), supply.documentLine(), quantity, supply.on(), promisedOn));
            claim(promisedOn, quantity);
        }
        return quantity;
    }

    /** Of each supply, by how much it raises what can be promised. */
    private List<BigDecimal> left(List<Supply> supplies) {
        BigDecimal[] promisable = new BigDecimal[supplies.size()];
        BigDecimal supplied = BigDecimal.ZERO;
        for (int i = 0; i < promisable.length; i++) {
            supplied = supplied.add(supplies.get(i).quantity());
            // Until the next supply comes nothing but claims happens, so its eve has least.
            boolean last = i == promisable.length - 1;
            promisable[i] = supplied.subtract(
                    sum(last ? claims : claims.headMap(supplies.get(i + 1).on(), false)));
        }
        for (int i = promisable.length - 2; i >= 0; i--) {
            promisable[i] = promisable[i].min(promisable[i + 1]);
        }
        List<BigDecimal> left = new ArrayList<>();
        BigDecimal before = BigDecimal.ZERO;
        for (BigDecimal now : promisable) {
            BigDecimal cleared = now.max(BigDecimal.ZERO);
            left.add(cleared.subtract(before));
            before = cleared;
        }
        return left;
    }

    /** What expires before a day and neither reservations nor claims have taken by its last day. */
    private BigDecimal wastedBefore(LocalDate day) {
        BigDecimal expiring = BigDecimal.ZERO;
        BigDecimal wasted = BigDecimal.ZERO;
        for (Map.Entry<LocalDate, BigDecimal> expiry :
                expiries.headMap(day, false).entrySet()) {
            expiring = expiring.add(expiry.getValue());
            wasted = wasted.max(expiring.subtract(reserved).subtract(sum(claims.headMap(expiry.getKey(), true))));
        }
        return wasted;
    }

    private List<Supply> supplies() {
        List<Supply> supplies = new ArrayList<>();
        supplies.add(new Supply(SupplyKind.ON_HAND, null, null, today, free));
        arrivals.sort(BY_DAY);
        supplies.addAll(arrivals);
        return supplies;
    }

    private BigDecimal suppliedBy(LocalDate day) {
        return arrivals.stream()
                .filter(supply -> !supply.on().isAfter(day))
                .map(Supply::quantity)
                .reduce(free, BigDecimal::add);
    }

    private static BigDecimal sum(NavigableMap<LocalDate, BigDecimal> days) {
        return days.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
