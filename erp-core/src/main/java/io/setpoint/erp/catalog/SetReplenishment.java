package io.setpoint.erp.catalog;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.CompanyId;
import io.setpoint.erp.catalog.SetReplenishment.ItemCategory;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Says how many days it takes to get goods of a category; holds for orders placed from now on. */
final class SetReplenishment implements UseCase<ItemCategory, ItemCategory> {
    private static final int LONGEST = 365;

    /** An item category and its replenishment days. */
    record ItemCategory(String category, int replenishmentDays) {
        ItemCategory {
            if (category.isBlank() || category.length() > 100) {
                throw new IllegalArgumentException("needs a category of 1 to 100 characters");
            }
            if (replenishmentDays < 0 || replenishmentDays > LONGEST) {
                throw new IllegalArgumentException("needs 0 to " + LONGEST + " days");
            }
        }
    }

    @Override
    public Control control() {
        return Control.of("set-replenishment", "Says how many days it takes to get goods of a category.");
    }

    @Override
    public Permission permission() {
        return Permission.ADMINISTER_MASTER_DATA;
    }

    @Override
    public ItemCategory run(ItemCategory command, Work work) {
        work.sql(Sql.class).set(work.company(), command.category(), command.replenishmentDays());
        return command;
    }

    interface Sql {
        @SqlUpdate("""
                insert into item_category (company_id, category, replenishment_days)
                values (:company, :category, :replenishmentDays)
                on conflict on constraint item_category_pkey do update
                  set replenishment_days = excluded.replenishment_days
                """)
        void set(CompanyId company, String category, int replenishmentDays);
    }
}
