package io.setpoint.erp.inventory;

import static io.setpoint.contracts.events.EventType.TRANSFER_CANCELLED;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.TransferCancelled;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.TransferId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.time.Instant;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Calls a transfer off before anything was sent. */
final class CancelTransfer implements UseCase<CancelTransfer.Command, TransferView> {
    record Command(TransferId transfer, String why) {}

    interface Sql {
        @SqlUpdate("""
                update transfer
                   set state = 'CANCELLED', closed_at = :now, closed_by = :person, version = version + 1
                 where transfer_id = :transfer
                """)
        void cancel(TransferId transfer, Instant now, PersonId person);
    }

    @Override
    public Control control() {
        return Control.of("cancel-transfer", "Calls a transfer off before anything was sent.")
                .publishing(TRANSFER_CANCELLED)
                .refusing(Problem.NOT_FOUND, Problem.STALE_VERSION, Problem.WRONG_STATE, Problem.REASON_MISSING);
    }

    @Override
    public Permission permission() {
        return Permission.TRANSFER;
    }

    @Override
    public TransferView run(Command command, Work work) {
        TransferView transfer = TransferBook.lock(work, command.transfer());
        work.requireAt(permission(), transfer.fromSite());
        work.requireVersion(transfer.version());
        TransferBook.require(transfer, TransferState.CREATED);
        Figures.requireSaid("why", command.why());
        work.sql(Sql.class).cancel(transfer.transfer(), work.now(), work.person());
        work.publish(
                new TransferCancelled(
                        transfer.transfer(),
                        transfer.fromSite(),
                        transfer.toSite(),
                        work.person(),
                        command.why(),
                        work.now()),
                transfer.fromSite());
        return TransferQueries.get(work.handle(), transfer.transfer());
    }
}
