package io.setpoint.erp.inventory;

import static io.setpoint.erp.Warehouse.A;
import static io.setpoint.erp.Warehouse.B;
import static io.setpoint.erp.Warehouse.BIN_1;
import static io.setpoint.erp.Warehouse.BIN_2;
import static io.setpoint.erp.Warehouse.C;
import static io.setpoint.erp.Warehouse.CARLA;
import static io.setpoint.erp.Warehouse.CONRAD;
import static io.setpoint.erp.Warehouse.HAM;
import static io.setpoint.erp.Warehouse.WANDA;
import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.AdjustmentReason;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.CompanyId;
import io.setpoint.contracts.values.CountId;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.Attempts;
import io.setpoint.erp.ErpFixture;
import io.setpoint.erp.MovableClock;
import io.setpoint.erp.Warehouse;
import io.setpoint.erp.inventory.api.StockReservations;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Problem;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hamburg, where class A is counted every 3 days, B every 5 and C every 9. */
class CountPlanTest {
    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
    private static final Map<String, Integer> DAYS = Map.of("A", 3, "B", 5, "C", 9);

    private final MovableClock clock = new MovableClock(START);
    private final ErpFixture erp = ErpFixture.create(clock);
    private final StartPlannedCount start = new StartPlannedCount(new StartCount());

    @BeforeEach
    void build() {
        Warehouse.build(erp);
        receive(A, BIN_1, "50");
    }

    @AfterEach
    void close() {
        erp.close();
    }

    @Test
    void aPlaceIsDueSoManyDaysAfterItsLastCount() {
        set(policy(false, null));
        assertThat(places()).singleElement().satisfies(place -> {
            assertThat(place.dueOn()).isEqualTo(LocalDate.parse("2026-11-26"));
            assertThat(place.state()).isEqualTo(CountPlan.State.LATER);
            assertThat(place.covered()).as("never counted").isFalse();
        });
        Attempts.refused(Problem.NOTHING_TO_DO, () -> start(5, null));
        clock.advance(Duration.ofDays(3));
        assertThat(places().get(0).state()).isEqualTo(CountPlan.State.DUE);
        clock.advance(Duration.ofDays(1));
        assertThat(places().get(0).state()).isEqualTo(CountPlan.State.OVERDUE);
        assertThat(coverage("A")).isEqualTo("1 places, 0 covered, 0 due, 1 overdue, 0.0 %");
        assertThat(coverage("B")).isEqualTo("0 places, 0 covered, 0 due, 0 overdue, 100 %");

        Attempts.refused(Problem.NOTHING_TO_DO, () -> start(5, "B"));
        CountSheet sheet = start(5, "A");
        assertThat(places().get(0).count()).isEqualTo(sheet.count());
        Attempts.refused(Problem.NOTHING_TO_DO, () -> start(5, "A"));
        count(sheet);
        assertThat(places()).singleElement().satisfies(place -> {
            assertThat(place.dueOn()).isEqualTo(LocalDate.parse("2026-11-30"));
            assertThat(place.covered()).isTrue();
            assertThat(place.count()).isNull();
        });
        assertThat(coverage("A")).isEqualTo("1 places, 1 covered, 0 due, 0 overdue, 100.0 %");
        assertThat(erp.rows("event where type = 'setpoint.inventory.count-policy-set.v1'"))
                .isEqualTo(1);
    }

    @Test
    void whatHappensToABinMakesItsCountDueAtOnce() {
        receive(B, BIN_1, "10");
        receive(B, BIN_2, "4");
        receive(C, BIN_2, "19");
        set(policy(true, new BigDecimal("100")));
        clock.advance(Duration.ofHours(1));
        Warehouse.orders(erp, 1, B);
        ship(B, BIN_2, "4");
        erp.sql("""
                insert into shipment (company_id, shipment_id, order_id, site_id, state, picked_at, picked_by)
                  values ('NORTH', 'SH-2', 'SO-1', 'HAM', 'PICKED', '%1$s', 'wanda');
                insert into shipment_line (company_id, shipment_id, pick_no, order_id, line_no, item_id, bin_id,
                                           required_quantity, quantity, short_reason)
                  values ('NORTH', 'SH-2', 1, 'SO-1', 1, 'ITEM-B', 'A-01-1', 5, 2, 'BIN_EMPTY');
                """.formatted(clock.instant()));
        adjust(A, BIN_1, "-9");
        adjust(C, BIN_2, "-11");
        clock.advance(Duration.ofHours(1));

        assertThat(places())
                .map(place -> place.item() + " " + place.bin() + " " + place.state() + " " + place.reason())
                .containsExactly(
                        "ITEM-B A-01-1 DUE SHORT_PICK",
                        "ITEM-B A-01-2 DUE EMPTIED",
                        "ITEM-C A-01-2 DUE ADJUSTMENT",
                        "ITEM-A A-01-1 LATER FREQUENCY");
        count(start(9, null));
        assertThat(places())
                .as("the empty bin is counted, and gone from the plan")
                .map(CountPlan.Place::state)
                .containsOnly(CountPlan.State.LATER)
                .hasSize(3);
    }

    @Test
    void theMostPressingBinsComeFirstAndWholly() {
        set(policy(false, null));
        receive(C, BIN_1, "5");
        receive(B, BIN_2, "5");
        clock.advance(Duration.ofDays(10));
        CountSheet sheet = start(1, null);
        assertThat(sheet.lines())
                .map(line -> line.item() + " " + line.bin())
                .containsExactly("ITEM-A A-01-1", "ITEM-C A-01-1");
        assertThat(start(1, null).lines()).map(CountSheet.Line::bin).containsExactly(BIN_2);
    }

    @Test
    void twoWhoStartAtOnceDoNotCountTheSameBin() throws InterruptedException {
        receive(B, BIN_2, "5");
        set(policy(false, null));
        clock.advance(Duration.ofDays(10));
        List<Callable<CountSheet>> starts = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Actor who = i % 2 == 0 ? CARLA : CONRAD;
            starts.add(() -> erp.run(start, new StartPlannedCount.Command(HAM, 1, null), who));
        }
        Attempts.inParallel(starts);
        assertThat(erp.rows("cycle_count_line")).isEqualTo(2);
        assertThat(erp.rows("(select distinct item_id, bin_id from cycle_count_line) l"))
                .isEqualTo(2);
    }

    /** Played over 40 days with goods that come and go: no place waits longer than its class, and none is overdue. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void underThePolicyEveryBinIsCountedAtItsFrequency(long seed) {
        Random random = new Random(seed);
        List<BinId> bins = new ArrayList<>();
        for (int i = 1; i <= 8; i++) {
            erp.sql("insert into bin values ('NORTH', 'HAM', 'P-0%d')".formatted(i));
            bins.add(new BinId("P-0" + i));
        }
        set(policy(false, null));
        Map<String, LocalDate> since = new HashMap<>();
        since.put(key(A, BIN_1), today());
        int counted = 0;
        for (int day = 0; day < 40; day++) {
            Sku item = List.of(A, B, C).get(random.nextInt(3));
            BinId bin = bins.get(random.nextInt(bins.size()));
            receive(item, bin, "3");
            since.putIfAbsent(key(item, bin), today());

            Set<String> due = new HashSet<>();
            since.forEach((place, last) -> {
                if (!today().isBefore(last.plusDays(days(place)))) {
                    due.add(place);
                }
            });
            assertThat(places().stream()
                            .filter(place -> place.state() != CountPlan.State.LATER)
                            .map(place -> key(place.item(), place.bin())))
                    .as("due on %s", today())
                    .containsExactlyInAnyOrderElementsOf(due);
            if (!due.isEmpty()) {
                CountSheet sheet = start(200, null);
                count(sheet);
                for (CountSheet.Line line : sheet.lines()) {
                    LocalDate last = since.put(key(line.item(), line.bin()), today());
                    assertThat(last).isEqualTo(today().minusDays(days(key(line.item(), line.bin()))));
                    counted++;
                }
                assertThat(sheet.lines()).hasSameSizeAs(due);
            }
            assertThat(places()).noneMatch(place -> place.state() != CountPlan.State.LATER);
            clock.advance(Duration.ofDays(1));
        }
        assertThat(counted).isGreaterThan(60);
        // What came during the last days was not due before the end; everything older is covered.
        assertThat(places().stream().filter(place -> !place.covered()))
                .allSatisfy(place -> assertThat(place.lastCountedAt()).isNull());
    }

    @Test
    void whoLacksTheRightOrTheSiteSetsAndStartsNothing() {
        Attempts.refused(Problem.NOT_FOUND, () -> start(5, null));
        int before = Warehouse.written(erp);
        Attempts.refused(Problem.FORBIDDEN, () -> erp.run(new SetCountPolicy(), policy(true, null), WANDA));
        Actor rotterdam = Warehouse.personAt("rita", "ROT", Permission.MANAGE_COUNTS, Permission.VIEW);
        Attempts.refused(Problem.FORBIDDEN, () -> erp.run(new SetCountPolicy(), policy(true, null), rotterdam));
        Attempts.refused(
                Problem.FORBIDDEN, () -> erp.run(start, new StartPlannedCount.Command(HAM, 1, null), rotterdam));
        Actor south = new Actor(
                new PersonId("sue"),
                new CompanyId("SOUTH"),
                Set.of(Permission.MANAGE_COUNTS, Permission.VIEW),
                Map.of());
        Attempts.refused(Problem.UNKNOWN_REFERENCE, () -> erp.run(new SetCountPolicy(), policy(true, null), south));
        Attempts.refused(
                Problem.INVALID, () -> erp.run(new SetCountPolicy(), policy(true, new BigDecimal("-1")), CARLA));
        Attempts.refused(
                Problem.NOT_FOUND,
                () -> erp.reads().in(south.company(), handle -> CountPlan.coverage(handle, HAM, clock.instant())));
        assertThat(Warehouse.written(erp)).isEqualTo(before);
    }

    @Test
    void thePlanIsPagedByWhatPressesMost() {
        receive(B, BIN_1, "1");
        receive(C, BIN_2, "1");
        set(policy(false, null));
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            Page<CountPlan.Place> page = page(cursor, 1);
            page.items().forEach(place -> seen.add(place.item().value()));
            cursor = page.next();
        } while (cursor != null);
        assertThat(seen).containsExactly("ITEM-A", "ITEM-B", "ITEM-C");
        Attempts.refused(Problem.INVALID, () -> page("2026-13-01~a~b~c", 1));
    }

    private static CountPolicy policy(boolean events, @Nullable BigDecimal above) {
        return new CountPolicy(HAM, 3, 5, 9, events, events, above);
    }

    private void set(CountPolicy policy) {
        erp.run(new SetCountPolicy(), policy, CARLA);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), java.time.ZoneId.of("Europe/Berlin"));
    }

    private static String key(Sku item, BinId bin) {
        return item + " " + bin;
    }

    private static int days(String place) {
        return Objects.requireNonNull(DAYS.get(place.substring(5, 6)));
    }

    private CountSheet start(int bins, @Nullable String abc) {
        return erp.run(start, new StartPlannedCount.Command(HAM, bins, abc), CARLA);
    }

    /** Counts what the book has. */
    private void count(CountSheet sheet) {
        for (CountSheet.Line line : sheet.lines()) {
            BigDecimal book = erp.owner()
                    .withHandle(handle -> handle.createQuery(
                                    "select on_hand from stock_bin where item_id = :item and bin_id = :bin")
                            .bind("item", line.item().value())
                            .bind("bin", line.bin().value())
                            .mapTo(BigDecimal.class)
                            .one());
            erp.run(new CountLine(), new CountLine.Command(sheet.count(), line.lineNo(), book, null), WANDA);
        }
        CountId count = sheet.count();
        erp.run(new CompleteCount(), new CompleteCount.Command(count), CARLA);
    }

    private List<CountPlan.Place> places() {
        return page(null, 200).items();
    }

    private Page<CountPlan.Place> page(@Nullable String cursor, int limit) {
        return erp.reads()
                .in(
                        ErpFixture.COMPANY,
                        handle -> CountPlan.places(handle, HAM, clock.instant(), null, null, cursor, limit));
    }

    private String coverage(String abc) {
        return erp.reads().in(ErpFixture.COMPANY, handle -> CountPlan.coverage(handle, HAM, clock.instant())).stream()
                .filter(row -> row.abc().equals(abc))
                .map(row -> "%d places, %d covered, %d due, %d overdue, %s %%"
                        .formatted(row.places(), row.covered(), row.due(), row.overdue(), row.coveragePercent()))
                .findFirst()
                .orElseThrow();
    }

    private void receive(Sku item, BinId bin, String quantity) {
        erp.run(
                new ReceiveGoods(),
                new ReceiveGoods.Command(
                        HAM,
                        null,
                        clock.instant(),
                        clock.instant(),
                        List.of(new ReceiveGoods.Line(item, bin, new BigDecimal(quantity)))),
                WANDA);
    }

    private void adjust(Sku item, BinId bin, String quantity) {
        erp.run(
                new ProposeAdjustment(),
                new ProposeAdjustment.Command(
                        HAM,
                        item,
                        bin,
                        new BigDecimal(quantity),
                        AdjustmentReason.DAMAGE,
                        null,
                        null,
                        null,
                        null,
                        null),
                CONRAD);
    }

    private void ship(Sku item, BinId bin, String quantity) {
        StockReservations stock = new Inventory().reservations();
        OrderId order = new OrderId("SO-1");
        erp.elsewhere(work -> {
            stock.lock(work, HAM, List.of(item));
            stock.reserve(work, HAM, order, List.of(new StockReservations.Reserved(1, item, new BigDecimal(quantity))));
            stock.ship(
                    work,
                    HAM,
                    new ShipmentId("SH-1"),
                    order,
                    List.of(new StockReservations.Picked(1, item, bin, new BigDecimal(quantity))),
                    work.now());
        });
    }
}
