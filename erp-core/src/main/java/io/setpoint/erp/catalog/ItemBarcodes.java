package io.setpoint.erp.catalog;

import io.setpoint.contracts.values.Barcode;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** The table {@code item_barcode}. */
final class ItemBarcodes {
    /** A barcode and the item that has it. */
    record Row(Sku item, Barcode barcode, BigDecimal quantity) {
        ItemBarcode code() {
            return new ItemBarcode(barcode, quantity);
        }
    }

    interface Sql {
        @SqlQuery("""
                select item_id as item, barcode, quantity
                  from item_barcode
                 where item_id = any(:items)
                 order by barcode
                """)
        List<Row> of(List<Sku> items);

        @SqlQuery("""
                insert into item_barcode (company_id, barcode, item_id, quantity, created_at)
                select current_company(), b.barcode, b.item_id, b.quantity, :now
                  from unnest(:barcodes, :items, :quantities) as b (barcode, item_id, quantity)
                on conflict (company_id, barcode) do nothing
                returning barcode
                """)
        List<Barcode> insert(Instant now, List<Barcode> barcodes, List<Sku> items, List<BigDecimal> quantities);

        @SqlQuery("select item_id from item_barcode where barcode = :barcode")
        Optional<Sku> holder(Barcode barcode);
    }

    private ItemBarcodes() {}

    /** The barcodes of these items. */
    static List<Row> of(Handle handle, List<Sku> items) {
        return handle.attach(Sql.class).of(items);
    }

    /** Gives items barcodes; refuses one that names an item already, and says which. */
    static void insert(Work work, List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        // In one order, so that two who insert the same ones do not wait for each other in a circle.
        List<Row> sorted =
                rows.stream().sorted(Comparator.comparing(Row::barcode)).toList();
        Sql sql = work.sql(Sql.class);
        List<Barcode> inserted = new ArrayList<>(sql.insert(
                work.now(),
                sorted.stream().map(Row::barcode).toList(),
                sorted.stream().map(Row::item).toList(),
                sorted.stream().map(Row::quantity).toList()));
        for (Row row : sorted) {
            // Of two equal ones in one command the first has it.
            if (!inserted.remove(row.barcode())) {
                throw new Refused(
                        Problem.BARCODE_TAKEN,
                        "The barcode %s names %s"
                                .formatted(
                                        row.barcode(),
                                        sql.holder(row.barcode())
                                                .map(item -> "the item " + item)
                                                .orElse("an item that gave it up just now")));
            }
        }
    }
}
