package io.setpoint.erp.units;

import io.setpoint.erp.imports.api.ImportTarget;
import io.setpoint.erp.kernel.Capability;
import io.setpoint.erp.kernel.UseCase;
import java.time.Clock;
import java.util.List;

/** The capability units. */
public final class Units implements Capability {
    private final ProposeUnits proposeUnits = new ProposeUnits();
    private final ApproveUnits approveUnits = new ApproveUnits();
    private final RejectUnits rejectUnits = new RejectUnits();
    private final Clock clock;

    public Units(Clock clock) {
        this.clock = clock;
    }

    /** Files of units. */
    public ImportTarget unitImport() {
        return new UnitImport(proposeUnits, rejectUnits, clock);
    }

    @Override
    public List<Object> resources() {
        return List.of(new UnitChangeResource(proposeUnits, approveUnits, rejectUnits), new UnitResource(clock));
    }

    @Override
    public List<UseCase<?, ?>> useCases() {
        return List.of(proposeUnits, approveUnits, rejectUnits);
    }
}
