package io.setpoint.erp.purchasing;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.SupplierChangeRejected;
import io.setpoint.contracts.values.SupplierChangeId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;

/** Rejects a proposed change of a supplier's terms; its proposer may withdraw it so. */
final class RejectSupplierChange implements UseCase<RejectSupplierChange.Command, SupplierChangeView> {
    record Command(SupplierChangeId change, String why) {}

    @Override
    public Control control() {
        return Control.of("reject-supplier-change", "Rejects or withdraws proposed terms of a supplier.")
                .asSensitive()
                .publishing(EventType.SUPPLIER_CHANGE_REJECTED)
                .refusing(Problem.NOT_FOUND, Problem.ALREADY_DECIDED, Problem.REASON_MISSING, Problem.STALE_VERSION);
    }

    @Override
    public Permission permission() {
        return Permission.MAINTAIN_SUPPLIER;
    }

    @Override
    public SupplierChangeView run(Command command, Work work) {
        work.requireEverywhere(permission());
        SupplierChangeView change = SupplierBook.lock(work, command.change());
        work.requireVersion(change.version());
        SupplierBook.requireUndecided(change);
        Figures.requireSaid("why", command.why());
        work.sql(SupplierBook.Sql.class)
                .decide(change.change(), SupplierChangeState.REJECTED, work.person(), work.now(), command.why());
        work.publish(
                new SupplierChangeRejected(
                        change.change(),
                        change.supplier(),
                        change.proposedBy(),
                        work.person(),
                        command.why(),
                        work.now()),
                null);
        return SupplierBook.get(work.handle(), change.change());
    }
}
