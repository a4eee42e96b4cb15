package io.setpoint.erp.replenishment;

import io.setpoint.contracts.events.ReplenishmentKind;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.SupplierId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When and how much of an item a site orders.
 *
 * @param validFrom the day from which on it holds, in the site's zone
 * @param low the minimum or the reorder point, at or below which is ordered; not for cover in days
 * @param target up to which is ordered, or for a reorder point how much
 * @param coverDays how long what is there shall last beyond the supplier's lead time; only for cover in days
 * @param demandDays how many days back the demand rate looks
 * @param orderMultiple what the supplier delivers is a multiple of it
 * @param orderMinimum the least the supplier delivers
 */
record Policy(
        SiteId site,
        Sku item,
        LocalDate validFrom,
        ReplenishmentKind kind,
        SupplierId supplier,
        @Nullable BigDecimal low,
        @Nullable BigDecimal target,
        @Nullable Integer coverDays,
        int demandDays,
        BigDecimal orderMultiple,
        BigDecimal orderMinimum) {
    private static final BigDecimal MOST = new BigDecimal("999999999");
    private static final int LONGEST = 365;

    Policy {
        boolean cover = kind == ReplenishmentKind.COVER_DAYS;
        if (cover != (coverDays != null) || cover == (low != null) || cover == (target != null)) {
            throw new IllegalArgumentException(
                    "needs coverDays for COVER_DAYS, and low and target for MIN_MAX and REORDER_POINT");
        }
        if ((coverDays != null && (coverDays < 1 || coverDays > LONGEST)) || demandDays < 1 || demandDays > LONGEST) {
            throw new IllegalArgumentException("needs days of 1 to " + LONGEST);
        }
        requireQuantity(low);
        requireQuantity(target);
        requireQuantity(orderMultiple);
        requireQuantity(orderMinimum);
        if (orderMultiple.signum() == 0) {
            throw new IllegalArgumentException("needs an orderMultiple above zero");
        }
        if (low != null
                && target != null
                && (kind == ReplenishmentKind.MIN_MAX ? target.compareTo(low) <= 0 : target.signum() == 0)) {
            throw new IllegalArgumentException("needs a target above its low mark, or a quantity above zero");
        }
    }

    private static void requireQuantity(@Nullable BigDecimal quantity) {
        if (quantity != null
                && (quantity.signum() < 0
                        || quantity.compareTo(MOST) > 0
                        || quantity.stripTrailingZeros().scale() > Quantity.SCALE)) {
            throw new IllegalArgumentException("needs quantities of 0 to " + MOST + " with at most three decimals");
        }
    }

    /**
     * What stands against the policy.
     *
     * @param demand shipped from the site in the last {@code demandDays} days
     * @param backordered promised, and neither reserved nor shipped
     * @param onOrder open of released purchase orders
     * @param drafted on purchase orders that are not released yet
     * @param inTransit on its way from other sites
     */
    record Supply(
            BigDecimal demand,
            BigDecimal onHand,
            BigDecimal reserved,
            BigDecimal held,
            BigDecimal backordered,
            BigDecimal onOrder,
            BigDecimal drafted,
            BigDecimal inTransit,
            int leadTimeDays) {}

    /** One step of the arithmetic. */
    record Step(String what, BigDecimal value) {}

    /** What to order, zero for nothing, and how that came about. */
    record Result(BigDecimal quantity, List<Step> steps) {
        Result {
            steps = List.copyOf(steps);
        }
    }

    /** What the policy suggests, step by step. */
    Result suggest(Supply supply) {
        List<Step> steps = new ArrayList<>();
        BigDecimal position = supply.onHand()
                .subtract(supply.reserved())
                .subtract(supply.held())
                .subtract(supply.backordered())
                .add(supply.onOrder())
                .add(supply.drafted())
                .add(supply.inTransit());
        steps.add(new Step("on hand", supply.onHand()));
        steps.add(new Step("- reserved", supply.reserved()));
        steps.add(new Step("- held", supply.held()));
        steps.add(new Step("- backordered", supply.backordered()));
        steps.add(new Step("+ on order", supply.onOrder()));
        steps.add(new Step("+ drafted", supply.drafted()));
        steps.add(new Step("+ in transit", supply.inTransit()));
        steps.add(new Step("= position", position));
        BigDecimal need = switch (kind) {
            case MIN_MAX -> {
                steps.add(new Step("minimum", Objects.requireNonNull(low)));
                steps.add(new Step("maximum", Objects.requireNonNull(target)));
                yield position.compareTo(low) <= 0 ? target.subtract(position) : BigDecimal.ZERO;
            }
            case REORDER_POINT -> {
                steps.add(new Step("reorder point", Objects.requireNonNull(low)));
                steps.add(new Step("quantity", Objects.requireNonNull(target)));
                yield position.compareTo(low) <= 0 ? target : BigDecimal.ZERO;
            }
            case COVER_DAYS -> cover(supply, position, steps);
        };
        steps.add(new Step("= needed", need));
        return new Result(rounded(need, steps), steps);
    }

    /** One division at the end, upwards: a rate rounded before it is multiplied would be off by days. */
    private BigDecimal cover(Supply supply, BigDecimal position, List<Step> steps) {
        BigDecimal days = BigDecimal.valueOf(supply.leadTimeDays() + (long) Objects.requireNonNull(coverDays));
        BigDecimal source = BigDecimal.valueOf(demandDays);
        BigDecimal wanted = supply.demand().multiply(days).divide(source, Quantity.SCALE, RoundingMode.CEILING);
        steps.add(new Step("demand of the source days", supply.demand()));
        steps.add(new Step("source days", source));
        steps.add(new Step("demand a day", supply.demand().divide(source, Quantity.SCALE, RoundingMode.HALF_UP)));
        steps.add(new Step("lead time days + cover days", days));
        steps.add(new Step("= demand to cover", wanted));
        return wanted.subtract(position).max(BigDecimal.ZERO);
    }

    private BigDecimal rounded(BigDecimal need, List<Step> steps) {
        if (need.signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal least = need.max(orderMinimum);
        BigDecimal quantity =
                least.divide(orderMultiple, 0, RoundingMode.CEILING).multiply(orderMultiple);
        steps.add(new Step("at least, of the supplier", orderMinimum));
        steps.add(new Step("in multiples of", orderMultiple));
        steps.add(new Step("= suggested", quantity));
        return quantity;
    }
}
