package io.setpoint.erp.returns;

import static io.setpoint.erp.Warehouse.BIN_1;
import static io.setpoint.erp.Warehouse.BIN_2;

import io.setpoint.contracts.controls.Role;
import io.setpoint.contracts.events.ReturnOutcome;
import io.setpoint.contracts.events.ReturnReason;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.ReturnId;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.erp.ErpFixture;
import io.setpoint.erp.Warehouse;
import io.setpoint.erp.inventory.Inventory;
import io.setpoint.erp.inventory.api.ReturnedStock;
import io.setpoint.erp.inventory.api.StockReservations;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.returns.ReturnView.Disposition;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/**
 * The warehouse with the shipped shipment SH-1 of the order SO-1: line 1 over 100 of item A, line 2 over 40 of item B,
 * both at a price of 15 and a cost of 10. Stock is empty.
 */
final class ReturnsFixture implements AutoCloseable {
    static final ShipmentId SHIPMENT = new ShipmentId("SH-1");
    static final Actor SAM = Warehouse.person("sam", Role.SALES);
    /** Carla, who helps at the dock. */
    static final Actor CARLA_AT_DOCK = Warehouse.person("carla", Role.INVENTORY_CONTROLLER, Role.WAREHOUSE);

    private final ErpFixture erp = ErpFixture.create();
    private final Inventory inventory = new Inventory();
    final StockReservations reservations = inventory.reservations();
    private final ReturnedStock stock = inventory.returnedStock();
    final OpenReturn openReturn = new OpenReturn();
    final CancelReturn cancelReturn = new CancelReturn();
    final ReceiveReturn receiveReturn = new ReceiveReturn(stock);
    final DisposeReturn disposeReturn = new DisposeReturn(stock);
    final ApproveDisposition approveDisposition = new ApproveDisposition(stock);
    final RejectDisposition rejectDisposition = new RejectDisposition();
    final ImportReturns importReturns = new ImportReturns(stock);

    ReturnsFixture() {
        Warehouse.build(erp);
        erp.sql("""
                insert into shipping_mode values ('NORTH', 'STANDARD', 3);
                insert into sales_order (company_id, order_id, site_id, customer_id, channel, shipping_mode, state,
                                         requested_date, placed_at, placed_by, released_at, released_by)
                values ('NORTH', 'SO-1', 'HAM', 'CU-1', 'web', 'STANDARD', 'SHIPPED', current_date,
                        now() - interval '3 days', 'sam', now() - interval '2 days', 'sam');
                insert into sales_order_line (company_id, order_id, line_no, item_id, quantity, released_quantity, picked,
                                              shipped, unit_price, unit_cost, requested_date, commit_date)
                values ('NORTH', 'SO-1', 1, 'ITEM-A', 100, 100, 100, 100, 15, 10, current_date, current_date),
                       ('NORTH', 'SO-1', 2, 'ITEM-B', 40, 40, 40, 40, 15, 10, current_date, current_date);
                insert into shipment (company_id, shipment_id, order_id, site_id, state, carrier, shipped_at, shipped_by)
                values ('NORTH', 'SH-1', 'SO-1', 'HAM', 'SHIPPED', 'DHL', now() - interval '1 day', 'will');
                insert into shipment (company_id, shipment_id, order_id, site_id, state)
                values ('NORTH', 'SH-2', 'SO-1', 'HAM', 'PACKED');
                insert into shipment_line (company_id, shipment_id, pick_no, order_id, line_no, item_id, bin_id,
                                           required_quantity, quantity)
                values ('NORTH', 'SH-1', 1, 'SO-1', 1, 'ITEM-A', 'A-01-1', 60, 60),
                       ('NORTH', 'SH-1', 2, 'SO-1', 1, 'ITEM-A', 'A-01-2', 40, 40),
                       ('NORTH', 'SH-1', 3, 'SO-1', 2, 'ITEM-B', 'A-01-1', 40, 40);
                """);
    }

    ErpFixture erp() {
        return erp;
    }

    static OpenReturn.Line line(int lineNo, String quantity) {
        return new OpenReturn.Line(lineNo, new BigDecimal(quantity), ReturnReason.DAMAGED, null);
    }

    ReturnView open(OpenReturn.Line... lines) {
        return run(openReturn, new OpenReturn.Command(SHIPMENT, Arrays.asList(lines)), SAM);
    }

    ReturnView receive(Actor actor, ReturnView view, ReceiveReturn.Line... differing) {
        return run(
                receiveReturn,
                new ReceiveReturn.Command(view.returnId(), BIN_1, null, Arrays.asList(differing)),
                actor);
    }

    /** Opened by sales and received by somebody, as a whole. */
    ReturnView received(Actor actor, OpenReturn.Line... lines) {
        return receive(actor, open(lines));
    }

    ReturnView dispose(Actor actor, ReturnView view, int lineNo, String quantity, ReturnOutcome outcome) {
        BinId to = outcome == ReturnOutcome.RESTOCK ? BIN_2 : null;
        return run(
                disposeReturn,
                new DisposeReturn.Command(view.returnId(), lineNo, new BigDecimal(quantity), outcome, to, null),
                actor);
    }

    ReturnView approve(Actor actor, ReturnId returnId, int no) {
        return run(approveDisposition, new ApproveDisposition.Command(returnId, no, null), actor);
    }

    ReturnView reject(Actor actor, ReturnId returnId, int no, String why) {
        return run(rejectDisposition, new RejectDisposition.Command(returnId, no, why), actor);
    }

    static Disposition last(ReturnView view) {
        return view.dispositions().get(view.dispositions().size() - 1);
    }

    <C, R> R run(UseCase<C, R> useCase, C command, Actor actor) {
        return erp.run(useCase, command, actor);
    }

    /** On hand and in inspection, of an item. */
    String stock(String item) {
        return erp.owner()
                .withHandle(handle -> handle.createQuery("""
                                select trim_scale(on_hand) || ' on hand, ' || trim_scale(held) || ' in inspection'
                                  from stock where item_id = :item""")
                        .bind("item", item)
                        .mapTo(String.class)
                        .one());
    }

    /** What a refusal must not change. */
    int written() {
        return Warehouse.written(erp)
                + erp.rows("customer_return")
                + erp.rows("return_line where disposed = 0")
                + erp.rows("return_disposition");
    }

    /** The ledger's sums are the stock, what waits is what returns say, and nothing came back that was not shipped. */
    List<String> contradictions() {
        return erp.owner()
                .withHandle(
                        handle -> handle.createQuery("""
                                select 'ledger ' || item_id || ' ' || bin_id
                                  from (select item_id, bin_id, sum(quantity) as moved
                                          from stock_move group by 1, 2) m
                                  full join stock_bin b using (item_id, bin_id)
                                 where coalesce(m.moved, 0) <> coalesce(b.on_hand, 0)
                                union all
                                select 'bins ' || s.item_id
                                  from stock s
                                  cross join lateral (select coalesce(sum(on_hand), 0) as on_hand,
                                                             coalesce(sum(held), 0) as held
                                                        from stock_bin where item_id = s.item_id) b
                                 where s.on_hand <> b.on_hand or s.held <> b.held
                                union all
                                select 'inspection ' || s.item_id
                                  from stock s
                                 where s.held <>
                                       (select coalesce(sum(l.received - l.disposed), 0)
                                          from return_line l where l.item_id = s.item_id)
                                     + (select coalesce(sum(d.quantity), 0)
                                          from return_disposition d join return_line l using (return_id, line_no)
                                         where l.item_id = s.item_id and d.state = 'PROPOSED')
                                union all
                                select 'returned ' || o.line_no
                                  from sales_order_line o
                                 where o.shipped < (select coalesce(sum(coalesce(l.received, l.quantity)), 0)
                                                      from return_line l join customer_return r using (return_id)
                                                     where l.order_id = o.order_id and l.order_line_no = o.line_no
                                                       and r.state <> 'CANCELLED')
                                union all
                                select 'alone ' || return_id
                                  from return_disposition
                                 where state = 'POSTED' and over_tolerance
                                   and (outcome <> 'RESTOCK' or proposed_by = received_by)
                                   and (decided_by is null or decided_by in (proposed_by, received_by))
                                """).mapTo(String.class).list());
    }

    @Override
    public void close() {
        erp.close();
    }
}
