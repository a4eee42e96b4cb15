package io.setpoint.erp.pricing;

import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.PriceListId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A price list.
 *
 * @param customer whose list it is; null for a list of a class or for all
 */
record PriceListView(
        PriceListId priceList,
        String name,
        String currency,
        @Nullable CustomerId customer,
        @Nullable String customerClass,
        Instant createdAt,
        PersonId createdBy) {}
