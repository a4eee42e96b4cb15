package io.setpoint.erp.organization;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Receipt;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.http.Caller;
import io.setpoint.erp.kernel.http.Creates;
import io.setpoint.erp.organization.OpenSite.SiteView;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Sites of the company. */
@Path("sites")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SiteResource {
    private final OpenSite openSite;
    private final SetRoutes setRoutes;

    SiteResource(OpenSite openSite, SetRoutes setRoutes) {
        this.openSite = openSite;
        this.setRoutes = setRoutes;
    }

    @POST
    @Creates
    public Receipt<SiteView> open(@Context Caller caller, OpenSite.@Nullable Command command) {
        return caller.run(openSite, command);
    }

    @GET
    public Page<SiteView> list(@Context Caller caller) {
        return caller.read((handle, actor) -> new Page<>(
                handle.createQuery("""
                                select s.site_id as site, s.name, s.zone,
                                  (select count(*) from bin b
                                    where b.company_id = s.company_id and b.site_id = s.site_id) as bins,
                                  s.adjustment_limit as "adjustmentLimit",
                                  s.adjustment_daily_limit as "adjustmentDailyLimit",
                                  s.receive_steps as "receiveSteps", s.ship_steps as "shipSteps"
                                from site s
                                where s.company_id = :company
                                  and (cast(:sites as text[]) is null or s.site_id = any(cast(:sites as text[])))
                                order by s.site_id
                                """)
                        .bind("company", actor.company())
                        .bindByType("sites", Caller.sitesSeen(actor), String[].class)
                        .mapTo(SiteView.class)
                        .list(),
                null));
    }

    /** In how many steps a site receives and ships. */
    record Routes(int receiveSteps, int shipSteps) {
        Routes {
            SetRoutes.requireSteps(receiveSteps);
            SetRoutes.requireSteps(shipSteps);
        }
    }

    @POST
    @Path("{site}/routes")
    public Receipt<SetRoutes.Command> setRoutes(
            @Context Caller caller, @PathParam("site") SiteId site, @Nullable Routes body) {
        return caller.run(
                setRoutes, body == null ? null : new SetRoutes.Command(site, body.receiveSteps(), body.shipSteps()));
    }

    /** The bins of a site the caller may view, by code; {@code query} looks into codes. */
    @GET
    @Path("{site}/bins")
    public Page<BinId> bins(
            @Context Caller caller,
            @PathParam("site") SiteId site,
            @QueryParam("query") @Nullable String query,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        int size = Page.limit(limit);
        return caller.read((handle, actor) -> {
            if (!actor.mayAt(Permission.VIEW, site)) {
                throw new Refused(Problem.NOT_FOUND, "There is no site " + site);
            }
            return Page.of(
                    handle.createQuery("""
                                    select bin_id from bin
                                    where company_id = :company and site_id = :site
                                      and bin_id > coalesce(cast(:cursor as text), '')
                                      and (cast(:query as text) is null
                                        or position(lower(cast(:query as text)) in lower(bin_id)) > 0)
                                    order by bin_id limit :rows
                                    """)
                            .bind("company", actor.company())
                            .bind("site", site)
                            .bind("cursor", cursor)
                            .bind("query", query)
                            .bind("rows", size + 1)
                            .mapTo(BinId.class)
                            .list(),
                    size,
                    BinId::value);
        });
    }
}
