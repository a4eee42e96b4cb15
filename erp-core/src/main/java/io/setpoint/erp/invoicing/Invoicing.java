package io.setpoint.erp.invoicing;

import io.setpoint.erp.kernel.Capability;
import io.setpoint.erp.kernel.UseCase;
import java.util.List;

/** The capability invoicing. */
public final class Invoicing implements Capability {
    private final MakeInvoice makeInvoice = new MakeInvoice();
    private final CreditReturn creditReturn = new CreditReturn();
    private final ProposeCredit proposeCredit = new ProposeCredit();
    private final ApproveCredit approveCredit = new ApproveCredit();
    private final RejectCredit rejectCredit = new RejectCredit();
    private final PostInvoices postInvoices = new PostInvoices();

    @Override
    public List<Object> resources() {
        return List.of(new InvoiceResource(
                makeInvoice, creditReturn, proposeCredit, approveCredit, rejectCredit, postInvoices));
    }

    @Override
    public List<UseCase<?, ?>> useCases() {
        return List.of(makeInvoice, creditReturn, proposeCredit, approveCredit, rejectCredit, postInvoices);
    }
}
