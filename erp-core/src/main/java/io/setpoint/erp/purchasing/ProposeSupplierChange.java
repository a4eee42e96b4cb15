package io.setpoint.erp.purchasing;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.SupplierChangeProposed;
import io.setpoint.contracts.events.SupplierRisk;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.SupplierChangeId;
import io.setpoint.contracts.values.SupplierId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Proposes a new supplier, or new terms of one; nothing changes until another person approves. */
final class ProposeSupplierChange implements UseCase<ProposeSupplierChange.Command, SupplierChangeView> {
    record Command(SupplierId supplier, SupplierTerms terms, List<SupplierTerms.Item> items) {
        Command {
            items = List.copyOf(items);
        }
    }

    interface Sql {
        @SqlQuery("select item_id from item where item_id = any(:items)")
        Set<Sku> known(List<Sku> items);

        @SqlUpdate("""
                insert into supplier_change (company_id, change_id, supplier_id, name, risk, lead_time_days,
                                             over_tolerance_percent, under_tolerance_percent, state, proposed_by,
                                             proposed_at)
                values (current_company(), :change, :supplier, :name, :risk, :leadTimeDays, :overTolerancePercent,
                        :underTolerancePercent, 'PROPOSED', :person, :now)
                """)
        void insert(
                SupplierChangeId change,
                SupplierId supplier,
                String name,
                SupplierRisk risk,
                int leadTimeDays,
                BigDecimal overTolerancePercent,
                BigDecimal underTolerancePercent,
                PersonId person,
                Instant now);

        @SqlUpdate("""
                insert into supplier_change_item (company_id, change_id, item_id, valid_from, unit_price,
                                                  lead_time_days, over_tolerance_percent, under_tolerance_percent)
                select current_company(), :change, i.item_id, i.valid_from::date, i.unit_price, i.lead_time_days, i.over,
                       i.under
                  from unnest(:items, :days, :prices, :leadTimes, :overs, :unders)
                       as i (item_id, valid_from, unit_price, lead_time_days, over, under)
                """)
        void insertItems(
                SupplierChangeId change,
                List<Sku> items,
                List<String> days,
                List<BigDecimal> prices,
                List<@Nullable Integer> leadTimes,
                List<@Nullable BigDecimal> overs,
                List<@Nullable BigDecimal> unders);
    }

    @Override
    public Control control() {
        return Control.of(
                        "propose-supplier-change",
                        "Proposes a supplier or its new terms: risk, lead time, tolerances, contract prices.")
                .asSensitive()
                .publishing(EventType.SUPPLIER_CHANGE_PROPOSED)
                .refusing(Problem.INVALID, Problem.UNKNOWN_REFERENCE);
    }

    @Override
    public Permission permission() {
        return Permission.MAINTAIN_SUPPLIER;
    }

    @Override
    public SupplierChangeView run(Command command, Work work) {
        work.requireEverywhere(permission());
        command.terms().check(command.items());
        if (!command.items().isEmpty()) {
            Figures.requireLines(command.items());
        }
        Sql sql = work.sql(Sql.class);
        List<Sku> items = command.items().stream().map(SupplierTerms.Item::item).toList();
        Set<Sku> known = sql.known(items);
        for (int i = 0; i < items.size(); i++) {
            if (!known.contains(items.get(i))) {
                throw Figures.unknown("items[%d].item".formatted(i), "There is no item " + items.get(i));
            }
        }
        SupplierChangeId change = new SupplierChangeId(work.number("SC"));
        SupplierTerms terms = command.terms();
        sql.insert(
                change,
                command.supplier(),
                terms.name(),
                terms.risk(),
                terms.leadTimeDays(),
                terms.overTolerancePercent(),
                terms.underTolerancePercent(),
                work.person(),
                work.now());
        sql.insertItems(
                change,
                items,
                command.items().stream()
                        .map(item -> item.validFrom().toString())
                        .toList(),
                command.items().stream().map(SupplierTerms.Item::unitPrice).toList(),
                command.items().stream().map(SupplierTerms.Item::leadTimeDays).toList(),
                command.items().stream()
                        .map(SupplierTerms.Item::overTolerancePercent)
                        .toList(),
                command.items().stream()
                        .map(SupplierTerms.Item::underTolerancePercent)
                        .toList());
        work.publish(new SupplierChangeProposed(change, command.supplier(), work.person(), work.now()), null);
        return SupplierBook.get(work.handle(), change);
    }
}
