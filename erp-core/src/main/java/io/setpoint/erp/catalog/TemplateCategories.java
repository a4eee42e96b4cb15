package io.setpoint.erp.catalog;

import io.setpoint.erp.catalog.SetReplenishment.ItemCategory;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.organization.api.CategoryDays;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Item categories as a company's template sets them. */
final class TemplateCategories implements CategoryDays {
    private final SetReplenishment setReplenishment;

    TemplateCategories(SetReplenishment setReplenishment) {
        this.setReplenishment = setReplenishment;
    }

    @Override
    public void set(Work work, List<Category> categories) {
        categories.forEach(category ->
                work.perform(setReplenishment, new ItemCategory(category.category(), category.replenishmentDays())));
    }

    @Override
    public List<Category> all(Handle handle) {
        return handle.createQuery("select category, replenishment_days from item_category order by category")
                .mapTo(Category.class)
                .list();
    }
}
