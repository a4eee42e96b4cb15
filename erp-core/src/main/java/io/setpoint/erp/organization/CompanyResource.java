package io.setpoint.erp.organization;

import io.setpoint.contracts.values.CompanyId;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Receipt;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.http.Caller;
import io.setpoint.erp.kernel.http.Creates;
import io.setpoint.erp.organization.CreateCompany.CompanyView;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Companies. */
@Path("companies")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class CompanyResource {
    private final CreateCompany createCompany;
    private final GoLive goLive;

    CompanyResource(CreateCompany createCompany, GoLive goLive) {
        this.createCompany = createCompany;
        this.goLive = goLive;
    }

    @POST
    @Creates
    public Receipt<CompanyView> create(@Context Caller caller, CreateCompany.@Nullable Command command) {
        if (command == null) {
            throw new Refused(Problem.MALFORMED, "The body is missing.");
        }
        return caller.runAsFounder(createCompany, command, command.company());
    }

    @POST
    @Path("go-live")
    public Receipt<CompanyView> goLive(@Context Caller caller) {
        return caller.run(goLive, new GoLive.Command(caller.actor().company()));
    }

    /** The companies the caller has a role in. */
    @GET
    public Page<CompanyView> list(@Context Caller caller) {
        List<CompanyId> companies = caller.principal().companies();
        return new Page<>(
                companies.stream()
                        .map(company -> caller.readIn(
                                company,
                                handle -> handle.createQuery("""
                                select company_id as company, name, currency, zone, live_at as "liveAt"
                                from company where company_id = :company
                                """)
                                        .bind("company", company)
                                        .mapTo(CompanyView.class)
                                        .one()))
                        .toList(),
                null);
    }
}
