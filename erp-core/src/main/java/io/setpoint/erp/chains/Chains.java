package io.setpoint.erp.chains;

import io.setpoint.erp.kernel.Capability;
import io.setpoint.erp.kernel.UseCase;
import java.util.List;

/** The capability chains. */
public final class Chains implements Capability {
    @Override
    public List<Object> resources() {
        return List.of(new ChainResource());
    }

    @Override
    public List<UseCase<?, ?>> useCases() {
        return List.of();
    }
}
