package io.setpoint.erp.inventory;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;

import io.setpoint.contracts.events.Tracking;
import io.setpoint.contracts.events.UnplacedReason;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.inventory.MasterData.ItemRow;
import io.setpoint.erp.organization.api.BinKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where received goods go: rules are asked in their order, each fills the bins it names as far as they have room, and what
 * is left goes to the next rule. Goods for which no rule is left stay where they are.
 */
final class PutAwayPlan {
    /** A rule of a site. */
    record Rule(
            @Nullable Sku item,
            @Nullable String category,
            @Nullable String abc,
            @Nullable String zone,
            List<BinId> bins,
            PutAwayStrategy strategy) {
        Rule {
            bins = List.copyOf(bins);
        }

        boolean answers(ItemRow goods) {
            return (item == null || item.equals(goods.itemId()))
                    && (category == null || category.equals(goods.category()))
                    && (abc == null || abc.equals(goods.abc()));
        }
    }

    /** A bin as it is now; {@code filled} is what stands in it and what is directed to it. */
    record Bin(
            BinId bin,
            @Nullable String zone,
            BinKind kind,
            @Nullable BigDecimal capacity,
            @Nullable Integer sequence,
            BigDecimal filled) {}

    /** Goods in a receiving bin. */
    record Goods(int lineNo, ItemRow item, @Nullable LotNumber lot, BinId from, BigDecimal quantity) {}

    /** A quantity of goods with its bin, or without and why. */
    record Placed(
            Goods goods,
            BigDecimal quantity,
            @Nullable BinId to,
            @Nullable UnplacedReason unplaced) {}

    private final List<Rule> rules;
    private final Map<BinId, Bin> bins = new LinkedHashMap<>();
    /** What this plan has put into bins that were empty. */
    private final Map<BinId, Goods> begun = new HashMap<>();

    private final Map<BinId, BigDecimal> filled = new HashMap<>();
    private final Map<BinId, Set<Sku>> standing;

    private PutAwayPlan(List<Rule> rules, Collection<Bin> bins, Map<BinId, Set<Sku>> standing) {
        this.rules = rules;
        bins.stream()
                .sorted(comparing(Bin::sequence, nullsLast(naturalOrder())).thenComparing(Bin::bin))
                .forEach(bin -> {
                    this.bins.put(bin.bin(), bin);
                    filled.put(bin.bin(), bin.filled());
                });
        this.standing = new HashMap<>();
        standing.forEach((bin, items) -> this.standing.put(bin, new HashSet<>(items)));
    }

    /**
     * The plan for all goods of a receipt.
     *
     * @param bins those that the rules name
     * @param standing which of the items stand in which bins or are directed there
     */
    static List<Placed> of(
            List<Rule> rules, Collection<Bin> bins, Map<BinId, Set<Sku>> standing, Collection<Goods> goods) {
        PutAwayPlan plan = new PutAwayPlan(rules, bins, standing);
        List<Placed> placed = new ArrayList<>();
        goods.forEach(one -> plan.place(one, placed));
        return placed;
    }

    private void place(Goods goods, List<Placed> placed) {
        BigDecimal left = goods.quantity();
        boolean answered = false;
        for (Rule rule : rules) {
            if (!rule.answers(goods.item())) {
                continue;
            }
            answered = true;
            for (Bin bin : candidates(rule, goods)) {
                BigDecimal fits = fits(bin, goods, left);
                if (fits.signum() > 0) {
                    placed.add(new Placed(goods, fits, bin.bin(), null));
                    if (filled.getOrDefault(bin.bin(), BigDecimal.ZERO).signum() == 0) {
                        begun.put(bin.bin(), goods);
                    }
                    filled.merge(bin.bin(), fits, BigDecimal::add);
                    standing.computeIfAbsent(bin.bin(), key -> new HashSet<>())
                            .add(goods.item().itemId());
                    left = left.subtract(fits);
                }
                if (left.signum() == 0) {
                    return;
                }
            }
        }
        placed.add(new Placed(goods, left, null, answered ? UnplacedReason.NO_ROOM : UnplacedReason.NO_RULE));
    }

    private List<Bin> candidates(Rule rule, Goods goods) {
        List<Bin> named = rule.zone() == null
                ? rule.bins().stream().map(bins::get).filter(Objects::nonNull).toList()
                : bins.values().stream()
                        .filter(bin -> rule.zone().equals(bin.zone()))
                        .toList();
        return named.stream()
                .filter(bin -> takesGoods(bin.kind()) && !bin.bin().equals(goods.from()))
                .filter(bin -> switch (rule.strategy()) {
                    case WITH_SAME_ITEM ->
                        standing.getOrDefault(bin.bin(), Set.of())
                                .contains(goods.item().itemId());
                    case EMPTY_BIN -> isEmptyFor(bin, goods);
                    case FIXED_BIN -> true;
                })
                .toList();
    }

    /** Whether goods that are put away may end there. */
    static boolean takesGoods(BinKind kind) {
        return kind == BinKind.STORAGE || kind == BinKind.PICK_FACE;
    }

    /** Empty, or begun by this plan with the same goods; another lot gets a bin of its own, another serial does not. */
    private boolean isEmptyFor(Bin bin, Goods goods) {
        Goods first = begun.get(bin.bin());
        return first == null
                ? bin.filled().signum() == 0
                        && filled.getOrDefault(bin.bin(), BigDecimal.ZERO).signum() == 0
                : first.item().itemId().equals(goods.item().itemId())
                        && (goods.item().tracking() != Tracking.LOT || Objects.equals(first.lot(), goods.lot()));
    }

    private BigDecimal fits(Bin bin, Goods goods, BigDecimal quantity) {
        BigDecimal capacity = bin.capacity();
        if (capacity == null) {
            return quantity;
        }
        BigDecimal room = capacity.subtract(filled.getOrDefault(bin.bin(), BigDecimal.ZERO))
                .max(BigDecimal.ZERO);
        boolean whole = goods.item().tracking() == Tracking.SERIAL;
        return whole && room.compareTo(quantity) < 0 ? BigDecimal.ZERO : room.min(quantity);
    }
}
