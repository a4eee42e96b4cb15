package io.setpoint.platform.parity;

import com.fasterxml.jackson.databind.JsonNode;
import io.setpoint.contracts.kpi.Kpi;
import io.setpoint.platform.client.ErpApi;
import io.setpoint.platform.client.ErpSession;
import io.setpoint.platform.client.LogIn;
import java.net.URI;

/** The cells as the dashboards API serves them as at a stamp. */
final class DashboardsCells {
    private final ErpSession session;

    /** @param person sees all companies */
    DashboardsCells(URI dashboards, LogIn person) {
        this.session = new ErpApi(dashboards).logIn(person.person(), person.password());
    }

    Figures figures(long cut) {
        Figures figures = new Figures();
        for (JsonNode company : session.rights().path("companies")) {
            ErpSession inCompany = session.in(company.path("company").asText());
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
