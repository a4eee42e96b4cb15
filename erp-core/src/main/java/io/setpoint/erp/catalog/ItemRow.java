package io.setpoint.erp.catalog;

import io.setpoint.contracts.events.Tracking;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.catalog.CreateItems.Item;
import java.math.BigDecimal;
import java.util.List;

/** An item as its row has it. */
record ItemRow(
        Sku item,
        String name,
        String category,
        String abc,
        String unit,
        BigDecimal price,
        BigDecimal cost,
        Tracking tracking,
        boolean expires) {
    Item with(List<ItemBarcodes.Row> barcodes) {
        return new Item(
                item,
                name,
                category,
                abc,
                unit,
                price,
                cost,
                tracking,
                expires,
                barcodes.stream().map(ItemBarcodes.Row::code).toList());
    }
}
