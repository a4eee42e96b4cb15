package io.setpoint.erp.inventory.api;

import io.setpoint.contracts.values.AdjustmentId;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Work;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Decisions on adjustments taken in the course of another document's decision. Each runs in the caller's transaction,
 * under the rights of the caller's actor and with every control of the use case of its name.
 */
public interface AdjustmentDecisions {
    /** What an actor could do now; for a screen, because each decision checks again. */
    Options options(Handle handle, Actor actor, AdjustmentId adjustment);

    /** Posts a proposed adjustment. */
    void approve(Work work, AdjustmentId adjustment, @Nullable String note);

    /** Refuses a proposed adjustment; stock is unchanged. */
    void reject(Work work, AdjustmentId adjustment, String why);

    /** Proposes the opposite of a posted adjustment; above tolerance yet another person has to approve that. */
    AdjustmentId reverse(Work work, AdjustmentId adjustment, String why);

    /** What an actor may do with one adjustment. */
    record Options(Option approve, Option reject, Option reverse) {}

    /**
     * One way to decide.
     *
     * @param effect what it would do, with figures
     * @param blocked why not, or null if it is allowed
     * @param whoCan names of those who could, where it is a matter of the person
     */
    record Option(String effect, @Nullable String blocked, List<String> whoCan) {
        public Option {
            whoCan = List.copyOf(whoCan);
        }
    }
}
