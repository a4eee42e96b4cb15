package io.setpoint.erp.access.api;

import io.setpoint.erp.kernel.Work;

/** Makes the founder of a company its administrator. */
@FunctionalInterface
public interface FirstAdministrator {
    /** Gives the actor the role and publishes who he is. */
    void appoint(Work work);
}
