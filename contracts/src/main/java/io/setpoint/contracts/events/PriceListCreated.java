package io.setpoint.contracts.events;

import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.PriceListId;
import java.time.Instant;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * A price list was made for one customer, for one class of customers, or for all; it is empty. No fact is made of it:
 * prices reach the KPIs with the lines of orders.
 */
public record PriceListCreated(
        PriceListId priceList,
        String name,
        Currency currency,
        @Nullable CustomerId customer,
        @Nullable String customerClass,
        PersonId createdBy,
        Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.PRICE_LIST_CREATED;
    }

    @Override
    public String subject() {
        return priceList.value();
    }
}
