package io.setpoint.contracts.events;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.PriceOverrideId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * Somebody asks for another price than the list's for one order line. No fact is made of it yet: no KPI counts price
 * overrides so far, and the event carries list price, discount and reason for the day one does.
 */
public record PriceOverrideProposed(
        PriceOverrideId priceOverride,
        SiteId site,
        CustomerId customer,
        Sku item,
        Quantity quantity,
        Money listPrice,
        Money unitPrice,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal percentOff,
        String why,
        PersonId proposedBy,
        Instant validUntil,
        Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.PRICE_OVERRIDE_PROPOSED;
    }

    @Override
    public String subject() {
        return priceOverride.value();
    }
}
