package io.setpoint.dashboards.analytics;

import io.setpoint.contracts.kpi.FactGrain;
import io.setpoint.contracts.kpi.Kpi;
import io.setpoint.dashboards.board.KpiResource;
import io.setpoint.dashboards.board.Period;
import io.setpoint.dashboards.problems.Refused;
import io.setpoint.dashboards.sessions.Caller;
import io.setpoint.dashboards.sessions.Sessions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a KPI is made of: its sums by a dimension, and the documents behind them. */
@Path("/kpis/{kpi}")
@Produces(MediaType.APPLICATION_JSON)
public final class BreakdownResource {
    private static final int MAX_LIMIT = 200;
    private static final int MAX_SKIP = 10_000;

    private final Druid druid;
    private final Sessions sessions;
    private final Clock clock;

    public BreakdownResource(Druid druid, Sessions sessions, Clock clock) {
        this.druid = druid;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** The KPI's sums by the values of a dimension; added up they are the KPI. */
    public record Breakdown(String kpi, String by, Period period, List<Row> rows) {}

    /** The sums for one value, empty where documents carry none. */
    public record Row(String value, String numerator, String denominator) {}

    /** Facts as flat objects: columns, dimensions and measures of the KPI's grain. */
    public record Documents(
            String kpi,
            List<Map<String, Object>> items,
            @Nullable String next) {}

    @GET
    @Path("breakdown")
    @Operation(summary = "The KPI by a dimension of its facts")
    public Breakdown breakdown(
            @Context HttpServletRequest request,
            @PathParam("kpi") String kpiId,
            @Parameter(description = "Dimension of the KPI's grain, or site or day") @QueryParam("by") @Nullable
                    String by,
            @QueryParam("site") @Nullable String site,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @Parameter(description = "Commit stamp: what was known then") @QueryParam("at") @Nullable String at) {
        Kpi kpi = KpiResource.kpi(kpiId);
        FactQuery.Scope scope = scope(request, kpi, site, from, to, at);
        String dimension = by == null || by.isEmpty() ? "site" : by;
        FactQuery query = FactQuery.breakdown(scope, dimension);
        List<Row> rows = druid.query(
                query,
                row -> new Row(row.getString(1), String.valueOf(row.getLong(2)), String.valueOf(row.getLong(3))));
        return new Breakdown(kpi.id(), dimension, scope.period(), rows);
    }

    @GET
    @Path("facts")
    @Operation(summary = "The documents behind the KPI, as they stand after all corrections")
    public Documents facts(
            @Context HttpServletRequest request,
            @PathParam("kpi") String kpiId,
            @QueryParam("site") @Nullable String site,
            @Parameter(description = "One local day; instead of from and to") @QueryParam("day") @Nullable String day,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @Parameter(description = "Commit stamp: what was known then") @QueryParam("at") @Nullable String at,
            @Parameter(description = "Dimension whose value is given") @QueryParam("by") @Nullable String by,
            @QueryParam("value") @Nullable String value,
            @Parameter(description = "At most 200") @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Kpi kpi = KpiResource.kpi(kpiId);
        boolean oneDay = day != null && !day.isEmpty();
        FactQuery.Scope scope = scope(request, kpi, site, oneDay ? day : from, oneDay ? day : to, at);
        int size = bounded("limit", limit, 50, 1, MAX_LIMIT);
        int skip = bounded("cursor", cursor, 0, 0, MAX_SKIP);
        FactQuery query = FactQuery.documents(scope, by, value, size + 1, skip);
        List<Map<String, Object>> found = druid.query(query, row -> document(kpi.grain(), row));
        boolean more = found.size() > size && skip + size <= MAX_SKIP;
        return new Documents(
                kpi.id(),
                found.size() > size ? found.subList(0, size) : found,
                more ? String.valueOf(skip + size) : null);
    }

    private static Map<String, Object> document(FactGrain grain, ResultSet row) throws SQLException {
        Map<String, Object> document = new LinkedHashMap<>();
        for (String column : List.of("kind", "company", "site", "day")) {
            document.put(column, text(row, column));
        }
        document.put("te", row.getLong("occurred") * 1000);
        document.put("tc", row.getLong("known"));
        document.put("sign", row.getLong("standing"));
        for (String dimension : grain.dimensions()) {
            document.put(dimension, text(row, dimension));
        }
        for (String measure : grain.measures()) {
            document.put(measure, row.getLong(measure));
        }
        return document;
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).orElse("");
    }

    private FactQuery.Scope scope(
            HttpServletRequest request,
            Kpi kpi,
            @Nullable String site,
            @Nullable String from,
            @Nullable String to,
            @Nullable String at) {
        Caller.Company company = sessions.company(request);
        LocalDate today = company.today(site, clock.instant());
        return new FactQuery.Scope(
                kpi, company.company(), company.sitesOrAll(site), Period.of(from, to, today), stamp(at));
    }

    private static @Nullable Long stamp(@Nullable String at) {
        try {
            return at == null || at.isEmpty() ? null : Long.valueOf(at);
        } catch (NumberFormatException e) {
            throw Refused.malformed("Parameter at is not a commit stamp: " + at);
        }
    }

    private static int bounded(String name, @Nullable String text, int absent, int least, int most) {
        if (text == null || text.isEmpty()) {
            return absent;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw Refused.malformed("Parameter " + name + " is not a whole number: " + text);
        }
        throw Refused.malformed("Parameter " + name + " is not between " + least + " and " + most + ": " + text);
    }
}
