package io.setpoint.erp.kernel;

import java.util.List;

/** A business capability as the start-up class sees it. */
public interface Capability {
    /** Its HTTP resources. */
    List<Object> resources();

    /** Its use cases, for the control catalogue. */
    List<UseCase<?, ?>> useCases();
}
