package io.setpoint.erp;

import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.erp.ErpServer.Answer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Random commands from eight threads over HTTP against a real PostgreSQL. The build runs five thousand;
 * {@code -Dsetpoint.commands=100000} runs more, and {@code -Dsetpoint.seed} another sequence.
 */
class RandomCommandsTest {
    private static final int THREADS = 8;
    private static final int COMMANDS = Integer.getInteger("setpoint.commands", 5_000);
    private static final long SEED = Long.getLong("setpoint.seed", 20_261_123L);

    @Test
    void whateverEightDoAtOnceTheBooksAgree() throws Exception {
        try (ErpServer erp = ErpServer.start()) {
            RandomBusiness business = new RandomBusiness(erp);
            int before = erp.rows("audit where outcome = 'DONE'");
            long start = System.nanoTime();
            run(business);
            double seconds = (System.nanoTime() - start) / 1e9;

            Map<String, Integer> outcomes = business.outcomes();
            outcomes.forEach((outcome, times) -> System.out.printf("%7d %s%n", times, outcome));
            System.out.printf(
                    "%d commands in %.0f s, %d done, %s transactions tried again, seed %d%n",
                    COMMANDS, seconds, business.done(), retries(erp), SEED);
            assertThat(business.verbs())
                    .allSatisfy(verb -> assertThat(outcomes)
                            .as("each kind of command was done")
                            .containsKey(verb + ": done"));
            assertThat(outcomes.keySet())
                    .as("a deadlock, a lost race or a fault that reached a caller")
                    .noneMatch(outcome -> outcome.endsWith(": internal") || outcome.endsWith(": try-again"));
            assertThat(outcomes.keySet())
                    .as("commands that say nothing about the core")
                    .noneMatch(outcome -> outcome.matches(".*: (malformed|invalid|forbidden|unauthenticated)"));

            assertThat(erp.rows("event where type = 'setpoint.inventory.negative-stock-incurred.v1'"))
                    .as("bins that went below zero at the site that allows it")
                    .isPositive();

            assertThat(erp.rows("audit where outcome = 'DONE'") - before)
                    .as("commands in the audit, of those told to be done")
                    .isEqualTo(business.done());
            assertThat(onHand(erp)).as("on hand, as the answers told it").isEqualTo(told(business));
            for (String sum : List.of(
                    MOVES_ARE_BINS,
                    BINS_ARE_STOCK,
                    RESERVATIONS,
                    HOLDS,
                    NEGATIVE,
                    LINES,
                    TRANSFERS,
                    PURCHASES,
                    UNAPPROVED)) {
                List<Map<String, Object>> broken = erp.owner()
                        .withHandle(handle -> handle.createQuery(sum).mapToMap().list());
                assertThat(broken).as(sum).isEmpty();
            }
        }
    }

    private static void run(RandomBusiness business) throws Exception {
        AtomicInteger left = new AtomicInteger(COMMANDS);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> hands = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Random random = new Random(SEED + i);
                hands.add(threads.submit(() -> {
                    while (left.getAndDecrement() > 0) {
                        business.act(random);
                    }
                }));
            }
            for (Future<?> hand : hands) {
                hand.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static String retries(ErpServer erp) {
        Answer metrics = erp.anonymous().get(erp.adminUrl() + "/metrics");
        return metrics.require(200).at("/gauges/use-cases.retries/value").asText();
    }

    private static Map<String, BigDecimal> onHand(ErpServer erp) {
        Map<String, BigDecimal> stock = new TreeMap<>();
        erp.owner()
                .useHandle(handle -> handle.createQuery(
                                "select site_id || ' ' || item_id, on_hand from stock where on_hand <> 0")
                        .map((row, context) ->
                                stock.put(row.getString(1), row.getBigDecimal(2).stripTrailingZeros()))
                        .list());
        return stock;
    }

    private static Map<String, BigDecimal> told(RandomBusiness business) {
        Map<String, BigDecimal> stock = new TreeMap<>();
        business.stock().forEach((place, quantity) -> {
            if (quantity.signum() != 0) {
                stock.put(place, quantity.stripTrailingZeros());
            }
        });
        return stock;
    }

    private static final String MOVES_ARE_BINS = """
            select site_id, item_id, bin_id
              from (select site_id, item_id, bin_id, sum(quantity) as moved from stock_move group by 1, 2, 3) m
              full join stock_bin b using (site_id, item_id, bin_id)
             where coalesce(moved, 0) <> coalesce(on_hand, 0)
            """;
    private static final String BINS_ARE_STOCK = """
            select site_id, item_id
              from (select site_id, item_id, sum(on_hand) as in_bins, sum(held) as held_in_bins
                      from stock_bin group by 1, 2) b
              full join stock s using (site_id, item_id)
             where coalesce(in_bins, 0) <> coalesce(on_hand, 0) or coalesce(held_in_bins, 0) <> coalesce(held, 0)
            """;
    private static final String RESERVATIONS = """
            select site_id, item_id
              from (select site_id, item_id, sum(quantity) as promised from reservation group by 1, 2) r
              full join stock s using (site_id, item_id)
             where coalesce(promised, 0) <> coalesce(reserved, 0)
            """;
    private static final String HOLDS = """
            select site_id, bin_id, item_id
              from (select h.site_id, h.bin_id, l.item_id, sum(l.quantity - l.released) as kept
                      from stock_hold h join stock_hold_line l using (company_id, hold_id) group by 1, 2, 3) k
             where kept > (select held from stock_bin b
                            where (b.site_id, b.bin_id, b.item_id) = (k.site_id, k.bin_id, k.item_id))
            """;
    private static final String NEGATIVE = """
            select site_id, item_id from stock_bin where (on_hand < 0 and site_id <> '%1$s') or held < 0
            union all
            select site_id, item_id from stock where (on_hand < 0 and site_id <> '%1$s') or held < 0 or reserved < 0
            union all
            select site_id, item_id from stock_bin b
             where on_hand < 0
               and not exists (select from event e
                                where e.type = 'setpoint.inventory.negative-stock-incurred.v1'
                                  and e.aggregateid = b.site_id || ' ' || b.bin_id || ' ' || b.item_id)
            """.formatted(RandomBusiness.NEGATIVE_SITE);
    private static final String LINES = """
            select order_id, line_no from sales_order_line l
             where shipped + cancelled > quantity
                or reserved + backordered + shipped + cancelled > quantity
                or shipped <> (select coalesce(sum(s.quantity), 0)
                                 from shipment_line s join shipment h using (company_id, shipment_id)
                                where s.order_id = l.order_id and s.line_no = l.line_no
                                  and h.state in ('SHIPPED', 'DELIVERED'))
            """;
    private static final String TRANSFERS = """
            select transfer_id, line_no from transfer_line l
             where sent <> (select coalesce(-sum(m.quantity), 0) from stock_move m
                             where m.kind = 'TRANSFER_OUT' and m.document_id = l.transfer_id and m.line_no = l.line_no)
                or received <> (select coalesce(sum(m.quantity), 0) from stock_move m
                                 where m.kind = 'TRANSFER_IN' and m.document_id like l.transfer_id || '%')
            """;
    private static final String PURCHASES = """
            select order_id, line_no from purchase_order_line p
             where received <> (select coalesce(sum(l.quantity), 0)
                                  from receipt r join receipt_line l using (company_id, receipt_id)
                                 where r.purchase_order_id = p.order_id and l.purchase_line_no = p.line_no)
            """;
    private static final String UNAPPROVED = """
            select adjustment_id from adjustment
             where over_tolerance and state = 'POSTED' and (decided_by is null or decided_by = proposed_by)
            union all
            select document_id from stock_move m
             where kind = 'ADJUSTMENT'
               and not exists (select from adjustment a where a.adjustment_id = m.document_id and a.state = 'POSTED')
            """;
}
