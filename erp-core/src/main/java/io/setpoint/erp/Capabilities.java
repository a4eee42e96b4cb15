package io.setpoint.erp;

import io.setpoint.erp.access.Access;
import io.setpoint.erp.access.api.PasswordCost;
import io.setpoint.erp.catalog.Catalog;
import io.setpoint.erp.chains.Chains;
import io.setpoint.erp.customers.Customers;
import io.setpoint.erp.exceptions.Exceptions;
import io.setpoint.erp.imports.Imports;
import io.setpoint.erp.inventory.Inventory;
import io.setpoint.erp.kernel.Capability;
import io.setpoint.erp.kernel.Kernel;
import io.setpoint.erp.models.Models;
import io.setpoint.erp.organization.Organization;
import io.setpoint.erp.pricing.Pricing;
import io.setpoint.erp.purchasing.Purchasing;
import io.setpoint.erp.replenishment.Replenishment;
import io.setpoint.erp.returns.Returns;
import io.setpoint.erp.sales.Sales;
import io.setpoint.erp.scanning.Scanning;
import io.setpoint.erp.shipping.Shipping;
import io.setpoint.erp.units.Units;
import java.util.ArrayList;
import java.util.List;

/** The table of contents of the ERP core: every capability, and what each is given. */
final class Capabilities {
    private final Access access;
    private final List<Capability> all;

    Capabilities(Kernel kernel, PasswordCost passwordCost) {
        access = new Access(kernel, passwordCost);
        Catalog catalog = new Catalog();
        Units units = new Units(kernel.clock());
        Customers customers = new Customers();
        Purchasing purchasing = new Purchasing(kernel.clock());
        Organization organization =
                new Organization(access.firstAdministrator(), catalog.categoryDays(), purchasing.purchaseLimits());
        Inventory inventory = new Inventory(purchasing.orderedGoods());
        Sales sales = new Sales(inventory.reservations(), kernel.clock());
        Shipping shipping = new Shipping(sales.shippableOrders(), inventory.reservations());
        Scanning scanning = new Scanning(inventory.scannedStock(), shipping.pickConfirmation(), kernel.clock());
        Pricing pricing = new Pricing(kernel.clock());
        Returns returns = new Returns(inventory.returnedStock());
        Replenishment replenishment =
                new Replenishment(purchasing.openPurchases(), purchasing.draftOrders(), kernel.clock());
        Imports imports = new Imports(List.of(
                catalog.itemImport(),
                units.unitImport(),
                customers.customerImport(),
                purchasing.supplierImport(),
                pricing.priceImport()));
        Exceptions exceptions = new Exceptions(inventory.decisions(), sales.remedies(), kernel.clock());
        Models models = new Models();
        all = List.of(
                access,
                organization,
                catalog,
                units,
                customers,
                sales,
                shipping,
                inventory,
                scanning,
                purchasing,
                replenishment,
                returns,
                pricing,
                imports,
                exceptions,
                models,
                new Chains());
    }

    Access access() {
        return access;
    }

    List<Capability> all() {
        return all;
    }

    /** Every HTTP resource, the description of the API too. */
    List<Object> resources() {
        List<Object> resources = new ArrayList<>();
        all.forEach(capability -> resources.addAll(capability.resources()));
        List<Class<?>> described = new ArrayList<>();
        resources.forEach(resource -> described.add(resource.getClass()));
        described.add(OpenApiResource.class);
        resources.add(new OpenApiResource(described));
        return resources;
    }
}
