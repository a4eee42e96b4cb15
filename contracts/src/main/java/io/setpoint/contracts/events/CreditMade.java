package io.setpoint.contracts.events;

import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.InvoiceId;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.ReturnId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A credit note was made, at the prices of its invoice: for goods that came back ({@code returnId}), or proposed without
 * any ({@code waiver} says why), and then it waits for another person. No fact is made of it yet: no KPI counts revenue
 * so far.
 */
public record CreditMade(
        InvoiceId creditNote,
        InvoiceId invoice,
        SiteId site,
        String zone,
        CustomerId customer,
        @Nullable ReturnId returnId,
        @Nullable String waiver,
        Money amount,
        PersonId person,
        Instant occurredAt,
        List<Line> lines)
        implements DomainEvent {
    public CreditMade {
        lines = List.copyOf(lines);
    }

    /** What is credited of one line of the invoice. */
    public record Line(int lineNo, int invoiceLineNo, Sku item, Quantity quantity, Money unitPrice, Money amount) {}

    @Override
    public EventType type() {
        return EventType.CREDIT_MADE;
    }

    @Override
    public String subject() {
        return creditNote.value();
    }
}
