package io.setpoint.dashboards.cells;

import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.kpi.Kpi;
import io.setpoint.contracts.kpi.KpiCell;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CellStoreTest {
    private static final long START = 1_795_000_000_000_000L;

    private final MovableClock clock = new MovableClock();
    private final CellStore store = new CellStore(clock);

    @Test
    void twoCellsOfOneCommitAreNeverSeenApart() {
        store.expect(2);
        Random random = new Random(7);
        long sumSeen = 0;
        int views = 0;
        for (int commit = 1; commit <= 500; commit++) {
            long stamp = START + commit;
            int amount = random.nextInt(9);
            long before = total();
            store.take(cell("GOT1", sumAt("GOT1") + amount, commit, stamp));
            store.settle();
            assertThat(total()).isEqualTo(before);
            store.take(0, new KpiCell.Complete(stamp, 0, 1));
            store.settle();
            assertThat(total()).isEqualTo(before);
            store.take(cell("MMA1", sumAt("MMA1") - amount, commit, stamp));
            store.take(1, new KpiCell.Complete(stamp, 0, 1));
            store.settle();
            sumSeen += Math.abs(total());
            views++;
        }
        assertThat(views).isEqualTo(500);
        assertThat(sumSeen).isZero();
        assertThat(sumAt("GOT1")).isPositive();
    }

    @Test
    void completeIsTheMinimumOverWritersAndSurvivesAChangeOfTheirNumber() {
        store.expect(1);
        store.take(0, new KpiCell.Complete(START + 10, 0, 2));
        store.settle();
        assertThat(store.complete().stamp()).isZero();
        store.take(0, new KpiCell.Complete(START + 5, 1, 2));
        store.settle();
        assertThat(store.complete().stamp()).isEqualTo(START + 5);
        store.take(0, new KpiCell.Complete(START + 3, 0, 1));
        store.settle();
        assertThat(store.complete().stamp()).isEqualTo(START + 5);
        store.take(0, new KpiCell.Complete(START + 20, 0, 1));
        store.settle();
        assertThat(store.complete().stamp()).isEqualTo(START + 20);
    }

    @Test
    void aRepeatedCellChangesNothingAndAnOlderOneDoesNotComeBack() {
        List<KpiCell> told = new ArrayList<>();
        store.onChange(told::addAll);
        store.expect(1);
        store.take(cell("GOT1", 5, 1, START + 1));
        store.take(cell("GOT1", 6, 2, START + 2));
        promise(START + 2);
        store.take(cell("GOT1", 5, 1, START + 1));
        store.take(cell("GOT1", 6, 2, START + 2));
        promise(START + 3);
        assertThat(sumAt("GOT1")).isEqualTo(6);
        assertThat(told).extracting(KpiCell::revision).containsExactly(1L, 2L);
        assertThat(store.size()).isEqualTo(1);
    }

    @Test
    void theLastTenMinutesCanBeAskedForAndNoMoreIsKept() {
        store.expect(1);
        for (int minute = 0; minute < 60; minute++) {
            long stamp = START + minute * 60_000_000L;
            store.take(cell("GOT1", minute, minute + 1, stamp));
            promise(stamp);
        }
        long end = START + 59 * 60_000_000L;
        assertThat(sum("GOT1", end)).isEqualTo(59);
        assertThat(sum("GOT1", end - 1)).isEqualTo(58);
        assertThat(sum("GOT1", end - 9 * 60_000_000L - 1)).isEqualTo(49);
        assertThat(sum("GOT1", START + 10 * 60_000_000L)).as("forgotten").isZero();
    }

    @Test
    void aPositionIsReachedWhenItsMarkerIsComplete() throws Exception {
        store.expect(1);
        store.cover(1000, START + 10);
        store.cover(2000, START + 20);
        promise(START + 10);
        assertThat(store.awaitPosition(1000, Duration.ZERO)).isTrue();
        assertThat(store.awaitPosition(1001, Duration.ZERO)).isFalse();
        assertThat(store.complete().lsn()).isEqualTo(1000);
        for (int i = 0; i < 30_000; i++) {
            store.cover(3000 + i, START + 30 + i);
        }
        promise(START + 100_000);
        assertThat(store.awaitPosition(2000, Duration.ZERO)).isTrue();
        assertThat(store.awaitPosition(32_000, Duration.ZERO)).isTrue();
        assertThat(store.awaitPosition(40_000, Duration.ofMillis(20))).isFalse();
    }

    @Test
    void aPositionBehindAPageHeaderMeansTheRecordBeforeIt() {
        assertThat(CellStore.recordEnd(8192 * 7 + 24)).isEqualTo(8192 * 7);
        assertThat(CellStore.recordEnd(16L * 1024 * 1024 * 3 + 40)).isEqualTo(16L * 1024 * 1024 * 3);
        assertThat(CellStore.recordEnd(8192 * 7 + 32)).isEqualTo(8192 * 7 + 32);
    }

    @Test
    void standingStillMakesItStaleAndSaysSinceWhen() {
        store.expect(1);
        clock.now = Instant.EPOCH.plusNanos((START + 1_000_000) * 1000);
        promise(START);
        assertThat(store.complete().stale()).isFalse();
        Instant moved = clock.now;
        clock.now = moved.plusSeconds(6);
        assertThat(store.complete().stale()).isTrue();
        assertThat(store.complete().since()).isEqualTo(moved);
        promise(START + 6_000_000);
        assertThat(store.complete().stale()).isFalse();
    }

    private void promise(long stamp) {
        store.take(0, new KpiCell.Complete(stamp, 0, 1));
        store.settle();
    }

    private static KpiCell cell(String site, long numerator, long revision, long stamp) {
        return new KpiCell("adj_net", 1, "HALDEN", site, "day:2026-11-23", numerator, 0, revision, stamp);
    }

    private long total() {
        return sumAt("GOT1") + sumAt("MMA1");
    }

    private long sumAt(String site) {
        return sum(site, null);
    }

    private long sum(String site, @Nullable Long at) {
        return store.cells("HALDEN", Kpi.ADJUSTMENT_VALUE_NET, List.of(site), null, null, at).stream()
                .mapToLong(KpiCell::numerator)
                .sum();
    }

    private static final class MovableClock extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
