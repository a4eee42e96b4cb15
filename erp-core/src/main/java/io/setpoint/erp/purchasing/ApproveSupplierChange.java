package io.setpoint.erp.purchasing;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.SupplierChanged;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.SupplierChangeId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Separation;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.util.Set;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Puts a supplier's terms into force that another person proposed. */
final class ApproveSupplierChange implements UseCase<ApproveSupplierChange.Command, SupplierChangeView> {
    record Command(SupplierChangeId change, @Nullable String note) {}

    interface Sql {
        @SqlUpdate("""
                insert into supplier as s (company_id, supplier_id, name, risk, lead_time_days, over_tolerance_percent,
                                           under_tolerance_percent, change_id)
                select company_id, supplier_id, name, risk, lead_time_days, over_tolerance_percent,
                       under_tolerance_percent, change_id
                  from supplier_change
                 where change_id = :change
                on conflict on constraint supplier_pkey
                   do update set name = excluded.name, risk = excluded.risk, lead_time_days = excluded.lead_time_days,
                                 over_tolerance_percent = excluded.over_tolerance_percent,
                                 under_tolerance_percent = excluded.under_tolerance_percent,
                                 change_id = excluded.change_id, version = s.version + 1
                """)
        void apply(SupplierChangeId change);

        @SqlUpdate("""
                insert into supplier_item (company_id, supplier_id, item_id, valid_from, unit_price, lead_time_days,
                                           over_tolerance_percent, under_tolerance_percent, change_id)
                select i.company_id, c.supplier_id, i.item_id, i.valid_from, i.unit_price, i.lead_time_days,
                       i.over_tolerance_percent, i.under_tolerance_percent, i.change_id
                  from supplier_change_item i
                  join supplier_change c using (company_id, change_id)
                 where i.change_id = :change
                 order by i.item_id, i.valid_from
                on conflict on constraint supplier_item_pkey
                   do update set unit_price = excluded.unit_price, lead_time_days = excluded.lead_time_days,
                                 over_tolerance_percent = excluded.over_tolerance_percent,
                                 under_tolerance_percent = excluded.under_tolerance_percent,
                                 change_id = excluded.change_id
                """)
        void applyItems(SupplierChangeId change);
    }

    @Override
    public Control control() {
        return Control.of(
                        "approve-supplier-change", "Puts terms of a supplier into force that another person proposed.")
                .asSensitive()
                .publishing(EventType.SUPPLIER_CHANGED)
                .refusing(Problem.NOT_FOUND, Problem.SELF_APPROVAL, Problem.ALREADY_DECIDED, Problem.STALE_VERSION);
    }

    @Override
    public Permission permission() {
        return Permission.MAINTAIN_SUPPLIER;
    }

    @Override
    public Separation separation(Command command, Work work) {
        return new Separation(Set.of(SupplierBook.lock(work, command.change()).proposedBy()), null);
    }

    @Override
    public SupplierChangeView run(Command command, Work work) {
        work.requireEverywhere(permission());
        SupplierChangeView change = SupplierBook.lock(work, command.change());
        work.requireVersion(change.version());
        SupplierBook.requireUndecided(change);
        Figures.requireShort("note", command.note());
        Sql sql = work.sql(Sql.class);
        sql.apply(change.change());
        sql.applyItems(change.change());
        work.sql(SupplierBook.Sql.class)
                .decide(change.change(), SupplierChangeState.APPROVED, work.person(), work.now(), command.note());
        work.publish(
                new SupplierChanged(
                        change.change(),
                        change.supplier(),
                        change.terms().name(),
                        change.terms().risk(),
                        change.terms().leadTimeDays(),
                        change.proposedBy(),
                        work.person(),
                        work.now(),
                        change.items().stream()
                                .map(item -> new SupplierChanged.Item(
                                        item.item(), item.validFrom(), new Money(item.unitPrice(), work.currency())))
                                .toList()),
                null);
        return SupplierBook.get(work.handle(), change.change());
    }
}
