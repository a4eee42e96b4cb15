package io.setpoint.erp.scanning;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Receipt;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.http.Caller;
import io.setpoint.erp.kernel.http.Creates;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Scans. Each answer has all a scanner's screen shows. */
@Path("scans")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ScanResource {
    private final OpenScans openScans;
    private final AddScan addScan;
    private final UndoScan undoScan;
    private final ConfirmScans confirmScans;
    private final Clock clock;

    ScanResource(OpenScans openScans, AddScan addScan, UndoScan undoScan, ConfirmScans confirmScans, Clock clock) {
        this.openScans = openScans;
        this.addScan = addScan;
        this.undoScan = undoScan;
        this.confirmScans = confirmScans;
        this.clock = clock;
    }

    /** A code and where it was scanned. */
    record Question(SiteId site, String code) {}

    /** One scan. */
    record ScanBody(
            String code,
            @Nullable BigDecimal quantity,
            @Nullable LotNumber lot,
            @Nullable LocalDate expiry,
            @Nullable String lotReason,
            @Nullable String binReason) {}

    /** What comes with a confirmation. */
    record Confirmation(
            @Nullable Instant dockArrivedAt, @Nullable String shortReason) {}

    /** What a code means; changes nothing. */
    @POST
    @Path("resolve")
    public Resolved resolve(@Context Caller caller, @Nullable Question body) {
        if (body == null) {
            throw new Refused(Problem.MALFORMED, "The body is missing.");
        }
        return caller.read((handle, actor) -> {
            if (!actor.mayAt(Permission.VIEW, body.site())) {
                throw new Refused(Problem.FORBIDDEN, "You may not view site " + body.site());
            }
            return Codes.resolve(
                    handle, body.site(), body.code(), LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        });
    }

    @POST
    @Path("sessions")
    @Creates
    public Receipt<SessionView> open(@Context Caller caller, OpenScans.@Nullable Command command) {
        return caller.run(openScans, command);
    }

    @GET
    @Path("sessions/{session}")
    public SessionView get(@Context Caller caller, @PathParam("session") String session) {
        return caller.read((handle, actor) -> {
            SessionView view = ScanSessions.view(handle, session);
            if (!actor.mayAt(Permission.VIEW, view.site())) {
                throw ScanSessions.unknown(session);
            }
            return view;
        });
    }

    @POST
    @Path("sessions/{session}/scans")
    public Receipt<SessionView> scan(
            @Context Caller caller, @PathParam("session") String session, @Nullable ScanBody body) {
        return caller.run(
                addScan,
                body == null
                        ? null
                        : new AddScan.Command(
                                session,
                                body.code(),
                                body.quantity(),
                                body.lot(),
                                body.expiry(),
                                body.lotReason(),
                                body.binReason()));
    }

    @POST
    @Path("sessions/{session}/undo")
    public Receipt<SessionView> undo(@Context Caller caller, @PathParam("session") String session) {
        return caller.run(undoScan, new UndoScan.Command(session));
    }

    @POST
    @Path("sessions/{session}/confirm")
    public Receipt<SessionView> confirm(
            @Context Caller caller, @PathParam("session") String session, @Nullable Confirmation body) {
        return caller.run(
                confirmScans,
                body == null
                        ? new ConfirmScans.Command(session, null, null)
                        : new ConfirmScans.Command(session, body.dockArrivedAt(), body.shortReason()));
    }
}
