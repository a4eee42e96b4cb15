package io.setpoint.platform.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.fixtures.TestPostgres;
import io.setpoint.contracts.kpi.Kpi;
import io.setpoint.erp.kernel.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The worked cases of the KPI model, loaded as rows, against the oracle's plain SQL. */
class OracleTest {
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static String template = "";

    @SuppressWarnings("NullAway.Init") // set before each test
    private Connection connection;

    @BeforeAll
    static void migrate() {
        template = TestPostgres.createDatabase();
        Database.migrate(TestPostgres.url(template, "postgres"), "postgres", "", Database.RolePasswords.none());
    }

    @BeforeEach
    void found() throws Exception {
        connection = DriverManager.getConnection(TestPostgres.url(TestPostgres.createDatabase(template), "postgres"));
        run("""
                insert into company values ('ACME', 'Acme', 'EUR', 'Europe/Berlin', now(), 'admin', null);
                insert into site values ('ACME', 'BER', 'Berlin', 'Europe/Berlin', 500, 1500, now());
                insert into bin values ('ACME', 'BER', 'A-1'), ('ACME', 'BER', 'A-2');
                insert into item_category values ('ACME', 'Parts', 7);
                insert into item values ('ACME', 'I1', 'Bolt', 'Parts', 'A', 'EA', 12, 10, now()),
                  ('ACME', 'I2', 'Nut', 'Parts', 'A', 'EA', 12, 10, now());
                insert into customer values ('ACME', 'C1', 'Customer', 'A', now());
                """);
    }

    @AfterEach
    void close() throws Exception {
        connection.close();
    }

    /** KPI.md, case G4. */
    @Test
    void firstShipmentsGiveTheFillRates() throws Exception {
        order("A", "2026-03-09", "2026-03-05T08:00:00Z");
        line("A", 1, 10, 10);
        line("A", 2, 5, 5);
        shipment("A", 1, "2026-03-09T10:00:00Z", 10, 5);
        order("B", "2026-03-09", "2026-03-05T09:00:00Z");
        line("B", 1, 10, 10);
        line("B", 2, 8, 8);
        line("B", 3, 2, 2);
        shipment("B", 1, "2026-03-09T11:00:00Z", 10, 4, 0);
        // What goes out later heals nothing.
        shipment("B", 2, "2026-03-09T15:00:00Z", 0, 4, 2);

        assertThat(day(Kpi.ORDER_FILL_RATE, "2026-03-09")).isEqualTo(new CellValue(1, 2));
        assertThat(day(Kpi.LINE_FILL_RATE, "2026-03-09")).isEqualTo(new CellValue(3, 5));
        assertThat(day(Kpi.UNIT_FILL_RATE, "2026-03-09")).isEqualTo(new CellValue(29_000, 35_000));
    }

    /** KPI.md, case G12. */
    @Test
    void theCustomersCutBeforeReleaseLowersTheQuantityAndOursDoesNot() throws Exception {
        order("A", "2026-03-09", "2026-03-05T08:00:00Z");
        line("A", 1, 10, 8);
        cancel("A", 1, 2, "CUSTOMER_CHANGED", true);
        shipment("A", 1, "2026-03-09T10:00:00Z", 8);
        order("B", "2026-03-09", "2026-03-05T08:00:00Z");
        line("B", 1, 10, 10);
        cancel("B", 1, 2, "SHORTAGE", false);
        shipment("B", 1, "2026-03-09T10:00:00Z", 8);

        assertThat(day(Kpi.LINE_FILL_RATE, "2026-03-09")).isEqualTo(new CellValue(1, 2));
        assertThat(day(Kpi.UNIT_FILL_RATE, "2026-03-09")).isEqualTo(new CellValue(16_000, 18_000));
    }

    @Test
    void ourOwnCutBeforeReleaseLowersNothingEither() throws Exception {
        order("A", "2026-03-09", "2026-03-05T08:00:00Z");
        line("A", 1, 10, 8);
        cancel("A", 1, 2, "SHORTAGE", true);
        shipment("A", 1, "2026-03-09T10:00:00Z", 8);

        assertThat(day(Kpi.LINE_FILL_RATE, "2026-03-09")).isEqualTo(new CellValue(0, 1));
        assertThat(day(Kpi.UNIT_FILL_RATE, "2026-03-09")).isEqualTo(new CellValue(8_000, 10_000));
    }

    @Test
    void anOrderTakenBackWholeIsExcludedAndCounted() throws Exception {
        order("A", "2026-03-09", "2026-03-05T08:00:00Z");
        line("A", 1, 10, null);
        cancel("A", 1, 10, "CUSTOMER_CANCELLED", true);

        assertThat(day(Kpi.LINE_FILL_RATE, "2026-03-09")).isEqualTo(CellValue.ZERO);
        assertThat(day(Kpi.ORDER_FILL_RATE, "2026-03-09")).isEqualTo(CellValue.ZERO);
        assertThat(day(Kpi.EXCLUDED_LINES, "2026-03-09")).isEqualTo(new CellValue(1, 0));
        assertThat(bucket(Kpi.ORDER_AGE_ENTRY, "3-7")).isEqualTo(CellValue.ZERO);
    }

    @Test
    void anUnshippedOrderEntersAsAFailureAtTheEndOfItsCommitDayAndStaysOne() throws Exception {
        order("A", "2026-03-09", "2026-03-05T08:00:00Z");
        line("A", 1, 10, 10);
        Instant end = Instant.parse("2026-03-09T23:00:00Z");

        assertThat(cell(Kpi.LINE_FILL_RATE, "day:2026-03-09", end.minusNanos(1_000)))
                .isEqualTo(CellValue.ZERO);
        assertThat(cell(Kpi.LINE_FILL_RATE, "day:2026-03-09", end)).isEqualTo(new CellValue(0, 1));

        shipment("A", 1, "2026-03-10T08:00:00Z", 10);
        assertThat(cell(Kpi.LINE_FILL_RATE, "day:2026-03-09", NOW)).isEqualTo(new CellValue(0, 1));
        assertThat(cell(Kpi.LINE_FILL_RATE, "day:2026-03-10", NOW)).isEqualTo(CellValue.ZERO);
        assertThat(day(Kpi.UNIT_FILL_RATE, "2026-03-09")).isEqualTo(new CellValue(0, 10_000));
    }

    @Test
    void anEarlyShipmentCountsOnItsOwnLocalDay() throws Exception {
        order("A", "2026-03-09", "2026-03-05T08:00:00Z");
        line("A", 1, 10, 10);
        // 23:30 UTC on the 6th is the 7th in Berlin.
        shipment("A", 1, "2026-03-06T23:30:00Z", 10);

        assertThat(day(Kpi.LINE_FILL_RATE, "2026-03-07")).isEqualTo(new CellValue(1, 1));
    }

    @Test
    void aCommitDayEndsAtLocalMidnightOnTheDayOfAClockChange() throws Exception {
        order("A", "2026-03-29", "2026-03-25T08:00:00Z");
        line("A", 1, 10, 10);

        // The clocks went forward that day, so it ended at 22:00 UTC.
        assertThat(cell(Kpi.LINE_FILL_RATE, "day:2026-03-29", Instant.parse("2026-03-29T21:59:59Z")))
                .isEqualTo(CellValue.ZERO);
        assertThat(cell(Kpi.LINE_FILL_RATE, "day:2026-03-29", Instant.parse("2026-03-29T22:00:00Z")))
                .isEqualTo(new CellValue(0, 1));
    }

    @Test
    void openLinesStandInHalfOpenAgeBuckets() throws Exception {
        order("A", "2026-03-09", "2026-03-09T12:00:00Z");
        line("A", 1, 10, 10);
        cancel("A", 1, 1, "SHORTAGE", false);
        shipment("A", 1, "2026-03-09T13:00:00Z", 4);

        assertThat(cell(Kpi.ORDER_AGE_ENTRY, "bucket:0-1", NOW.minusNanos(1_000)))
                .isEqualTo(new CellValue(1, 0));
        assertThat(bucket(Kpi.ORDER_AGE_ENTRY, "1-3")).isEqualTo(new CellValue(1, 0));
        assertThat(bucket(Kpi.ORDER_AGE_ENTRY_UNITS, "1-3")).isEqualTo(new CellValue(5_000, 0));
        assertThat(bucket(Kpi.ORDER_AGE_ENTRY_VALUE, "1-3")).isEqualTo(new CellValue(600_000, 0));
        assertThat(bucket(Kpi.ORDER_AGE_DUE, "0-1")).isEqualTo(new CellValue(1, 0));
        assertThat(bucket(Kpi.ORDER_AGE_DUE_UNITS, "0-1")).isEqualTo(new CellValue(5_000, 0));
        assertThat(bucket(Kpi.ORDER_AGE_DUE_VALUE, "0-1")).isEqualTo(new CellValue(600_000, 0));
        assertThat(cell(Kpi.ORDER_AGE_DUE, "bucket:not due", Instant.parse("2026-03-09T22:59:59.999999Z")))
                .isEqualTo(new CellValue(1, 0));
        assertThat(cell(Kpi.ORDER_AGE_DUE, "bucket:14+", Instant.parse("2026-03-23T23:00:00Z")))
                .isEqualTo(new CellValue(1, 0));
        assertThat(cell(Kpi.ORDER_AGE_ENTRY, "bucket:30+", Instant.parse("2026-04-08T12:00:00Z")))
                .isEqualTo(new CellValue(1, 0));
    }

    @Test
    void picksCountByTheirOwnScanAndHistoryWithoutScansDoesNot() throws Exception {
        order("A", "2026-03-09", "2026-03-05T08:00:00Z");
        line("A", 1, 10, 10);
        line("A", 2, 5, 5);
        shipment("A", 1, "2026-03-09T10:00:00Z", 10, 5);
        assertThat(day(Kpi.PICK_COMPLETION, "2026-03-09")).isEqualTo(CellValue.ZERO);

        // 23:30 UTC on the 8th is the 9th in Berlin.
        run("update shipment set picked_at = '2026-03-08T23:30:00Z', picked_by = 'w1'");
        run("update shipment_line set quantity = 3, short_reason = 'NOT_FOUND' where line_no = 2");

        assertThat(day(Kpi.PICK_COMPLETION, "2026-03-09")).isEqualTo(new CellValue(1, 2));
        assertThat(day(Kpi.UNITS_PICKED_SHORT, "2026-03-09")).isEqualTo(new CellValue(2_000, 15_000));
    }

    /** KPI.md, case G11. */
    @Test
    void returnsCountOnTheDayTheirShipmentLeftAndForSixtyDays() throws Exception {
        order("A", "2026-03-09", "2026-03-05T08:00:00Z");
        line("A", 1, 200, 200);
        line("A", 2, 100, 100);
        // 23:30 UTC on the 8th is the 9th in Berlin; the clocks go forward on the 29th.
        shipment("A", 1, "2026-03-08T23:30:00Z", 200, 0);
        shipment("A", 2, "2026-03-20T10:00:00Z", 0, 100);
        returned("RT-1", "A", 1, 1, 6, "2026-05-07T23:29:59Z");
        returned("RT-2", "A", 1, 1, 5, "2026-05-07T23:30:00Z");

        assertThat(day(Kpi.RETURN_RATE, "2026-03-09")).isEqualTo(new CellValue(6_000, 200_000));
        assertThat(day(Kpi.RETURN_RATE, "2026-03-20")).isEqualTo(new CellValue(0, 100_000));
        assertThat(day(Kpi.RETURN_ACTIVITY, "2026-03-09")).isEqualTo(new CellValue(0, 200_000));
        // 23:29 UTC on the 7th of May is the 8th in Berlin
        assertThat(day(Kpi.RETURN_ACTIVITY, "2026-05-08")).isEqualTo(new CellValue(6_000, 0));
        assertThat(day(Kpi.LINES_SHIPPED, "2026-03-09")).isEqualTo(new CellValue(1, 0));
    }

    /** KPI.md, case G1. */
    @Test
    void gainsAndLossesOfACountDoNotCancelInTheAbsoluteVariance() throws Exception {
        count("PLANNED", "I1", "A", 100, 95);
        count("PLANNED", "I2", "A", 100, 105);

        assertThat(day(Kpi.INVENTORY_VARIANCE_NET, "2026-03-09")).isEqualTo(new CellValue(0, 20_000_000));
        assertThat(day(Kpi.INVENTORY_VARIANCE_ABSOLUTE, "2026-03-09")).isEqualTo(new CellValue(1_000_000, 20_000_000));
        assertThat(day(Kpi.RECORD_ACCURACY, "2026-03-09")).isEqualTo(new CellValue(0, 2));
    }

    @Test
    void recordAccuracyTakesTheTolerancesOfTheClassesAndPlannedCountsOnly() throws Exception {
        count("PLANNED", "I1", "A", 100, 101);
        count("PLANNED", "I1", "A", 100, 98);
        count("PLANNED", "I1", "B", 100, 97);
        count("PLANNED", "I1", "C", 100, 106);
        count("PLANNED", "I1", "C", 0, 1);
        count("PLANNED", "I1", "C", 0, 0);
        count("OPPORTUNISTIC", "I1", "C", 100, 100);

        assertThat(day(Kpi.RECORD_ACCURACY, "2026-03-09")).isEqualTo(new CellValue(3, 6));
        assertThat(day(Kpi.RECORD_ACCURACY_ZERO_TOLERANCE, "2026-03-09")).isEqualTo(new CellValue(1, 6));
    }

    /** KPI.md, case G18. */
    @Test
    void aReversalCountsInTheAbsoluteValueAndNotNetOfReversals() throws Exception {
        adjustment("ADJ-1", -10, null);
        adjustment("ADJ-2", 10, "ADJ-1");

        assertThat(day(Kpi.ADJUSTMENT_VALUE_NET, "2026-03-09")).isEqualTo(CellValue.ZERO);
        assertThat(day(Kpi.ADJUSTMENT_VALUE_ABSOLUTE, "2026-03-09")).isEqualTo(new CellValue(2_000_000, 0));
        assertThat(day(Kpi.ADJUSTMENT_VALUE_ABSOLUTE_NET_OF_REVERSALS, "2026-03-09"))
                .isEqualTo(CellValue.ZERO);
        assertThat(day(Kpi.ADJUSTMENT_COUNT, "2026-03-09")).isEqualTo(new CellValue(2, 0));
    }

    @Test
    void theDocumentsBehindACellSumToIt() throws Exception {
        adjustment("ADJ-1", -10, null);
        adjustment("ADJ-2", 4, null);

        assertThat(new Oracle(connection)
                        .documents(
                                Kpi.ADJUSTMENT_VALUE_NET, new CellKey("adj_net", "ACME", "BER", "day:2026-03-09"), NOW))
                .hasSize(2)
                .containsEntry("ADJ-1", new CellValue(-1_000_000, 0))
                .containsEntry("ADJ-2", new CellValue(400_000, 0));
    }

    private CellValue day(Kpi kpi, String day) throws Exception {
        return cell(kpi, "day:" + day, NOW);
    }

    private CellValue bucket(Kpi kpi, String bucket) throws Exception {
        return cell(kpi, "bucket:" + bucket, NOW);
    }

    private CellValue cell(Kpi kpi, String window, Instant asOf) throws Exception {
        Figures figures = new Figures();
        new Oracle(connection).add(kpi, asOf, figures);
        return figures.of(new CellKey(kpi.id(), "ACME", "BER", window));
    }

    private void order(String order, String commitDate, String placedAt) throws Exception {
        this.commitDate = commitDate;
        run("""
                insert into sales_order (company_id, order_id, site_id, customer_id, channel, shipping_mode, state,
                  requested_date, placed_at, placed_by, released_at, released_by)
                values ('ACME', 'SO-%s', 'BER', 'C1', 'WEB', 'STANDARD', 'RELEASED', '%s', '%s', 'sales', '%s', 'sales')
                """.formatted(order, commitDate, placedAt, placedAt));
    }

    private String commitDate = "";

    private void line(String order, int lineNo, int quantity, @Nullable Integer released) throws Exception {
        run("""
                insert into sales_order_line (company_id, order_id, line_no, item_id, quantity, released_quantity,
                  backordered, cancelled, unit_price, unit_cost, requested_date, commit_date)
                values ('ACME', 'SO-%s', %d, 'I1', %d, %s, %s, %s, 12, 10, '%s', '%s')
                """.formatted(
                        order,
                        lineNo,
                        quantity,
                        released,
                        released == null ? 0 : released,
                        released == null ? 0 : quantity - released,
                        commitDate,
                        commitDate));
    }

    private void cancel(String order, int lineNo, int quantity, String reason, boolean beforeRelease) throws Exception {
        run("""
                insert into sales_order_cancellation values
                  ('ACME', 'SO-%s', %d, 1, %d, '%s', %s, null, '2026-03-05T08:30:00Z', 'sales')
                """.formatted(order, lineNo, quantity, reason, beforeRelease));
    }

    private void shipment(String order, int number, String shippedAt, int... quantities) throws Exception {
        String shipment = "SH-" + order + "-" + number;
        run(
                "insert into shipment (company_id, shipment_id, order_id, site_id, state, shipped_at) values ('ACME', '%s', 'SO-%s', 'BER', 'SHIPPED', '%s')"
                        .formatted(shipment, order, shippedAt));
        for (int i = 0; i < quantities.length; i++) {
            if (quantities[i] > 0) {
                run("insert into shipment_line values ('ACME', '%s', %d, 'SO-%s', %d, 'I1', 'A-1', %d, %d, null)"
                        .formatted(shipment, i + 1, order, i + 1, quantities[i], quantities[i]));
            }
        }
    }

    private void returned(String id, String order, int shipment, int lineNo, int quantity, String receivedAt)
            throws Exception {
        run("""
                insert into customer_return (company_id, return_id, site_id, shipment_id, order_id, state, opened_by,
                  opened_at, bin_id, received_at, received_by)
                values ('ACME', '%1$s', 'BER', 'SH-%2$s-%3$d', 'SO-%2$s', 'RECEIVED', 'sales', '%6$s', 'A-1', '%6$s', 'w1');
                insert into return_line (company_id, return_id, line_no, order_id, order_line_no, item_id, quantity, reason,
                  unit_price, unit_cost, received)
                values ('ACME', '%1$s', 1, 'SO-%2$s', %4$d, 'I1', %5$d, 'NOT_WANTED', 12, 10, %5$d)
                """.formatted(id, order, shipment, lineNo, quantity, receivedAt));
    }

    private int counts;

    private void count(String type, String item, String abc, int book, int counted) throws Exception {
        counts++;
        run("""
                insert into cycle_count (company_id, count_id, site_id, count_type, state, opened_by, opened_at, completed_at)
                values ('ACME', 'CC-%1$d', 'BER', '%2$s', 'COMPLETED', 'stock', '2026-03-09T08:00:00Z', '2026-03-09T09:00:00Z');
                insert into cycle_count_line (company_id, count_id, line_no, item_id, bin_id, state, counted, counted_by,
                  counted_at, book, unit_cost, category, abc)
                values ('ACME', 'CC-%1$d', 1, '%3$s', 'A-1', 'ACCEPTED', %6$d, 'w1', '2026-03-09T08:30:00Z', %5$d, 10,
                  'Parts', '%4$s')
                """.formatted(counts, type, item, abc, book, counted));
    }

    private void adjustment(String id, int quantity, @Nullable String reversalOf) throws Exception {
        run("""
                insert into adjustment (company_id, adjustment_id, site_id, item_id, bin_id, quantity, unit_cost, value,
                  reason, photo, reversal_of, state, proposed_by, proposed_at, occurred_at, moved_at, limit_value,
                  daily_limit, rolling_total, over_tolerance, posted_at)
                values ('ACME', '%s', 'BER', 'I1', 'A-1', %d, 10, %d, 'DAMAGE', false, %s, 'POSTED', 'w1',
                  '2026-03-09T08:00:00Z', '2026-03-09T08:00:00Z', '2026-03-09T08:00:00Z', 500, 1500, 100, false,
                  '2026-03-09T08:00:00Z')
                """.formatted(id, quantity, 10 * quantity, reversalOf == null ? "null" : "'" + reversalOf + "'"));
    }

    private void run(String sql) throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
