package io.setpoint.erp.purchasing.api;

import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Supply on its way: released orders, without what was received or cancelled. */
public interface OpenPurchases {
    /** By item and expected date; only what is expected at this site. */
    List<Expected> expected(Handle handle, SiteId site, Collection<Sku> items);

    /**
     * An open quantity.
     *
     * @param expectedDate the day the supplier confirmed and a person accepted; until then the requested one
     * @param confirmed how much of it is confirmed
     */
    record Expected(SiteId site, Sku item, LocalDate expectedDate, BigDecimal quantity, BigDecimal confirmed) {}
}
