package io.setpoint.contracts.events;

import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.InvoiceId;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import java.time.Instant;
import java.time.LocalDate;

/**
 * An invoice or a credit note is a legal document from now on and changes no more. Its number follows the one before it
 * in the company's year without a gap. No fact is made of it yet: no KPI counts revenue so far.
 *
 * @param issuedOn the day in the company's zone; the year of the number is its year
 */
public record InvoicePosted(
        InvoiceId invoice,
        InvoiceKind kind,
        SiteId site,
        CustomerId customer,
        int legalYear,
        int legalNumber,
        LocalDate issuedOn,
        Money amount,
        PersonId person,
        Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.INVOICE_POSTED;
    }

    @Override
    public String subject() {
        return invoice.value();
    }
}
