package io.setpoint.erp.sales;

import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.events.CancelReason;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.ErpFixture;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.sales.PromiseQueries.AtRiskView;
import io.setpoint.erp.sales.api.OrderView;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.jdbi.v3.core.Handle;

/**
 * Orders, releases, cancellations, purchases, receipts, changed dates, holds and transfers in any order: no promise takes
 * more than every day from it on has left, none is later than need be, and whatever is not covered any more is listed.
 */
class PromisePropertyTest {
    private static final int EVENTS = 2_500;
    private static final int HORIZON = 60;
    /** Tracked by lots that expire. */
    private static final Sku GLUE = new Sku("GLUE");

    private static final List<Sku> ITEMS = List.of(SalesFixture.BOLT, SalesFixture.NUT, GLUE);

    private final LocalDate today = SalesFixture.today();
    private int documents;

    /** Supply and claims of an item, counted out by day without the code under test. */
    private record Book(
            List<BigDecimal> supplied, List<BigDecimal> claimed, Map<Integer, BigDecimal> lots, BigDecimal reserved) {
        /** The same, with something more promised for a day. */
        Book with(int day, BigDecimal quantity) {
            List<BigDecimal> more = new ArrayList<>(claimed);
            for (int later = day; later <= HORIZON; later++) {
                more.set(later, more.get(later).add(quantity));
            }
            return new Book(supplied, more, lots, reserved);
        }

        /** What every day from this one on has left, without what has expired by then unused. */
        BigDecimal promisable(int day) {
            BigDecimal least = supplied.get(day).subtract(claimed.get(day));
            for (int later = day; later <= HORIZON; later++) {
                least = least.min(supplied.get(later).subtract(claimed.get(later)));
            }
            return least.subtract(wasted(lots, reserved, claimed).get(day)).max(BigDecimal.ZERO);
        }
    }

    @Property(tries = 4, shrinking = ShrinkingMode.OFF)
    void noPromiseIsAboveWhatIsAvailableToPromiseInAnyBucket(@ForAll long seed) {
        Random random = new Random(seed);
        try (SalesFixture sales = new SalesFixture()) {
            sales.erp()
                    .sql(
                            "insert into item values ('NORTH', 'GLUE', 'Glue', 'Bolts', 'A', 'EA', 3, 2, now(), 'LOT', true)");
            int promised = 0;
            for (int i = 0; i < EVENTS; i++) {
                // Lean times and rich ones take turns, so that promises lean on every kind of supply.
                promised += act(sales, random, i / 250 % 2 == 0 ? 4 : 20);
                if (i % 250 == 0) {
                    assertClaimsAreWhatIsOpen(sales);
                    assertRisksAreListed(sales);
                }
            }
            assertThat(promised).as("orders placed").isGreaterThan(EVENTS / 5);
            assertThat(sales.erp().rows("order_line_promise where kind = 'PURCHASE'"))
                    .isPositive();
            assertThat(sales.erp().rows("order_line_promise where kind = 'TRANSFER'"))
                    .isPositive();
            assertThat(sales.erp().rows("order_line_promise where item_id = 'GLUE' and kind = 'ON_HAND'"))
                    .isPositive();
        }
    }

    /** One event; gives back how many orders it placed. */
    private int act(SalesFixture sales, Random random, int most) {
        Sku item = ITEMS.get(random.nextInt(ITEMS.size()));
        int quantity = 1 + random.nextInt(9);
        LocalDate day = today.plusDays(random.nextInt(20) - 1);
        switch (random.nextInt(15)) {
            case 0, 1, 2, 3, 4 -> {
                place(sales, item, 1 + random.nextInt(most), random.nextInt(3) == 0 ? day.plusDays(3) : today);
                return 1;
            }
            case 5, 6 -> someOrder(sales, random, "PLACED").ifPresent(order -> attempt(() -> release(sales, order)));
            case 7 ->
                someOrder(sales, random, "PLACED").ifPresent(order -> attempt(() -> cancel(sales, order, quantity)));
            case 8 ->
                someOrder(sales, random, "RELEASED").ifPresent(order -> attempt(() -> cancel(sales, order, quantity)));
            case 9 -> sales.purchase("PO-" + ++documents, item, quantity * 6, day);
            case 10 -> sales.transit("TR-" + ++documents, item, quantity * 2, day);
            case 11 -> arrive(sales, random);
            case 12 -> shift(sales, random, day);
            case 13 -> lot(sales, quantity * 3, day);
            default -> hold(sales, item, random.nextInt(4));
        }
        return 0;
    }

    private void place(SalesFixture sales, Sku item, int quantity, LocalDate requested) {
        Book before = book(sales, item);
        OrderView order = sales.placeFor("C-1", item, quantity, requested);
        int wanted = Math.max(0, day(requested.minusDays(3)));
        List<PromisePart> parts = parts(sales, order.order());

        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal known = BigDecimal.ZERO;
        Book book = before;
        for (PromisePart part : parts) {
            sum = sum.add(part.quantity());
            assertThat(day(part.promisedOn())).isGreaterThanOrEqualTo(wanted);
            if (part.kind() != SupplyKind.LEAD_TIME) {
                known = known.add(part.quantity());
                assertThat(part.quantity())
                        .as("promised for %s of what was available %s", part.promisedOn(), parts)
                        .isLessThanOrEqualTo(book.promisable(day(part.promisedOn())));
                book = book.with(day(part.promisedOn()), part.quantity());
            }
        }
        assertThat(sum).isEqualByComparingTo(BigDecimal.valueOf(quantity));
        if (!item.equals(GLUE)) {
            assertThat(known)
                    .as("known supply goes before replenishment")
                    .isEqualByComparingTo(BigDecimal.valueOf(quantity).min(before.promisable(HORIZON)));
        }
        assertThat(promisedBy(parts, today.plusDays(wanted)))
                .as("what is there in time is promised in time")
                .isEqualByComparingTo(BigDecimal.valueOf(quantity).min(before.promisable(wanted)));
    }

    private static BigDecimal promisedBy(List<PromisePart> parts, LocalDate day) {
        return parts.stream()
                .filter(part -> part.kind() != SupplyKind.LEAD_TIME
                        && !part.promisedOn().isAfter(day))
                .map(PromisePart::quantity)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static void release(SalesFixture sales, OrderId order) {
        sales.erp().useCases().run(sales.releaseOrder, new ReleaseOrder.Command(order), sales.actor, null);
    }

    private static void cancel(SalesFixture sales, OrderId order, int quantity) {
        sales.erp()
                .useCases()
                .run(
                        sales.cancelLine,
                        new CancelLine.Command(order, 1, BigDecimal.valueOf(quantity), CancelReason.SHORTAGE),
                        sales.actor,
                        null);
    }

    private static void attempt(Runnable step) {
        try {
            step.run();
        } catch (Refused refused) {
            assertThat(refused.problem()).isIn(Problem.MORE_THAN_OPEN, Problem.NOTHING_TO_DO);
        }
    }

    /** A whole delivery of a purchase or of a transfer goes into stock. */
    private static void arrive(SalesFixture sales, Random random) {
        String came = random.nextBoolean() ? """
                update purchase_order_line set received = quantity
                 where order_id = (select order_id from purchase_order_line
                                    where received = 0 and cancelled = 0 order by random() limit 1)""" : """
                update transfer_line set received = sent
                 where transfer_id = (select transfer_id from transfer_line where received = 0 order by random() limit 1)""";
        sales.erp().sql("""
                with came as (%s returning item_id, quantity)
                insert into stock as s (company_id, site_id, item_id, on_hand)
                select 'NORTH', 'BER', item_id, quantity from came
                on conflict on constraint stock_pkey do update set on_hand = s.on_hand + excluded.on_hand
                """.formatted(came));
    }

    /** A purchase comes on another day, or not at all. */
    private static void shift(SalesFixture sales, Random random, LocalDate day) {
        String change = random.nextInt(4) == 0
                ? "cancelled = quantity"
                : "acknowledged_quantity = quantity, acknowledged_date = '" + day + "'";
        sales.erp().sql("""
                update purchase_order_line set %s
                 where order_id = (select order_id from purchase_order_line
                                    where received = 0 and cancelled = 0 order by random() limit 1)""".formatted(change));
    }

    /** Stock of a lot that may be used through a day, which may have passed. */
    private void lot(SalesFixture sales, int quantity, LocalDate lastDay) {
        sales.erp().sql("""
                insert into lot (company_id, item_id, lot_id, serial, expiry, created_at)
                values ('NORTH', 'GLUE', 'L-%1$d', false, '%3$s', now());
                insert into stock_lot (company_id, site_id, item_id, bin_id, lot_id, serial, on_hand)
                values ('NORTH', 'BER', 'GLUE', 'A-1', 'L-%1$d', false, %2$d);
                """.formatted(++documents, quantity, lastDay));
        sales.stock(GLUE, quantity);
    }

    private static void hold(SalesFixture sales, Sku item, int quantity) {
        sales.erp()
                .sql("update stock set held = least(on_hand, %d) where item_id = '%s' and site_id = 'BER'"
                        .formatted(quantity, item));
    }

    private static Optional<OrderId> someOrder(SalesFixture sales, Random random, String state) {
        List<String> orders = strings(
                sales,
                "select order_id from sales_order where state = '" + state + "' order by placed_at desc limit 40");
        return orders.isEmpty()
                ? Optional.empty()
                : Optional.of(new OrderId(orders.get(random.nextInt(orders.size()))));
    }

    private static List<String> strings(SalesFixture sales, String query) {
        return sales.erp()
                .owner()
                .withHandle((Handle handle) ->
                        handle.createQuery(query).mapTo(String.class).list());
    }

    private Book book(SalesFixture sales, Sku item) {
        List<BigDecimal> supplied = new ArrayList<>(Collections.nCopies(HORIZON + 1, BigDecimal.ZERO));
        List<BigDecimal> claimed = new ArrayList<>(supplied);
        TreeMap<Integer, BigDecimal> lots = new TreeMap<>();
        BigDecimal reserved = BigDecimal.ZERO;
        for (Entry entry : entries(sales, item)) {
            if (entry.what().equals("lot")) {
                lots.merge(day(entry.day()), entry.quantity(), BigDecimal::add);
                continue;
            }
            if (entry.what().equals("reserved")) {
                reserved = entry.quantity();
                continue;
            }
            boolean claim = entry.what().equals("claim");
            int from = Math.max(0, claim || !entry.day().isBefore(today) ? day(entry.day()) : 1);
            List<BigDecimal> sums = claim ? claimed : supplied;
            for (int day = from; day <= HORIZON; day++) {
                sums.set(day, sums.get(day).add(entry.quantity()));
            }
        }
        return new Book(supplied, claimed, lots, reserved);
    }

    /** Uses lots up day by day, the one that expires first in front, and counts by day what has expired unused. */
    private static List<BigDecimal> wasted(
            Map<Integer, BigDecimal> expiring, BigDecimal reserved, List<BigDecimal> claimed) {
        TreeMap<Integer, BigDecimal> lots = new TreeMap<>(expiring);
        List<BigDecimal> wasted = new ArrayList<>();
        BigDecimal gone = BigDecimal.ZERO;
        BigDecimal used = BigDecimal.ZERO;
        for (int day = 0; day <= HORIZON; day++) {
            while (!lots.isEmpty() && lots.firstKey() < day) {
                gone = gone.add(lots.pollFirstEntry().getValue());
            }
            wasted.add(gone);
            BigDecimal wants = reserved.add(claimed.get(day)).subtract(used);
            used = reserved.add(claimed.get(day));
            while (!lots.isEmpty() && wants.signum() > 0) {
                Map.Entry<Integer, BigDecimal> first = lots.pollFirstEntry();
                BigDecimal taken = first.getValue().min(wants);
                wants = wants.subtract(taken);
                if (first.getValue().compareTo(taken) > 0) {
                    lots.put(first.getKey(), first.getValue().subtract(taken));
                }
            }
        }
        return wasted;
    }

    public record Entry(String what, LocalDate day, BigDecimal quantity) {}

    private static List<Entry> entries(SalesFixture sales, Sku item) {
        return sales.erp()
                .owner()
                .withHandle(handle -> handle.createQuery("""
                        select what, day, sum(quantity) from (
                        select 'purchase', coalesce(acknowledged_date, requested_date), quantity - received
                          from purchase_order_line where item_id = :item and cancelled = 0 and received < quantity
                        union all
                        select 'transfer', t.expected_on, l.sent - l.received - l.written_off
                          from transfer t join transfer_line l using (company_id, transfer_id)
                         where l.item_id = :item and l.sent > l.received + l.written_off
                        union all
                        select 'stock', cast(:today as date), on_hand - reserved - held -
                               (select coalesce(sum(b.on_hand), 0) from stock_lot b join lot using (item_id, lot_id)
                                 where b.item_id = :item and expiry < cast(:today as date))
                          from stock where item_id = :item
                        union all
                        select 'lot', expiry, on_hand from stock_lot join lot using (item_id, lot_id)
                         where item_id = :item and expiry >= cast(:today as date)
                        union all
                        select 'reserved', cast(:today as date), reserved from stock where item_id = :item
                        union all
                        select 'claim', promised_on, open from order_line_promise where item_id = :item and open > 0
                        ) as entry (what, day, quantity) group by what, day
                        """)
                        .bind("item", item.value())
                        .bind("today", SalesFixture.today())
                        .map((row, context) ->
                                new Entry(row.getString(1), row.getObject(2, LocalDate.class), row.getBigDecimal(3)))
                        .list());
    }

    private static List<PromisePart> parts(SalesFixture sales, OrderId order) {
        return sales.erp()
                .owner()
                .withHandle(handle -> handle.createQuery("""
                        select kind, document_id, document_line_no, quantity, supply_date, promised_on
                        from order_line_promise where order_id = :order order by part_no
                        """)
                        .bind("order", order.value())
                        .map((row, context) -> new PromisePart(
                                SupplyKind.valueOf(row.getString(1)),
                                row.getString(2),
                                row.getObject(3, Integer.class),
                                row.getBigDecimal(4),
                                row.getObject(5, LocalDate.class),
                                row.getObject(6, LocalDate.class)))
                        .list());
    }

    private int day(LocalDate day) {
        return (int) ChronoUnit.DAYS.between(today, day);
    }

    private static void assertClaimsAreWhatIsOpen(SalesFixture sales) {
        assertThat(sales.erp().rows("""
                        sales_order_line l
                        where l.quantity - l.cancelled - l.shipped - l.reserved <>
                          (select sum(p.open) from order_line_promise p
                            where p.order_id = l.order_id and p.line_no = l.line_no)""")).isZero();
        assertThat(sales.erp().rows("stock where reserved > on_hand")).isZero();
    }

    public record Claim(String part, BigDecimal open, LocalDate promisedOn, SupplyKind kind, int replenishmentDays) {}

    /** The earliest promise first, then the older order. */
    private static List<Claim> claims(SalesFixture sales, Sku item) {
        return sales.erp()
                .owner()
                .withHandle(handle -> handle.createQuery("""
                        select p.order_id || '/' || p.line_no || '/' || p.part_no as part, p.open, p.promised_on, p.kind,
                          g.replenishment_days
                        from order_line_promise p join sales_order o using (company_id, order_id)
                        join item i on i.item_id = p.item_id join item_category g using (category)
                        where p.open > 0 and p.item_id = :item
                        order by p.promised_on, o.placed_at, p.order_id, p.line_no, p.part_no
                        """)
                        .bind("item", item.value())
                        .mapTo(Claim.class)
                        .list());
    }

    /** Counts supply out to the claims by day and age, and compares what is short with what is listed. */
    private void assertRisksAreListed(SalesFixture sales) {
        Set<String> expected = new TreeSet<>();
        for (Sku item : ITEMS) {
            Book book = book(sales, item);
            BigDecimal needed = BigDecimal.ZERO;
            for (Claim claim : claims(sales, item)) {
                needed = needed.add(claim.open());
                int promised = day(claim.promisedOn());
                int there = 0;
                while (there <= HORIZON && book.supplied().get(there).compareTo(needed) < 0) {
                    there++;
                }
                int expectedIn = there <= HORIZON ? there : claim.replenishmentDays();
                if (there > promised && (claim.kind() != SupplyKind.LEAD_TIME || expectedIn > promised)) {
                    expected.add(claim.part());
                }
            }
        }
        Set<String> listed = new TreeSet<>();
        String cursor = null;
        do {
            String from = cursor;
            Page<AtRiskView> page = sales.erp()
                    .reads()
                    .in(
                            ErpFixture.COMPANY,
                            handle -> PromiseQueries.atRisk(handle, sales.actor, Instant.now(), null, null, from, 200));
            assertThat(page.items()).isSortedAccordingTo(Comparator.comparing(AtRiskView::promisedOn));
            listed.addAll(page.items().stream()
                    .map(risk -> risk.order() + "/" + risk.lineNo() + "/" + risk.partNo())
                    .collect(Collectors.toSet()));
            cursor = page.next();
        } while (cursor != null);
        assertThat(listed).isEqualTo(expected);
    }
}
