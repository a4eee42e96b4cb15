package io.setpoint.erp.inventory;

import static io.setpoint.contracts.events.EventType.TRANSFER_WRITTEN_OFF;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.WriteOffId;
import io.setpoint.erp.inventory.WriteOffBook.Entry;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Separation;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import org.jspecify.annotations.Nullable;

/** Gives up goods in transit as another person proposed, who neither sent nor received them. */
final class ApproveWriteOff implements UseCase<ApproveWriteOff.Command, WriteOffView> {
    record Command(WriteOffId writeOff, @Nullable String note) {}

    @Override
    public Control control() {
        return Control.of(
                        "approve-transfer-write-off",
                        "Gives up goods in transit as another person proposed; not by who sent or received them.")
                .asSensitive()
                .publishing(TRANSFER_WRITTEN_OFF)
                .refusing(Problem.NOT_FOUND, Problem.SELF_APPROVAL, Problem.ALREADY_DECIDED, Problem.MORE_THAN_OPEN);
    }

    @Override
    public Permission permission() {
        return Permission.APPROVE_ADJUSTMENT;
    }

    @Override
    public Separation separation(Command command, Work work) {
        Entry entry = WriteOffBook.lock(work, command.writeOff());
        return new Separation(WriteOffBook.excluded(entry), entry.transfer().toSite());
    }

    @Override
    public WriteOffView run(Command command, Work work) {
        Entry entry = WriteOffBook.lock(work, command.writeOff());
        work.requireAt(permission(), entry.transfer().toSite());
        WriteOffBook.requireUndecided(entry.writeOff());
        Figures.requireShort("note", command.note());
        WriteOffBook.post(work, entry.transfer(), entry.writeOff(), work.person(), command.note());
        return WriteOffQueries.get(work.handle(), command.writeOff());
    }
}
