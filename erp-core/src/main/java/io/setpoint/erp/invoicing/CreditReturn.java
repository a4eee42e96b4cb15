package io.setpoint.erp.invoicing;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.values.InvoiceId;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.ReturnId;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.invoicing.CreditReturn.Command;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.Separation;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/**
 * Credits what came back, at the price invoiced; whoever received the goods does not. A return is credited once: asked
 * again, the answer is the credit note there is. What was waived before is not credited again.
 */
final class CreditReturn implements UseCase<Command, InvoiceView> {
    record Command(ReturnId returnId) {}

    record Back(
            ReturnId returnId,
            ShipmentId shipmentId,
            SiteId siteId,
            @Nullable PersonId receivedBy) {}

    record Line(OrderId orderId, int orderLineNo, BigDecimal received) {}

    interface Sql {
        /** Read without a lock: what arrived of a return is said once and does not change. */
        @SqlQuery("""
                select return_id, shipment_id, site_id, received_by from customer_return where return_id = :returnId
                """)
        Optional<Back> back(ReturnId returnId);

        @SqlQuery("""
                select order_id, order_line_no, sum(received) as received
                  from return_line
                 where return_id = :returnId and received > 0
                 group by 1, 2
                """)
        List<Line> lines(ReturnId returnId);

        @SqlQuery("select invoice_id from invoice_line where shipment_id = :shipment limit 1")
        Optional<InvoiceId> invoiceOf(ShipmentId shipment);

        @SqlQuery("select invoice_id from invoice where return_id = :returnId")
        Optional<InvoiceId> creditOf(ReturnId returnId);
    }

    @Override
    public Control control() {
        return Control.of("credit-return", "Credits what came back of a shipment, at the price invoiced; each once.")
                .asSensitive()
                .publishing(EventType.CREDIT_MADE)
                .refusing(Problem.UNKNOWN_REFERENCE, Problem.SELF_APPROVAL, Problem.WRONG_STATE, Problem.NOTHING_TO_DO);
    }

    @Override
    public Permission permission() {
        return Permission.MAKE_INVOICE;
    }

    @Override
    public Separation separation(Command command, Work work) {
        Back back = back(command, work.sql(Sql.class));
        PersonId receivedBy = back.receivedBy();
        return new Separation(receivedBy == null ? Set.of() : Set.of(receivedBy), back.siteId());
    }

    @Override
    public InvoiceView run(Command command, Work work) {
        Sql sql = work.sql(Sql.class);
        Back back = back(command, sql);
        work.requireAt(permission(), back.siteId());
        if (back.receivedBy() == null) {
            throw new Refused(
                    Problem.WRONG_STATE,
                    "Nothing of return " + back.returnId() + " arrived; credit follows the receipt.");
        }
        InvoiceView invoice = sql.invoiceOf(back.shipmentId())
                .map(invoiceId -> InvoiceRows.lock(work, invoiceId))
                .orElseThrow(() ->
                        new Refused(Problem.WRONG_STATE, "Shipment " + back.shipmentId() + " is not invoiced yet."));
        Optional<InvoiceId> known = sql.creditOf(back.returnId());
        if (known.isPresent()) {
            return InvoiceRows.written(work, known.get());
        }
        CreditBook.requirePosted(invoice);
        SortedMap<Integer, BigDecimal> quantities = quantities(back.shipmentId(), invoice, sql.lines(back.returnId()));
        if (quantities.isEmpty()) {
            throw new Refused(
                    Problem.NOTHING_TO_DO,
                    "What came back with %s is credited on %s already.".formatted(back.returnId(), invoice.invoice()));
        }
        return CreditBook.make(work, invoice, quantities, back.returnId(), null);
    }

    private static Back back(Command command, Sql sql) {
        return sql.back(command.returnId())
                .orElseThrow(
                        () -> new Refused(Problem.UNKNOWN_REFERENCE, "There is no return " + command.returnId() + "."));
    }

    private static SortedMap<Integer, BigDecimal> quantities(
            ShipmentId shipment, InvoiceView invoice, List<Line> lines) {
        Map<Integer, BigDecimal> received = new HashMap<>();
        lines.forEach(line -> received.put(line.orderLineNo(), line.received()));
        SortedMap<Integer, BigDecimal> quantities = new TreeMap<>();
        for (InvoiceView.Line line : invoice.lines()) {
            BigDecimal back = received.get(line.orderLineNo());
            if (line.shipment().equals(shipment) && back != null && line.open().signum() > 0) {
                quantities.put(line.lineNo(), back.min(line.open()));
            }
        }
        return quantities;
    }
}
