package io.setpoint.streaming;

import io.setpoint.contracts.events.AdjustmentPosted;
import io.setpoint.contracts.events.AdjustmentProposed;
import io.setpoint.contracts.events.AdjustmentReason;
import io.setpoint.contracts.events.CancelReason;
import io.setpoint.contracts.events.CountCompleted;
import io.setpoint.contracts.events.CountType;
import io.setpoint.contracts.events.DomainEvent;
import io.setpoint.contracts.events.OrderLineCancelled;
import io.setpoint.contracts.events.OrderPlaced;
import io.setpoint.contracts.events.OrderReleased;
import io.setpoint.contracts.events.PickConfirmed;
import io.setpoint.contracts.events.ReturnReason;
import io.setpoint.contracts.events.ReturnReceived;
import io.setpoint.contracts.events.ShipmentDelivered;
import io.setpoint.contracts.events.ShipmentShipped;
import io.setpoint.contracts.values.AdjustmentId;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.CountId;
import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.ReturnId;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A made-up, repeatable stretch of business in commit order: two companies, four sites in three zones, over a clock
 * change; scans that are reported days late, short shipments, cancellations of every kind, lines with several dates.
 */
final class RandomBusiness {
    static final Instant START = Instant.parse("2026-02-20T00:00:00Z");
    private static final int DAYS = 50;
    private static final List<CancelReason> REASONS = List.of(CancelReason.values());
    private static final String[][] SITES = {
        {"HALDEN", "GOT1", "Europe/Stockholm"},
        {"HALDEN", "LIS1", "Europe/Lisbon"},
        {"ORCA", "NYC1", "America/New_York"},
        {"ORCA", "GOT1", "Europe/Stockholm"}
    };

    private record Draft(Instant commit, int rank, String company, List<DomainEvent> events) {}

    private final Random random;
    private final List<Draft> drafts = new ArrayList<>();
    private int ids;
    private int late;

    private RandomBusiness(long seed) {
        random = new Random(seed);
    }

    /** About {@code orders * 5} events; the same for the same seed. */
    static List<Committed> log(long seed, int orders) {
        RandomBusiness business = new RandomBusiness(seed);
        for (int i = 0; i < orders; i++) {
            business.order();
            if (i % 4 == 0) {
                business.count();
                business.adjustment();
            }
        }
        return business.inCommitOrder();
    }

    private List<Committed> inCommitOrder() {
        drafts.sort(Comparator.comparing(Draft::commit).thenComparingInt(Draft::rank));
        List<Committed> log = new ArrayList<>();
        long stamp = 0;
        for (Draft draft : drafts) {
            stamp = Math.max(stamp + 1, Committed.micros(draft.commit()));
            for (int seq = 0; seq < draft.events().size(); seq++) {
                log.add(new Committed(
                        stamp, seq, draft.company(), draft.events().get(seq)));
            }
        }
        if (late == 0) {
            throw new IllegalStateException("nothing was reported late: the log proves too little");
        }
        return log;
    }

    private void order() {
        String[] site = SITES[random.nextInt(SITES.length)];
        ZoneId zone = ZoneId.of(site[2]);
        Instant placed = START.plusSeconds(random.nextInt(DAYS * 86_400)).plusNanos(random.nextInt(1_000_000) * 1000L);
        LocalDate today = LocalDate.ofInstant(placed, zone);
        OrderId id = new OrderId("SO-" + ids++);
        SiteId at = new SiteId(site[1]);
        List<OrderPlaced.Line> lines = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int no = 1; no <= count; no++) {
            LocalDate requested = today.plusDays(random.nextInt(4) == 0 ? 6 : 2);
            lines.add(new OrderPlaced.Line(
                    no,
                    new Sku("item-" + random.nextInt(30)),
                    "category-" + random.nextInt(3),
                    each(1 + random.nextInt(20), random.nextInt(10) == 0 ? "0.125" : "0"),
                    money(random.nextInt(900_000)),
                    money(random.nextInt(500_000)),
                    requested,
                    requested.plusDays(random.nextInt(5) == 0 ? 3 : 0)));
        }
        commit(
                placed,
                0,
                site[0],
                new OrderPlaced(
                        id,
                        at,
                        site[2],
                        new CustomerId("C-" + random.nextInt(9)),
                        "A",
                        "desk",
                        "standard",
                        null,
                        placed,
                        lines));
        BigDecimal[] left = lines.stream().map(line -> line.quantity().value()).toArray(BigDecimal[]::new);
        Instant now = placed.plusSeconds(60 + random.nextInt(7_200));
        if (random.nextInt(6) == 0) {
            now = cancel(id, at, site[0], lines, left, now, true);
        }
        if (random.nextInt(15) == 0) {
            return; // nobody releases it
        }
        now = now.plusSeconds(60 + random.nextInt(36_000));
        List<OrderReleased.Line> released = new ArrayList<>();
        for (OrderPlaced.Line line : lines) {
            BigDecimal quantity = left[line.lineNo() - 1];
            if (quantity.signum() > 0) {
                BigDecimal short1 = random.nextInt(5) == 0 ? BigDecimal.ONE.min(quantity) : BigDecimal.ZERO;
                released.add(
                        new OrderReleased.Line(line.lineNo(), ea(quantity), ea(quantity.subtract(short1)), ea(short1)));
            }
        }
        if (released.isEmpty()) {
            return;
        }
        commit(now, 1, site[0], new OrderReleased(id, at, now, released));
        if (random.nextInt(10) == 0) {
            now = cancel(id, at, site[0], lines, left, now.plusSeconds(60), false);
        }
        ship(id, at, site, lines, left, now);
    }

    private void ship(
            OrderId id, SiteId at, String[] site, List<OrderPlaced.Line> lines, BigDecimal[] left, Instant from) {
        Instant now = from;
        Instant committed = from;
        for (int round = 0; round < 3 && random.nextInt(12) != 0; round++) {
            now = now.plusSeconds(3_600 + random.nextInt(round == 0 ? 3 * 86_400 : 6 * 86_400));
            List<ShipmentShipped.Line> shipped = new ArrayList<>();
            for (OrderPlaced.Line line : lines) {
                BigDecimal quantity = left[line.lineNo() - 1];
                if (quantity.signum() > 0 && random.nextInt(8) != 0) {
                    BigDecimal part = random.nextInt(4) == 0
                            ? quantity.divide(BigDecimal.valueOf(2), 0, RoundingMode.UP)
                                    .min(quantity)
                            : quantity;
                    left[line.lineNo() - 1] = quantity.subtract(part);
                    shipped.add(new ShipmentShipped.Line(line.lineNo(), line.item(), ea(part)));
                }
            }
            if (shipped.isEmpty()) {
                continue;
            }
            ShipmentId shipment = new ShipmentId("SH-" + ids++);
            Instant reported = now.plusSeconds(1 + random.nextInt(30));
            if (random.nextInt(9) == 0) {
                late++;
                reported = now.plusSeconds(86_400 + random.nextInt(5 * 86_400)); // a device that was offline
            }
            reported = reported.isBefore(committed) ? committed.plusSeconds(1) : reported;
            if (random.nextInt(6) != 0) { // history tells shipments without their picks
                commit(reported, 2, site[0], pick(shipment, id, at, now.minusSeconds(600), shipped));
            }
            commit(
                    reported,
                    2,
                    site[0],
                    new ShipmentShipped(shipment, id, at, site[2], "PostNord", null, now, shipped));
            if (random.nextInt(5) != 0) {
                Instant delivered = reported.plusSeconds(random.nextInt(4 * 86_400));
                commit(
                        delivered.plusSeconds(5),
                        3,
                        site[0],
                        new ShipmentDelivered(shipment, id, at, "door", delivered));
            }
            if (random.nextInt(4) == 0) {
                takeBack(site, id, shipment, shipped, now, reported);
            }
            committed = random.nextBoolean() ? from : reported; // shipments may be reported in another order
        }
    }

    /** Some of one line comes back within days, or after as many as do not count any more. */
    private void takeBack(
            String[] site,
            OrderId order,
            ShipmentId shipment,
            List<ShipmentShipped.Line> shipped,
            Instant shippedAt,
            Instant reported) {
        ShipmentShipped.Line line = shipped.get(random.nextInt(shipped.size()));
        Instant arrived = shippedAt.plusSeconds((random.nextInt(5) == 0 ? 60 : 6) * 86_400L + random.nextInt(3_600));
        Instant booked = (arrived.isBefore(reported) ? reported : arrived).plusSeconds(1 + random.nextInt(600));
        commit(
                booked,
                3,
                site[0],
                new ReturnReceived(
                        new ReturnId("RT-" + ids++),
                        shipment,
                        order,
                        new SiteId(site[1]),
                        site[2],
                        new BinId("RET"),
                        new PersonId("dock"),
                        arrived,
                        List.of(new ReturnReceived.Line(
                                1,
                                line.item(),
                                line.quantity(),
                                ea(line.quantity().value().min(BigDecimal.ONE)),
                                money(10_000),
                                money(5_000),
                                ReturnReason.NOT_WANTED,
                                null))));
    }

    /** Takes what is shipped; sometimes more was asked for, and sometimes one line comes from two bins. */
    private PickConfirmed pick(
            ShipmentId shipment, OrderId id, SiteId at, Instant when, List<ShipmentShipped.Line> shipped) {
        List<PickConfirmed.Line> picked = new ArrayList<>();
        for (ShipmentShipped.Line line : shipped) {
            boolean isShort = random.nextInt(6) == 0;
            Quantity all = isShort ? ea(line.quantity().value().add(BigDecimal.valueOf(2))) : line.quantity();
            picked.add(new PickConfirmed.Line(
                    line.lineNo(),
                    line.item(),
                    new BinId("A-01-1"),
                    all,
                    line.quantity(),
                    isShort ? "NOT_FOUND" : null));
            if (random.nextInt(10) == 0) {
                picked.add(new PickConfirmed.Line(
                        line.lineNo(),
                        line.item(),
                        new BinId("A-01-2"),
                        ea(BigDecimal.ONE),
                        ea(BigDecimal.ZERO),
                        "NOT_FOUND"));
            }
        }
        return new PickConfirmed(shipment, id, at, new PersonId("picker"), when, picked);
    }

    private Instant cancel(
            OrderId id,
            SiteId at,
            String company,
            List<OrderPlaced.Line> lines,
            BigDecimal[] left,
            Instant now,
            boolean before) {
        OrderPlaced.Line line = lines.get(random.nextInt(lines.size()));
        BigDecimal all = left[line.lineNo() - 1];
        BigDecimal part = random.nextBoolean() ? all : BigDecimal.ONE.min(all);
        CancelReason reason = REASONS.get(random.nextInt(REASONS.size()));
        left[line.lineNo() - 1] = all.subtract(part);
        List<DomainEvent> events = new ArrayList<>();
        events.add(
                new OrderLineCancelled(id, at, line.lineNo(), ea(part), reason, before, new PersonId("i.duarte"), now));
        if (lines.size() > 1 && random.nextInt(3) == 0) { // the whole order in one commit
            for (OrderPlaced.Line other : lines) {
                BigDecimal rest = left[other.lineNo() - 1];
                if (rest.signum() > 0) {
                    left[other.lineNo() - 1] = BigDecimal.ZERO;
                    events.add(new OrderLineCancelled(
                            id, at, other.lineNo(), ea(rest), reason, before, new PersonId("i.duarte"), now));
                }
            }
        }
        drafts.add(new Draft(now, 1, company, events));
        return now.plusSeconds(1);
    }

    private void count() {
        String[] site = SITES[random.nextInt(SITES.length)];
        Instant at = START.plusSeconds(random.nextInt(DAYS * 86_400));
        List<CountCompleted.Line> lines = new ArrayList<>();
        for (int no = 1; no <= 1 + random.nextInt(4); no++) {
            int book = random.nextInt(6) == 0 ? 0 : random.nextInt(300);
            int counted = random.nextBoolean() ? book : Math.max(0, book + random.nextInt(13) - 6);
            lines.add(new CountCompleted.Line(
                    no,
                    new Sku("item-" + random.nextInt(30)),
                    "category-1",
                    List.of("A", "B", "C").get(random.nextInt(3)),
                    new BinId("BIN-" + no),
                    each(book, "0"),
                    each(counted, "0"),
                    money(random.nextInt(300_000)),
                    1,
                    new PersonId("k.lind"),
                    null));
        }
        commit(
                at.plusSeconds(2),
                4,
                site[0],
                new CountCompleted(
                        new CountId("CC-" + ids++),
                        new SiteId(site[1]),
                        site[2],
                        random.nextInt(4) == 0 ? CountType.OPPORTUNISTIC : CountType.PLANNED,
                        at,
                        lines));
    }

    private void adjustment() {
        String[] site = SITES[random.nextInt(SITES.length)];
        Instant at = START.plusSeconds(random.nextInt(DAYS * 86_400));
        AdjustmentId id = new AdjustmentId("ADJ-" + ids++);
        Quantity quantity = each(random.nextInt(41) - 20, "0");
        Money cost = money(random.nextInt(400_000));
        AdjustmentPosted posted = posted(site, id, null, quantity, cost, at);
        boolean over = random.nextInt(3) == 0;
        AdjustmentProposed proposed = new AdjustmentProposed(
                id,
                posted.site(),
                site[2],
                posted.item(),
                posted.category(),
                posted.bin(),
                quantity,
                cost,
                posted.value(),
                posted.reason(),
                "found",
                false,
                null,
                null,
                null,
                posted.proposedBy(),
                Money.of("500", "EUR"),
                posted.value().abs(),
                over,
                at);
        if (over) {
            commit(at, 5, site[0], proposed);
            if (random.nextInt(4) == 0) {
                return; // still waits for approval
            }
            Instant decided = at.plusSeconds(60 + random.nextInt(86_400));
            posted = posted(site, id, null, quantity, cost, decided);
            commit(decided, 6, site[0], posted);
        } else {
            drafts.add(new Draft(at, 5, site[0], List.of(proposed, posted)));
        }
        if (random.nextInt(3) == 0) {
            Instant back = at.plusSeconds(90_000 + random.nextInt(3 * 86_400));
            commit(
                    back,
                    7,
                    site[0],
                    posted(site, new AdjustmentId("ADJ-" + ids++), id, quantity.negated(), cost, back));
        }
    }

    private static AdjustmentPosted posted(
            String[] site,
            AdjustmentId id,
            @Nullable AdjustmentId reversalOf,
            Quantity quantity,
            Money cost,
            Instant at) {
        return new AdjustmentPosted(
                id,
                new SiteId(site[1]),
                site[2],
                new Sku("item-1"),
                "category-1",
                new BinId("BIN-1"),
                quantity,
                cost,
                cost.times(quantity),
                AdjustmentReason.DAMAGE,
                reversalOf,
                new PersonId("k.lind"),
                null,
                at);
    }

    private void commit(Instant at, int rank, String company, DomainEvent event) {
        drafts.add(new Draft(at, rank, company, List.of(event)));
    }

    private static Quantity each(int whole, String fraction) {
        return ea(new BigDecimal(whole).add(new BigDecimal(fraction)));
    }

    private static Quantity ea(BigDecimal value) {
        return new Quantity(value, "EA");
    }

    private static Money money(int tenThousandths) {
        return Money.ofTenThousandths(tenThousandths, Currency.getInstance("EUR"));
    }
}
