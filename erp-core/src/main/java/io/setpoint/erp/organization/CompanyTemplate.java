package io.setpoint.erp.organization;

import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.organization.SetShippingMode.ShippingMode;
import io.setpoint.erp.organization.api.CategoryDays;
import io.setpoint.erp.organization.api.PurchaseLimits;
import java.util.List;

/** What a new company begins with. Whatever it leaves out has its strictest default. */
record CompanyTemplate(
        List<ShippingMode> shippingModes,
        List<CategoryDays.Category> itemCategories,
        PurchaseLimits.Limits purchaseLimits,
        List<Site> sites) {
    CompanyTemplate {
        shippingModes = List.copyOf(shippingModes);
        itemCategories = List.copyOf(itemCategories);
        sites = List.copyOf(sites);
    }

    /** One of its warehouses. */
    record Site(SiteId site, String name, String zone, SiteTemplate template) {}
}
