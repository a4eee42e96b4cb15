package io.setpoint.erp.kernel;

import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may not do a step because of an earlier step in the same chain.
 *
 * @param excluded those who took the earlier steps
 * @param site where the right for this step is needed, to name those who can; null for the company as a whole
 */
public record Separation(Set<PersonId> excluded, @Nullable SiteId site) {
    public Separation {
        excluded = Set.copyOf(excluded);
    }

    /** Nobody is excluded. */
    public static Separation none() {
        return new Separation(Set.of(), null);
    }
}
