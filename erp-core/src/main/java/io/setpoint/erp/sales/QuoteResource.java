package io.setpoint.erp.sales;

import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.QuoteId;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Receipt;
import io.setpoint.erp.kernel.http.Caller;
import io.setpoint.erp.kernel.http.Creates;
import io.setpoint.erp.sales.AvailabilityQueries.AvailabilityView;
import io.setpoint.erp.sales.AvailabilityQueries.Wanted;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Quotes. */
@Path("quotes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class QuoteResource {
    private final MakeQuote makeQuote;
    private final SendQuote sendQuote;
    private final AcceptQuote acceptQuote;
    private final DeclineQuote declineQuote;
    private final Clock clock;

    QuoteResource(
            MakeQuote makeQuote, SendQuote sendQuote, AcceptQuote acceptQuote, DeclineQuote declineQuote, Clock clock) {
        this.makeQuote = makeQuote;
        this.sendQuote = sendQuote;
        this.acceptQuote = acceptQuote;
        this.declineQuote = declineQuote;
        this.clock = clock;
    }

    /** What comes with a refusal by the customer. */
    record QuoteDecline(String why) {}

    @POST
    @Creates
    public Receipt<QuoteView> make(@Context Caller caller, MakeQuote.@Nullable Command command) {
        return caller.run(makeQuote, command);
    }

    @POST
    @Path("{quote}/send")
    public Receipt<QuoteView> send(@Context Caller caller, @PathParam("quote") QuoteId quote) {
        return caller.run(sendQuote, new SendQuote.Command(quote));
    }

    @POST
    @Path("{quote}/accept")
    public Receipt<QuoteView> accept(@Context Caller caller, @PathParam("quote") QuoteId quote) {
        return caller.run(acceptQuote, new AcceptQuote.Command(quote));
    }

    @POST
    @Path("{quote}/decline")
    public Receipt<QuoteView> decline(
            @Context Caller caller, @PathParam("quote") QuoteId quote, @Nullable QuoteDecline body) {
        return caller.run(declineQuote, body == null ? null : new DeclineQuote.Command(quote, body.why()));
    }

    @GET
    public Page<QuoteRows.Row> list(
            @Context Caller caller,
            @QueryParam("customer") @Nullable CustomerId customer,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        return caller.read((handle, actor) -> QuoteRows.list(handle, actor, clock.instant(), customer, cursor, limit));
    }

    @GET
    @Path("{quote}")
    public QuoteView find(@Context Caller caller, @PathParam("quote") QuoteId quote) {
        return caller.read((handle, actor) -> QuoteRows.find(handle, actor, quote, clock.instant()));
    }

    /** What its lines would be promised if it were accepted now; nothing is kept for it. */
    @GET
    @Path("{quote}/availability")
    public AvailabilityView availability(@Context Caller caller, @PathParam("quote") QuoteId quote) {
        return caller.read((handle, actor) -> {
            QuoteView view = QuoteRows.find(handle, actor, quote, clock.instant());
            return AvailabilityQueries.get(
                    handle,
                    actor,
                    clock.instant(),
                    view.site(),
                    view.requestedDate(),
                    view.shippingMode(),
                    view.lines().stream()
                            .map(line -> new Wanted(line.item(), line.quantity()))
                            .toList());
        });
    }
}
