package io.setpoint.erp.sales;

import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.RoundTrip;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The parts of promises that still claim supply. */
final class PromiseRows {
    /** A part of a line's promise. */
    record Open(int lineNo, Sku item, LocalDate promisedOn, BigDecimal open) {}

    private PromiseRows() {}

    /** Asks what an order still claims, by day; {@link #read} takes the answer. */
    static RoundTrip ask(RoundTrip trip, OrderId order) {
        return trip.then("""
                select line_no, item_id, promised_on, open
                  from order_line_promise
                 where order_id = ? and open > 0
                 order by promised_on, line_no, part_no""", order.value());
    }

    static List<Open> read(RoundTrip.Answers answers) throws SQLException {
        ResultSet row = answers.rows();
        List<Open> open = new ArrayList<>();
        while (row.next()) {
            open.add(new Open(
                    row.getInt(1), new Sku(row.getString(2)), row.getObject(3, LocalDate.class), row.getBigDecimal(4)));
        }
        return open;
    }
}
