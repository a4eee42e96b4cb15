package io.setpoint.erp.inventory.api;

import io.setpoint.contracts.events.DiscrepancyKind;
import io.setpoint.contracts.values.AsnId;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.contracts.values.ReceiptId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.SupplierId;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goods that were ordered from a supplier, as receiving sees them; whoever orders them says what may be received. It runs
 * in the receiver's transaction, before any stock is locked.
 */
public interface OrderedGoods {
    /** Locks the order of a delivery, named by itself or by its advance shipment notice; refuses one not open here. */
    Source lock(Work work, SiteId site, @Nullable PurchaseOrderId order, @Nullable AsnId asn);

    /** For who receives without orders: there is none to receive against. */
    static OrderedGoods none() {
        return (work, site, order, asn) -> {
            throw new Refused(Problem.UNKNOWN_REFERENCE, "There are no purchase orders");
        };
    }

    /** The locked order behind a delivery. */
    interface Source {
        PurchaseOrderId order();

        SupplierId supplier();

        /** Checks a delivery against the order and rolls the order forward; the receipt's rows stand already. */
        void receive(Work work, Delivery delivery);
    }

    /** What came: what was taken into stock, and how it differs from what was ordered. */
    record Delivery(
            ReceiptId receipt,
            Instant dockArrivedAt,
            Instant receivedAt,
            List<Accepted> accepted,
            List<Discrepancy> discrepancies) {
        public Delivery {
            accepted = List.copyOf(accepted);
            discrepancies = List.copyOf(discrepancies);
        }
    }

    /** A quantity of an order line that goes into stock. */
    record Accepted(int purchaseLine, Sku item, BigDecimal quantity) {}

    /**
     * How a delivery differs from an order line. Damaged and wrong goods do not go into stock.
     *
     * @param item what came instead, for a wrong item; otherwise absent
     * @param photo whether there is one
     */
    record Discrepancy(
            int purchaseLine,
            DiscrepancyKind kind,
            BigDecimal quantity,
            @Nullable Sku item,
            String reason,
            boolean photo) {}
}
