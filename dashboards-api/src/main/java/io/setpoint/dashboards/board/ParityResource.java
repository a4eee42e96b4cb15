package io.setpoint.dashboards.board;

import io.setpoint.contracts.kpi.Kpi;
import io.setpoint.contracts.kpi.ParityReport;
import io.setpoint.dashboards.cells.Reports;
import io.setpoint.dashboards.sessions.Caller;
import io.setpoint.dashboards.sessions.Sessions;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the numbers of the caller's company are the same in PostgreSQL, Flink, Druid and here. */
@Path("/parity")
@Produces(MediaType.APPLICATION_JSON)
public final class ParityResource {
    /** A cycle may last longer than the one before. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Reports reports;
    private final Sessions sessions;
    private final Clock clock;

    public ParityResource(Reports reports, Sessions sessions, Clock clock) {
        this.reports = reports;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** What the last comparison says. */
    public enum State {
        /** All cells are the same four ways. */
        AGREES,
        /** Some are not. */
        DIFFERS,
        /** The last comparison failed or is long ago, or there was none yet. */
        UNKNOWN
    }

    /**
     * The last comparison.
     *
     * @param reason why the state is not known; null if it is
     * @param asOf commit time all four were compared at, of the last comparison that succeeded; null if none did
     * @param stamp the same as a commit stamp
     * @param attemptedAt when the last comparison began; null if there was none
     * @param tookMillis how long it lasted
     * @param cells how many cells of the company were compared
     * @param differing on how many of them the four do not agree
     * @param differences those of sites the caller may see, at most the first {@value ParityReport#MOST_NAMED}
     */
    public record View(
            State state,
            @Nullable String reason,
            @Nullable Instant asOf,
            @Nullable Long stamp,
            @Nullable Instant attemptedAt,
            @Nullable Long tookMillis,
            int cells,
            int differing,
            List<Difference> differences) {}

    /** A cell that is not the same four ways; sums stand as text, because a JavaScript number does not hold all of them. */
    public record Difference(
            String kpi,
            String title,
            String unit,
            String site,
            String window,
            Sums postgres,
            Sums flink,
            Sums druid,
            Sums api,
            List<Document> documents) {}

    /** Sums in the KPI's measure scale. */
    public record Sums(String numerator, String denominator) {
        private static Sums of(ParityReport.Sums sums) {
            return new Sums(String.valueOf(sums.numerator()), String.valueOf(sums.denominator()));
        }
    }

    /** A document whose part of the cell is not the same in PostgreSQL and in Druid. */
    public record Document(String document, Sums postgres, Sums druid) {}

    @GET
    @Operation(summary = "Whether the numbers are the same in PostgreSQL, Flink, Druid and the API, and which are not")
    public View parity(@Context HttpServletRequest request, @QueryParam("site") @Nullable String site) {
        Caller.Company company = sessions.company(request);
        List<String> sites = company.sitesOrAll(site);
        ParityReport last = reports.last(company.company()).orElse(null);
        ParityReport compared = reports.compared(company.company()).orElse(null);
        String reason = unknown(last);
        if (compared == null) {
            return new View(
                    State.UNKNOWN,
                    reason,
                    null,
                    null,
                    last == null ? null : instant(last.attemptedAt()),
                    last == null ? null : last.tookMillis(),
                    0,
                    0,
                    List.of());
        }
        State state = reason != null ? State.UNKNOWN : compared.differing() == 0 ? State.AGREES : State.DIFFERS;
        return new View(
                state,
                reason,
                instant(compared.stamp()),
                compared.stamp(),
                instant((last == null ? compared : last).attemptedAt()),
                compared.tookMillis(),
                compared.cells(),
                compared.differing(),
                compared.differences().stream()
                        .filter(difference -> sites.contains(difference.site()))
                        .map(ParityResource::difference)
                        .toList());
    }

    private @Nullable String unknown(@Nullable ParityReport last) {
        if (last == null) {
            return "The four ways have not been compared yet";
        }
        if (last.problem() != null) {
            return last.problem();
        }
        return clock.instant().isAfter(instant(last.nextAt()).plus(PATIENCE))
                ? "The next comparison is overdue: is the monitor running?"
                : null;
    }

    private static Difference difference(ParityReport.Difference difference) {
        Kpi kpi = KpiResource.kpi(difference.kpi());
        return new Difference(
                kpi.id(),
                kpi.title(),
                kpi.unit().name(),
                difference.site(),
                difference.window(),
                Sums.of(difference.postgres()),
                Sums.of(difference.flink()),
                Sums.of(difference.druid()),
                Sums.of(difference.api()),
                difference.documents().stream()
                        .map(document -> new Document(
                                document.document(), Sums.of(document.postgres()), Sums.of(document.druid())))
                        .toList());
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
