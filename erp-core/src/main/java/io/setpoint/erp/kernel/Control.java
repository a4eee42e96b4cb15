package io.setpoint.erp.kernel;

import io.setpoint.contracts.events.EventType;
import java.util.List;
import java.util.Set;

/**
 * The entry of a use case in the control catalogue.
 *
 * @param name verb phrase in kebab case, as it stands in the audit
 * @param purpose one sentence
 * @param sensitive whether refused attempts are audited
 * @param events the types it may publish; publishing another one is a defect
 * @param refusals the business refusals it may answer with, besides those every use case has
 */
public record Control(String name, String purpose, boolean sensitive, Set<EventType> events, List<Problem> refusals) {
    public Control {
        events = Set.copyOf(events);
        refusals = List.copyOf(refusals);
    }

    public static Control of(String name, String purpose) {
        return new Control(name, purpose, false, Set.of(), List.of());
    }

    /** The same, as one of the functions whose refused attempts are kept. */
    public Control asSensitive() {
        return new Control(name, purpose, true, events, refusals);
    }

    public Control publishing(EventType... types) {
        return new Control(name, purpose, sensitive, Set.of(types), refusals);
    }

    public Control refusing(Problem... problems) {
        return new Control(name, purpose, sensitive, events, List.of(problems));
    }
}
