package io.setpoint.erp.organization.api;

import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import org.jdbi.v3.core.Handle;

/** Up to which amounts a buyer orders alone, and with one other person. */
public interface PurchaseLimits {
    /** The limits, in company currency. */
    record Limits(BigDecimal limit, BigDecimal secondLimit) {}

    /** Sets them, under every control of the use case behind it. */
    void set(Work work, Limits limits);

    Limits find(Handle handle);
}
