package io.setpoint.erp.exceptions;

import io.setpoint.contracts.values.ExceptionId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.kernel.Versioned;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An exception as a row of the queue.
 *
 * @param valueAtRisk in the company's currency
 * @param classWeight weight of the customer's class
 * @param lastSafeAt the latest moment at which a remedy still works, if there is one
 * @param acknowledgeBy until when somebody should have taken it
 * @param decideBy until when it should be decided
 * @param dueAt the earlier of {@code lastSafeAt} and {@code decideBy}
 * @param priority value at risk × class weight ÷ hours left at the moment of reading; absent once it is settled
 * @param settledAt when it was decided or went away
 */
public record ExceptionView(
        ExceptionId exception,
        String type,
        String typeTitle,
        String family,
        String severity,
        @Nullable SiteId site,
        String subject,
        String title,
        BigDecimal valueAtRisk,
        String currency,
        BigDecimal classWeight,
        @Nullable Instant lastSafeAt,
        Instant acknowledgeBy,
        Instant decideBy,
        Instant dueAt,
        @Nullable BigDecimal priority,
        ExceptionState state,
        boolean regressed,
        @Nullable PersonId owner,
        @Nullable String ownerName,
        Instant raisedAt,
        @Nullable Instant settledAt,
        int version)
        implements Versioned {}
