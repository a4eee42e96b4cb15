package io.setpoint.erp.catalog;

import io.setpoint.erp.kernel.Capability;
import io.setpoint.erp.kernel.UseCase;
import java.util.List;

/** The capability catalog. */
public final class Catalog implements Capability {
    private final CreateItems createItems = new CreateItems();
    private final AddBarcode addBarcode = new AddBarcode();
    private final WithdrawBarcode withdrawBarcode = new WithdrawBarcode();
    private final SetReplenishment setReplenishment = new SetReplenishment();

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
