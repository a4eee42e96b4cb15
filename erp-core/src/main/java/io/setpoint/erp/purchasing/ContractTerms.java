package io.setpoint.erp.purchasing;

import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.SupplierId;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** What a supplier's terms say about items on a day. */
final class ContractTerms {
    /** The terms of one item; without a row of its own it has the supplier's tolerances and no contract price. */
    record Row(
            Sku itemId,
            String category,
            String unit,
            @Nullable BigDecimal contractPrice,
            int leadTimeDays,
            BigDecimal overTolerancePercent,
            BigDecimal underTolerancePercent) {
        /** What is paid above contract. */
        BigDecimal premium(BigDecimal unitPrice, BigDecimal quantity) {
            return contractPrice == null
                    ? BigDecimal.ZERO
                    : unitPrice
                            .subtract(contractPrice)
                            .max(BigDecimal.ZERO)
                            .multiply(quantity)
                            .setScale(Money.SCALE, RoundingMode.HALF_UP);
        }
    }

    interface Sql {
        @SqlQuery("""
                select i.item_id, i.category, i.unit, t.unit_price as contract_price,
                       coalesce(t.lead_time_days, s.lead_time_days) as lead_time_days,
                       coalesce(t.over_tolerance_percent, s.over_tolerance_percent) as over_tolerance_percent,
                       coalesce(t.under_tolerance_percent, s.under_tolerance_percent) as under_tolerance_percent
                  from supplier s
                  join item i on i.company_id = s.company_id and i.item_id = any(:items)
                  left join lateral (
                    select *
                      from supplier_item t
                     where t.company_id = s.company_id and t.supplier_id = s.supplier_id and t.item_id = i.item_id
                       and t.valid_from <= :day
                     order by t.valid_from desc
                     limit 1) t on true
                 where s.supplier_id = :supplier
                """)
        List<Row> find(SupplierId supplier, List<Sku> items, LocalDate day);
    }

    private ContractTerms() {}

    /** By item; unknown items are left out. */
    static Map<Sku, Row> find(Work work, SupplierId supplier, String zone, Collection<Sku> items) {
        return find(work, supplier, work.now().atZone(ZoneId.of(zone)).toLocalDate(), items);
    }

    /** Those of a day. */
    static Map<Sku, Row> find(Work work, SupplierId supplier, LocalDate day, Collection<Sku> items) {
        Map<Sku, Row> terms = new TreeMap<>();
        work.sql(Sql.class)
                .find(supplier, List.copyOf(new TreeSet<>(items)), day)
                .forEach(row -> terms.put(row.itemId(), row));
        return terms;
    }
}
