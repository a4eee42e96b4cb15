package io.setpoint.erp.inventory;

import io.setpoint.contracts.values.AsnId;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.contracts.values.ReceiptId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.ErpFixture;
import io.setpoint.erp.Warehouse;
import io.setpoint.erp.inventory.api.OrderedGoods;
import io.setpoint.erp.kernel.Actor;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The receiving dock of {@link Warehouse#HAM}, for tests of who orders goods. */
public final class Dock {
    private final ErpFixture erp;
    private final ReceiveGoods receiveGoods;

    public Dock(ErpFixture erp, OrderedGoods orderedGoods) {
        this.erp = erp;
        this.receiveGoods = new ReceiveGoods(orderedGoods);
    }

    /** Takes a quantity of an order line into a bin. */
    public ReceiptId receive(Actor actor, PurchaseOrderId order, int line, Sku item, String quantity) {
        return receive(
                actor,
                order,
                null,
                Instant.now(),
                List.of(new ReceiveGoods.Line(item, Warehouse.BIN_1, new BigDecimal(quantity), line)),
                List.of());
    }

    /** Takes in a delivery of at most one accepted line, with what differs. */
    public ReceiptId deliver(
            Actor actor,
            PurchaseOrderId order,
            @Nullable AsnId asn,
            int line,
            Sku item,
            @Nullable String quantity,
            OrderedGoods.Discrepancy... discrepancies) {
        return receive(
                actor,
                order,
                asn,
                Instant.now(),
                quantity == null
                        ? List.of()
                        : List.of(new ReceiveGoods.Line(item, Warehouse.BIN_1, new BigDecimal(quantity), line)),
                List.of(discrepancies));
    }

    /** Takes in what arrived at a moment. */
    public ReceiptId arrived(
            Actor actor, PurchaseOrderId order, Instant dockArrivedAt, int line, Sku item, String quantity) {
        return receive(
                actor,
                order,
                null,
                dockArrivedAt,
                List.of(new ReceiveGoods.Line(item, Warehouse.BIN_1, new BigDecimal(quantity), line)),
                List.of());
    }

    private ReceiptId receive(
            Actor actor,
            PurchaseOrderId order,
            @Nullable AsnId asn,
            Instant dockArrivedAt,
            List<ReceiveGoods.Line> lines,
            List<OrderedGoods.Discrepancy> discrepancies) {
        return erp.useCases()
                .run(
                        receiveGoods,
                        new ReceiveGoods.Command(
                                Warehouse.HAM, null, dockArrivedAt, null, lines, order, asn, discrepancies),
                        actor,
                        null)
                .value()
                .receipt();
    }
}
