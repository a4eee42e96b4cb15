package io.setpoint.erp.exceptions;

import io.setpoint.contracts.events.Decision;
import io.setpoint.contracts.exceptions.ExceptionType;
import io.setpoint.contracts.exceptions.ExceptionType.Remedy;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which remedy may come with which decision. Approving posts one of the type's remedies; rejecting refuses the
 * proposal, where there is one; to do nothing is possible only where the type says so, because an adjustment over
 * tolerance must not be left hanging.
 */
final class RemedyPolicy {
    private RemedyPolicy() {}

    /**
     * The remedy to post.
     *
     * @throws Refused if the decision and the remedy do not fit the type, or a reason is missing
     */
    static Remedy resolve(ExceptionType type, Decision decision, @Nullable Remedy remedy, @Nullable String why) {
        if (decision != Decision.APPROVED && (why == null || why.isBlank())) {
            throw new Refused(Problem.REASON_MISSING, "Say why; " + decision + " needs a reason");
        }
        List<Remedy> possible = possible(type, decision);
        if (possible.isEmpty()) {
            throw new Refused(
                            Problem.INVALID,
                            "%s is no decision on an exception of the type %s".formatted(decision, type.code()))
                    .allowing(Arrays.stream(Decision.values())
                            .filter(other -> !possible(type, other).isEmpty())
                            .map(Decision::name)
                            .toList());
        }
        if (remedy == null && decision != Decision.APPROVED) {
            return possible.get(0);
        }
        if (remedy == null || !possible.contains(remedy)) {
            throw new Refused(Problem.INVALID, "%s comes with one of %s".formatted(decision, possible))
                    .allowing(possible.stream().map(Remedy::name).toList());
        }
        return remedy;
    }

    /** The remedies that can come with a decision, the one meant if none is named first. */
    static List<Remedy> possible(ExceptionType type, Decision decision) {
        return switch (decision) {
            case APPROVED ->
                type.remedies().stream()
                        .filter(remedy -> remedy != Remedy.NONE && remedy != Remedy.REJECT_ADJUSTMENT)
                        .toList();
            case REJECTED ->
                type.remedies().contains(Remedy.REJECT_ADJUSTMENT)
                        ? List.of(Remedy.REJECT_ADJUSTMENT)
                        : List.of(Remedy.NONE);
            case NO_ACTION -> type.remedies().contains(Remedy.NONE) ? List.of(Remedy.NONE) : List.of();
            case DUPLICATE -> List.of(Remedy.NONE);
        };
    }
}
