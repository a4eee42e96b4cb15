package io.setpoint.erp.purchasing;

import io.setpoint.contracts.events.SupplierRisk;
import io.setpoint.contracts.values.Sku;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is agreed with a supplier.
 *
 * @param leadTimeDays promised days from order to arrival
 * @param overTolerancePercent how much more than ordered is received without a new order
 * @param underTolerancePercent how much less than ordered completes a line
 */
record SupplierTerms(
        String name,
        SupplierRisk risk,
        int leadTimeDays,
        BigDecimal overTolerancePercent,
        BigDecimal underTolerancePercent) {
    /**
     * What is agreed for one item from a day on, until a later row's day.
     *
     * @param unitPrice contract price in company currency per base unit
     * @param leadTimeDays if it differs from the supplier's; so the tolerances
     */
    record Item(
            Sku item,
            LocalDate validFrom,
            BigDecimal unitPrice,
            @Nullable Integer leadTimeDays,
            @Nullable BigDecimal overTolerancePercent,
            @Nullable BigDecimal underTolerancePercent) {}

    void check(List<Item> items) {
        if (name.isBlank() || name.length() > 200) {
            throw Figures.invalid("terms.name", "A name has 1 to 200 characters");
        }
        Figures.requireLeadTime("terms.leadTimeDays", leadTimeDays);
        Figures.requirePercent("terms.overTolerancePercent", overTolerancePercent);
        Figures.requirePercent("terms.underTolerancePercent", underTolerancePercent);
        record Key(Sku item, LocalDate from) {}
        Set<Key> keys = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            String field = "items[%d]".formatted(i);
            Figures.requireDate(field + ".validFrom", item.validFrom());
            Figures.requirePrice(field + ".unitPrice", item.unitPrice());
            Figures.requireLeadTime(field + ".leadTimeDays", item.leadTimeDays());
            Figures.requirePercent(field + ".overTolerancePercent", item.overTolerancePercent());
            Figures.requirePercent(field + ".underTolerancePercent", item.underTolerancePercent());
            if (!keys.add(new Key(item.item(), item.validFrom()))) {
                throw Figures.invalid(field, "%s has two prices from %s on".formatted(item.item(), item.validFrom()));
            }
        }
    }
}
