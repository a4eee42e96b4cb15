package io.setpoint.platform.parity;

import com.fasterxml.jackson.databind.JsonNode;
import io.setpoint.contracts.kpi.Kpi;
import io.setpoint.platform.client.ErpApi;
import io.setpoint.platform.client.ErpRefusal;
import io.setpoint.platform.client.ErpSession;
import io.setpoint.platform.client.LogIn;
import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The cells as the dashboards API serves them as at a stamp. */
final class DashboardsCells {
    private static final int NO_SESSION = 401;

    private final ErpApi dashboards;
    private final LogIn person;
    private @Nullable ErpSession session;

    /** @param person sees all companies */
    DashboardsCells(URI dashboards, LogIn person) {
        this.dashboards = new ErpApi(dashboards);
        this.person = person;
    }

    /** Under the session of the last time, if it still holds and no company has been founded since. */
    Figures figures(long cut, Set<String> companies) {
        ErpSession kept = session;
        if (kept != null && companiesOf(kept).containsAll(companies)) {
            try {
                return figures(kept, cut);
            } catch (ErpRefusal e) {
                if (e.status() != NO_SESSION) {
                    throw e;
                }
            }
        }
        ErpSession fresh = dashboards.logIn(person.person(), person.password());
        session = fresh;
        return figures(fresh, cut);
    }

    private static Set<String> companiesOf(ErpSession session) {
        Set<String> companies = new HashSet<>();
        session.rights()
                .path("companies")
                .forEach(company -> companies.add(company.path("company").asText()));
        return companies;
    }

    private static Figures figures(ErpSession session, long cut) {
        Figures figures = new Figures();
        for (String company : companiesOf(session)) {
            ErpSession inCompany = session.in(company);
            for (Kpi kpi : Kpi.values()) {
                JsonNode answer = inCompany.get("/kpi-cells?kpi=" + kpi.id() + "&at=" + cut);
                for (JsonNode cell : answer.path("cells")) {
                    figures.add(
                            new CellKey(
                                    cell.path("kpi").asText(),
                                    cell.path("company").asText(),
                                    cell.path("site").asText(),
                                    cell.path("window").asText()),
                            new CellValue(
                                    cell.path("numerator").asLong(),
                                    cell.path("denominator").asLong()));
                }
            }
        }
        return figures;
    }
}
