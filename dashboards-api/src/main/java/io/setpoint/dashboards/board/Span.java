package io.setpoint.dashboards.board;

import io.setpoint.contracts.kpi.KpiCell;
import io.setpoint.dashboards.problems.Refused;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How long the windows of cells are. Longer ones are the sums of the days in them; age buckets are what they are. */
enum Span {
    DAY {
        @Override
        String of(LocalDate day) {
            return DAY_PREFIX + day;
        }
    },
    /** ISO 8601: from Monday on, in the year of its Thursday. */
    WEEK {
        @Override
        String of(LocalDate day) {
            return String.format(
                    Locale.ROOT,
                    "week:%04d-W%02d",
                    day.get(IsoFields.WEEK_BASED_YEAR),
                    day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
        }
    },
    MONTH {
        @Override
        String of(LocalDate day) {
            return String.format(Locale.ROOT, "month:%04d-%02d", day.getYear(), day.getMonthValue());
        }
    },
    /** Everything asked for as one. */
    ALL {
        @Override
        String of(LocalDate day) {
            return "all";
        }
    };

    private static final String DAY_PREFIX = "day:";

    /** Name of the window a local day falls into. */
    abstract String of(LocalDate day);

    static Span parse(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return DAY;
        }
        for (Span span : values()) {
            if (span.name().toLowerCase(Locale.ROOT).equals(text)) {
                return span;
            }
        }
        throw Refused.malformed("Parameter per is day, week, month or all, not " + text + ".");
    }

    /** The cells summed up, of each KPI and site in the order of their windows. */
    List<KpiCell> sum(Collection<KpiCell> cells) {
        Map<String, KpiCell> sums = new TreeMap<>();
        for (KpiCell cell : cells) {
            String window = cell.window().startsWith(DAY_PREFIX)
                    ? of(LocalDate.parse(cell.window().substring(DAY_PREFIX.length())))
                    : cell.window();
            sums.merge(
                    cell.kpi() + "|" + cell.site() + "|" + window,
                    new KpiCell(
                            cell.kpi(),
                            cell.version(),
                            cell.company(),
                            cell.site(),
                            window,
                            cell.numerator(),
                            cell.denominator(),
                            cell.revision(),
                            cell.stamp()),
                    Span::plus);
        }
        return new ArrayList<>(sums.values());
    }

    /** A sum has changed as often as its parts together, and the last time with the last of them. */
    private static KpiCell plus(KpiCell one, KpiCell other) {
        return new KpiCell(
                one.kpi(),
                one.version(),
                one.company(),
                one.site(),
                one.window(),
                Math.addExact(one.numerator(), other.numerator()),
                Math.addExact(one.denominator(), other.denominator()),
                one.revision() + other.revision(),
                Math.max(one.stamp(), other.stamp()));
    }
}
