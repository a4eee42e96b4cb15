package io.setpoint.erp.returns;

import io.setpoint.contracts.events.ReturnOutcome;
import io.setpoint.contracts.values.PersonId;
import java.util.Set;

/**
 * When a disposition waits for another person: above tolerance, if the goods leave stock, or if whoever received them
 * judges them too. Nobody approves what he proposed or received.
 */
final class DispositionPolicy {
    private DispositionPolicy() {}

    static boolean needsApproval(
            boolean overTolerance, ReturnOutcome outcome, PersonId proposedBy, PersonId receivedBy) {
        return overTolerance && (outcome.leavesStock() || proposedBy.equals(receivedBy));
    }

    static Set<PersonId> excluded(PersonId proposedBy, PersonId receivedBy) {
        return proposedBy.equals(receivedBy) ? Set.of(proposedBy) : Set.of(proposedBy, receivedBy);
    }
}
