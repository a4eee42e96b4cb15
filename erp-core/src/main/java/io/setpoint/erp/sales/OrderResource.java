package io.setpoint.erp.sales;

import io.setpoint.contracts.events.CancelReason;
import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Receipt;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.http.Caller;
import io.setpoint.erp.kernel.http.Creates;
import io.setpoint.erp.sales.OrderQueries.ChainView;
import io.setpoint.erp.sales.OrderQueries.OrderSummary;
import io.setpoint.erp.sales.api.OrderState;
import io.setpoint.erp.sales.api.OrderView;
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
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sales orders. */
@Path("orders")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class OrderResource {
    private final PlaceOrder placeOrder;
    private final ReleaseOrder releaseOrder;
    private final CancelOrder cancelOrder;
    private final CancelLine cancelLine;
    private final AllocateBackorders allocateBackorders;
    private final Clock clock;

    OrderResource(
            PlaceOrder placeOrder,
            ReleaseOrder releaseOrder,
            CancelOrder cancelOrder,
            CancelLine cancelLine,
            AllocateBackorders allocateBackorders,
            Clock clock) {
        this.placeOrder = placeOrder;
        this.releaseOrder = releaseOrder;
        this.cancelOrder = cancelOrder;
        this.cancelLine = cancelLine;
        this.allocateBackorders = allocateBackorders;
        this.clock = clock;
    }

    /** The body of a cancellation. */
    record CancelBody(CancelReason reason, @Nullable String why) {}

    /** The body of a line's cancellation. */
    record CancelLineBody(BigDecimal quantity, CancelReason reason) {}

    @POST
    @Creates
    public Receipt<OrderView> place(@Context Caller caller, PlaceOrder.@Nullable Command command) {
        return caller.run(placeOrder, command);
    }

    @POST
    @Path("{order}/release")
    public Receipt<OrderView> release(@Context Caller caller, @PathParam("order") OrderId order) {
        return caller.run(releaseOrder, new ReleaseOrder.Command(order));
    }

    @POST
    @Path("{order}/cancel")
    public Receipt<OrderView> cancel(
            @Context Caller caller, @PathParam("order") OrderId order, @Nullable CancelBody body) {
        return caller.run(cancelOrder, body == null ? null : new CancelOrder.Command(order, body.reason(), body.why()));
    }

    @POST
    @Path("{order}/lines/{lineNo}/cancel")
    public Receipt<OrderView> cancelLine(
            @Context Caller caller,
            @PathParam("order") OrderId order,
            @PathParam("lineNo") int lineNo,
            @Nullable CancelLineBody body) {
        return caller.run(
                cancelLine,
                body == null ? null : new CancelLine.Command(order, lineNo, body.quantity(), body.reason()));
    }

    @POST
    @Path("{order}/allocate")
    public Receipt<OrderView> allocate(@Context Caller caller, @PathParam("order") OrderId order) {
        return caller.run(allocateBackorders, new AllocateBackorders.Command(order));
    }

    @GET
    public Page<OrderSummary> list(
            @Context Caller caller,
            @QueryParam("state") @Nullable OrderState state,
            @QueryParam("site") @Nullable SiteId site,
            @QueryParam("customer") @Nullable CustomerId customer,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        int size = Page.limit(limit);
        return caller.read((handle, actor) -> OrderQueries.list(handle, actor, state, site, customer, cursor, size));
    }

    @GET
    @Path("{order}")
    public OrderView find(@Context Caller caller, @PathParam("order") OrderId order) {
        return caller.read((handle, actor) -> OrderQueries.find(handle, actor, order)
                .orElseThrow(() -> new Refused(Problem.NOT_FOUND, "There is no order " + order + ".")));
    }

    /** Everything that happened with the order: its documents and its events. */
    @GET
    @Path("{order}/chain")
    public ChainView chain(@Context Caller caller, @PathParam("order") OrderId order) {
        return caller.read((handle, actor) -> OrderQueries.find(handle, actor, order)
                .map(found -> OrderQueries.chain(handle, actor, found))
                .orElseThrow(() -> new Refused(Problem.NOT_FOUND, "There is no order " + order + ".")));
    }

    /** What each line was promised on which supply, and when what is open of it is expected now. */
    @GET
    @Path("{order}/promises")
    public List<PromiseQueries.PartView> promises(@Context Caller caller, @PathParam("order") OrderId order) {
        return caller.read((handle, actor) -> OrderQueries.find(handle, actor, order)
                .map(found -> PromiseQueries.of(handle, clock.instant(), found))
                .orElseThrow(() -> new Refused(Problem.NOT_FOUND, "There is no order " + order + ".")));
    }

    /** How long the order took from placing to dock and door, step by step. */
    @GET
    @Path("{order}/cycle-times")
    public CycleTimes.CycleView cycleTimes(@Context Caller caller, @PathParam("order") OrderId order) {
        return caller.read((handle, actor) -> OrderQueries.find(handle, actor, order)
                .map(found -> CycleTimes.of(handle, found.order()))
                .orElseThrow(() -> new Refused(Problem.NOT_FOUND, "There is no order " + order + ".")));
    }
}
