package io.setpoint.erp.sales;

import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** The parts of promises that still claim supply. */
final class PromiseRows {
    /** A part of a line's promise. */
    public record Open(int lineNo, Sku item, LocalDate promisedOn, BigDecimal open) {}

    interface Sql {
        @SqlQuery("""
                select line_no, item_id as item, promised_on, open
                  from order_line_promise
                 where order_id = :order and open > 0
                 order by promised_on, line_no, part_no
                """)
        @RegisterConstructorMapper(Open.class)
        List<Open> open(OrderId order);
    }

    private PromiseRows() {}

    /** What an order still claims, by day. */
    static List<Open> open(Work work, OrderId order) {
        return work.sql(Sql.class).open(order);
    }
}
