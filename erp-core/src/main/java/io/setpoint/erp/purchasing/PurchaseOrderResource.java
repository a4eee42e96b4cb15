package io.setpoint.erp.purchasing;

import io.setpoint.contracts.values.AcknowledgementId;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.SupplierId;
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
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Purchase orders. */
@Path("purchase-orders")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PurchaseOrderResource {
    private final RaisePurchaseOrder raise;
    private final SubmitPurchaseOrder submit;
    private final ApprovePurchaseOrder approve;
    private final RejectPurchaseOrder reject;
    private final ChangePurchaseLine changeLine;
    private final CancelPurchaseOrder cancel;
    private final RecordAcknowledgement recordAcknowledgement;
    private final DecideAcknowledgement decideAcknowledgement;
    private final AdviseShipment adviseShipment;

    PurchaseOrderResource(
            RaisePurchaseOrder raise,
            SubmitPurchaseOrder submit,
            ApprovePurchaseOrder approve,
            RejectPurchaseOrder reject,
            ChangePurchaseLine changeLine,
            CancelPurchaseOrder cancel,
            RecordAcknowledgement recordAcknowledgement,
            DecideAcknowledgement decideAcknowledgement,
            AdviseShipment adviseShipment) {
        this.raise = raise;
        this.submit = submit;
        this.approve = approve;
        this.reject = reject;
        this.changeLine = changeLine;
        this.cancel = cancel;
        this.recordAcknowledgement = recordAcknowledgement;
        this.decideAcknowledgement = decideAcknowledgement;
        this.adviseShipment = adviseShipment;
    }

    /** What comes with an approval. */
    record Approval(@Nullable String note) {}

    /** Why something is rejected or cancelled. */
    record Why(String why) {}

    /**
     * What a line is to say.
     *
     * @param unitPrice in company currency per base unit, whatever the unit of the quantity
     * @param unit in which the quantity is; the base unit if none is named
     */
    record LineChange(
            BigDecimal quantity,
            BigDecimal unitPrice,
            LocalDate requestedDate,
            String why,
            @Nullable String unit) {}

    /** What a supplier confirmed. */
    record Acknowledgement(
            @Nullable String supplierReference, @Nullable Instant occurredAt, List<RecordAcknowledgement.Line> lines) {
        Acknowledgement {
            lines = List.copyOf(lines);
        }
    }

    /** Whether what a supplier confirmed holds. */
    record AcknowledgementDecision(boolean accept, @Nullable String note) {}

    /** An advance shipment notice. */
    record Notice(@Nullable String supplierReference, LocalDate expectedDate, List<AdviseShipment.Line> lines) {
        Notice {
            lines = List.copyOf(lines);
        }
    }

    @POST
    @Creates
    public Receipt<PurchaseOrderView> raise(@Context Caller caller, RaisePurchaseOrder.@Nullable Command command) {
        return caller.run(raise, command);
    }

    @POST
    @Path("{purchase}/submit")
    public Receipt<PurchaseOrderView> submit(@Context Caller caller, @PathParam("purchase") PurchaseOrderId purchase) {
        return caller.run(submit, new SubmitPurchaseOrder.Command(purchase));
    }

    /** Needs {@code If-Match}: an approval is for what the approver saw. */
    @POST
    @Path("{purchase}/approve")
    public Receipt<PurchaseOrderView> approve(
            @Context Caller caller, @PathParam("purchase") PurchaseOrderId purchase, @Nullable Approval body) {
        return caller.run(approve, new ApprovePurchaseOrder.Command(purchase, body == null ? null : body.note()));
    }

    @POST
    @Path("{purchase}/reject")
    public Receipt<PurchaseOrderView> reject(
            @Context Caller caller, @PathParam("purchase") PurchaseOrderId purchase, @Nullable Why body) {
        return caller.run(reject, body == null ? null : new RejectPurchaseOrder.Command(purchase, body.why()));
    }

    @POST
    @Path("{purchase}/cancel")
    public Receipt<PurchaseOrderView> cancel(
            @Context Caller caller, @PathParam("purchase") PurchaseOrderId purchase, @Nullable Why body) {
        return caller.run(cancel, body == null ? null : new CancelPurchaseOrder.Command(purchase, body.why()));
    }

    @POST
    @Path("{purchase}/lines/{lineNo}/change")
    public Receipt<PurchaseOrderView> changeLine(
            @Context Caller caller,
            @PathParam("purchase") PurchaseOrderId purchase,
            @PathParam("lineNo") int lineNo,
            @Nullable LineChange body) {
        return caller.run(
                changeLine,
                body == null
                        ? null
                        : new ChangePurchaseLine.Command(
                                purchase,
                                lineNo,
                                body.quantity(),
                                body.unitPrice(),
                                body.requestedDate(),
                                body.why(),
                                body.unit()));
    }

    @POST
    @Creates
    @Path("{purchase}/acknowledgements")
    public Receipt<AcknowledgementView> acknowledge(
            @Context Caller caller, @PathParam("purchase") PurchaseOrderId purchase, @Nullable Acknowledgement body) {
        return caller.run(
                recordAcknowledgement,
                body == null
                        ? null
                        : new RecordAcknowledgement.Command(
                                purchase, body.supplierReference(), body.occurredAt(), body.lines()));
    }

    @POST
    @Path("acknowledgements/{acknowledgement}/decisions")
    public Receipt<AcknowledgementView> decide(
            @Context Caller caller,
            @PathParam("acknowledgement") AcknowledgementId acknowledgement,
            @Nullable AcknowledgementDecision body) {
        return caller.run(
                decideAcknowledgement,
                body == null ? null : new DecideAcknowledgement.Command(acknowledgement, body.accept(), body.note()));
    }

    @POST
    @Creates
    @Path("{purchase}/asns")
    public Receipt<AsnView> advise(
            @Context Caller caller, @PathParam("purchase") PurchaseOrderId purchase, @Nullable Notice body) {
        return caller.run(
                adviseShipment,
                body == null
                        ? null
                        : new AdviseShipment.Command(
                                purchase, body.supplierReference(), body.expectedDate(), body.lines()));
    }

    @GET
    public Page<PurchaseOrderQueries.Summary> list(
            @Context Caller caller,
            @QueryParam("state") @Nullable PurchaseState state,
            @QueryParam("site") @Nullable SiteId site,
            @QueryParam("supplier") @Nullable SupplierId supplier,
            @QueryParam("expedite") @Nullable Boolean expedite,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        return caller.read((handle, actor) ->
                PurchaseOrderQueries.list(handle, actor, state, site, supplier, expedite, cursor, limit));
    }

    @GET
    @Path("{purchase}")
    public PurchaseOrderView get(@Context Caller caller, @PathParam("purchase") PurchaseOrderId purchase) {
        return caller.read((handle, actor) -> PurchaseOrderQueries.find(handle, actor, purchase));
    }

    /** Everything that happened with the order: its revisions, acknowledgements, notices and receipts. */
    @GET
    @Path("{purchase}/chain")
    public PurchaseOrderQueries.Chain chain(@Context Caller caller, @PathParam("purchase") PurchaseOrderId purchase) {
        return caller.read((handle, actor) -> PurchaseOrderQueries.chain(handle, actor, purchase));
    }
}
