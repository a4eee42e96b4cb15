package io.setpoint.erp.catalog;

import io.setpoint.erp.imports.api.ImportTarget;
import io.setpoint.erp.kernel.Capability;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.organization.api.CategoryDays;
import java.util.List;

/** The capability catalog. */
public final class Catalog implements Capability {
    private final CreateItems createItems = new CreateItems();
    private final AddBarcode addBarcode = new AddBarcode();
    private final WithdrawBarcode withdrawBarcode = new WithdrawBarcode();
    private final SetReplenishment setReplenishment = new SetReplenishment();

    /** Categories, for a company's template. */
    public CategoryDays categoryDays() {
        return new TemplateCategories(setReplenishment);
    }

    /** Files of items. */
    public ImportTarget itemImport() {
        return new ItemImport(createItems);
    }

    @Override
    public List<Object> resources() {
        return List.of(
                new ItemResource(createItems, addBarcode, withdrawBarcode), new ItemCategoryResource(setReplenishment));
    }

    @Override
    public List<UseCase<?, ?>> useCases() {
        return List.of(createItems, addBarcode, withdrawBarcode, setReplenishment);
    }
}
