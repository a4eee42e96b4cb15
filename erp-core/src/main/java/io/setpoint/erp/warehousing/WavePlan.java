package io.setpoint.erp.warehousing;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.Sku;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the lines of a wave are picked: the first order is served first, from what expires first, else from the bin that
 * has most. The walk goes zone by zone, and within a zone by the codes of the bins.
 */
final class WavePlan {
    /** A line that is reserved and not picked. */
    record Wanted(OrderId order, int lineNo, Sku item, BigDecimal quantity) {}

    /**
     * A bin with an item, or with a lot of it.
     *
     * @param free neither picked nor planned in another wave
     * @param claimed planned in another wave
     * @param turn when the walk comes to the zone of the bin
     */
    record Place(
            Sku item,
            BinId bin,
            @Nullable LotNumber lot,
            @Nullable LocalDate expiry,
            BigDecimal free,
            BigDecimal claimed,
            int turn) {}

    /**
     * What to take for a line from a place.
     *
     * @param lotPassedOver whether a lot that expires earlier goes to another order
     */
    record Pick(int stopNo, Wanted line, Place place, BigDecimal quantity, boolean lotPassedOver) {}

    private static final Comparator<Place> WALK = comparing(Place::turn)
            .thenComparing(Place::bin)
            .thenComparing(Place::item)
            .thenComparing(Place::lot, nullsFirst(naturalOrder()));

    private final List<Place> places;
    private final BigDecimal[] left;
    private final List<Pick> picks = new ArrayList<>();

    private WavePlan(List<Place> places) {
        this.places = places;
        this.left = places.stream().map(Place::free).toArray(BigDecimal[]::new);
    }

    /**
     * Serves the lines in their order; what no place has left stays out.
     *
     * @param places for each item in the order in which they are to be emptied
     */
    static List<Pick> of(List<Wanted> lines, List<Place> places) {
        WavePlan plan = new WavePlan(places);
        lines.forEach(plan::serve);
        return plan.walk();
    }

    private void serve(Wanted line) {
        BigDecimal open = line.quantity();
        for (int i = 0; i < places.size() && open.signum() > 0; i++) {
            BigDecimal quantity = open.min(left[i]);
            if (places.get(i).item().equals(line.item()) && quantity.signum() > 0) {
                picks.add(new Pick(0, line, places.get(i), quantity, passedOver(line, places.get(i))));
                left[i] = left[i].subtract(quantity);
                open = open.subtract(quantity);
            }
        }
    }

    private boolean passedOver(Wanted line, Place place) {
        return place.lot() != null
                && places.stream()
                        .filter(other -> other.item().equals(line.item()) && expiresBefore(other, place))
                        .anyMatch(other -> other.claimed().signum() > 0
                                || picks.stream()
                                        .anyMatch(pick -> pick.place().equals(other)
                                                && !pick.line().order().equals(line.order())));
    }

    private static boolean expiresBefore(Place other, Place place) {
        LocalDate first = other.expiry();
        LocalDate second = place.expiry();
        return first != null && (second == null || first.isBefore(second));
    }

    private List<Pick> walk() {
        List<Place> stops =
                picks.stream().map(Pick::place).distinct().sorted(WALK).toList();
        return picks.stream()
                .map(pick -> new Pick(
                        stops.indexOf(pick.place()) + 1,
                        pick.line(),
                        pick.place(),
                        pick.quantity(),
                        pick.lotPassedOver()))
                .sorted(comparing(Pick::stopNo))
                .toList();
    }
}
