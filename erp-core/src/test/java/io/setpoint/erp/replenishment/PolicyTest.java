package io.setpoint.erp.replenishment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.setpoint.contracts.events.ReplenishmentKind;
import io.setpoint.contracts.values.SupplierId;
import io.setpoint.erp.Warehouse;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PolicyTest {
    private static Policy policy(
            ReplenishmentKind kind, @Nullable String low, @Nullable String target, @Nullable Integer cover) {
        return new Policy(
                Warehouse.HAM,
                Warehouse.A,
                LocalDate.EPOCH,
                kind,
                new SupplierId("LIND"),
                low == null ? null : new BigDecimal(low),
                target == null ? null : new BigDecimal(target),
                cover,
                30,
                new BigDecimal("12"),
                new BigDecimal("24"));
    }

    private static Policy.Supply supply(String demand, String onHand) {
        BigDecimal none = BigDecimal.ZERO;
        return new Policy.Supply(new BigDecimal(demand), new BigDecimal(onHand), none, none, none, none, none, none, 7);
    }

    @Test
    void eachKindSuggestsInMultiplesAndAtLeastTheMinimumOfTheSupplier() {
        assertThat(policy(ReplenishmentKind.MIN_MAX, "20", "100", null)
                        .suggest(supply("0", "21"))
                        .quantity())
                .isZero();
        assertThat(policy(ReplenishmentKind.MIN_MAX, "20", "100", null)
                        .suggest(supply("0", "20"))
                        .quantity())
                .isEqualByComparingTo("84");
        assertThat(policy(ReplenishmentKind.REORDER_POINT, "20", "5", null)
                        .suggest(supply("0", "-3"))
                        .quantity())
                .isEqualByComparingTo("24");
        Policy.Result cover =
                policy(ReplenishmentKind.COVER_DAYS, null, null, 14).suggest(supply("100", "10"));
        assertThat(cover.quantity()).as("100 / 30 × 21 = 70, less 10").isEqualByComparingTo("60");
        assertThat(cover.steps()).contains(new Policy.Step("= needed", new BigDecimal("60.000")));
    }

    @Test
    void aPolicyHasTheFiguresOfItsKindOnly() {
        assertThatThrownBy(() -> policy(ReplenishmentKind.MIN_MAX, "20", "20", null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> policy(ReplenishmentKind.MIN_MAX, "20", null, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> policy(ReplenishmentKind.COVER_DAYS, "20", "30", 5))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> policy(ReplenishmentKind.COVER_DAYS, null, null, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** The same by whole thousandths, counted up instead of divided. */
    @Property(tries = 2000)
    void aHandRecomputationGivesTheSame(@ForAll ReplenishmentKind kind, @ForAll long seed) {
        Random random = new Random(seed);
        long low = random.nextInt(200_000);
        long target =
                kind == ReplenishmentKind.MIN_MAX ? low + 1 + random.nextInt(300_000) : 1L + random.nextInt(300_000);
        int cover = 1 + random.nextInt(60);
        int source = 1 + random.nextInt(90);
        long multiple = 1L + random.nextInt(30_000);
        long minimum = random.nextInt(60_000);
        long[] figures = new long[8];
        for (int i = 0; i < figures.length; i++) {
            figures[i] = random.nextInt(3) == 0 ? 0 : random.nextInt(150_000);
        }
        int lead = random.nextInt(30);

        long position = figures[1] - figures[2] - figures[3] - figures[4] + figures[5] + figures[6] + figures[7];
        long need;
        if (kind == ReplenishmentKind.COVER_DAYS) {
            long total = figures[0] * ((long) lead + cover);
            long wanted = total / source + (total % source == 0 ? 0 : 1);
            need = Math.max(0, wanted - position);
        } else if (position > low) {
            need = 0;
        } else {
            need = kind == ReplenishmentKind.MIN_MAX ? target - position : target;
        }
        long expected = 0;
        while (need > 0 && expected < Math.max(need, minimum)) {
            expected += multiple;
        }

        boolean days = kind == ReplenishmentKind.COVER_DAYS;
        Policy policy = new Policy(
                Warehouse.HAM,
                Warehouse.A,
                LocalDate.EPOCH,
                kind,
                new SupplierId("LIND"),
                days ? null : units(low),
                days ? null : units(target),
                days ? cover : null,
                source,
                units(multiple),
                units(minimum));
        Policy.Result result = policy.suggest(new Policy.Supply(
                units(figures[0]),
                units(figures[1]),
                units(figures[2]),
                units(figures[3]),
                units(figures[4]),
                units(figures[5]),
                units(figures[6]),
                units(figures[7]),
                lead));
        assertThat(result.quantity()).isEqualByComparingTo(units(expected));
        assertThat(result.steps().stream()
                        .filter(step -> step.what().equals("= position"))
                        .findFirst()
                        .orElseThrow()
                        .value())
                .isEqualByComparingTo(units(position));
    }

    private static BigDecimal units(long thousandths) {
        return new BigDecimal(BigInteger.valueOf(thousandths), 3);
    }
}
