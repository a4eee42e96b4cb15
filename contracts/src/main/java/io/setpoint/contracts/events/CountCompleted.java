package io.setpoint.contracts.events;

import io.setpoint.contracts.values.AdjustmentId;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.CountId;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A count was completed; the confirmed round of each line counts, its book quantity as at the scan. */
public record CountCompleted(
        CountId count, SiteId site, String zone, CountType countType, Instant occurredAt, List<Line> lines)
        implements DomainEvent {
    public CountCompleted {
        lines = List.copyOf(lines);
    }

    @Override
    public EventType type() {
        return EventType.COUNT_COMPLETED;
    }

    @Override
    public String subject() {
        return count.value();
    }

    /**
     * One counted line.
     *
     * @param book the book quantity at the moment of the count scan
     * @param round 1, or 2 where a recount by another person replaced the first
     */
    public record Line(
            int lineNo,
            Sku item,
            String category,
            String abc,
            BinId bin,
            Quantity book,
            Quantity counted,
            Money unitCost,
            int round,
            PersonId countedBy,
            @Nullable AdjustmentId adjustment) {}
}
