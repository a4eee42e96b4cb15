package io.setpoint.erp.replenishment;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.ReplenishmentKind;
import io.setpoint.contracts.events.ReplenishmentPolicySet;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.SupplierId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Says when and how much of an item a site orders, from today or a later day on. */
final class SetReplenishmentPolicy implements UseCase<Policy, Policy> {
    record Known(@Nullable String zone, @Nullable String unit, boolean supplier) {}

    interface Sql {
        @SqlQuery("""
                select (select zone from site where site_id = :site) as zone,
                       (select unit from item where item_id = :item) as unit,
                       exists (select from supplier where supplier_id = :supplier) as supplier
                """)
        Known known(SiteId site, Sku item, SupplierId supplier);

        @SqlUpdate("""
                insert into replenishment_policy (company_id, site_id, item_id, valid_from, set_at, kind, supplier_id, low,
                                                  target, cover_days, demand_days, order_multiple, order_minimum, set_by)
                values (current_company(), :site, :item, :validFrom, :now, :kind, :supplier, :low, :target, :coverDays,
                        :demandDays, :orderMultiple, :orderMinimum, :person)
                """)
        void insert(
                SiteId site,
                Sku item,
                LocalDate validFrom,
                Instant now,
                ReplenishmentKind kind,
                SupplierId supplier,
                @Nullable BigDecimal low,
                @Nullable BigDecimal target,
                @Nullable Integer coverDays,
                int demandDays,
                BigDecimal orderMultiple,
                BigDecimal orderMinimum,
                PersonId person);
    }

    @Override
    public Control control() {
        return Control.of("set-replenishment-policy", "Says when and how much of an item a site orders.")
                .publishing(EventType.REPLENISHMENT_POLICY_SET)
                .refusing(Problem.UNKNOWN_REFERENCE, Problem.TAKES_EFFECT_TOO_SOON);
    }

    @Override
    public Permission permission() {
        return Permission.PLAN_REPLENISHMENT;
    }

    @Override
    public Policy run(Policy policy, Work work) {
        work.requireAt(permission(), policy.site());
        Sql sql = work.sql(Sql.class);
        Known known = sql.known(policy.site(), policy.item(), policy.supplier());
        String unit = known.unit();
        if (known.zone() == null || unit == null || !known.supplier()) {
            throw new Refused(
                    Problem.UNKNOWN_REFERENCE,
                    "There is no %s."
                            .formatted(
                                    known.zone() == null
                                            ? "site " + policy.site()
                                            : unit == null
                                                    ? "item " + policy.item()
                                                    : "supplier " + policy.supplier()));
        }
        LocalDate today = LocalDate.ofInstant(work.now(), ZoneId.of(known.zone()));
        if (policy.validFrom().isBefore(today)) {
            throw new Refused(Problem.TAKES_EFFECT_TOO_SOON, "A policy holds from " + today + " on, or later.");
        }
        sql.insert(
                policy.site(),
                policy.item(),
                policy.validFrom(),
                work.now(),
                policy.kind(),
                policy.supplier(),
                policy.low(),
                policy.target(),
                policy.coverDays(),
                policy.demandDays(),
                policy.orderMultiple(),
                policy.orderMinimum(),
                work.person());
        work.publish(
                new ReplenishmentPolicySet(
                        policy.site(),
                        policy.item(),
                        policy.validFrom(),
                        new ReplenishmentPolicySet.Rule(
                                policy.kind(),
                                quantity(policy.low(), unit),
                                quantity(policy.target(), unit),
                                policy.coverDays()),
                        policy.supplier(),
                        policy.demandDays(),
                        new Quantity(policy.orderMultiple(), unit),
                        new Quantity(policy.orderMinimum(), unit),
                        work.person(),
                        work.now()),
                policy.site());
        return policy;
    }

    private static @Nullable Quantity quantity(@Nullable BigDecimal value, String unit) {
        return Optional.ofNullable(value)
                .map(known -> new Quantity(known, unit))
                .orElse(null);
    }
}
