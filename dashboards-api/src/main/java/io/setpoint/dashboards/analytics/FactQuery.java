package io.setpoint.dashboards.analytics;

import io.setpoint.contracts.kpi.FactGrain;
import io.setpoint.contracts.kpi.Kpi;
import io.setpoint.dashboards.board.Period;
import io.setpoint.dashboards.problems.Problem;
import io.setpoint.dashboards.problems.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * SQL over the signed facts of a KPI. Names of columns and tables come from the catalogue only; everything a caller says
 * is a bound value. A sum over {@code sign} is what stands after all corrections, and up to a stamp what was known then.
 *
 * @param table name of the Druid table it reads
 * @param sql text with a question mark for each value
 * @param values in order
 */
record FactQuery(String table, String sql, List<Object> values) {
    static final int MAX_ROWS = 1_000;

    FactQuery {
        values = List.copyOf(values);
    }

    /** Which facts are asked for. */
    record Scope(
            Kpi kpi,
            String company,
            List<String> sites,
            Period period,
            @Nullable Long at) {}

    /** The KPI's sums for each value of a dimension. */
    static FactQuery breakdown(Scope scope, String by) {
        String dimension = column(scope.kpi().grain(), by);
        Where where = new Where(scope);
        String denominator = scope.kpi().denominator();
        return new FactQuery(
                scope.kpi().grain().dataSource(),
                """
                SELECT COALESCE(%s, '') AS "dimensionValue",
                       SUM("sign" * %s) AS "numeratorSum",
                       %s AS "denominatorSum"
                FROM "%s"
                WHERE %s
                GROUP BY COALESCE(%s, '')
                HAVING SUM("sign") <> 0
                ORDER BY 2 DESC, 1
                LIMIT %d""".formatted(
                                dimension,
                                quoted(scope.kpi().numerator()),
                                denominator == null ? "0" : "SUM(\"sign\" * " + quoted(denominator) + ")",
                                scope.kpi().grain().dataSource(),
                                where.text(),
                                dimension,
                                MAX_ROWS),
                where.values);
    }

    /** The documents that stand behind the KPI, the latest day first. */
    static FactQuery documents(Scope scope, @Nullable String by, @Nullable String value, int limit, int skip) {
        FactGrain grain = scope.kpi().grain();
        Where where = new Where(scope);
        if (by != null && value != null) {
            where.add("COALESCE(" + column(grain, by) + ", '') = ?", value);
        }
        String dimensions = grain.dimensions().stream().map(FactQuery::quoted).collect(Collectors.joining(", "));
        String measures = grain.measures().stream()
                .map(measure -> "SUM(\"sign\" * " + quoted(measure) + ") AS " + quoted(measure))
                .collect(Collectors.joining(", "));
        return new FactQuery(
                grain.dataSource(),
                """
                SELECT "kind", "company", "site", "day", TIMESTAMP_TO_MILLIS(__time) AS "occurred",
                       %s,
                       SUM("sign") AS "standing", MAX("tc") AS "known",
                       %s
                FROM "%s"
                WHERE %s
                GROUP BY "kind", "company", "site", "day", TIMESTAMP_TO_MILLIS(__time), %s
                HAVING SUM("sign") <> 0
                ORDER BY "day" DESC, 5 DESC, %s
                LIMIT %d OFFSET %d""".formatted(
                        dimensions, measures, grain.dataSource(), where.text(), dimensions, dimensions, limit, skip),
                where.values);
    }

    /** The quoted column of a dimension; refuses one the grain does not have. */
    private static String column(FactGrain grain, String dimension) {
        if (!dimension.equals("site")
                && !dimension.equals("day")
                && !grain.dimensions().contains(dimension)) {
            throw new Refused(new Problem(
                    "/problems/unknown-dimension",
                    "No such dimension",
                    422,
                    "Facts of this KPI have no dimension " + dimension + ".",
                    List.of("by: one of site, day, " + String.join(", ", grain.dimensions()))));
        }
        return quoted(dimension);
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }

    private static final class Where {
        private final List<String> conditions = new ArrayList<>();
        private final List<Object> values = new ArrayList<>();

        private Where(Scope scope) {
            add("\"company\" = ?", scope.company());
            addIn("\"site\"", scope.sites());
            addIn("\"kind\"", scope.kpi().kinds().stream().sorted().toList());
            conditions.add("\"sign\" <> 0");
            if (scope.kpi().window() == Kpi.Window.DAY) {
                add("\"day\" >= ?", scope.period().from().toString());
                add("\"day\" <= ?", scope.period().to().toString());
            }
            if (scope.at() != null) {
                add("\"tc\" <= ?", scope.at());
            }
        }

        private void add(String condition, Object value) {
            conditions.add(condition);
            values.add(value);
        }

        private void addIn(String column, List<String> allowed) {
            if (allowed.isEmpty()) {
                conditions.add("1 = 0");
                return;
            }
            conditions.add(column + " IN (" + "?, ".repeat(allowed.size() - 1) + "?)");
            values.addAll(allowed);
        }

        private String text() {
            return String.join(" AND ", conditions);
        }
    }
}
