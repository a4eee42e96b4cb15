package io.setpoint.erp.purchasing;

import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.organization.api.PurchaseLimits;
import org.jdbi.v3.core.Handle;

/** The company's purchase limits as its template sets them. */
final class TemplateLimits implements PurchaseLimits {
    private final SetPurchaseLimits setLimits;

    TemplateLimits(SetPurchaseLimits setLimits) {
        this.setLimits = setLimits;
    }

    @Override
    public void set(Work work, Limits limits) {
        work.perform(setLimits, new SetPurchaseLimits.Limits(limits.limit(), limits.secondLimit()));
    }

    @Override
    public Limits find(Handle handle) {
        SetPurchaseLimits.Limits limits =
                handle.attach(SetPurchaseLimits.Sql.class).find().orElse(SetPurchaseLimits.Limits.NONE);
        return new Limits(limits.limit(), limits.secondLimit());
    }
}
