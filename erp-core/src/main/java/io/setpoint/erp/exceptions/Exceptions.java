package io.setpoint.erp.exceptions;

import io.setpoint.erp.inventory.api.AdjustmentDecisions;
import io.setpoint.erp.kernel.Capability;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.sales.api.OrderRemedies;
import java.time.Clock;
import java.util.List;

/** The capability exceptions. */
public final class Exceptions implements Capability {
    private final ReceiveSignal receiveSignal = new ReceiveSignal();
    private final OwnException ownException = new OwnException();
    private final CommentOnException commentOnException = new CommentOnException();
    private final DecideException decideException;
    private final Remedies remedies;
    private final Clock clock;

    /** With what it takes to post remedies. */
    public Exceptions(AdjustmentDecisions adjustments, OrderRemedies orders, Clock clock) {
        this.remedies = new Remedies(adjustments, orders);
        this.decideException = new DecideException(remedies);
        this.clock = clock;
    }

    @Override
    public List<Object> resources() {
        return List.of(new ExceptionResource(
                receiveSignal, ownException, commentOnException, decideException, remedies, clock));
    }

    @Override
    public List<UseCase<?, ?>> useCases() {
        return List.of(receiveSignal, ownException, commentOnException, decideException);
    }
}
