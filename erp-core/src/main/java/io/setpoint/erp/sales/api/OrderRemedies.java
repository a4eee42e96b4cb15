package io.setpoint.erp.sales.api;

import io.setpoint.contracts.events.CancelReason;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.erp.kernel.Work;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What the exception queue can do about an order, under the decider's own rights and inside his transaction. */
public interface OrderRemedies {
    /** Reserves what is free for the order's backorders; refuses if nothing is. */
    void allocateBackorders(Work work, OrderId order);

    /** Cancels everything that is open and not picked; refuses if nothing is. */
    void cancelOpenLines(Work work, OrderId order, CancelReason reason, String why);

    /** Why the backorders cannot be allocated now; empty if they can. */
    Optional<String> whyNotAllocate(Handle handle, OrderId order);

    /** Why open lines cannot be cancelled now; empty if they can. */
    Optional<String> whyNotCancel(Handle handle, OrderId order);
}
