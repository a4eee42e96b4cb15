package io.setpoint.contracts.events;

import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A customer ordered and was given a frozen promise per line. Lines with one requested date are one order unit. */
public record OrderPlaced(
        OrderId order,
        SiteId site,
        String zone,
        CustomerId customer,
        String customerClass,
        String channel,
        String shippingMode,
        @Nullable String customerReference,
        Instant occurredAt,
        List<Line> lines)
        implements DomainEvent {
    public OrderPlaced {
        lines = List.copyOf(lines);
    }

    @Override
    public EventType type() {
        return EventType.ORDER_PLACED;
    }

    @Override
    public String subject() {
        return order.value();
    }

    /**
     * One ordered line.
     *
     * @param requestedDate the day the customer asked for, in the site's zone
     * @param commitDate the frozen first confirmed promise: due by the end of this day in the site's zone
     */
    public record Line(
            int lineNo,
            Sku item,
            String category,
            Quantity quantity,
            Money unitPrice,
            Money unitCost,
            LocalDate requestedDate,
            LocalDate commitDate) {}
}
