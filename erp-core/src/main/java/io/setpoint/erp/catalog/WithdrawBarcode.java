package io.setpoint.erp.catalog;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.BarcodeWithdrawn;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.values.Barcode;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.catalog.WithdrawBarcode.Command;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Takes a barcode away from an item; from then on it may name another. */
final class WithdrawBarcode implements UseCase<Command, ItemBarcode> {
    record Command(Sku item, Barcode barcode) {}

    interface Sql {
        @SqlQuery("delete from item_barcode where item_id = :item and barcode = :barcode returning quantity")
        Optional<BigDecimal> delete(Sku item, Barcode barcode);
    }

    @Override
    public Control control() {
        return Control.of("withdraw-barcode", "Takes a barcode away from an item.")
                .publishing(EventType.BARCODE_WITHDRAWN)
                .refusing(Problem.NOT_FOUND);
    }

    @Override
    public Permission permission() {
        return Permission.ADMINISTER_MASTER_DATA;
    }

    @Override
    public ItemBarcode run(Command command, Work work) {
        BigDecimal quantity = work.sql(Sql.class)
                .delete(command.item(), command.barcode())
                .orElseThrow(() -> new Refused(
                        Problem.NOT_FOUND, "Item %s has no barcode %s".formatted(command.item(), command.barcode())));
        work.publish(new BarcodeWithdrawn(command.item(), command.barcode(), work.now()), null);
        return new ItemBarcode(command.barcode(), quantity);
    }
}
