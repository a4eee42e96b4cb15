package io.setpoint.contracts.events;

import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.PriceChangeId;
import io.setpoint.contracts.values.PriceListId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.Sku;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prices of a list are to change. No fact is made of it: prices reach the KPIs with the lines of orders. */
public record PricesProposed(
        PriceChangeId priceChange,
        PriceListId priceList,
        Instant validFrom,
        @Nullable Instant validUntil,
        String why,
        PersonId proposedBy,
        Instant occurredAt,
        List<Line> lines)
        implements DomainEvent {
    public PricesProposed {
        lines = List.copyOf(lines);
    }

    @Override
    public EventType type() {
        return EventType.PRICES_PROPOSED;
    }

    @Override
    public String subject() {
        return priceChange.value();
    }

    /**
     * One price.
     *
     * @param minQuantity from which quantity of an order line on it holds
     */
    public record Line(int lineNo, Sku item, Quantity minQuantity, Money unitPrice) {}
}
