package io.setpoint.erp.organization;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Receipt;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.http.Caller;
import io.setpoint.erp.organization.SetBins.BinsView;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** What the bins of a site are for, where they stand and how much they take. */
@Path("bins")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class BinResource {
    private final SetBins setBins;

    BinResource(SetBins setBins) {
        this.setBins = setBins;
    }

    @POST
    public Receipt<BinsView> set(@Context Caller caller, SetBins.@Nullable Command command) {
        return caller.run(setBins, command);
    }

    /** By code; {@code zone} narrows it. */
    @GET
    public Page<BinGroup.Bin> list(
            @Context Caller caller,
            @QueryParam("site") @Nullable SiteId site,
            @QueryParam("zone") @Nullable String zone,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        int size = Page.limit(limit);
        return caller.read((handle, actor) -> {
            if (site == null || !actor.mayAt(Permission.VIEW, site)) {
                throw new Refused(Problem.NOT_FOUND, "There is no site " + site);
            }
            return Page.of(
                    handle.createQuery("""
                                    select bin_id as bin, zone, kind, capacity, sequence from bin
                                    where site_id = :site and bin_id > coalesce(cast(:cursor as text), '')
                                      and (cast(:zone as text) is null or zone = :zone)
                                    order by bin_id limit :rows
                                    """)
                            .bind("site", site)
                            .bind("zone", zone)
                            .bind("cursor", cursor)
                            .bind("rows", size + 1)
                            .mapTo(BinGroup.Bin.class)
                            .list(),
                    size,
                    bin -> bin.bin().value());
        });
    }
}
