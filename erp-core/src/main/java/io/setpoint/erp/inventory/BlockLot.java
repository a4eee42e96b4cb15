package io.setpoint.erp.inventory;

import static io.setpoint.contracts.events.EventType.LOT_BLOCKED;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.LotBlocked;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.inventory.LotLedger.LotRow;
import io.setpoint.erp.inventory.LotLedger.Standing;
import io.setpoint.erp.inventory.MasterData.ItemRow;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.util.List;

/**
 * Blocks a lot or a serial at all sites at once. What stands of it leaves the available quantity in this commit; whatever
 * was picked of it is stopped when it would leave.
 */
final class BlockLot implements UseCase<BlockLot.Command, LotView> {
    record Command(Sku item, LotNumber lot, String why) {}

    @Override
    public Control control() {
        return Control.of("block-lot", "Blocks a lot at all sites: it is no longer picked, promised or shipped.")
                .asSensitive()
                .publishing(LOT_BLOCKED)
                .refusing(Problem.NOT_FOUND, Problem.WRONG_STATE, Problem.REASON_MISSING, Problem.INVALID);
    }

    @Override
    public Permission permission() {
        return Permission.BLOCK_LOT;
    }

    @Override
    public LotView run(Command command, Work work) {
        Figures.requireSaid("why", command.why());
        LotRow lot = LotBlocks.lock(work, permission(), command.item(), command.lot());
        if (lot.blocked()) {
            throw new Refused(
                    Problem.WRONG_STATE, "Lot %s of %s is blocked already".formatted(command.lot(), command.item()));
        }
        List<Standing> standing = LotLedger.standing(work, List.of(lot.key()));
        work.sql(LotBlocks.Sql.class).block(command.item(), command.lot(), work.person(), work.now(), command.why());
        LotBlocks.keepBack(work, lot.key(), BigDecimal.ONE);
        ItemRow item = MasterData.item(work, command.item());
        work.publish(
                new LotBlocked(
                        command.item(),
                        command.lot(),
                        command.why(),
                        work.person(),
                        work.now(),
                        standing.stream()
                                .map(row ->
                                        new LotBlocked.Standing(row.siteId(), row.binId(), item.quantity(row.onHand())))
                                .toList()),
                null);
        return LotQueries.get(work.handle(), command.item(), command.lot());
    }
}
