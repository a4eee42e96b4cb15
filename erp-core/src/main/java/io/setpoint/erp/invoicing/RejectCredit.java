package io.setpoint.erp.invoicing;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.values.InvoiceId;
import io.setpoint.erp.invoicing.RejectCredit.Command;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.util.Objects;

/**
 * Refuses a proposed credit; what it would take back is open again. The proposer may do that too: taking back an own
 * proposal needs no second person.
 */
final class RejectCredit implements UseCase<Command, InvoiceView> {
    private static final int LONGEST_WHY = 500;

    record Command(InvoiceId credit, String why) {
        Command {
            if (why.length() > LONGEST_WHY) {
                throw new IllegalArgumentException("has a reason of more than " + LONGEST_WHY + " characters");
            }
        }
    }

    @Override
    public Control control() {
        return Control.of("reject-credit", "Refuses a proposed credit.")
                .asSensitive()
                .publishing(EventType.CREDIT_DECIDED)
                .refusing(
                        Problem.NOT_FOUND,
                        Problem.STALE_VERSION,
                        Problem.WRONG_STATE,
                        Problem.ALREADY_DECIDED,
                        Problem.REASON_MISSING);
    }

    @Override
    public Permission permission() {
        return Permission.PROPOSE_CREDIT;
    }

    @Override
    public InvoiceView run(Command command, Work work) {
        InvoiceView credit = InvoiceRows.lock(work, command.credit());
        work.requireAt(permission(), credit.site());
        if (!credit.madeBy().equals(work.person())) {
            work.requireAt(Permission.APPROVE_CREDIT, credit.site());
        }
        work.requireVersion(credit.version());
        CreditBook.requireProposed(credit);
        if (command.why().isBlank()) {
            throw new Refused(Problem.REASON_MISSING, "Say why the credit is refused.");
        }
        InvoiceRows.lock(work, Objects.requireNonNull(credit.creditedInvoice()));
        return CreditBook.decide(work, credit, false, command.why());
    }
}
