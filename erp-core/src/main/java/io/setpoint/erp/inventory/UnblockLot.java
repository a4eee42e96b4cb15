package io.setpoint.erp.inventory;

import static io.setpoint.contracts.events.EventType.LOT_UNBLOCKED;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.LotUnblocked;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.inventory.LotLedger.LotRow;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.Separation;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.util.Set;

/** Lets a blocked lot be used again; another person than who blocked it. */
final class UnblockLot implements UseCase<UnblockLot.Command, LotView> {
    record Command(Sku item, LotNumber lot, String why) {}

    @Override
    public Control control() {
        return Control.of("unblock-lot", "Lets a blocked lot be used again, by another person than who blocked it.")
                .asSensitive()
                .publishing(LOT_UNBLOCKED)
                .refusing(
                        Problem.NOT_FOUND,
                        Problem.SELF_APPROVAL,
                        Problem.WRONG_STATE,
                        Problem.REASON_MISSING,
                        Problem.INVALID);
    }

    @Override
    public Permission permission() {
        return Permission.UNBLOCK_LOT;
    }

    /** Locks the lot, so that nobody blocks it anew between this question and the answer. */
    @Override
    public Separation separation(Command command, Work work) {
        LotRow lot = LotBlocks.lock(work, permission(), command.item(), command.lot());
        return lot.blocked() ? new Separation(Set.of(LotBlocks.blocker(work, lot)), null) : Separation.none();
    }

    @Override
    public LotView run(Command command, Work work) {
        Figures.requireSaid("why", command.why());
        LotRow lot = LotBlocks.lock(work, permission(), command.item(), command.lot());
        if (!lot.blocked()) {
            throw new Refused(
                    Problem.WRONG_STATE, "Lot %s of %s is not blocked".formatted(command.lot(), command.item()));
        }
        PersonId blockedBy = LotBlocks.blocker(work, lot);
        LotBlocks.keepBack(work, lot.key(), BigDecimal.ONE.negate());
        work.sql(LotBlocks.Sql.class).unblock(command.item(), command.lot());
        work.publish(
                new LotUnblocked(command.item(), command.lot(), command.why(), blockedBy, work.person(), work.now()),
                null);
        return LotQueries.get(work.handle(), command.item(), command.lot());
    }
}
