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
import java.util.function.Function;

/** What inventory reads of sites, bins and items. Whatever a command names is looked up here first, or refused. */
final class MasterData {
    /** A site with the limits that hold for adjustments there. */
    public record SiteRow(
            SiteId siteId,
            String zone,
            String currency,
            BigDecimal adjustmentLimit,
            BigDecimal adjustmentDailyLimit,
            int receiveSteps) {
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

    /** What a document about one item in one bin refers to. */
    record Referred(SiteRow site, ItemRow item) {}

    private static final String SITES = """
            select s.site_id, s.zone, c.currency, s.adjustment_limit, s.adjustment_daily_limit, s.receive_steps
              from site s join company c using (company_id)
             where s.site_id = any(?::text[])""";
    private static final String ITEMS = """
            select item_id, category, abc, unit, cost, tracking, expires
              from item
             where item_id = any(?::text[])""";
    private static final String BINS = "select bin_id from bin where site_id = ? and bin_id = any(?::text[])";

    private MasterData() {}

    static SiteRow site(Work work, SiteId site) {
        return first(sites(work, List.of(site)).values(), "There is no site " + site);
    }

    static Map<SiteId, SiteRow> sites(Work work, Collection<SiteId> sites) {
        return work
                .trip()
                .then(SITES, (Object) codes(sites, SiteId::value))
                .answer(answers -> answers.list(SiteRow.class))
                .stream()
                .collect(toMap(SiteRow::siteId, row -> row));
    }

    /** The items that exist among these. */
    static Map<Sku, ItemRow> items(Work work, Collection<Sku> items) {
        return byItem(work.trip()
                .then(ITEMS, (Object) codes(items, Sku::value))
                .answer(answers -> answers.list(ItemRow.class)));
    }

    static ItemRow item(Work work, Sku item) {
        return first(items(work, List.of(item)).values(), "There is no item " + item);
    }

    /** The site and the item of a document that names a bin, too; refuses whichever is unknown. */
    static Referred referred(Work work, SiteId site, Sku item, BinId bin) {
        return work.trip()
                .then(SITES, (Object) new String[] {site.value()})
                .then(ITEMS, (Object) new String[] {item.value()})
                .then(BINS, site.value(), new String[] {bin.value()})
                .answer(answers -> {
                    SiteRow siteRow = first(answers.list(SiteRow.class), "There is no site " + site);
                    ItemRow itemRow = first(answers.list(ItemRow.class), "There is no item " + item);
                    first(answers.list(BinId.class), "There is no bin %s at %s".formatted(bin, site));
                    return new Referred(siteRow, itemRow);
                });
    }

    /** An item of which {@link #items} or {@link Goods#requireAll} made sure that it exists. */
    static ItemRow known(Map<Sku, ItemRow> items, Sku item) {
        return Objects.requireNonNull(items.get(item), item::value);
    }

    /** The bins of a site that exist among these. */
    static Set<BinId> bins(Work work, SiteId site, Collection<BinId> bins) {
        return new HashSet<>(work.trip()
                .then(BINS, site.value(), codes(bins, BinId::value))
                .answer(answers -> answers.list(BinId.class)));
    }

    /** The site, the items and the bins of a document's lines, as far as there are such items and bins. */
    record Goods(SiteRow site, Map<Sku, ItemRow> items, Set<BinId> bins) {
        /** All of these items, of bins that all exist; otherwise each unknown one is named with its line. */
        Map<Sku, ItemRow> requireAll(List<Sku> wanted, List<BinId> wantedBins) {
            List<Refused.FieldError> errors = new ArrayList<>();
            for (int i = 0; i < wanted.size(); i++) {
                if (!items.containsKey(wanted.get(i))) {
                    errors.add(
                            new Refused.FieldError("lines[%d].item".formatted(i), "There is no item " + wanted.get(i)));
                }
                if (!bins.contains(wantedBins.get(i))) {
                    errors.add(new Refused.FieldError(
                            "lines[%d].bin".formatted(i),
                            "There is no bin %s at %s".formatted(wantedBins.get(i), site.siteId())));
                }
            }
            if (!errors.isEmpty()) {
                throw new Refused(Problem.UNKNOWN_REFERENCE, errors.get(0).message()).at(errors);
            }
            return items;
        }
    }

    /** What the lines of a document refer to; refuses an unknown site. */
    static Goods goods(Work work, SiteId site, List<Sku> items, List<BinId> bins) {
        return work.trip()
                .then(SITES, (Object) new String[] {site.value()})
                .then(ITEMS, (Object) codes(items, Sku::value))
                .then(BINS, site.value(), codes(bins, BinId::value))
                .answer(answers -> new Goods(
                        first(answers.list(SiteRow.class), "There is no site " + site),
                        byItem(answers.list(ItemRow.class)),
                        Set.copyOf(answers.list(BinId.class))));
    }

    /** The items of a document's lines; refuses whatever is unknown. */
    static Map<Sku, ItemRow> itemsInBins(Work work, SiteId site, List<Sku> items, List<BinId> bins) {
        return goods(work, site, items, bins).requireAll(items, bins);
    }

    private static <T> String[] codes(Collection<T> ids, Function<T, String> code) {
        return ids.stream().map(code).distinct().toArray(String[]::new);
    }

    private static Map<Sku, ItemRow> byItem(List<ItemRow> rows) {
        return rows.stream().collect(toMap(ItemRow::itemId, row -> row));
    }

    private static <T> T first(Collection<T> found, String refusal) {
        return found.stream().findFirst().orElseThrow(() -> new Refused(Problem.UNKNOWN_REFERENCE, refusal));
    }
}
