package io.setpoint.contracts.events;

import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.UnitChangeId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Units of measure of items are to change. No fact is made of it: documents and facts carry base quantities.
 *
 * @param validFrom from when on it is wanted; absent if from its approval on
 */
public record UnitsProposed(
        UnitChangeId unitChange,
        @Nullable Instant validFrom,
        String why,
        PersonId proposedBy,
        Instant occurredAt,
        List<Line> lines)
        implements DomainEvent {
    public UnitsProposed {
        lines = List.copyOf(lines);
    }

    @Override
    public EventType type() {
        return EventType.UNITS_PROPOSED;
    }

    @Override
    public String subject() {
        return unitChange.value();
    }

    /**
     * One unit of an item, which is {@code numerator / denominator} of its base unit; without them it is withdrawn.
     */
    public record Line(
            int lineNo,
            Sku item,
            String unit,
            @Nullable Integer numerator,
            @Nullable Integer denominator) {}
}
