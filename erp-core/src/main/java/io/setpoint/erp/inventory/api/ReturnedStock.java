package io.setpoint.erp.inventory.api;

import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.ReturnId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stock as returns see it. Returned goods are on hand in the bin of their inspection and available to nobody until they
 * are restocked. Locks: the return first, then the person's rolling total, then stock by item.
 */
public interface ReturnedStock {
    /** Refuses a bin that this site does not have. */
    void requireBin(Work work, SiteId site, BinId bin);

    /** Takes goods into the bin where they wait for inspection. */
    void arrive(Work work, SiteId site, ReturnId returnId, BinId bin, List<Arrived> lines, Instant occurredAt);

    /**
     * Compares the value of a disposition with the site's limits for one document and for a person's rolling total, in
     * which adjustments count as well. Locks the total.
     *
     * @param value in the company's currency
     */
    boolean overTolerance(Work work, SiteId site, BigDecimal value);

    /**
     * Compares a disposition of the past with the limits, and with the person's rolling total as it stood then.
     *
     * @param value in the company's currency
     * @param more of the same person and not written yet
     */
    boolean wasOverTolerance(
            Work work, SiteId site, PersonId person, BigDecimal value, BigDecimal more, Instant moment);

    /** Makes inspected goods available, in another bin or where they are. */
    void restock(Work work, SiteId site, Inspected goods, BinId to);

    /** Inspected goods leave stock. */
    void remove(Work work, SiteId site, Inspected goods);

    /** What arrived for one line of a return; with its lot or serial if and only if the item is tracked. */
    record Arrived(int lineNo, Sku item, @Nullable LotNumber lot, BigDecimal quantity) {}

    /** What one disposition of a return is about, and the bin where it waits. */
    record Inspected(
            ReturnId returnId,
            int dispositionNo,
            Sku item,
            @Nullable LotNumber lot,
            BinId bin,
            BigDecimal quantity) {}
}
