package io.setpoint.erp.inventory;

import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The table {@code put_away_rule}. */
final class PutAwayRules {
    interface Sql {
        @SqlQuery("""
                select item_id as item, category, abc, zone, coalesce(bins, '{}') as bins, strategy
                  from put_away_rule
                 where site_id = :site
                 order by rule_no
                """)
        List<PutAwayPlan.Rule> list(SiteId site);

        @SqlUpdate("delete from put_away_rule where site_id = :site")
        void clear(SiteId site);

        @SqlBatch("""
                insert into put_away_rule (company_id, site_id, rule_no, item_id, category, abc, zone, bins, strategy)
                values (current_company(), :site, :ruleNo, :item, :category, :abc, :zone,
                        nullif(:bins, '{}'), :strategy)
                """)
        void insert(
                SiteId site,
                List<Integer> ruleNo,
                List<@Nullable Sku> item,
                List<@Nullable String> category,
                List<@Nullable String> abc,
                List<@Nullable String> zone,
                List<List<BinId>> bins,
                List<PutAwayStrategy> strategy);
    }

    private PutAwayRules() {}

    static void replace(Sql sql, SiteId site, List<PutAwayPlan.Rule> rules) {
        sql.clear(site);
        List<Integer> numbers = new ArrayList<>();
        List<@Nullable Sku> items = new ArrayList<>();
        List<@Nullable String> categories = new ArrayList<>();
        List<@Nullable String> classes = new ArrayList<>();
        List<@Nullable String> zones = new ArrayList<>();
        List<List<BinId>> bins = new ArrayList<>();
        for (PutAwayPlan.Rule rule : rules) {
            numbers.add(numbers.size() + 1);
            items.add(rule.item());
            categories.add(rule.category());
            classes.add(rule.abc());
            zones.add(rule.zone());
            bins.add(rule.bins());
        }
        sql.insert(
                site,
                numbers,
                items,
                categories,
                classes,
                zones,
                bins,
                rules.stream().map(PutAwayPlan.Rule::strategy).toList());
    }
}
