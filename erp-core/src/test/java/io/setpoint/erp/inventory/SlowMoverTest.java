package io.setpoint.erp.inventory;

import static io.setpoint.erp.Warehouse.HAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.setpoint.contracts.values.CompanyId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.Attempts;
import io.setpoint.erp.ErpFixture;
import io.setpoint.erp.Warehouse;
import io.setpoint.erp.inventory.SlowMovers.Action;
import io.setpoint.erp.inventory.SlowMovers.Bucket;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Problem;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hamburg at noon of 23 November 2026. */
class SlowMoverTest {
    private static final Instant NOW = Instant.parse("2026-11-23T11:00:00Z");
    private static final LocalDate TODAY = LocalDate.parse("2026-11-23");

    private final ErpFixture erp = ErpFixture.create();
    private int documents;

    @BeforeEach
    void build() {
        Warehouse.build(erp);
    }

    @AfterEach
    void close() {
        erp.close();
    }

    @Test
    void whatIsLeftIsWhatCameLast() {
        move("ITEM-A", "RECEIPT", 10, 500);
        move("ITEM-A", "RECEIPT", 10, 100);
        move("ITEM-A", "SHIPMENT", -12, 30);
        SlowMovers.View item = only("ITEM-A");
        assertThat(item.oldestOn()).isEqualTo(TODAY.minusDays(100));
        assertThat(item.ageDays()).isEqualByComparingTo("100");
        assertThat(item.sold()).isEqualByComparingTo("12");
        assertThat(item.coverDays()).isEqualByComparingTo("60");
        assertThat(item.value()).isEqualByComparingTo("80");
        assertThat(item.bucket()).isEqualTo(Bucket.ACTIVE);
        assertThat(item.action()).isEqualTo(Action.KEEP);
    }

    @Test
    void whatWasSoldBeforeGoLiveCountsAsSold() {
        move("ITEM-A", "RECEIPT", 10, 5);
        assertThat(only("ITEM-A").bucket()).isEqualTo(Bucket.NEW);
        Warehouse.orders(erp, 2, Warehouse.A);
        erp.sql("""
                insert into shipment (company_id, shipment_id, order_id, site_id, state, carrier, shipped_at, history)
                values ('NORTH', 'SH-H1', 'SO-1', 'HAM', 'SHIPPED', 'DHL', '%s', true),
                       ('NORTH', 'SH-H2', 'SO-2', 'HAM', 'SHIPPED', 'DHL', '%s', true);
                insert into shipment_line (company_id, shipment_id, pick_no, order_id, line_no, item_id,
                                           required_quantity, quantity)
                values ('NORTH', 'SH-H1', 1, 'SO-1', 1, 'ITEM-A', 9, 9), ('NORTH', 'SH-H2', 1, 'SO-2', 1, 'ITEM-A', 5, 5);
                """.formatted(NOW.minus(40, ChronoUnit.DAYS), NOW.minus(200, ChronoUnit.DAYS)));
        SlowMovers.View item = only("ITEM-A");
        assertThat(item.sold()).isEqualByComparingTo("9");
        assertThat(item.coverDays()).isEqualByComparingTo("100");
        assertThat(item.lastSoldAt()).isEqualTo(NOW.minus(40, ChronoUnit.DAYS));
        assertThat(item.bucket()).isEqualTo(Bucket.ACTIVE);
    }

    @Test
    void goodsThatOnlyChangeTheirBinStayAsOldAsTheyAre() {
        move("ITEM-A", "RECEIPT", 10, 500);
        erp.sql("""
                insert into stock_move (company_id, site_id, item_id, bin_id, quantity, kind, document_id, line_no,
                                        person_id, occurred_at, recorded_at)
                values ('NORTH', 'HAM', 'ITEM-A', 'A-01-1', -4, 'RETURN_OUT', 'MV-1', 1, 'w', '%1$s', '%1$s'),
                       ('NORTH', 'HAM', 'ITEM-A', 'A-01-2', 4, 'RETURN_IN', 'MV-1', 1, 'w', '%1$s', '%1$s');
                """.formatted(NOW.minus(3, ChronoUnit.DAYS)));
        assertThat(only("ITEM-A").oldestOn()).isEqualTo(TODAY.minusDays(500));
        assertThat(only("ITEM-A").bucket()).isEqualTo(Bucket.OBSOLETE);
        assertThat(only("ITEM-A").action()).isEqualTo(Action.WRITE_OFF);
    }

    @Test
    void whatAnotherSiteSellsIsTransferredAndWhatExpiresIsSoldOff() {
        move("ITEM-A", "RECEIPT", 10, 200);
        assertThat(only("ITEM-A").action()).isEqualTo(Action.DISCOUNT);
        erp.sql("""
                insert into stock_move (company_id, site_id, item_id, bin_id, quantity, kind, document_id, line_no,
                                        person_id, occurred_at, recorded_at)
                values ('NORTH', 'ROT', 'ITEM-A', 'R-01', -1, 'SHIPMENT', 'SH-9', 1, 'w', '%1$s', '%1$s')
                """.formatted(NOW.minus(3, ChronoUnit.DAYS)));
        assertThat(only("ITEM-A").action()).isEqualTo(Action.TRANSFER);
        move("ITEM-B", "RECEIPT", 30, 40);
        move("ITEM-B", "SHIPMENT", -10, 20);
        lot("ITEM-B", "L-1", 12, 44);
        lot("ITEM-B", "L-2", 8, 500);
        SlowMovers.View item = only("ITEM-B");
        assertThat(item.atRisk()).as("12 less the 5 sold until then").isEqualByComparingTo("7");
        assertThat(item.bucket()).isEqualTo(Bucket.EXPIRING);
        assertThat(item.action()).isEqualTo(Action.DISCOUNT);
        erp.sql("update lot set expiry = '2026-11-01' where lot_id = 'L-1'");
        assertThat(only("ITEM-B").expired()).isEqualByComparingTo("12");
        assertThat(only("ITEM-B").action()).isEqualTo(Action.WRITE_OFF);
    }

    /** Sixty items with a random past, each measured anew piece by piece from plain rows. */
    @Test
    void bucketsAndMeasuresEqualAPlainRecomputation() {
        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            String item = "RND-%02d".formatted(i);
            erp.sql("insert into item values ('NORTH', '%s', '%s', 'valves', 'B', 'EA', 15, %d.25, now())"
                    .formatted(item, item, random.nextInt(20)));
            int stock = 0;
            int longAgo = 1 + random.nextInt(700);
            for (int day = longAgo; day >= 0; day -= 1 + random.nextInt(60)) {
                if (random.nextInt(3) > 0) {
                    int quantity = 1 + random.nextInt(20);
                    move(item, "RECEIPT", quantity, day);
                    stock += quantity;
                }
                if (stock > 1 && random.nextInt(i % 3 + 1) == 0 && day > i * 5) {
                    int quantity = 1 + random.nextInt(stock - 1);
                    move(item, "SHIPMENT", -quantity, day);
                    stock -= quantity;
                }
            }
            if (i % 4 == 0 && stock > 3) {
                lot(item, "L-1", stock / 3, random.nextInt(200) - 20);
                lot(item, "L-2", stock / 3, random.nextInt(900));
            }
        }
        Map<Bucket, Integer> counts = new EnumMap<>(Bucket.class);
        Map<Bucket, BigDecimal> values = new EnumMap<>(Bucket.class);
        List<SlowMovers.View> all = all();
        for (SlowMovers.View view : all) {
            Expected expected = recomputed(view.item());
            assertThat(view.bucket()).as(view.toString()).isEqualTo(expected.bucket());
            assertThat(view.oldestOn()).as(view.toString()).isEqualTo(expected.oldest());
            assertThat(view.atRisk().doubleValue()).as(view.toString()).isEqualTo(expected.atRisk(), offset(0.001));
            assertThat(Objects.requireNonNull(view.ageDays()).doubleValue())
                    .as(view.toString())
                    .isEqualTo(expected.age(), offset(0.0501));
            counts.merge(view.bucket(), 1, Integer::sum);
            values.merge(view.bucket(), view.value(), BigDecimal::add);
        }
        assertThat(all).hasSize(erp.rows("stock where on_hand > 0"));
        assertThat(counts).as("every bucket is met").containsOnlyKeys(Bucket.values());
        List<SlowMovers.Total> totals =
                erp.reads().in(ErpFixture.COMPANY, handle -> SlowMovers.totals(handle, HAM, NOW));
        assertThat(totals).hasSameSizeAs(counts.keySet()).allSatisfy(total -> {
            assertThat(total.items()).isEqualTo(counts.get(total.bucket()));
            assertThat(total.value()).isEqualByComparingTo(Objects.requireNonNull(values.get(total.bucket())));
        });
        assertThat(all).isSortedAccordingTo((a, b) -> b.value().compareTo(a.value()));
        assertThat(list(null, Bucket.SLOW, null, 200).items()).hasSize(Objects.requireNonNull(counts.get(Bucket.SLOW)));
    }

    @Test
    void anotherCompanySeesNothing() {
        move("ITEM-A", "RECEIPT", 10, 5);
        assertThat(erp.reads()
                        .<List<SlowMovers.Total>>in(
                                new CompanyId("SOUTH"), handle -> SlowMovers.totals(handle, HAM, NOW)))
                .isEmpty();
        Attempts.refused(Problem.INVALID, () -> list(null, null, "mine", 10));
    }

    private record Expected(Bucket bucket, LocalDate oldest, double age, double atRisk) {}

    private Expected recomputed(Sku item) {
        int onHand = number("select on_hand from stock where item_id = :item", item);
        int sold = number(
                "select coalesce(-sum(quantity), 0) from stock_move where item_id = :item and kind = 'SHIPMENT'"
                        + " and occurred_at > '" + NOW.minus(90, ChronoUnit.DAYS) + "'",
                item);
        List<Integer> received = days(
                "select (date '2026-11-23' - (occurred_at at time zone 'Europe/Berlin')::date)"
                        + " from stock_move cross join generate_series(1, quantity::int)"
                        + " where item_id = :item and quantity > 0 order by occurred_at desc",
                item);
        List<Integer> left = received.subList(0, onHand);
        List<Integer> lastSales = days(
                "select (date '2026-11-23' - (occurred_at at time zone 'Europe/Berlin')::date)"
                        + " from stock_move where item_id = :item and kind = 'SHIPMENT' order by 1",
                item);
        double wasted = 0;
        double served = 0;
        for (int expiry : days(
                "select n.expiry - date '2026-11-23' from stock_lot k join lot n using (company_id, item_id, lot_id)"
                        + " cross join generate_series(1, k.on_hand::int) where k.item_id = :item order by 1",
                item)) {
            if (served + 1 <= sold / 90.0 * Math.max(expiry + 1, 0)) {
                served++;
            } else {
                double part = Math.max(0, sold / 90.0 * Math.max(expiry + 1, 0) - served);
                served += part;
                wasted += 1 - part;
            }
        }
        int oldest = left.get(left.size() - 1);
        int quiet = Math.min(oldest, lastSales.isEmpty() ? Integer.MAX_VALUE : lastSales.get(0));
        Bucket bucket = wasted > 0.0001
                ? Bucket.EXPIRING
                : sold > 0
                        ? BigDecimal.valueOf(onHand * 90L)
                                                .divide(BigDecimal.valueOf(sold), 1, RoundingMode.HALF_UP)
                                                .compareTo(BigDecimal.valueOf(180))
                                        > 0
                                ? Bucket.EXCESS
                                : Bucket.ACTIVE
                        : oldest < 90 ? Bucket.NEW : quiet >= 365 ? Bucket.OBSOLETE : Bucket.SLOW;
        double age = left.stream().mapToInt(day -> day).average().orElseThrow();
        return new Expected(bucket, TODAY.minusDays(oldest), age, wasted);
    }

    private int number(String sql, Sku item) {
        return erp.owner()
                .withHandle(handle -> handle.createQuery(sql)
                        .bind("item", item.value())
                        .mapTo(BigDecimal.class)
                        .one()
                        .intValueExact());
    }

    private List<Integer> days(String sql, Sku item) {
        return erp.owner()
                .withHandle(handle -> handle.createQuery(sql)
                        .bind("item", item.value())
                        .mapTo(Integer.class)
                        .list());
    }

    private SlowMovers.View only(String item) {
        return list(new Sku(item), null, null, 10).items().get(0);
    }

    private List<SlowMovers.View> all() {
        List<SlowMovers.View> all = new ArrayList<>();
        String cursor = null;
        do {
            Page<SlowMovers.View> page = list(null, null, cursor, 7);
            all.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        return all;
    }

    private Page<SlowMovers.View> list(
            @Nullable Sku item, @Nullable Bucket bucket, @Nullable String cursor, int limit) {
        return erp.reads()
                .in(ErpFixture.COMPANY, handle -> SlowMovers.list(handle, HAM, item, bucket, NOW, cursor, limit));
    }

    private void move(String item, String kind, int quantity, int daysAgo) {
        erp.sql("""
                insert into stock as s (company_id, site_id, item_id, on_hand) values ('NORTH', 'HAM', '%1$s', greatest(%3$d, 0))
                on conflict on constraint stock_pkey do update set on_hand = s.on_hand + %3$d;
                insert into stock_move (company_id, site_id, item_id, bin_id, quantity, kind, document_id, line_no,
                                        person_id, occurred_at, recorded_at)
                values ('NORTH', 'HAM', '%1$s', 'A-01-1', %3$d, '%2$s', 'D-%4$05d', 1, 'w', '%5$s', '%5$s');
                """.formatted(item, kind, quantity, ++documents, NOW.minus(daysAgo, ChronoUnit.DAYS)));
    }

    private void lot(String item, String lot, int quantity, int expiresIn) {
        erp.sql("""
                insert into lot (company_id, item_id, lot_id, serial, expiry, created_at)
                values ('NORTH', '%1$s', '%2$s', false, '%4$s', now());
                insert into stock_lot (company_id, site_id, item_id, bin_id, lot_id, serial, on_hand)
                values ('NORTH', 'HAM', '%1$s', 'A-01-1', '%2$s', false, %3$d);
                """.formatted(item, lot, quantity, TODAY.plusDays(expiresIn)));
    }
}
