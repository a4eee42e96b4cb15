package io.setpoint.erp.warehousing;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.Sku;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class WavePlanTest {
    /** Whatever is wanted and wherever it stands: nothing twice, nothing that is not there, nothing left behind. */
    @Property(tries = 500)
    void aPlanTakesWhatIsWantedAsFarAsItIsThereInOneWalk(@ForAll long seed) {
        Random random = new Random(seed);
        Map<Sku, BigDecimal> there = new HashMap<>();
        List<WavePlan.Place> places = new ArrayList<>();
        for (int i = 0; i < random.nextInt(12); i++) {
            Sku item = new Sku("ITEM-" + random.nextInt(3));
            BigDecimal free = BigDecimal.valueOf(random.nextInt(7) - 1);
            places.add(new WavePlan.Place(
                    item, new BinId("B-" + i), null, null, free, BigDecimal.ZERO, random.nextInt(3)));
            there.merge(item, free.max(BigDecimal.ZERO), BigDecimal::add);
        }
        Map<Sku, BigDecimal> wanted = new HashMap<>();
        List<WavePlan.Wanted> lines = new ArrayList<>();
        for (int i = 0; i < random.nextInt(10); i++) {
            Sku item = new Sku("ITEM-" + random.nextInt(3));
            BigDecimal quantity = BigDecimal.valueOf(1 + random.nextInt(5));
            lines.add(new WavePlan.Wanted(new OrderId("SO-" + i / 2), i, item, quantity));
            wanted.merge(item, quantity, BigDecimal::add);
        }

        List<WavePlan.Pick> picks = WavePlan.of(lines, places);

        Map<Sku, BigDecimal> planned = new HashMap<>();
        Map<WavePlan.Place, BigDecimal> from = new HashMap<>();
        Map<WavePlan.Wanted, BigDecimal> served = new HashMap<>();
        Map<Integer, WavePlan.Place> stops = new HashMap<>();
        Set<BinId> walked = new HashSet<>();
        for (WavePlan.Pick pick : picks) {
            assertThat(pick.quantity()).isPositive();
            planned.merge(pick.line().item(), pick.quantity(), BigDecimal::add);
            from.merge(pick.place(), pick.quantity(), BigDecimal::add);
            served.merge(pick.line(), pick.quantity(), BigDecimal::add);
            assertThat(stops.computeIfAbsent(pick.stopNo(), no -> pick.place())).isEqualTo(pick.place());
            walked.add(pick.place().bin());
        }
        from.forEach((place, quantity) -> assertThat(quantity).isLessThanOrEqualTo(place.free()));
        served.forEach((line, quantity) -> assertThat(quantity).isLessThanOrEqualTo(line.quantity()));
        wanted.forEach((item, quantity) -> assertThat(planned.getOrDefault(item, BigDecimal.ZERO))
                .isEqualByComparingTo(quantity.min(there.getOrDefault(item, BigDecimal.ZERO))));
        assertThat(stops).hasSize(walked.size());
        for (int no = 2; no <= stops.size(); no++) {
            assertThat(List.of(Objects.requireNonNull(stops.get(no - 1)), Objects.requireNonNull(stops.get(no))))
                    .isSortedAccordingTo(comparing(WavePlan.Place::turn).thenComparing(WavePlan.Place::bin));
        }
    }
}
