package io.setpoint.erp.invoicing;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.InvoiceMade;
import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.InvoiceId;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.invoicing.MakeInvoice.Command;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/**
 * Makes an invoice of what shipments of one customer carried, at the prices agreed in their orders. A shipment is invoiced
 * once and as a whole: asked again for the same shipments, the answer is the invoice there is.
 */
final class MakeInvoice implements UseCase<Command, InvoiceView> {
    private static final int MOST_SHIPMENTS = 200;

    record Command(List<ShipmentId> shipments) {
        Command {
            shipments = List.copyOf(new TreeSet<>(shipments));
            if (shipments.isEmpty() || shipments.size() > MOST_SHIPMENTS) {
                throw new IllegalArgumentException("needs 1 to " + MOST_SHIPMENTS + " shipments");
            }
        }
    }

    record Shipment(
            ShipmentId shipmentId,
            SiteId siteId,
            CustomerId customerId,
            @Nullable Instant shippedAt,
            boolean history) {}

    /** What a shipment carried of an order line, and the price agreed. */
    record Carried(
            ShipmentId shipmentId,
            OrderId orderId,
            int lineNo,
            Sku itemId,
            BigDecimal quantity,
            BigDecimal unitPrice) {}

    record Invoiced(ShipmentId shipmentId, InvoiceId invoiceId) {}

    interface Sql {
        @SqlQuery("""
                select s.shipment_id, s.site_id, o.customer_id, s.shipped_at, s.history
                  from shipment s join sales_order o using (company_id, order_id)
                 where s.shipment_id = any(:shipments)
                 order by s.shipment_id
                   for no key update of s
                """)
        List<Shipment> lock(List<ShipmentId> shipments);

        /** All shipments of the invoices that have one of these. */
        @SqlQuery("""
                select distinct l.shipment_id, l.invoice_id
                  from invoice_line l
                 where l.invoice_id in (select invoice_id from invoice_line where shipment_id = any(:shipments))
                 order by 1
                """)
        List<Invoiced> invoiced(List<ShipmentId> shipments);

        @SqlQuery("""
                select s.shipment_id, s.order_id, s.line_no, l.item_id, s.quantity, l.unit_price
                  from (select company_id, shipment_id, order_id, line_no, sum(quantity) as quantity
                          from shipment_line
                         where shipment_id = any(:shipments) and quantity > 0
                         group by 1, 2, 3, 4) s
                  join sales_order_line l using (company_id, order_id, line_no)
                 order by s.shipment_id, s.line_no
                """)
        List<Carried> carried(List<ShipmentId> shipments);

        @SqlUpdate("""
                insert into invoice (company_id, invoice_id, kind, site_id, customer_id, state, made_by, made_at)
                values (current_company(), :invoice, 'INVOICE', :site, :customer, 'DRAFT', :person, :now)
                """)
        void insert(InvoiceId invoice, SiteId site, CustomerId customer, PersonId person, Instant now);

        @SqlUpdate("""
                insert into invoice_line (company_id, invoice_id, line_no, shipment_id, order_id, order_line_no, item_id,
                                          quantity, unit_price, amount)
                select current_company(), :invoice, l.n, l.shipment_id, l.order_id, l.order_line_no, l.item_id,
                       l.quantity, l.unit_price, round(l.quantity * l.unit_price, 4)
                  from unnest(:shipments, :orders, :orderLines, :items, :quantities, :prices)
                       with ordinality as l (shipment_id, order_id, order_line_no, item_id, quantity, unit_price, n)
                """)
        void insertLines(
                InvoiceId invoice,
                List<ShipmentId> shipments,
                List<OrderId> orders,
                List<Integer> orderLines,
                List<Sku> items,
                List<BigDecimal> quantities,
                List<BigDecimal> prices);
    }

    @Override
    public Control control() {
        return Control.of(
                        "make-invoice", "Makes an invoice of what shipments carried, at the prices agreed; each once.")
                .publishing(EventType.INVOICE_MADE)
                .refusing(Problem.UNKNOWN_REFERENCE, Problem.WRONG_STATE, Problem.ALREADY_EXISTS);
    }

    @Override
    public Permission permission() {
        return Permission.MAKE_INVOICE;
    }

    @Override
    public InvoiceView run(Command command, Work work) {
        Sql sql = work.sql(Sql.class);
        Shipment first = decide(command, sql.lock(command.shipments()));
        work.requireAt(permission(), first.siteId());
        List<Invoiced> invoiced = sql.invoiced(command.shipments());
        if (!invoiced.isEmpty()) {
            return already(command, work, invoiced);
        }
        List<Carried> carried = sql.carried(command.shipments());
        InvoiceId invoice = new InvoiceId(work.number("IN"));
        sql.insert(invoice, first.siteId(), first.customerId(), work.person(), work.now());
        sql.insertLines(
                invoice,
                carried.stream().map(Carried::shipmentId).toList(),
                carried.stream().map(Carried::orderId).toList(),
                carried.stream().map(Carried::lineNo).toList(),
                carried.stream().map(Carried::itemId).toList(),
                carried.stream().map(Carried::quantity).toList(),
                carried.stream().map(Carried::unitPrice).toList());
        InvoiceView view = InvoiceRows.written(work, invoice);
        work.publish(
                new InvoiceMade(
                        invoice,
                        view.site(),
                        view.zone(),
                        view.customer(),
                        new Money(view.amount(), work.currency()),
                        work.person(),
                        work.now(),
                        view.lines().stream().map(line -> event(line, work)).toList()),
                view.site());
        return view;
    }

    /** The first of the shipments; refuses what cannot stand on one invoice. */
    private static Shipment decide(Command command, List<Shipment> found) {
        Set<ShipmentId> known = new HashSet<>();
        found.forEach(shipment -> known.add(shipment.shipmentId()));
        for (ShipmentId shipment : command.shipments()) {
            if (!known.contains(shipment)) {
                throw new Refused(Problem.UNKNOWN_REFERENCE, "There is no shipment " + shipment + ".");
            }
        }
        Shipment first = found.get(0);
        for (Shipment shipment : found) {
            if (shipment.shippedAt() == null || shipment.history()) {
                throw new Refused(
                        Problem.WRONG_STATE,
                        "Shipment %s %s."
                                .formatted(
                                        shipment.shipmentId(),
                                        shipment.history()
                                                ? "is of the time before go-live"
                                                : "has not left the dock"));
            }
            if (!shipment.customerId().equals(first.customerId())
                    || !shipment.siteId().equals(first.siteId())) {
                throw new Refused(
                        Problem.INVALID,
                        "An invoice has one customer and one site: shipment %s is of %s from %s, %s is of %s from %s."
                                .formatted(
                                        first.shipmentId(),
                                        first.customerId(),
                                        first.siteId(),
                                        shipment.shipmentId(),
                                        shipment.customerId(),
                                        shipment.siteId()));
            }
        }
        return first;
    }

    private static InvoiceView already(Command command, Work work, List<Invoiced> invoiced) {
        List<ShipmentId> together = invoiced.stream().map(Invoiced::shipmentId).toList();
        if (together.equals(command.shipments())
                && invoiced.stream().map(Invoiced::invoiceId).distinct().count() == 1) {
            return InvoiceRows.written(work, invoiced.get(0).invoiceId());
        }
        Invoiced taken = invoiced.stream()
                .filter(each -> command.shipments().contains(each.shipmentId()))
                .findFirst()
                .orElseThrow();
        throw new Refused(
                Problem.ALREADY_EXISTS,
                "Shipment %s is on %s, with other shipments than these."
                        .formatted(taken.shipmentId(), taken.invoiceId()));
    }

    private static InvoiceMade.Line event(InvoiceView.Line line, Work work) {
        return new InvoiceMade.Line(
                line.lineNo(),
                line.shipment(),
                line.order(),
                line.orderLineNo(),
                line.item(),
                new Quantity(line.quantity(), line.unit()),
                new Money(line.unitPrice(), work.currency()),
                new Money(line.amount(), work.currency()));
    }
}
