package io.setpoint.erp.inventory;

import static io.setpoint.contracts.events.EventType.TRANSFER_WRITE_OFF_PROPOSED;
import static io.setpoint.contracts.events.EventType.TRANSFER_WRITTEN_OFF;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.TransferDifference;
import io.setpoint.contracts.events.TransferWriteOffProposed;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.TransferId;
import io.setpoint.contracts.values.WriteOffId;
import io.setpoint.erp.inventory.MasterData.SiteRow;
import io.setpoint.erp.inventory.TolerancePolicy.Tolerance;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.time.Instant;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/**
 * Proposes to give up goods in transit. Within the tolerance of the destination it is posted at once, above it another
 * person has to approve. The person's adjustments count towards the same rolling total, so that it does not matter in
 * which way stock is given up.
 */
final class ProposeWriteOff implements UseCase<ProposeWriteOff.Command, WriteOffView> {
    record Command(TransferId transfer, int lineNo, BigDecimal quantity, TransferDifference reason, String why) {}

    public record NewRow(
            WriteOffId writeOff,
            TransferId transfer,
            int lineNo,
            BigDecimal quantity,
            BigDecimal unitCost,
            BigDecimal value,
            TransferDifference reason,
            String why,
            PersonId proposedBy,
            Instant proposedAt,
            BigDecimal limit,
            BigDecimal dailyLimit,
            BigDecimal rollingTotal,
            boolean overTolerance) {}

    interface Sql {
        @SqlQuery("""
                select coalesce(sum(quantity), 0)
                  from transfer_write_off
                 where transfer_id = :transfer and line_no = :lineNo and state = 'PROPOSED'
                """)
        BigDecimal proposed(TransferId transfer, int lineNo);

        @SqlUpdate("""
                insert into transfer_write_off (company_id, write_off_id, transfer_id, line_no, quantity, unit_cost,
                                                value, reason, why, state, proposed_by, proposed_at, limit_value,
                                                daily_limit, rolling_total, over_tolerance)
                values (current_company(), :writeOff, :transfer, :lineNo, :quantity, :unitCost, :value, :reason, :why,
                        'PROPOSED', :proposedBy, :proposedAt, :limit, :dailyLimit, :rollingTotal, :overTolerance)
                """)
        void insert(@BindMethods NewRow row);
    }

    @Override
    public Control control() {
        return Control.of(
                        "propose-transfer-write-off",
                        "Proposes to give up goods in transit; posts it if it is within tolerance.")
                .asSensitive()
                .publishing(TRANSFER_WRITE_OFF_PROPOSED, TRANSFER_WRITTEN_OFF)
                .refusing(
                        Problem.NOT_FOUND,
                        Problem.WRONG_STATE,
                        Problem.INVALID,
                        Problem.UNKNOWN_REFERENCE,
                        Problem.REASON_MISSING,
                        Problem.MORE_THAN_OPEN);
    }

    @Override
    public Permission permission() {
        return Permission.PROPOSE_ADJUSTMENT;
    }

    @Override
    public WriteOffView run(Command command, Work work) {
        TransferView transfer = TransferBook.lock(work, command.transfer());
        work.requireAt(permission(), transfer.toSite());
        TransferBook.require(transfer, TransferState.IN_TRANSIT);
        Figures.requirePositive("quantity", command.quantity());
        Figures.requireSaid("why", command.why());
        if (command.reason() == TransferDifference.FOLLOWS) {
            throw Figures.invalid("reason", "What follows is not written off");
        }
        TransferView.Line line = TransferBook.line(transfer, command.lineNo());
        Sql sql = work.sql(Sql.class);
        BigDecimal open = line.inTransit().subtract(sql.proposed(command.transfer(), command.lineNo()));
        if (command.quantity().compareTo(open) > 0) {
            throw new Refused(
                    Problem.MORE_THAN_OPEN,
                    "%s of line %d are in transit and not proposed to be written off"
                            .formatted(StockLedger.plain(open.max(BigDecimal.ZERO)), line.lineNo()));
        }
        SiteRow site = MasterData.site(work, transfer.toSite());
        Quantity quantity = new Quantity(command.quantity(), line.unit());
        Money unitCost = site.money(line.unitCost());
        Money value = unitCost.times(quantity);
        Tolerance tolerance = AdjustmentBook.tolerance(work, site, work.person(), value);
        WriteOffId id = new WriteOffId(work.number("WO"));
        sql.insert(new NewRow(
                id,
                transfer.transfer(),
                line.lineNo(),
                quantity.value(),
                unitCost.amount(),
                value.amount(),
                command.reason(),
                command.why(),
                work.person(),
                work.now(),
                tolerance.limit().amount(),
                tolerance.dailyLimit().amount(),
                tolerance.rollingTotal().amount(),
                tolerance.over()));
        work.publish(
                new TransferWriteOffProposed(
                        id,
                        transfer.transfer(),
                        line.lineNo(),
                        transfer.fromSite(),
                        transfer.toSite(),
                        line.item(),
                        quantity,
                        unitCost,
                        value,
                        command.reason(),
                        command.why(),
                        work.person(),
                        tolerance.limit(),
                        tolerance.rollingTotal(),
                        tolerance.over(),
                        work.now()),
                transfer.toSite());
        if (!tolerance.over()) {
            WriteOffBook.post(work, transfer, WriteOffQueries.get(work.handle(), id), null, null);
        }
        return WriteOffQueries.get(work.handle(), id);
    }
}
