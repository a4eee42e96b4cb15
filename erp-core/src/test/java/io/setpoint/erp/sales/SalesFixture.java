package io.setpoint.erp.sales;

import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.ErpFixture;
import io.setpoint.erp.inventory.Inventory;
import io.setpoint.erp.inventory.api.StockReservations;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.sales.api.OrderView;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;

/** A company with a site, stock, items and a customer, and the verbs of sales on it. */
public final class SalesFixture implements AutoCloseable {
    static final SiteId SITE = new SiteId("BER");
    static final CustomerId CUSTOMER = new CustomerId("C-1");
    static final Sku BOLT = new Sku("BOLT-8");
    static final Sku NUT = new Sku("NUT-8");
    static final BinId BIN = new BinId("A-1");

    private final ErpFixture erp = ErpFixture.create();
    final StockReservations stock = new Inventory().reservations();
    final PlaceOrder placeOrder = new PlaceOrder(stock);
    final ReleaseOrder releaseOrder = new ReleaseOrder(stock);
    final CancelOrder cancelOrder = new CancelOrder(stock);
    final CancelLine cancelLine = new CancelLine(stock);
    final AllocateBackorders allocateBackorders = new AllocateBackorders(stock);
    final ImportOrders importOrders = new ImportOrders();
    final Actor actor = ErpFixture.anybody("ann");

    public SalesFixture() {
        erp.sql("""
                insert into company (company_id, name, currency, zone, created_at, created_by) values
                  ('NORTH', 'North', 'EUR', 'Europe/Berlin', now(), 'ann');
                insert into site values ('NORTH', 'BER', 'Berlin', 'Europe/Berlin', 500, 1500, now());
                insert into site values ('NORTH', 'HAM', 'Hamburg', 'Europe/Berlin', 500, 1500, now());
                insert into bin values ('NORTH', 'BER', 'A-1'), ('NORTH', 'BER', 'A-2');
                insert into shipping_mode values ('NORTH', 'STANDARD', 3);
                insert into sales_channel values ('NORTH', 'DESK', 'Desk'), ('NORTH', 'WEB', 'Web'), ('NORTH', 'EDI', 'EDI');
                insert into item_category values ('NORTH', 'Bolts', 7);
                insert into item values
                  ('NORTH', 'BOLT-8', 'Bolt M8', 'Bolts', 'A', 'EA', 2.50, 1.25, now()),
                  ('NORTH', 'NUT-8', 'Nut M8', 'Bolts', 'B', 'EA', 0.50, 0.20, now());
                insert into customer values ('NORTH', 'C-1', 'First Customer', 'A', now());
                """);
    }

    public ErpFixture erp() {
        return erp;
    }

    /** Puts goods into bin A-1. */
    void stock(Sku item, int quantity) {
        erp.sql("""
                insert into stock as s (company_id, site_id, item_id, on_hand) values ('NORTH', 'BER', '%1$s', %2$d)
                on conflict on constraint stock_pkey do update set on_hand = s.on_hand + excluded.on_hand;
                insert into stock_bin as b (company_id, site_id, bin_id, item_id, on_hand)
                values ('NORTH', 'BER', 'A-1', '%1$s', %2$d)
                on conflict on constraint stock_bin_pkey do update set on_hand = b.on_hand + excluded.on_hand;
                """.formatted(item, quantity));
    }

    /** Supply of a released purchase order of one line. */
    void purchase(String order, Sku item, int quantity, LocalDate expected) {
        erp.sql("""
                insert into supplier values ('NORTH', 'LIND', 'Lind', 'LOW', 7, 10, 5, 'SC-1') on conflict do nothing;
                insert into purchase_order (company_id, order_id, site_id, supplier_id, state, expedite, amount, premium,
                                            raised_by, raised_at, released_at)
                values ('NORTH', '%1$s', 'BER', 'LIND', 'APPROVED', false, 1, 0, 'bea', now(), now());
                insert into purchase_order_line (company_id, order_id, line_no, item_id, quantity, unit_price, premium,
                                                 lead_time_days, over_tolerance_percent, under_tolerance_percent,
                                                 requested_date)
                values ('NORTH', '%1$s', 1, '%2$s', %3$d, 1, 0, 7, 10, 0, '%4$s');
                """.formatted(order, item, quantity, expected));
    }

    /** A transfer of one line on its way from Hamburg. */
    void transit(String transfer, Sku item, int quantity, LocalDate expected) {
        erp.sql("""
                insert into bin values ('NORTH', 'HAM', 'H-1') on conflict do nothing;
                insert into transfer (company_id, transfer_id, from_site_id, to_site_id, state, expected_on, created_by,
                                      created_at, sent_by, sent_at)
                values ('NORTH', '%1$s', 'HAM', 'BER', 'IN_TRANSIT', '%4$s', 'will', now(), 'will', now());
                insert into transfer_line (company_id, transfer_id, line_no, item_id, bin_id, quantity, sent)
                values ('NORTH', '%1$s', 1, '%2$s', 'H-1', %3$d, %3$d);
                """.formatted(transfer, item, quantity, expected));
    }

    /** Another customer of another class. */
    void customer(String customer, String customerClass) {
        erp.sql("insert into customer values ('NORTH', '%s', 'Customer', '%s', now())"
                .formatted(customer, customerClass));
    }

    OrderView placeFor(String customer, Sku item, int quantity, LocalDate requested) {
        return erp.useCases()
                .run(
                        placeOrder,
                        new PlaceOrder.Command(
                                new CustomerId(customer),
                                SITE,
                                "web",
                                "STANDARD",
                                null,
                                requested,
                                null,
                                null,
                                List.of(line(item, quantity))),
                        actor,
                        null)
                .value();
    }

    /** What an order's lines lean on, as {@code 3 ON_HAND +0}: quantity, kind and document, days until it is promised. */
    List<String> leansOn(OrderView order) {
        return erp.owner()
                .withHandle(handle -> handle.createQuery("""
                        select trim_scale(quantity) || ' ' || kind || coalesce(' ' || document_id, '') || ' +'
                          || (promised_on - :today::date)
                        from order_line_promise where order_id = :order order by line_no, part_no
                        """)
                        .bind("order", order.order().value())
                        .bind("today", today().toString())
                        .mapTo(String.class)
                        .list());
    }

    static LocalDate today() {
        return LocalDate.now(ZoneId.of("Europe/Berlin"));
    }

    static PlaceOrder.Line line(Sku item, int quantity) {
        return new PlaceOrder.Line(item, BigDecimal.valueOf(quantity), null, null, null);
    }

    static PlaceOrder.Command command(PlaceOrder.Line... lines) {
        return new PlaceOrder.Command(
                CUSTOMER,
                SITE,
                "web",
                "STANDARD",
                "PO-7",
                LocalDate.now(ZoneOffset.UTC),
                null,
                null,
                List.copyOf(Arrays.asList(lines)));
    }

    OrderView place(PlaceOrder.Line... lines) {
        return erp.useCases().run(placeOrder, command(lines), actor, null).value();
    }

    OrderView release(OrderView order) {
        return erp.useCases()
                .run(releaseOrder, new ReleaseOrder.Command(order.order()), actor, null)
                .value();
    }

    /** How many rows all tables that a use case may write have together. */
    int everything() {
        int rows = 0;
        for (String table : List.of(
                "sales_order",
                "sales_order_line",
                "sales_order_cancellation",
                "shipment",
                "shipment_line",
                "reservation",
                "stock_move",
                "event",
                "audit where outcome = 'DONE'",
                "idempotency_key")) {
            rows += erp.rows(table);
        }
        return rows;
    }

    @Override
    public void close() {
        erp.close();
    }
}
