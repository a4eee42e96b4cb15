package io.setpoint.erp.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.events.Tracking;
import io.setpoint.contracts.events.UnplacedReason;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.inventory.MasterData.ItemRow;
import io.setpoint.erp.inventory.PutAwayPlan.Bin;
import io.setpoint.erp.inventory.PutAwayPlan.Goods;
import io.setpoint.erp.inventory.PutAwayPlan.Placed;
import io.setpoint.erp.inventory.PutAwayPlan.Rule;
import io.setpoint.erp.organization.api.BinKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PutAwayPlanTest {
    private static final BinId DOCK = new BinId("DOCK");
    private static final Rule ANY_IN_S = rule(null, "S", List.of(), PutAwayStrategy.EMPTY_BIN);

    @Test
    void rulesAreAskedInTheirOrderAndFillBinsAlongTheWalk() {
        List<Bin> bins =
                List.of(bin("S-3", "S", "10", 1, "0"), bin("S-1", "S", "10", 2, "0"), bin("P-1", "P", "5", 9, "3"));
        List<Rule> rules = List.of(
                rule(new Sku("X"), null, List.of(new BinId("P-1")), PutAwayStrategy.FIXED_BIN),
                rule(null, "S", List.of(), PutAwayStrategy.WITH_SAME_ITEM),
                ANY_IN_S);

        assertThat(plan(rules, bins, Map.of(new BinId("S-1"), Set.of(new Sku("X"))), "X", "14"))
                .containsExactly("2 to P-1", "10 to S-1", "2 to S-3");
        assertThat(plan(rules, bins, Map.of(), "Y", "14")).containsExactly("10 to S-3", "4 to S-1");
        assertThat(plan(rules, bins, Map.of(), "Y", "25")).containsExactly("10 to S-3", "10 to S-1", "5 NO_ROOM");
    }

    @Test
    void goodsWithoutARuleAndBinsThatKeepNoGoodsAreLeftAlone() {
        List<Bin> bins = List.of(
                bin("S-1", "S", null, null, "0"),
                new Bin(new BinId("Q-1"), "S", BinKind.QUALITY, null, null, BigDecimal.ZERO));
        Rule other = rule(new Sku("Z"), "S", List.of(), PutAwayStrategy.EMPTY_BIN);

        assertThat(plan(List.of(other), bins, Map.of(), "X", "1")).containsExactly("1 NO_RULE");
        assertThat(plan(List.of(ANY_IN_S), bins, Map.of(), "X", "1000")).containsExactly("1000 to S-1");
    }

    @Test
    void aSerialIsNotSplit() {
        ItemRow item = item("X", Tracking.SERIAL);
        List<Placed> placed = PutAwayPlan.of(
                List.of(ANY_IN_S),
                List.of(bin("S-1", "S", "0.5", null, "0"), bin("S-2", "S", "1", null, "0")),
                Map.of(),
                List.of(new Goods(1, item, null, DOCK, BigDecimal.ONE)));
        assertThat(placed).singleElement().satisfies(one -> assertThat(one.to()).isEqualTo(new BinId("S-2")));
    }

    @Test
    void serialsOfAnItemShareAnEmptyBinAndLotsDoNot() {
        List<Bin> bins =
                List.of(bin("S-1", "S", "10", 1, "0"), bin("S-2", "S", "10", 2, "0"), bin("S-3", "S", "10", 3, "0"));
        List<Goods> goods = new ArrayList<>();
        for (String serial : new String[] {"1", "2", "3"}) {
            goods.add(new Goods(1, item("X", Tracking.SERIAL), new LotNumber(serial), DOCK, BigDecimal.ONE));
        }
        goods.add(new Goods(2, item("Y", Tracking.LOT), new LotNumber("L-1"), DOCK, BigDecimal.ONE));
        goods.add(new Goods(3, item("Y", Tracking.LOT), new LotNumber("L-2"), DOCK, BigDecimal.ONE));

        assertThat(PutAwayPlan.of(List.of(ANY_IN_S), bins, Map.of(), goods))
                .extracting(one -> one.to() == null ? "nowhere" : one.to().value())
                .containsExactly("S-1", "S-1", "S-1", "S-2", "S-3");
    }

    @Property(tries = 300)
    void nothingIsLostAndNoBinTakesMoreThanItHasRoom(@ForAll long seed) {
        Random random = new Random(seed);
        List<Bin> bins = new ArrayList<>();
        Map<BinId, Set<Sku>> standing = new HashMap<>();
        for (int i = 0; i < 1 + random.nextInt(6); i++) {
            int filled = random.nextInt(3) == 0 ? 0 : random.nextInt(12);
            bins.add(bin(
                    "S-" + i,
                    random.nextBoolean() ? "S" : "T",
                    random.nextInt(4) == 0 ? null : String.valueOf(1 + random.nextInt(12)),
                    random.nextBoolean() ? i : null,
                    String.valueOf(filled)));
            if (filled > 0) {
                standing.put(new BinId("S-" + i), new HashSet<>(Set.of(new Sku("I" + random.nextInt(3)))));
            }
        }
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < random.nextInt(4); i++) {
            PutAwayStrategy strategy = List.of(PutAwayStrategy.values()).get(random.nextInt(3));
            boolean zone = strategy != PutAwayStrategy.FIXED_BIN && random.nextBoolean();
            rules.add(rule(
                    random.nextBoolean() ? null : new Sku("I" + random.nextInt(3)),
                    zone ? "S" : null,
                    zone
                            ? List.of()
                            : List.of(bins.get(random.nextInt(bins.size())).bin()),
                    strategy));
        }
        List<Goods> goods = new ArrayList<>();
        for (int i = 1; i <= 1 + random.nextInt(5); i++) {
            goods.add(new Goods(
                    i,
                    item("I" + random.nextInt(3), Tracking.NONE),
                    null,
                    DOCK,
                    BigDecimal.valueOf(1 + random.nextInt(30))));
        }
        List<Placed> placed = PutAwayPlan.of(rules, bins, standing, goods);

        for (Goods one : goods) {
            assertThat(sum(placed.stream()
                            .filter(part -> part.goods().lineNo() == one.lineNo())
                            .toList()))
                    .isEqualByComparingTo(one.quantity());
        }
        assertThat(placed).allSatisfy(part -> {
            assertThat(part.quantity()).isPositive();
            assertThat(part.to() == null).isEqualTo(part.unplaced() != null);
        });
        for (Bin bin : bins) {
            BigDecimal more = sum(
                    placed.stream().filter(part -> bin.bin().equals(part.to())).toList());
            BigDecimal capacity = bin.capacity();
            if (capacity != null && more.signum() > 0) {
                assertThat(bin.filled().add(more)).isLessThanOrEqualTo(capacity);
            }
        }
        assertThat(placed.stream()
                        .filter(part -> part.unplaced() == UnplacedReason.NO_RULE)
                        .map(part -> part.goods().item()))
                .allSatisfy(item -> assertThat(rules).noneMatch(rule -> rule.answers(item)));
    }

    private static BigDecimal sum(List<Placed> placed) {
        return placed.stream().map(Placed::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static List<String> plan(
            List<Rule> rules, List<Bin> bins, Map<BinId, Set<Sku>> standing, String item, String quantity) {
        return PutAwayPlan.of(
                        rules,
                        bins,
                        standing,
                        List.of(new Goods(1, item(item, Tracking.NONE), null, DOCK, new BigDecimal(quantity))))
                .stream()
                .map(one -> one.quantity() + (one.to() == null ? " " + one.unplaced() : " to " + one.to()))
                .collect(Collectors.toList());
    }

    private static ItemRow item(String sku, Tracking tracking) {
        return new ItemRow(new Sku(sku), "valves", "A", "EA", BigDecimal.ONE, tracking, false);
    }

    private static Rule rule(@Nullable Sku item, @Nullable String zone, List<BinId> bins, PutAwayStrategy strategy) {
        return new Rule(item, null, null, zone, bins, strategy);
    }

    private static Bin bin(
            String bin, String zone, @Nullable String capacity, @Nullable Integer sequence, String filled) {
        return new Bin(
                new BinId(bin),
                zone,
                BinKind.STORAGE,
                capacity == null ? null : new BigDecimal(capacity),
                sequence,
                new BigDecimal(filled));
    }
}
