package io.setpoint.contracts.events;

import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How often the bins of a site are counted was set. No fact is made of it: count KPIs start at counts, and what is due is
 * read from the plan.
 *
 * @param daysA days between two counts of items of class A; so for B and C
 * @param afterShortPick whether a short pick makes a count due at once
 * @param afterEmptied whether a bin emptied by a pick is counted at once
 * @param adjustmentAbove adjustments worth more make a count due at once; absent if none does
 */
public record CountPolicySet(
        SiteId site,
        int daysA,
        int daysB,
        int daysC,
        boolean afterShortPick,
        boolean afterEmptied,
        @Nullable Money adjustmentAbove,
        PersonId setBy,
        Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.COUNT_POLICY_SET;
    }

    @Override
    public String subject() {
        return site.value();
    }
}
