package io.setpoint.erp.invoicing;

import io.setpoint.contracts.events.InvoiceKind;
import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.InvoiceId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.invoicing.InvoiceQueries.InvoiceSummary;
import io.setpoint.erp.invoicing.InvoiceQueries.Uninvoiced;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Receipt;
import io.setpoint.erp.kernel.http.Caller;
import io.setpoint.erp.kernel.http.Creates;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Invoices and credit notes. */
@Path("invoices")
@Produces(MediaType.APPLICATION_JSON)
public final class InvoiceResource {
    private final MakeInvoice makeInvoice;
    private final CreditReturn creditReturn;
    private final ProposeCredit proposeCredit;
    private final ApproveCredit approveCredit;
    private final RejectCredit rejectCredit;
    private final PostInvoices postInvoices;

    InvoiceResource(
            MakeInvoice makeInvoice,
            CreditReturn creditReturn,
            ProposeCredit proposeCredit,
            ApproveCredit approveCredit,
            RejectCredit rejectCredit,
            PostInvoices postInvoices) {
        this.makeInvoice = makeInvoice;
        this.creditReturn = creditReturn;
        this.proposeCredit = proposeCredit;
        this.approveCredit = approveCredit;
        this.rejectCredit = rejectCredit;
        this.postInvoices = postInvoices;
    }

    /** The body of a proposed credit. */
    record CreditProposal(String why, List<ProposeCredit.Line> lines) {}

    /** What comes with an approval. */
    record CreditApproval(@Nullable String note) {}

    /** What comes with a rejection. */
    record CreditRejection(String why) {}

    @POST
    @Creates
    public Receipt<InvoiceView> make(@Context Caller caller, MakeInvoice.@Nullable Command command) {
        return caller.run(makeInvoice, command);
    }

    /** Credits a return. */
    @POST
    @Path("return-credits")
    @Creates
    public Receipt<InvoiceView> credit(@Context Caller caller, CreditReturn.@Nullable Command command) {
        return caller.run(creditReturn, command);
    }

    @POST
    @Path("post")
    public Receipt<PostInvoices.Posted> post(@Context Caller caller, PostInvoices.@Nullable Command command) {
        return caller.run(postInvoices, command);
    }

    @POST
    @Path("{invoice}/credits")
    @Creates
    public Receipt<InvoiceView> propose(
            @Context Caller caller, @PathParam("invoice") InvoiceId invoice, @Nullable CreditProposal body) {
        return caller.run(
                proposeCredit, body == null ? null : new ProposeCredit.Command(invoice, body.why(), body.lines()));
    }

    @POST
    @Path("{invoice}/approve")
    public Receipt<InvoiceView> approve(
            @Context Caller caller, @PathParam("invoice") InvoiceId credit, @Nullable CreditApproval body) {
        return caller.run(approveCredit, new ApproveCredit.Command(credit, body == null ? null : body.note()));
    }

    @POST
    @Path("{invoice}/reject")
    public Receipt<InvoiceView> reject(
            @Context Caller caller, @PathParam("invoice") InvoiceId credit, @Nullable CreditRejection body) {
        return caller.run(rejectCredit, body == null ? null : new RejectCredit.Command(credit, body.why()));
    }

    @GET
    public Page<InvoiceSummary> list(
            @Context Caller caller,
            @QueryParam("kind") @Nullable InvoiceKind kind,
            @QueryParam("state") @Nullable InvoiceState state,
            @QueryParam("site") @Nullable SiteId site,
            @QueryParam("customer") @Nullable CustomerId customer,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        return caller.read(
                (handle, actor) -> InvoiceQueries.list(handle, actor, kind, state, site, customer, cursor, limit));
    }

    /** What a customer was sent and is on no invoice yet. */
    @GET
    @Path("uninvoiced-shipments")
    public Page<Uninvoiced> uninvoiced(
            @Context Caller caller,
            @QueryParam("customer") @Nullable CustomerId customer,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        return caller.read((handle, actor) -> InvoiceQueries.uninvoiced(handle, actor, customer, cursor, limit));
    }

    @GET
    @Path("{invoice}")
    public InvoiceView get(@Context Caller caller, @PathParam("invoice") InvoiceId invoice) {
        return caller.read((handle, actor) -> InvoiceQueries.get(handle, actor, invoice));
    }
}
