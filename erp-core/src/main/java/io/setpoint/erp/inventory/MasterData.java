package io.setpoint.erp.inventory;

import static java.util.stream.Collectors.toMap;

import io.setpoint.contracts.events.Tracking;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** What inventory reads of sites, bins and items. Whatever a command names is looked up here first, or refused. */
final class MasterData {
    /** A site with the limits that hold for adjustments there. */
    public record SiteRow(
            SiteId siteId, String zone, String currency, BigDecimal adjustmentLimit, BigDecimal adjustmentDailyLimit) {
        Money money(BigDecimal amount) {
            return new Money(amount, Currency.getInstance(currency));
        }
    }

    /** An item as it is at this moment. */
    public record ItemRow(
            Sku itemId, String category, String abc, String unit, BigDecimal cost, Tracking tracking, boolean expires) {
        Quantity quantity(BigDecimal value) {
            return new Quantity(value, unit);
        }
    }

    interface Sql {
        @SqlQuery("""
                select s.site_id, s.zone, c.currency, s.adjustment_limit, s.adjustment_daily_limit
                  from site s join company c using (company_id)
                 where s.site_id = any(:sites)
                """)
        @RegisterConstructorMapper(SiteRow.class)
        List<SiteRow> sites(List<SiteId> sites);

        @SqlQuery("""
                select item_id, category, abc, unit, cost, tracking, expires
                  from item
                 where item_id = any(:items)
                """)
        @RegisterConstructorMapper(ItemRow.class)
        List<ItemRow> items(List<Sku> items);

        @SqlQuery("select bin_id from bin where site_id = :site and bin_id = any(:bins)")
        Set<BinId> bins(SiteId site, List<BinId> bins);
    }

    private MasterData() {}

    static SiteRow site(Work work, SiteId site) {
        return work.sql(Sql.class).sites(List.of(site)).stream()
                .findFirst()
                .orElseThrow(() -> new Refused(Problem.UNKNOWN_REFERENCE, "There is no site " + site));
    }

    static Map<SiteId, SiteRow> sites(Work work, Collection<SiteId> sites) {
        return work.sql(Sql.class).sites(List.copyOf(new TreeSet<>(sites))).stream()
                .collect(toMap(SiteRow::siteId, row -> row));
    }

    /** The items that exist among these. */
    static Map<Sku, ItemRow> items(Work work, Collection<Sku> items) {
        return work.sql(Sql.class).items(List.copyOf(new TreeSet<>(items))).stream()
                .collect(toMap(ItemRow::itemId, row -> row));
    }

    static ItemRow item(Work work, Sku item) {
        return work.sql(Sql.class).items(List.of(item)).stream()
                .findFirst()
                .orElseThrow(() -> new Refused(Problem.UNKNOWN_REFERENCE, "There is no item " + item));
    }

    /** An item of which {@link #items} or {@link #itemsInBins} made sure that it exists. */
    static ItemRow known(Map<Sku, ItemRow> items, Sku item) {
        return Objects.requireNonNull(items.get(item), item::value);
    }

    /** The bins of a site that exist among these. */
    static Set<BinId> bins(Work work, SiteId site, Collection<BinId> bins) {
        return work.sql(Sql.class).bins(site, List.copyOf(new TreeSet<>(bins)));
    }

    /** All of these items, of bins that all exist; otherwise each unknown one is named with its line. */
    static Map<Sku, ItemRow> itemsInBins(Work work, SiteId site, List<Sku> items, List<BinId> bins) {
        Map<Sku, ItemRow> known = items(work, items);
        Set<BinId> knownBins = bins(work, site, new HashSet<>(bins));
        List<Refused.FieldError> errors = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            if (!known.containsKey(items.get(i))) {
                errors.add(new Refused.FieldError("lines[%d].item".formatted(i), "There is no item " + items.get(i)));
            }
            if (!knownBins.contains(bins.get(i))) {
                errors.add(new Refused.FieldError(
                        "lines[%d].bin".formatted(i), "There is no bin %s at %s".formatted(bins.get(i), site)));
            }
        }
        if (!errors.isEmpty()) {
            throw new Refused(Problem.UNKNOWN_REFERENCE, errors.get(0).message()).at(errors);
        }
        return known;
    }
}
