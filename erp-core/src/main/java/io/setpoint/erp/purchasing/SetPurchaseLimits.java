package io.setpoint.erp.purchasing;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.PurchaseLimitsSet;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Says up to which amounts a buyer orders alone, and with one other person; holds for orders sent from now on. */
final class SetPurchaseLimits implements UseCase<SetPurchaseLimits.Limits, SetPurchaseLimits.Limits> {
    /**
     * The company's limits, which may be reached, not passed.
     *
     * @param limit up to it an order of a supplier without high risk is approved at once
     * @param secondLimit above it two other people have to approve
     */
    record Limits(BigDecimal limit, BigDecimal secondLimit) {
        /** Without limits nobody orders alone. */
        static final Limits NONE = new Limits(BigDecimal.ZERO, BigDecimal.ZERO);
    }

    interface Sql {
        @SqlQuery("select limit_value as \"limit\", second_limit from purchase_limit")
        Optional<Limits> find();

        @SqlUpdate("""
                insert into purchase_limit (company_id, limit_value, second_limit, set_by, set_at)
                values (current_company(), :limit, :secondLimit, :person, :now)
                on conflict on constraint purchase_limit_pkey
                   do update set limit_value = excluded.limit_value, second_limit = excluded.second_limit,
                                 set_by = excluded.set_by, set_at = excluded.set_at
                """)
        void set(BigDecimal limit, BigDecimal secondLimit, PersonId person, Instant now);
    }

    @Override
    public Control control() {
        return Control.of("set-purchase-limits", "Sets the amounts up to which a buyer orders alone or with one other.")
                .asSensitive()
                .publishing(EventType.PURCHASE_LIMITS_SET)
                .refusing(Problem.INVALID, Problem.SELF_APPROVAL);
    }

    @Override
    public Permission permission() {
        return Permission.ADMINISTER_MASTER_DATA;
    }

    @Override
    public Limits run(Limits command, Work work) {
        work.requireEverywhere(permission());
        if (work.actor().may(Permission.RAISE_PURCHASE)) {
            throw new Refused(Problem.SELF_APPROVAL, "Who orders does not say how much may be ordered alone");
        }
        Figures.requireAmount("limit", command.limit());
        Figures.requireAmount("secondLimit", command.secondLimit());
        if (command.secondLimit().compareTo(command.limit()) < 0) {
            throw Figures.invalid("secondLimit", "The second limit lies below the first");
        }
        work.sql(Sql.class).set(command.limit(), command.secondLimit(), work.person(), work.now());
        work.publish(
                new PurchaseLimitsSet(
                        work.company(),
                        new Money(command.limit(), work.currency()),
                        new Money(command.secondLimit(), work.currency()),
                        work.person(),
                        work.now()),
                null);
        return command;
    }
}
