package io.setpoint.dashboards.board;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.setpoint.contracts.kpi.CellHash;
import io.setpoint.contracts.kpi.Kpi;
import io.setpoint.contracts.kpi.KpiCell;
import io.setpoint.dashboards.cells.CellStore;
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
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A number computed anew from its events, beside the number that is served. */
@Path("/kpis/{kpi}/replay")
@Produces(MediaType.APPLICATION_JSON)
public final class ReplayResource {
    private static final int EVENTS_NAMED = 500;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final CellStore store;
    private final Optional<Replays> replays;
    private final Sessions sessions;
    private final Clock clock;

    public ReplayResource(CellStore store, Optional<Replays> replays, Sessions sessions, Clock clock) {
        this.store = store;
        this.replays = replays;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** Sums of cells and what they make; sums stand as text, because a JavaScript number does not hold all of them. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Figure(@Nullable String value, String numerator, String denominator, int cells, String hash) {
        private static Figure of(Kpi kpi, Collection<KpiCell> cells, String hash) {
            long numerator = 0;
            long denominator = 0;
            int touched = 0;
            for (KpiCell cell : cells) {
                numerator = Math.addExact(numerator, cell.numerator());
                denominator = Math.addExact(denominator, cell.denominator());
                touched += cell.numerator() != 0 || cell.denominator() != 0 ? 1 : 0;
            }
            return new Figure(
                    kpi.value(numerator, denominator)
                            .map(BigDecimal::toPlainString)
                            .orElse(null),
                    String.valueOf(numerator),
                    String.valueOf(denominator),
                    touched,
                    hash);
        }
    }

    /**
     * The number twice.
     *
     * @param at commit stamp as at which it is known
     * @param replayed as its events make it
     * @param served as the board shows it; null where the board does not know what it showed then
     * @param equal whether both have the same hash; null if nothing is served
     * @param documents how many are behind it
     * @param events how many events those have
     * @param read how many events of the log were looked at
     * @param first the first events, in commit order
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record View(
            String kpi,
            int version,
            long at,
            Instant asOf,
            Figure replayed,
            @Nullable Figure served,
            @Nullable Boolean equal,
            int documents,
            int events,
            long read,
            long tookMillis,
            List<Replays.Event> first) {
        public View {
            first = List.copyOf(first);
        }
    }

    @GET
    @Operation(summary = "A number computed anew from its events, with their list, beside the number that is served")
    public View replay(
            @Context HttpServletRequest request,
            @PathParam("kpi") String id,
            @QueryParam("site") @Nullable String site,
            @Parameter(description = "First local day") @QueryParam("from") @Nullable String from,
            @Parameter(description = "Last local day") @QueryParam("to") @Nullable String to,
            @Parameter(description = "Commit stamp as of which, however long ago; now if absent")
                    @QueryParam("at")
                    @Nullable
                    String at)
            throws InterruptedException {
        Caller.Company company = sessions.company(request);
        Kpi kpi = KpiResource.kpi(id);
        List<String> sites = company.sitesOrAll(site);
        boolean daily = kpi.window() == Kpi.Window.DAY;
        Period period = Period.of(from, to, company.today(site, clock.instant()));
        List<String> windows =
                daily ? period.days().stream().map(day -> "day:" + day).toList() : List.of();
        long stamp = at == null || at.isEmpty() ? store.complete().stamp() : stamp(at);
        if (!store.awaitStamp(stamp, LONGEST_WAIT)) {
            throw new Refused(
                    504, "not-complete-yet", "The numbers are not that far yet", "Ask for an earlier moment.");
        }
        Replays.Answer answer = replays.orElseThrow(() -> new Refused(
                        503,
                        "replay-unavailable",
                        "Numbers cannot be computed anew here",
                        "The configuration of this server does not say where."))
                .of(new Replays.Question(kpi.id(), company.company(), sites, windows, stamp, EVENTS_NAMED));
        Figure served = isRemembered(stamp)
                ? served(
                        kpi,
                        store.cells(
                                company.company(),
                                kpi,
                                sites,
                                daily ? "day:" + period.from() : null,
                                daily ? "day:" + period.to() : null,
                                stamp))
                : null;
        return new View(
                kpi.id(),
                kpi.version(),
                stamp,
                Instant.EPOCH.plus(stamp, ChronoUnit.MICROS),
                Figure.of(kpi, answer.cells(), answer.hash()),
                served,
                served == null ? null : served.hash().equals(answer.hash()),
                answer.documents(),
                answer.events(),
                answer.read(),
                answer.tookMillis(),
                answer.first());
    }

    private static Figure served(Kpi kpi, List<KpiCell> cells) {
        return Figure.of(kpi, cells, CellHash.of(cells));
    }

    private boolean isRemembered(long stamp) {
        return stamp
                >= store.complete().stamp()
                        - ChronoUnit.MICROS.between(Instant.EPOCH, Instant.EPOCH.plus(CellStore.HISTORY));
    }

    private static long stamp(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw Refused.malformed("Parameter at is not a whole number: " + text);
        }
    }
}
