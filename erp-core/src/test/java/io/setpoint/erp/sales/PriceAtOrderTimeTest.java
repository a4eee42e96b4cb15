package io.setpoint.erp.sales;

import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.values.PriceListId;
import io.setpoint.erp.Attempts;
import io.setpoint.erp.sales.api.OrderView;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An order has the prices of its moment, for ever. */
class PriceAtOrderTimeTest {
    record Row(
            String changeId,
            int lineNo,
            String itemId,
            BigDecimal minQuantity,
            BigDecimal unitPrice,
            Instant validFrom,
            @Nullable Instant validUntil,
            int rank) {}

    record Stored(
            String itemId,
            BigDecimal quantity,
            BigDecimal unitPrice,
            @Nullable String changeId,
            @Nullable Integer lineNo,
            Instant pricedAt) {}

    private static void lists(SalesFixture sales) {
        sales.erp().sql("""
                insert into price_list values ('NORTH', 'PL-1', 'Own', 'EUR', 'C-1', null, now(), 'pat'),
                  ('NORTH', 'PL-2', 'Class', 'EUR', null, 'A', now(), 'pat'),
                  ('NORTH', 'PL-3', 'All', 'EUR', null, null, now(), 'pat'),
                  ('NORTH', 'PL-4', 'Class B', 'EUR', null, 'B', now(), 'pat'),
                  ('NORTH', 'PL-5', 'Dollars', 'USD', null, null, now(), 'pat');
                """);
    }

    private static void change(
            SalesFixture sales, int no, String list, String from, String until, String state, String prices) {
        sales.erp().sql("""
                insert into price_change (company_id, price_change_id, price_list_id, valid_from, valid_until, why, state,
                                          proposed_by, proposed_at, decided_by, decided_at)
                values ('NORTH', 'PC-%1$d', '%2$s', now() + interval '%3$s', now() + interval '%4$s', 'test', '%5$s',
                        'pat', now() - interval '9 days', nullif('pete', case '%5$s' when 'PROPOSED' then 'pete' end),
                        case when '%5$s' <> 'PROPOSED' then now() - interval '8 days' end);
                insert into price (company_id, price_change_id, line_no, item_id, min_quantity, unit_price)
                select 'NORTH', 'PC-%1$d', row_number() over (), v.* from (values %6$s) v;
                """.formatted(no, list, from, until, state, prices));
    }

    @Test
    void theLineKeepsListAndPriceAndTheItemsOwnPriceIsUsedWhereNoListHasOne() {
        try (SalesFixture sales = new SalesFixture()) {
            lists(sales);
            change(sales, 1, "PL-1", "-1 day", "1 day", "APPROVED", "('BOLT-8', 10, 2.10)");
            change(sales, 2, "PL-1", "-1 day", "1 day", "PROPOSED", "('BOLT-8', 10, 0.01)");
            OrderView order = sales.place(
                    SalesFixture.line(SalesFixture.BOLT, 10),
                    SalesFixture.line(SalesFixture.BOLT, 9),
                    SalesFixture.line(SalesFixture.NUT, 10));

            assertThat(order.lines().get(0).unitPrice()).isEqualByComparingTo("2.10");
            assertThat(order.lines().get(0).priceList()).isEqualTo(new PriceListId("PL-1"));
            assertThat(order.lines().get(1).unitPrice()).isEqualByComparingTo("2.50");
            assertThat(order.lines().get(1).priceList()).isNull();
            assertThat(order.lines().get(2).unitPrice()).isEqualByComparingTo("0.50");
            assertThat(sales.erp()
                            .rows("sales_order_line where line_no = 1 and price_list_id = 'PL-1'"
                                    + " and price_change_id = 'PC-1' and price_line_no = 1"))
                    .isEqualTo(1);
            OrderView released = sales.release(order);
            assertThat(released.lines().get(0).priceList()).isEqualTo(new PriceListId("PL-1"));
        }
    }

    @Property(tries = 4, shrinking = ShrinkingMode.OFF)
    void thePriceOfAPastOrderRecomputedFromTheListsIsTheOneItHas(@ForAll long seed) throws Exception {
        try (SalesFixture sales = new SalesFixture()) {
            lists(sales);
            Random random = new Random(seed);
            for (int no = 1; no <= 40; no++) {
                // Prices begin and end while the orders below come in.
                int from = random.nextInt(3_000) - 1_000;
                StringBuilder prices = new StringBuilder();
                for (String item : List.of("BOLT-8", "NUT-8")) {
                    prices.append(prices.isEmpty() ? "" : ", ")
                            .append("('%s', %d, %d.%02d)"
                                    .formatted(item, random.nextInt(4) * 5, random.nextInt(9), random.nextInt(100)));
                }
                change(
                        sales,
                        no,
                        "PL-" + (1 + random.nextInt(5)),
                        from + " ms",
                        from + 1 + random.nextInt(2_000) + " ms",
                        random.nextInt(4) == 0 ? "REJECTED" : "APPROVED",
                        prices.toString());
            }
            List<Callable<Integer>> desks = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Random own = new Random(seed + i);
                desks.add(() -> {
                    for (int n = 0; n < 60; n++) {
                        sales.place(
                                SalesFixture.line(SalesFixture.BOLT, 1 + own.nextInt(20)),
                                SalesFixture.line(SalesFixture.NUT, 1 + own.nextInt(20)));
                        Thread.sleep(own.nextInt(30));
                    }
                    return 60;
                });
            }
            assertThat(Attempts.inParallel(desks)).containsOnly(60);

            List<Row> rows = rows(sales);
            List<Stored> lines = stored(sales);
            assertThat(lines).hasSize(360);
            assertThat(lines).anyMatch(line -> line.changeId() != null);
            for (Stored line : lines) {
                Row expected = recompute(rows, line);
                if (expected == null) {
                    assertThat(line.changeId()).isNull();
                    assertThat(line.unitPrice())
                            .isEqualByComparingTo(line.itemId().equals("BOLT-8") ? "2.50" : "0.50");
                } else {
                    assertThat(line.unitPrice()).isEqualByComparingTo(expected.unitPrice());
                    assertThat(line.changeId()).isEqualTo(expected.changeId());
                    assertThat(line.lineNo()).isEqualTo(expected.lineNo());
                }
            }
        }
    }

    /** The rule in its plainest form, over all prices that ever were. */
    private static @Nullable Row recompute(List<Row> rows, Stored line) {
        return rows.stream()
                .filter(row -> row.itemId().equals(line.itemId()))
                .filter(row -> row.minQuantity().compareTo(line.quantity()) <= 0)
                .filter(row -> !row.validFrom().isAfter(line.pricedAt()))
                .filter(row -> {
                    Instant until = row.validUntil();
                    return until == null || until.isAfter(line.pricedAt());
                })
                .max(Comparator.comparingInt(Row::rank)
                        .thenComparing(Row::minQuantity)
                        .thenComparing(Row::validFrom)
                        .thenComparing(Row::changeId))
                .orElse(null);
    }

    /** What could price an order of C-1, which is of class A and pays in euros. */
    private static List<Row> rows(SalesFixture sales) {
        return sales.erp()
                .owner()
                .withHandle(handle -> handle.createQuery("""
                                select price_change_id as change_id, line_no, item_id, min_quantity, unit_price,
                                       valid_from, valid_until, position(right(price_list_id, 1) in '321') as rank
                                  from price join price_change using (company_id, price_change_id)
                                 where state = 'APPROVED' and price_list_id in ('PL-1', 'PL-2', 'PL-3')
                                """).mapTo(Row.class).list());
    }

    private static List<Stored> stored(SalesFixture sales) {
        return sales.erp()
                .owner()
                .withHandle(
                        handle -> handle.createQuery("""
                                select item_id, quantity, unit_price, price_change_id as change_id,
                                       price_line_no as line_no, priced_at
                                  from sales_order_line join sales_order using (company_id, order_id)
                                """).mapTo(Stored.class).list());
    }
}
