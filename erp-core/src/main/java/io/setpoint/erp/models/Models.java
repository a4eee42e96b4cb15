package io.setpoint.erp.models;

import io.setpoint.erp.kernel.Capability;
import io.setpoint.erp.kernel.UseCase;
import java.util.List;

/** The capability models. */
public final class Models implements Capability {
    private final RegisterModel registerModel = new RegisterModel();
    private final PromoteModel promoteModel = new PromoteModel();
    private final RetireModel retireModel = new RetireModel();

    @Override
    public List<Object> resources() {
        return List.of(new ModelResource(registerModel, promoteModel, retireModel));
    }

    @Override
    public List<UseCase<?, ?>> useCases() {
        return List.of(registerModel, promoteModel, retireModel);
    }
}
