package io.setpoint.erp.warehousing;

import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.WaveId;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Receipt;
import io.setpoint.erp.kernel.http.Caller;
import io.setpoint.erp.kernel.http.Creates;
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

/** Waves: orders that are picked in one walk. */
@Path("waves")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class WaveResource {
    private final CreateWave createWave;
    private final ConfirmStop confirmStop;
    private final CloseWave closeWave;
    private final CancelWave cancelWave;

    WaveResource(CreateWave createWave, ConfirmStop confirmStop, CloseWave closeWave, CancelWave cancelWave) {
        this.createWave = createWave;
        this.confirmStop = confirmStop;
        this.closeWave = closeWave;
        this.cancelWave = cancelWave;
    }

    @POST
    @Creates
    public Receipt<WaveView> create(@Context Caller caller, CreateWave.@Nullable Command command) {
        return caller.run(createWave, command);
    }

    @POST
    @Path("{wave}/stops/{stopNo}/confirm")
    public Receipt<WaveView> confirm(
            @Context Caller caller,
            @PathParam("wave") WaveId wave,
            @PathParam("stopNo") int stopNo,
            ConfirmStop.@Nullable Found found) {
        return caller.run(confirmStop, found == null ? null : new ConfirmStop.Command(wave, stopNo, found));
    }

    @POST
    @Path("{wave}/close")
    public Receipt<WaveView> close(@Context Caller caller, @PathParam("wave") WaveId wave) {
        return caller.run(closeWave, new CloseWave.Command(wave));
    }

    @POST
    @Path("{wave}/cancel")
    public Receipt<WaveView> cancel(@Context Caller caller, @PathParam("wave") WaveId wave) {
        return caller.run(cancelWave, new CancelWave.Command(wave));
    }

    @GET
    public Page<WaveView.Row> list(
            @Context Caller caller,
            @QueryParam("site") @Nullable SiteId site,
            @QueryParam("state") @Nullable WaveState state,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        return caller.readAt(site, (handle, asked) -> WaveRows.list(handle, asked, state, cursor, limit));
    }

    @GET
    @Path("{wave}")
    public WaveView get(@Context Caller caller, @PathParam("wave") WaveId wave) {
        return caller.read((handle, actor) -> WaveRows.get(handle, actor, wave));
    }
}
