package io.setpoint.erp.invoicing;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.values.InvoiceId;
import io.setpoint.erp.invoicing.ApproveCredit.Command;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Separation;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets a credit without goods, proposed by another person, stand; it can be posted from now on. */
final class ApproveCredit implements UseCase<Command, InvoiceView> {
    private static final int LONGEST_NOTE = 500;

    record Command(InvoiceId credit, @Nullable String note) {
        Command {
            if (note != null && note.length() > LONGEST_NOTE) {
                throw new IllegalArgumentException("has a note of more than " + LONGEST_NOTE + " characters");
            }
        }
    }

    @Override
    public Control control() {
        return Control.of("approve-credit", "Lets a credit without goods that another person proposed stand.")
                .asSensitive()
                .publishing(EventType.CREDIT_DECIDED)
                .refusing(
                        Problem.NOT_FOUND,
                        Problem.SELF_APPROVAL,
                        Problem.STALE_VERSION,
                        Problem.WRONG_STATE,
                        Problem.ALREADY_DECIDED);
    }

    @Override
    public Permission permission() {
        return Permission.APPROVE_CREDIT;
    }

    @Override
    public Separation separation(Command command, Work work) {
        InvoiceView credit = InvoiceRows.lock(work, command.credit());
        return new Separation(Set.of(credit.madeBy()), credit.site());
    }

    @Override
    public InvoiceView run(Command command, Work work) {
        InvoiceView credit = InvoiceRows.lock(work, command.credit());
        work.requireAt(permission(), credit.site());
        work.requireVersion(credit.version());
        CreditBook.requireProposed(credit);
        return CreditBook.decide(work, credit, true, command.note());
    }
}
