package io.setpoint.erp.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.ErpFixture;
import io.setpoint.erp.Warehouse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A recall in a ledger of a million moves. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecallTest {
    private static final Duration MOST = Duration.ofSeconds(2);

    private final ErpFixture erp = ErpFixture.create();

    @AfterAll
    void close() {
        erp.close();
    }

    @Test
    void everyShipmentOfALotIsListedWithinTwoSecondsAmongAMillionMoves() {
        Warehouse.build(erp);
        erp.fill("stock_move", """
                set session_replication_role = replica;
                insert into item values ('NORTH', 'LOTS', 'By lot', 'valves', 'A', 'EA', 15, 1, now(), 'LOT');
                insert into lot (company_id, item_id, lot_id, serial, created_at)
                select 'NORTH', 'LOTS', 'L-' || n, false, now() from generate_series(0, 999) n;
                insert into sales_order (company_id, order_id, site_id, customer_id, channel, shipping_mode, state,
                                         requested_date, placed_at, placed_by)
                select 'NORTH', 'SO-' || n, 'HAM', 'CU-1', 'web', 'ground', 'PLACED', current_date, now(), 'sam'
                  from generate_series(0, 9999) n;
                insert into shipment (company_id, shipment_id, order_id, site_id, state, shipped_at, shipped_by, carrier)
                select 'NORTH', 'SH-' || n, 'SO-' || n, 'HAM', 'SHIPPED', now(), 'will', 'DHL'
                  from generate_series(0, 9999) n;
                insert into receipt (company_id, receipt_id, site_id, supplier, dock_arrived_at, received_at, received_by,
                                     recorded_at)
                values ('NORTH', 'RC-1', 'HAM', 'LIND', now(), now(), 'wanda', now());
                -- Each lot is received once and leaves with 999 shipments.
                insert into stock_move (company_id, site_id, item_id, bin_id, quantity, kind, document_id, line_no,
                                        person_id, occurred_at, recorded_at, lot_id)
                select 'NORTH', 'HAM', 'LOTS', 'A-01-1', case when n < 1000 then 1000 else -1 end,
                       case when n < 1000 then 'RECEIPT' else 'SHIPMENT' end,
                       case when n < 1000 then 'RC-1' else 'SH-' || (n / 100) end, n, 'will', now(), now(),
                       'L-' || (n % 1000)
                  from generate_series(0, 999999) n;
                set session_replication_role = origin;
                """);
        erp.sql("analyze stock_move, shipment, sales_order");
        assertThat(erp.rows("stock_move")).isEqualTo(1_000_000);

        Instant before = Instant.now();
        RecallView recall = erp.reads()
                .in(
                        ErpFixture.COMPANY,
                        handle -> LotQueries.recall(
                                handle, ErpFixture.anybody("carla"), new Sku("LOTS"), new LotNumber("L-7")));
        Duration took = Duration.between(before, Instant.now());

        assertThat(recall.complete()).isTrue();
        assertThat(recall.received()).hasSize(1);
        assertThat(recall.shipped()).hasSize(999);
        assertThat(recall.shipped()).allSatisfy(row -> {
            assertThat(row.customerName()).isEqualTo("Alder Clinics");
            assertThat(row.quantity()).isEqualByComparingTo("1");
        });
        assertThat(took).isLessThan(MOST);
    }
}
