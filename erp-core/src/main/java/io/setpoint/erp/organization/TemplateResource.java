package io.setpoint.erp.organization;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Receipt;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.http.Caller;
import io.setpoint.erp.kernel.http.Creates;
import io.setpoint.erp.organization.CreateCompany.CompanyView;
import io.setpoint.erp.organization.OpenSite.SiteView;
import io.setpoint.erp.organization.api.CategoryDays;
import io.setpoint.erp.organization.api.PurchaseLimits;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Templates of companies and warehouses: those that come with Setpoint, those that exist, and what is made of them. */
@Path("templates")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class TemplateResource {
    private final CreateCompanyFromTemplate createCompany;
    private final OpenSiteFromTemplate openSite;
    private final CategoryDays categories;
    private final PurchaseLimits limits;

    TemplateResource(
            CreateCompanyFromTemplate createCompany,
            OpenSiteFromTemplate openSite,
            CategoryDays categories,
            PurchaseLimits limits) {
        this.createCompany = createCompany;
        this.openSite = openSite;
        this.categories = categories;
        this.limits = limits;
    }

    /** The templates Setpoint comes with. */
    @GET
    public Templates.Shipped shipped(@Context Caller caller) {
        caller.principal();
        return Templates.shipped();
    }

    /** The caller's company as a template. */
    @GET
    @Path("of-company")
    public CompanyTemplate company(@Context Caller caller) {
        return caller.read((handle, actor) -> {
            if (Caller.sitesSeen(actor) != null) {
                throw new Refused(Problem.FORBIDDEN, "It needs the right to view all sites of the company.");
            }
            return Templates.of(handle, categories, limits);
        });
    }

    /** A warehouse as a template. */
    @GET
    @Path("of-site/{site}")
    public SiteTemplate site(@Context Caller caller, @PathParam("site") SiteId site) {
        return caller.read((handle, actor) -> {
            if (!actor.mayAt(Permission.VIEW, site)) {
                throw new Refused(Problem.NOT_FOUND, "There is no site " + site + ".");
            }
            return Templates.of(handle, site);
        });
    }

    @POST
    @Path("companies")
    @Creates
    public Receipt<CompanyView> create(@Context Caller caller, CreateCompanyFromTemplate.@Nullable Command command) {
        if (command == null) {
            throw new Refused(Problem.MALFORMED, "The body is missing.");
        }
        return caller.runAsFounder(createCompany, command, command.company());
    }

    @POST
    @Path("sites")
    @Creates
    public Receipt<SiteView> open(@Context Caller caller, OpenSiteFromTemplate.@Nullable Command command) {
        return caller.run(openSite, command);
    }
}
