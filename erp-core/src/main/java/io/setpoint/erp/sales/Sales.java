package io.setpoint.erp.sales;

import io.setpoint.erp.inventory.api.StockReservations;
import io.setpoint.erp.kernel.Capability;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.sales.api.OrderRemedies;
import io.setpoint.erp.sales.api.ShippableOrders;
import java.time.Clock;
import java.util.List;

/** The capability sales. */
public final class Sales implements Capability {
    private final PlaceOrder placeOrder;
    private final ReleaseOrder releaseOrder;
    private final CancelOrder cancelOrder;
    private final CancelLine cancelLine;
    private final AllocateBackorders allocateBackorders;
    private final AllocateStock allocateStock;
    private final ReallocateReservation reallocateReservation;
    private final SetAllocationPolicy setAllocationPolicy = new SetAllocationPolicy();
    private final MakeQuote makeQuote = new MakeQuote();
    private final SendQuote sendQuote = new SendQuote();
    private final AcceptQuote acceptQuote;
    private final DeclineQuote declineQuote = new DeclineQuote();
    private final ImportOrders importOrders = new ImportOrders();
    private final Clock clock;

    public Sales(StockReservations stock, Clock clock) {
        this.clock = clock;
        this.placeOrder = new PlaceOrder(stock);
        this.acceptQuote = new AcceptQuote(placeOrder);
        this.releaseOrder = new ReleaseOrder(stock);
        this.cancelOrder = new CancelOrder(stock);
        this.cancelLine = new CancelLine(stock);
        this.allocateBackorders = new AllocateBackorders(stock);
        this.allocateStock = new AllocateStock(stock);
        this.reallocateReservation = new ReallocateReservation(stock);
    }

    @Override
    public List<Object> resources() {
        return List.of(
                new OrderResource(placeOrder, releaseOrder, cancelOrder, cancelLine, allocateBackorders, clock),
                new AvailabilityResource(clock),
                new AllocationResource(allocateStock, reallocateReservation, setAllocationPolicy),
                new QuoteResource(makeQuote, sendQuote, acceptQuote, declineQuote, clock),
                new OrderHistoryResource(importOrders));
    }

    @Override
    public List<UseCase<?, ?>> useCases() {
        return List.of(
                placeOrder,
                releaseOrder,
                cancelOrder,
                cancelLine,
                allocateBackorders,
                allocateStock,
                reallocateReservation,
                setAllocationPolicy,
                makeQuote,
                sendQuote,
                acceptQuote,
                declineQuote,
                importOrders);
    }

    /** For shipping. */
    public ShippableOrders shippableOrders() {
        return new WarehouseProgress();
    }

    /** For the exception queue. */
    public OrderRemedies remedies() {
        return new Remedies(allocateBackorders, cancelOrder, clock);
    }
}
