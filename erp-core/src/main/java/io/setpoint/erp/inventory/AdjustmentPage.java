package io.setpoint.erp.inventory;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.setpoint.erp.inventory.api.AdjustmentDecisions;
import io.setpoint.erp.kernel.Versioned;

/**
 * One adjustment on its own page.
 *
 * @param options what whoever asks could do about it, and who else could
 */
public record AdjustmentPage(@JsonUnwrapped AdjustmentView adjustment, AdjustmentDecisions.Options options)
        implements Versioned {
    @Override
    public int version() {
        return adjustment.version();
    }
}
