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
    private final StockReservations stock = new Inventory().reservations();
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
