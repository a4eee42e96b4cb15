package io.setpoint.erp.returns;

import io.setpoint.erp.inventory.api.ReturnedStock;
import io.setpoint.erp.kernel.Capability;
import io.setpoint.erp.kernel.UseCase;
import java.util.List;

/** The capability returns. */
public final class Returns implements Capability {
    private final OpenReturn openReturn = new OpenReturn();
    private final CancelReturn cancelReturn = new CancelReturn();
    private final ReceiveReturn receiveReturn;
    private final DisposeReturn disposeReturn;
    private final ApproveDisposition approveDisposition;
    private final RejectDisposition rejectDisposition = new RejectDisposition();
    private final ImportReturns importReturns;

    public Returns(ReturnedStock stock) {
        this.receiveReturn = new ReceiveReturn(stock);
        this.disposeReturn = new DisposeReturn(stock);
        this.approveDisposition = new ApproveDisposition(stock);
        this.importReturns = new ImportReturns(stock);
    }

    @Override
    public List<Object> resources() {
        return List.of(
                new ReturnResource(
                        openReturn, cancelReturn, receiveReturn, disposeReturn, approveDisposition, rejectDisposition),
                new ReturnHistoryResource(importReturns));
    }

    @Override
    public List<UseCase<?, ?>> useCases() {
        return List.of(
                openReturn,
                cancelReturn,
                receiveReturn,
                disposeReturn,
                approveDisposition,
                rejectDisposition,
                importReturns);
    }
}
