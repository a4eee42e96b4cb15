package io.setpoint.erp.purchasing.api;

import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.SupplierId;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;

/** Purchase orders drafted in the course of another decision, under every control of raising one. */
public interface DraftOrders {
    /** Drafts an order of one item at its contract price, or at its cost, wanted after the supplier's lead time. */
    PurchaseOrderId draft(Work work, SiteId site, SupplierId supplier, Sku item, BigDecimal quantity);
}
