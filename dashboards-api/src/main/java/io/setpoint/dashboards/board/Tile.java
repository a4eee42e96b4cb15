package io.setpoint.dashboards.board;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One KPI over a period. Sums stand as text, because a JavaScript number does not hold all of them.
 *
 * @param value numerator over denominator, or the sum, in the unit shown: percent, currency, units, count; null if there
 *     was no activity
 * @param numerator in the KPI's measure scale
 * @param denominator likewise; "0" means no activity
 * @param n observations behind it
 * @param few whether there are fewer than the minimum sample
 * @param provisional whether the whole period is still running
 * @param baselineNumerator sums of the period of the same length before; null where there is none
 * @param trend sums for each day of the period
 * @param buckets sums for each age bucket, for KPIs that are a snapshot
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Tile(
        String kpi,
        String title,
        String question,
        String formula,
        String cohort,
        String owner,
        int version,
        String unit,
        String window,
        @Nullable BigDecimal target,
        @Nullable BigDecimal low,
        @Nullable BigDecimal high,
        int minimumSample,
        @Nullable String value,
        String numerator,
        String denominator,
        long n,
        boolean few,
        boolean provisional,
        @Nullable String baselineNumerator,
        @Nullable String baselineDenominator,
        List<Day> trend,
        List<Bucket> buckets) {
    public Tile {
        trend = List.copyOf(trend);
        buckets = List.copyOf(buckets);
    }

    /** Sums of one local day. */
    public record Day(LocalDate day, String numerator, String denominator) {}

    /** Sums of one age bucket. */
    public record Bucket(String bucket, String numerator) {}
}
