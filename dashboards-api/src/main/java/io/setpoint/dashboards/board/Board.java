package io.setpoint.dashboards.board;

import io.setpoint.contracts.kpi.Kpi;
import io.setpoint.contracts.kpi.KpiCell;
import io.setpoint.dashboards.cells.CellStore;
import io.setpoint.dashboards.cells.Complete;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The board of one company: cells are added over sites and days first and divided last, so a ratio is never an average of
 * ratios.
 */
final class Board {
    private final CellStore store;
    private final Map<String, Target> targets;

    Board(CellStore store, Map<String, Target> targets) {
        this.store = store;
        this.targets = Map.copyOf(targets);
    }

    /**
     * The answer of the board.
     *
     * @param at the stamp asked for; null if the board is of now
     * @param baseline the period tiles are compared with
     */
    record View(Complete complete, @Nullable Long at, Period period, Period baseline, List<Tile> tiles) {}

    private record Sum(long numerator, long denominator) {
        private static final Sum ZERO = new Sum(0, 0);

        private static Sum of(Collection<KpiCell> cells) {
            long numerator = 0;
            long denominator = 0;
            for (KpiCell cell : cells) {
                numerator = Math.addExact(numerator, cell.numerator());
                denominator = Math.addExact(denominator, cell.denominator());
            }
            return new Sum(numerator, denominator);
        }
    }

    View view(String company, List<String> sites, Period period, @Nullable Long at, LocalDate today) {
        Complete complete = store.complete();
        // one stamp for all tiles, or cells that become complete meanwhile would show in the later ones only
        long asOf = at == null ? complete.stamp() : at;
        Map<Kpi, Sum> sums = new EnumMap<>(Kpi.class);
        for (Kpi kpi : Kpi.values()) {
            sums.put(kpi, Sum.of(cells(company, sites, kpi, period, asOf)));
        }
        List<Tile> tiles = Arrays.stream(Kpi.values())
                .map(kpi -> tile(company, sites, kpi, period, asOf, today, sums))
                .toList();
        return new View(complete, at, period, period.before(), tiles);
    }

    private Tile tile(
            String company,
            List<String> sites,
            Kpi kpi,
            Period period,
            long asOf,
            LocalDate today,
            Map<Kpi, Sum> sums) {
        Sum sum = sums.getOrDefault(kpi, Sum.ZERO);
        long n = observations(kpi, sums);
        boolean daily = kpi.window() == Kpi.Window.DAY;
        Sum baseline = daily ? Sum.of(cells(company, sites, kpi, period.before(), asOf)) : null;
        Target target = targets.get(kpi.id());
        return new Tile(
                kpi.id(),
                kpi.title(),
                kpi.question(),
                kpi.formula(),
                kpi.cohort(),
                kpi.owner(),
                kpi.version(),
                kpi.unit().name(),
                kpi.window().name(),
                target == null ? null : target.target(),
                target == null ? null : target.low(),
                target == null ? null : target.high(),
                kpi.minimumSample(),
                value(kpi, sum, n),
                String.valueOf(sum.numerator()),
                String.valueOf(sum.denominator()),
                n,
                n < kpi.minimumSample(),
                daily && !period.from().isBefore(today),
                baseline == null ? null : String.valueOf(baseline.numerator()),
                baseline == null ? null : String.valueOf(baseline.denominator()),
                daily ? trend(company, sites, kpi, period, asOf) : List.of(),
                daily ? List.of() : buckets(company, sites, kpi, asOf));
    }

    private List<KpiCell> cells(String company, List<String> sites, Kpi kpi, Period period, long asOf) {
        return kpi.window() == Kpi.Window.DAY
                ? store.cells(company, kpi, sites, "day:" + period.from(), "day:" + period.to(), asOf)
                : store.cells(company, kpi, sites, null, null, asOf);
    }

    private List<Tile.Day> trend(String company, List<String> sites, Kpi kpi, Period period, long asOf) {
        Map<String, Sum> byDay = new TreeMap<>();
        for (KpiCell cell : cells(company, sites, kpi, period, asOf)) {
            byDay.merge(
                    cell.window(),
                    new Sum(cell.numerator(), cell.denominator()),
                    (a, b) -> new Sum(a.numerator() + b.numerator(), a.denominator() + b.denominator()));
        }
        return period.days().stream()
                .map(day -> {
                    Sum sum = byDay.getOrDefault("day:" + day, Sum.ZERO);
                    return new Tile.Day(day, String.valueOf(sum.numerator()), String.valueOf(sum.denominator()));
                })
                .toList();
    }

    private List<Tile.Bucket> buckets(String company, List<String> sites, Kpi kpi, long asOf) {
        Map<String, Long> byBucket = new HashMap<>();
        store.cells(company, kpi, sites, null, null, asOf)
                .forEach(cell -> byBucket.merge(cell.window(), cell.numerator(), Math::addExact));
        List<String> names = kpi.window() == Kpi.Window.AGE_ENTRY ? Kpi.AGE_ENTRY_BUCKETS : Kpi.AGE_DUE_BUCKETS;
        return names.stream()
                .map(name -> new Tile.Bucket(name, String.valueOf(byBucket.getOrDefault("bucket:" + name, 0L))))
                .toList();
    }

    /** How many documents lie behind a KPI: that of its grain which counts them. */
    private static long observations(Kpi kpi, Map<Kpi, Sum> sums) {
        return switch (kpi) {
            case ORDER_FILL_RATE, LINE_FILL_RATE, RECORD_ACCURACY, RECORD_ACCURACY_ZERO_TOLERANCE, PICK_COMPLETION ->
                sums.getOrDefault(kpi, Sum.ZERO).denominator();
            case UNIT_FILL_RATE ->
                sums.getOrDefault(Kpi.LINE_FILL_RATE, Sum.ZERO).denominator();
            case UNITS_PICKED_SHORT ->
                sums.getOrDefault(Kpi.PICK_COMPLETION, Sum.ZERO).denominator();
            case RETURN_RATE, RETURN_ACTIVITY ->
                sums.getOrDefault(Kpi.LINES_SHIPPED, Sum.ZERO).numerator();
            case INVENTORY_VARIANCE_NET, INVENTORY_VARIANCE_ABSOLUTE ->
                sums.getOrDefault(Kpi.LINES_COUNTED, Sum.ZERO).numerator();
            case ADJUSTMENT_VALUE_NET, ADJUSTMENT_VALUE_ABSOLUTE, ADJUSTMENT_VALUE_ABSOLUTE_NET_OF_REVERSALS ->
                sums.getOrDefault(Kpi.ADJUSTMENT_COUNT, Sum.ZERO).numerator();
            case ORDER_AGE_ENTRY_UNITS, ORDER_AGE_ENTRY_VALUE ->
                sums.getOrDefault(Kpi.ORDER_AGE_ENTRY, Sum.ZERO).numerator();
            case ORDER_AGE_DUE_UNITS, ORDER_AGE_DUE_VALUE ->
                sums.getOrDefault(Kpi.ORDER_AGE_DUE, Sum.ZERO).numerator();
            // none excluded of many is a zero that says something; of none it is no activity
            case EXCLUDED_LINES ->
                sums.getOrDefault(kpi, Sum.ZERO).numerator()
                        + sums.getOrDefault(Kpi.LINE_FILL_RATE, Sum.ZERO).denominator();
            case ORDER_AGE_ENTRY, ORDER_AGE_DUE, ADJUSTMENT_COUNT, LINES_COUNTED, LINES_SHIPPED ->
                sums.getOrDefault(kpi, Sum.ZERO).numerator();
        };
    }

    private static @Nullable String value(Kpi kpi, Sum sum, long n) {
        boolean observed = kpi.denominator() != null || n != 0;
        return observed
                ? kpi.value(sum.numerator(), sum.denominator())
                        .map(BigDecimal::toPlainString)
                        .orElse(null)
                : null;
    }
}
