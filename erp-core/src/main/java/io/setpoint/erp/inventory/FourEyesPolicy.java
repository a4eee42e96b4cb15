package io.setpoint.erp.inventory;

import io.setpoint.contracts.values.PersonId;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may not approve an adjustment: its proposer, and whoever counted the goods it rests on. */
final class FourEyesPolicy {
    private FourEyesPolicy() {}

    static Set<PersonId> excluded(PersonId proposedBy, @Nullable PersonId countedBy) {
        return countedBy == null || countedBy.equals(proposedBy) ? Set.of(proposedBy) : Set.of(proposedBy, countedBy);
    }

    /** The reason why this person may not approve, or empty. */
    static Optional<String> objection(PersonId approver, PersonId proposedBy, @Nullable PersonId countedBy) {
        if (approver.equals(proposedBy)) {
            return Optional.of("You proposed this adjustment");
        }
        if (approver.equals(countedBy)) {
            return Optional.of("You counted the goods this adjustment rests on");
        }
        return Optional.empty();
    }
}
