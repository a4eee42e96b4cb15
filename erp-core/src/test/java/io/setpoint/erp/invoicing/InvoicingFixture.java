package io.setpoint.erp.invoicing;

import io.setpoint.contracts.controls.Role;
import io.setpoint.contracts.values.InvoiceId;
import io.setpoint.contracts.values.ReturnId;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.erp.ErpFixture;
import io.setpoint.erp.Warehouse;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.UseCase;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/** The warehouse, shipments that left it, and returns that came back to it. */
final class InvoicingFixture implements AutoCloseable {
    static final Actor ANNA = Warehouse.person("anna", Role.ACCOUNTANT);
    static final Actor ADAM = Warehouse.person("adam", Role.ACCOUNTANT);
    static final Actor SAM = Warehouse.person("sam", Role.SALES);

    private final ErpFixture erp = ErpFixture.create();
    final MakeInvoice makeInvoice = new MakeInvoice();
    final CreditReturn creditReturn = new CreditReturn();
    final ProposeCredit proposeCredit = new ProposeCredit();
    final ApproveCredit approveCredit = new ApproveCredit();
    final RejectCredit rejectCredit = new RejectCredit();
    final PostInvoices postInvoices = new PostInvoices();
    private int orders;

    InvoicingFixture() {
        Warehouse.build(erp);
        erp.sql("""
                insert into shipping_mode values ('NORTH', 'STANDARD', 3);
                insert into customer values ('NORTH', 'CU-2', 'Birch Labs', 'B', now());
                """);
    }

    ErpFixture erp() {
        return erp;
    }

    /** A shipment of CU-1 from Hamburg: 10 of item A were ordered at 15 and these left, from two bins. */
    ShipmentId shipped(String quantity) {
        return shipped("CU-1", "HAM", quantity, "15");
    }

    synchronized ShipmentId shipped(String customer, String site, String quantity, String price) {
        String no = String.valueOf(++orders);
        erp.sql("""
                insert into sales_order (company_id, order_id, site_id, customer_id, channel, shipping_mode, state,
                                         requested_date, placed_at, placed_by, released_at, released_by)
                values ('NORTH', 'SO-%1$s', '%3$s', '%2$s', 'web', 'STANDARD', 'PARTIALLY_SHIPPED', current_date,
                        now() - interval '3 days', 'sam', now() - interval '2 days', 'sam');
                insert into sales_order_line (company_id, order_id, line_no, item_id, quantity, released_quantity, picked,
                                              shipped, backordered, unit_price, unit_cost, requested_date, commit_date)
                values ('NORTH', 'SO-%1$s', 1, 'ITEM-A', 10, 10, %4$s, %4$s, 10 - %4$s, %5$s, 10, current_date,
                        current_date);
                insert into shipment (company_id, shipment_id, order_id, site_id, state, carrier, shipped_at, shipped_by)
                values ('NORTH', 'SH-%1$s', 'SO-%1$s', '%3$s', 'SHIPPED', 'DHL', now() - interval '1 day', 'will');
                insert into shipment_line (company_id, shipment_id, pick_no, order_id, line_no, item_id,
                                           required_quantity, quantity)
                values ('NORTH', 'SH-%1$s', 1, 'SO-%1$s', 1, 'ITEM-A', %4$s - 0.001, %4$s - 0.001),
                       ('NORTH', 'SH-%1$s', 2, 'SO-%1$s', 1, 'ITEM-A', 0.001, 0.001);
                """.formatted(no, customer, site, quantity, price));
        return new ShipmentId("SH-" + no);
    }

    /** A return of a shipment, received by Will. */
    ReturnId cameBack(ShipmentId shipment, String quantity) {
        return back(shipment, quantity, "'RECEIVED', 'A-01-1', now(), 'will'", quantity);
    }

    /** A return of a shipment that was announced and did not arrive. */
    ReturnId announced(ShipmentId shipment, String quantity) {
        return back(shipment, quantity, "'OPEN', null, null, null", "null");
    }

    private synchronized ReturnId back(ShipmentId shipment, String quantity, String state, String received) {
        String no = String.valueOf(++orders);
        String order = shipment.value().replace("SH-", "SO-");
        erp.sql("""
                insert into customer_return (company_id, return_id, shipment_id, order_id, site_id, opened_at, opened_by,
                                             state, bin_id, received_at, received_by)
                select 'NORTH', 'RT-%1$s', shipment_id, order_id, site_id, now(), 'sam', %3$s
                  from shipment where shipment_id = '%2$s';
                insert into return_line (company_id, return_id, line_no, order_id, order_line_no, item_id, quantity, reason,
                                         unit_price, unit_cost, received)
                values ('NORTH', 'RT-%1$s', 1, '%6$s', 1, 'ITEM-A', %4$s, 'DAMAGED', 15, 10, %5$s);
                """.formatted(no, shipment, state, quantity, received, order));
        return new ReturnId("RT-" + no);
    }

    InvoiceView invoice(ShipmentId... shipments) {
        return run(makeInvoice, new MakeInvoice.Command(Arrays.asList(shipments)), ANNA);
    }

    PostInvoices.Posted post(InvoiceId... invoices) {
        return run(postInvoices, new PostInvoices.Command(Arrays.asList(invoices)), ANNA);
    }

    /** An invoice that is posted. */
    InvoiceView posted(ShipmentId... shipments) {
        InvoiceView made = invoice(shipments);
        post(made.invoice());
        return read(made.invoice());
    }

    InvoiceView credit(ReturnId returnId) {
        return run(creditReturn, new CreditReturn.Command(returnId), ANNA);
    }

    InvoiceView propose(InvoiceView invoice, String quantity) {
        return run(
                proposeCredit,
                new ProposeCredit.Command(
                        invoice.invoice(),
                        "crushed on the way",
                        List.of(new ProposeCredit.Line(1, new BigDecimal(quantity)))),
                SAM);
    }

    InvoiceView read(InvoiceId invoice) {
        return erp.reads().in(ErpFixture.COMPANY, handle -> InvoiceQueries.get(handle, ANNA, invoice));
    }

    <C, R> R run(UseCase<C, R> useCase, C command, Actor actor) {
        return erp.run(useCase, command, actor);
    }

    /** What a refusal must not change. */
    int written() {
        return Warehouse.written(erp)
                + erp.rows("invoice")
                + erp.rows("invoice_line")
                + erp.rows("credit_line")
                + erp.rows("invoice where state = 'POSTED'");
    }

    /**
     * Invoiced is what was shipped at the price agreed, once; credited is no more, and only what came back or another
     * person approved; legal numbers have no gap.
     */
    List<String> contradictions() {
        return erp.owner()
                .withHandle(
                        handle -> handle.createQuery("""
                                select 'shipped ' || i.shipment_id
                                  from invoice_line i join sales_order_line o on o.order_id = i.order_id
                                   and o.line_no = i.order_line_no
                                 where i.quantity <> (select sum(quantity) from shipment_line s
                                                       where s.shipment_id = i.shipment_id and s.line_no = i.order_line_no)
                                    or i.unit_price <> o.unit_price
                                union all
                                select 'credited ' || i.invoice_id
                                  from invoice_line i
                                 cross join lateral (select coalesce(sum(c.quantity), 0) as quantity,
                                                            coalesce(sum(c.amount), 0) as amount
                                                       from credit_line c join invoice n using (company_id, invoice_id)
                                                      where c.credited_invoice_id = i.invoice_id
                                                        and c.credited_line_no = i.line_no and n.state <> 'REJECTED') c
                                 where c.quantity <> i.credited or c.amount <> i.credited_amount or c.amount > i.amount
                                    or c.quantity > i.quantity or (c.quantity = i.quantity and c.amount <> i.amount)
                                union all
                                select 'ground ' || n.invoice_id
                                  from invoice n join credit_line c using (company_id, invoice_id)
                                 where n.state in ('DRAFT', 'POSTED')
                                   and case when n.return_id is null then n.decided_by is null or n.decided_by = n.made_by
                                            else c.quantity > (select sum(received) from return_line l
                                                                where l.return_id = n.return_id) end
                                union all
                                select 'gap ' || legal_year
                                  from invoice where legal_number is not null
                                 group by company_id, legal_year
                                having count(*) <> max(legal_number) or min(legal_number) <> 1
                                union all
                                select 'series ' || s.legal_year
                                  from invoice_series s
                                 where s.last_number <> (select count(*) from invoice i
                                                          where i.company_id = s.company_id and i.legal_year = s.legal_year)
                                """).mapTo(String.class).list());
    }

    @Override
    public void close() {
        erp.close();
    }
}
