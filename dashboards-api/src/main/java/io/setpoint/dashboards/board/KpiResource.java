package io.setpoint.dashboards.board;

import io.setpoint.contracts.kpi.Kpi;
import io.setpoint.contracts.kpi.KpiCell;
import io.setpoint.dashboards.cells.CellStore;
import io.setpoint.dashboards.cells.Complete;
import io.setpoint.dashboards.problems.Refused;
import io.setpoint.dashboards.sessions.Caller;
import io.setpoint.dashboards.sessions.Sessions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** KPI numbers from the cells: the catalogue, the cells themselves and the board made of them. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class KpiResource {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final CellStore store;
    private final Board board;
    private final Map<String, Target> targets;
    private final Sessions sessions;
    private final Clock clock;

    public KpiResource(CellStore store, Map<String, Target> targets, Sessions sessions, Clock clock) {
        this.store = store;
        this.board = new Board(store, targets);
        this.targets = Map.copyOf(targets);
        this.sessions = sessions;
        this.clock = clock;
    }

    /** A KPI's definition. */
    public record Definition(
            String kpi,
            int version,
            String title,
            String question,
            String formula,
            String cohort,
            String grain,
            List<String> dimensions,
            String unit,
            String window,
            int minimumSample,
            String owner,
            @Nullable Target target) {}

    /** Cells as of one stamp. */
    public record Cells(Complete complete, List<KpiCell> cells) {}

    @GET
    @Path("kpis")
    @Operation(summary = "The KPI catalogue: what each number means, and what is wanted of it")
    public List<Definition> kpis(@Context HttpServletRequest request) {
        sessions.caller(request);
        return Arrays.stream(Kpi.values())
                .map(kpi -> new Definition(
                        kpi.id(),
                        kpi.version(),
                        kpi.title(),
                        kpi.question(),
                        kpi.formula(),
                        kpi.cohort(),
                        kpi.grain().code(),
                        kpi.grain().dimensions(),
                        kpi.unit().name(),
                        kpi.window().name(),
                        kpi.minimumSample(),
                        kpi.owner(),
                        targets.get(kpi.id())))
                .toList();
    }

    @GET
    @Path("kpi-cells")
    @Operation(summary = "KPI cells of the caller's company and sites, all as of one commit stamp")
    public Cells cells(
            @Context HttpServletRequest request,
            @Parameter(description = "Id of a KPI; all if absent") @QueryParam("kpi") @Nullable String kpi,
            @QueryParam("site") @Nullable String site,
            @Parameter(description = "First local day") @QueryParam("from") @Nullable String from,
            @Parameter(description = "Last local day") @QueryParam("to") @Nullable String to,
            @Parameter(description = "How long windows are: day, week, month or all; day if absent")
                    @QueryParam("per")
                    @Nullable
                    String per,
            @Parameter(description = "Commit stamp as of which, of the last ten minutes") @QueryParam("at") @Nullable
                    String at,
            @Parameter(description = "Position that the numbers must hold; waits up to five seconds")
                    @QueryParam("after")
                    @Nullable
                    String after)
            throws InterruptedException {
        Caller.Company company = sessions.company(request);
        List<String> sites = company.sitesOrAll(site);
        Span span = Span.parse(per);
        boolean bounded = (from != null && !from.isEmpty()) || (to != null && !to.isEmpty());
        Period period = bounded ? Period.of(from, to, company.today(site, clock.instant())) : null;
        Long asOf = known(at, after);
        Complete complete = store.complete();
        List<KpiCell> cells = new ArrayList<>();
        for (Kpi each : kpi == null || kpi.isEmpty() ? List.of(Kpi.values()) : List.of(kpi(kpi))) {
            Period days = each.window() == Kpi.Window.DAY ? period : null;
            cells.addAll(store.cells(
                    company.company(),
                    each,
                    sites,
                    days == null ? null : "day:" + days.from(),
                    days == null ? null : "day:" + days.to(),
                    asOf == null ? Long.valueOf(complete.stamp()) : asOf));
        }
        return new Cells(complete, span == Span.DAY ? cells : span.sum(cells));
    }

    @GET
    @Path("kpi-board")
    @Operation(summary = "The board: every KPI over a period, with its band, its days and the period before")
    public Board.View board(
            @Context HttpServletRequest request,
            @QueryParam("site") @Nullable String site,
            @Parameter(description = "First local day") @QueryParam("from") @Nullable String from,
            @Parameter(description = "Last local day") @QueryParam("to") @Nullable String to,
            @Parameter(description = "Commit stamp as of which, of the last ten minutes") @QueryParam("at") @Nullable
                    String at,
            @Parameter(description = "Position that the numbers must hold; waits up to five seconds")
                    @QueryParam("after")
                    @Nullable
                    String after)
            throws InterruptedException {
        Caller.Company company = sessions.company(request);
        List<String> sites = company.sitesOrAll(site);
        LocalDate today = company.today(site, clock.instant());
        Period period = Period.of(from, to, today);
        return board.view(company.company(), sites, period, known(at, after), today);
    }

    /** The KPI with an id; refuses one the catalogue does not have. */
    public static Kpi kpi(String id) {
        return Kpi.ofId(id)
                .orElseThrow(() -> new Refused(
                        404, "unknown-kpi", "There is no such KPI", "The catalogue has no KPI " + id + "."));
    }

    private @Nullable Long known(@Nullable String at, @Nullable String after) throws InterruptedException {
        if (after != null && !after.isEmpty() && !store.awaitPosition(number("after", after), LONGEST_WAIT)) {
            throw late("position " + after);
        }
        if (at == null || at.isEmpty()) {
            return null;
        }
        long stamp = number("at", at);
        if (!store.awaitStamp(stamp, LONGEST_WAIT)) {
            throw late("stamp " + at);
        }
        long oldest = store.complete().stamp()
                - ChronoUnit.MICROS.between(clock.instant(), clock.instant().plus(CellStore.HISTORY));
        if (stamp < oldest) {
            throw new Refused(
                    422,
                    "too-long-ago",
                    "Too long ago for the board",
                    "What the board showed is kept for ten minutes; older states can be asked of the breakdown of a KPI.");
        }
        return stamp;
    }

    private static Refused late(String wanted) {
        return new Refused(
                504,
                "not-complete-yet",
                "The numbers are not that far yet",
                "They did not hold everything up to " + wanted + " within " + LONGEST_WAIT.toSeconds()
                        + " s. Ask again.");
    }

    private static long number(String name, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw Refused.malformed("Parameter " + name + " is not a whole number: " + text);
        }
    }
}
