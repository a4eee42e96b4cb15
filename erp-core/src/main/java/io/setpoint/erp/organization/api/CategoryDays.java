package io.setpoint.erp.organization.api;

import io.setpoint.erp.kernel.Work;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Item categories and how many days it takes to get their goods. */
public interface CategoryDays {
    /** A category. */
    record Category(String category, int replenishmentDays) {}

    /** Sets them one by one, under every control of the use case behind it. */
    void set(Work work, List<Category> categories);

    List<Category> all(Handle handle);
}
