package io.setpoint.contracts.events;

import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.SupplierId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A policy of an item at a site holds from a day on. No fact is made of it: supplier and stock KPIs start at orders and
 * moves.
 */
public record ReplenishmentPolicySet(
        SiteId site,
        Sku item,
        LocalDate validFrom,
        Rule rule,
        SupplierId supplier,
        int demandDays,
        Quantity orderMultiple,
        Quantity orderMinimum,
        PersonId setBy,
        Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.REPLENISHMENT_POLICY_SET;
    }

    @Override
    public String subject() {
        return item.value();
    }

    /**
     * When and how much is ordered.
     *
     * @param low minimum or reorder point; absent for cover in days, as is {@code target}
     */
    public record Rule(
            ReplenishmentKind kind,
            @Nullable Quantity low,
            @Nullable Quantity target,
            @Nullable Integer coverDays) {}
}
