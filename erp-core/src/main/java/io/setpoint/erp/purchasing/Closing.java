package io.setpoint.erp.purchasing;

import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.erp.kernel.Work;
import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Closes what is open of an order. */
final class Closing {
    interface Sql {
        @SqlUpdate("""
                update purchase_order_line
                   set cancelled = quantity - received
                 where order_id = :order and line_no = any(:lines)
                """)
        void cancel(PurchaseOrderId order, List<Integer> lines);
    }

    private Closing() {}

    /** Cancels the open quantity of every line, and says which lines that were. */
    static List<PurchaseOrderView.Line> cancelOpen(Work work, PurchaseOrderView order) {
        List<PurchaseOrderView.Line> open =
                order.lines().stream().filter(line -> line.open().signum() > 0).toList();
        work.sql(Sql.class)
                .cancel(
                        order.order(),
                        open.stream().map(PurchaseOrderView.Line::lineNo).toList());
        return open;
    }
}
