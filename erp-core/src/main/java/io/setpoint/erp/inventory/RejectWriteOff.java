package io.setpoint.erp.inventory;

import static io.setpoint.contracts.events.EventType.TRANSFER_WRITE_OFF_REJECTED;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.TransferWriteOffRejected;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.WriteOffId;
import io.setpoint.erp.inventory.WriteOffBook.Entry;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.time.Instant;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Refuses a proposed write-off; the goods stay in transit. The proposer may do that too. */
final class RejectWriteOff implements UseCase<RejectWriteOff.Command, WriteOffView> {
    record Command(WriteOffId writeOff, String why) {}

    interface Sql {
        @SqlUpdate("""
                update transfer_write_off
                   set state = 'REJECTED', decided_by = :person, decided_at = :now, decision_note = :why,
                       version = version + 1
                 where write_off_id = :writeOff
                """)
        void reject(WriteOffId writeOff, PersonId person, Instant now, String why);
    }

    @Override
    public Control control() {
        return Control.of("reject-transfer-write-off", "Refuses a proposed write-off; the goods stay in transit.")
                .asSensitive()
                .publishing(TRANSFER_WRITE_OFF_REJECTED)
                .refusing(Problem.NOT_FOUND, Problem.ALREADY_DECIDED, Problem.REASON_MISSING);
    }

    @Override
    public Permission permission() {
        return Permission.PROPOSE_ADJUSTMENT;
    }

    @Override
    public WriteOffView run(Command command, Work work) {
        Entry entry = WriteOffBook.lock(work, command.writeOff());
        WriteOffView writeOff = entry.writeOff();
        if (!writeOff.proposedBy().equals(work.person())) {
            work.requireAt(Permission.APPROVE_ADJUSTMENT, writeOff.toSite());
        }
        WriteOffBook.requireUndecided(writeOff);
        Figures.requireSaid("why", command.why());
        work.sql(Sql.class).reject(command.writeOff(), work.person(), work.now(), command.why());
        work.publish(
                new TransferWriteOffRejected(
                        writeOff.writeOff(),
                        writeOff.transfer(),
                        writeOff.lineNo(),
                        writeOff.toSite(),
                        writeOff.proposedBy(),
                        work.person(),
                        command.why(),
                        work.now()),
                writeOff.toSite());
        return WriteOffQueries.get(work.handle(), command.writeOff());
    }
}
