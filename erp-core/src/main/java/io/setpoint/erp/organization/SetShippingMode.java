package io.setpoint.erp.organization;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.CompanyId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.organization.SetShippingMode.ShippingMode;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Says after how many days an order of a shipping mode is due; holds for orders placed from now on. */
final class SetShippingMode implements UseCase<ShippingMode, ShippingMode> {
    private static final int LONGEST = 365;

    /** A shipping mode and its standard days. */
    record ShippingMode(String shippingMode, int standardDays) {
        ShippingMode {
            if (shippingMode.isBlank() || shippingMode.length() > 40) {
                throw new IllegalArgumentException("needs a shipping mode of 1 to 40 characters");
            }
            if (standardDays < 0 || standardDays > LONGEST) {
                throw new IllegalArgumentException("needs 0 to " + LONGEST + " days");
            }
        }
    }

    @Override
    public Control control() {
        return Control.of("set-shipping-mode", "Says after how many days an order of a shipping mode is due.");
    }

    @Override
    public Permission permission() {
        return Permission.ADMINISTER_MASTER_DATA;
    }

    @Override
    public ShippingMode run(ShippingMode command, Work work) {
        work.sql(Sql.class).set(work.company(), command.shippingMode(), command.standardDays());
        return command;
    }

    interface Sql {
        @SqlUpdate("""
                insert into shipping_mode (company_id, shipping_mode, standard_days)
                values (:company, :shippingMode, :standardDays)
                on conflict on constraint shipping_mode_pkey do update set standard_days = excluded.standard_days
                """)
        void set(CompanyId company, String shippingMode, int standardDays);
    }
}
