package io.setpoint.erp.catalog;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.BarcodeAdded;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.catalog.AddBarcode.Command;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Gives an item a further barcode. */
final class AddBarcode implements UseCase<Command, ItemBarcode> {
    record Command(Sku item, ItemBarcode barcode) {}

    interface Sql {
        @SqlQuery("select unit from item where item_id = :item")
        Optional<String> unit(Sku item);
    }

    @Override
    public Control control() {
        return Control.of("add-barcode", "Gives an item a further barcode.")
                .publishing(EventType.BARCODE_ADDED)
                .refusing(Problem.NOT_FOUND, Problem.BARCODE_TAKEN);
    }

    @Override
    public Permission permission() {
        return Permission.ADMINISTER_MASTER_DATA;
    }

    @Override
    public ItemBarcode run(Command command, Work work) {
        Sku item = command.item();
        String unit = work.sql(Sql.class)
                .unit(item)
                .orElseThrow(() -> new Refused(Problem.NOT_FOUND, "There is no item " + item));
        ItemBarcode code = command.barcode();
        ItemBarcodes.insert(work, List.of(new ItemBarcodes.Row(item, code.barcode(), code.quantity())));
        work.publish(new BarcodeAdded(item, code.barcode(), new Quantity(code.quantity(), unit), work.now()), null);
        return code;
    }
}
