package io.setpoint.erp.inventory;

import static io.setpoint.erp.Warehouse.A;
import static io.setpoint.erp.Warehouse.B;
import static io.setpoint.erp.Warehouse.BIN_1;
import static io.setpoint.erp.Warehouse.BIN_2;
import static io.setpoint.erp.Warehouse.HAM;
import static io.setpoint.erp.Warehouse.PIA;
import static io.setpoint.erp.Warehouse.WANDA;
import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.Attempts;
import io.setpoint.erp.ErpFixture;
import io.setpoint.erp.Warehouse;
import io.setpoint.erp.inventory.StockAsAt.AsAtView;
import io.setpoint.erp.inventory.StockAsAt.LateMove;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Problem;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StockAsAtTest {
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

    @Test
    void aReceiptReportedLateIsKnownNowAndWasNotKnownThenAndIsListed() {
        SetClock clock = new SetClock();
        try (ErpFixture erp = ErpFixture.create(clock)) {
            Warehouse.build(erp);
            clock.at(hour(1));
            receive(erp, A, BIN_1, "10", hour(1));
            clock.at(hour(5));
            receive(erp, A, BIN_2, "4", hour(2));
            receive(erp, A, BIN_1, "7", hour(5));
            receive(erp, B, BIN_1, "9", hour(1));

            AsAtView site = ask(erp, PIA, A, null, hour(3), null, null, null);
            assertThat(site.asKnownThen()).isEqualByComparingTo("10");
            assertThat(site.asKnownNow()).isEqualByComparingTo("14");
            assertThat(site.difference()).isEqualByComparingTo("4");
            assertThat(site.later().items()).singleElement().satisfies(move -> {
                assertThat(move.bin()).isEqualTo(BIN_2);
                assertThat(move.quantity()).isEqualByComparingTo("4");
                assertThat(move.occurredAt()).isEqualTo(hour(2));
                assertThat(move.recordedAt()).isEqualTo(hour(5));
                assertThat(move.kind()).isEqualTo("RECEIPT");
            });
            AsAtView bin = ask(erp, PIA, A, BIN_1, hour(3), null, null, null);
            assertThat(bin.asKnownThen()).isEqualByComparingTo("10");
            assertThat(bin.asKnownNow()).isEqualByComparingTo("10");
            assertThat(bin.later().items()).isEmpty();
            assertThat(ask(erp, PIA, A, null, hour(3), hour(5), null, null).asKnownThen())
                    .isEqualByComparingTo("14");
            assertThat(ask(erp, PIA, A, null, hour(0), null, null, null).asKnownNow())
                    .isEqualByComparingTo("0");
        }
    }

    @Test
    void aQuestionThatCannotBeAnsweredIsRefused() {
        try (ErpFixture erp = ErpFixture.create()) {
            Warehouse.build(erp);
            Attempts.refused(Problem.NOT_FOUND, () -> ask(erp, PIA, new Sku("NOPE"), null, START, null, null, null));
            Attempts.refused(Problem.NOT_FOUND, () -> ask(erp, PIA, A, new BinId("R-01"), START, null, null, null));
            Actor elsewhere = Warehouse.personAt("rita", "ROT", Permission.VIEW);
            Attempts.refused(Problem.NOT_FOUND, () -> ask(erp, elsewhere, A, null, START, null, null, null));
            Attempts.refused(Problem.INVALID, () -> ask(erp, PIA, A, null, START, null, "nonsense", null));
            for (String moment : new String[] {"yesterday", "+1000000000-12-31T23:59:59Z", "-0044-03-15T12:00:00Z"}) {
                Attempts.refused(
                        Problem.INVALID,
                        () -> erp.reads()
                                .in(
                                        ErpFixture.COMPANY,
                                        handle -> StockAsAt.get(handle, PIA, HAM, A, null, moment, null, null, null)));
            }
            Attempts.refused(
                    Problem.INVALID,
                    () -> erp.reads()
                            .in(
                                    ErpFixture.COMPANY,
                                    handle -> StockAsAt.get(handle, PIA, null, A, null, "x", null, null, null)));
        }
    }

    /** Against the ledger itself, which the answer never sums up. */
    @Property(tries = 5, shrinking = ShrinkingMode.OFF)
    void theDifferenceIsAlwaysTheListedMovesAndBothQuantitiesAreTheLedgers(@ForAll long seed) {
        Random random = new Random(seed);
        SetClock clock = new SetClock();
        try (ErpFixture erp = ErpFixture.create(clock)) {
            Warehouse.build(erp);
            int late = 0;
            for (int i = 1; i <= 30; i++) {
                clock.at(hour(i));
                int delay = random.nextBoolean() ? 0 : random.nextInt(i);
                receive(
                        erp,
                        random.nextBoolean() ? A : B,
                        random.nextBoolean() ? BIN_1 : BIN_2,
                        BigDecimal.valueOf(1 + random.nextInt(9_000), 3).toPlainString(),
                        hour(i - delay));
            }
            for (int i = 0; i < 25; i++) {
                Instant at = hour(random.nextInt(32));
                Instant knownAt = hour(random.nextInt(32));
                BinId bin = random.nextInt(3) == 0 ? BIN_1 : null;
                List<LateMove> listed = new ArrayList<>();
                @Nullable String cursor = null;
                AsAtView view;
                do {
                    view = ask(erp, PIA, A, bin, at, knownAt, cursor, 2);
                    listed.addAll(view.later().items());
                    cursor = view.later().next();
                } while (cursor != null);
                BigDecimal sum = listed.stream().map(LateMove::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
                assertThat(view.difference()).isEqualByComparingTo(sum);
                assertThat(view.asKnownNow().subtract(view.asKnownThen())).isEqualByComparingTo(sum);
                assertThat(view.asKnownNow()).isEqualByComparingTo(ledger(erp, bin, at, hour(1_000)));
                assertThat(view.asKnownThen()).isEqualByComparingTo(ledger(erp, bin, at, knownAt));
                assertThat(listed).allSatisfy(move -> {
                    assertThat(move.occurredAt()).isBeforeOrEqualTo(at);
                    assertThat(move.recordedAt()).isAfter(knownAt);
                });
                assertThat(listed).extracting(LateMove::move).doesNotHaveDuplicates();
                late += listed.size();
            }
            assertThat(late).as("moves that were recorded late").isPositive();
        }
    }

    @Test
    void whatMovedOrWasRecordedSinceIsFoundByAnIndexAndTheRestIsNotRead() {
        try (ErpFixture erp = ErpFixture.create()) {
            Warehouse.build(erp);
            erp.sql("""
                    insert into bin select 'NORTH', 'HAM', 'X-' || n from generate_series(0, 999) n;
                    insert into stock_move (company_id, site_id, item_id, bin_id, quantity, kind, document_id, line_no,
                                            person_id, occurred_at, recorded_at)
                    select 'NORTH', 'HAM', 'ITEM-A', 'X-' || n % 1000, 1, 'RECEIPT', 'RC-' || n, 1, 'wanda',
                           timestamptz '2020-01-01 00:00Z' + n * interval '1 minute',
                           timestamptz '2020-01-01 00:00Z' + n * interval '1 minute'
                      from generate_series(1, 20000) n;
                    analyze stock_move;
                    """);
            assertThat(plan(erp, "m.occurred_at > timestamptz '2020-01-14 20:00Z'"))
                    .contains("stock_move_by_time")
                    .doesNotContain("Seq Scan");
            assertThat(
                            plan(
                                    erp,
                                    "m.recorded_at > timestamptz '2020-01-14 20:00Z' and m.occurred_at <= timestamptz '2020-01-02 00:00Z'"))
                    .contains("stock_move_by_record")
                    .doesNotContain("Seq Scan");
        }
    }

    private static String plan(ErpFixture erp, String condition) {
        List<String> lines = erp.owner()
                .withHandle(handle ->
                        handle.createQuery("""
                                explain select sum(m.quantity)
                                  from stock_move m
                                 where m.company_id = 'NORTH' and m.site_id = 'HAM' and m.item_id = 'ITEM-A'
                                   and\s""" + condition).mapTo(String.class).list());
        return String.join("\n", lines);
    }

    private static Instant hour(int hours) {
        return START.plusSeconds(3600L * hours);
    }

    private static BigDecimal ledger(ErpFixture erp, @Nullable BinId bin, Instant at, Instant knownAt) {
        return erp.owner()
                .withHandle(handle -> handle.createQuery("""
                                select coalesce(sum(quantity), 0)
                                  from stock_move
                                 where site_id = 'HAM' and item_id = 'ITEM-A' and occurred_at <= :at
                                   and recorded_at <= :knownAt and (:bin::text is null or bin_id = :bin)""")
                        .bind("at", at)
                        .bind("knownAt", knownAt)
                        .bindByType("bin", bin, BinId.class)
                        .mapTo(BigDecimal.class)
                        .one());
    }

    private static void receive(ErpFixture erp, Sku item, BinId bin, String quantity, Instant occurredAt) {
        erp.useCases()
                .run(
                        new ReceiveGoods(),
                        new ReceiveGoods.Command(
                                HAM,
                                null,
                                Instant.EPOCH,
                                occurredAt,
                                List.of(new ReceiveGoods.Line(item, bin, new BigDecimal(quantity)))),
                        WANDA,
                        null);
    }

    private static AsAtView ask(
            ErpFixture erp,
            Actor actor,
            Sku item,
            @Nullable BinId bin,
            Instant at,
            @Nullable Instant knownAt,
            @Nullable String cursor,
            @Nullable Integer limit) {
        return erp.reads()
                .in(
                        ErpFixture.COMPANY,
                        handle -> StockAsAt.get(
                                handle,
                                actor,
                                HAM,
                                item,
                                bin,
                                at.toString(),
                                knownAt == null ? null : knownAt.toString(),
                                cursor,
                                limit));
    }

    /** A clock that is set by hand. */
    private static final class SetClock extends Clock {
        private Instant now = START;

        void at(Instant instant) {
            now = instant;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
