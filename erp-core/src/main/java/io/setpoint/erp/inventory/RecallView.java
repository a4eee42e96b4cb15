package io.setpoint.erp.inventory;

import io.setpoint.contracts.values.AsnId;
import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.contracts.values.ReceiptId;
import io.setpoint.contracts.values.ReturnId;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.TransferId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a lot came from and where it went.
 *
 * @param complete false if some of it lies at a site the reader may not view, or there is more than is listed
 * @param received from suppliers
 * @param shipped to customers
 * @param picked for customers, and still here
 * @param inTransit between sites
 * @param returned by customers
 * @param adjusted what adjustments added and took away
 */
record RecallView(
        LotView lot,
        boolean complete,
        List<Received> received,
        List<Shipped> shipped,
        List<Picked> picked,
        List<InTransit> inTransit,
        List<Returned> returned,
        BigDecimal adjusted) {
    RecallView {
        received = List.copyOf(received);
        shipped = List.copyOf(shipped);
        picked = List.copyOf(picked);
        inTransit = List.copyOf(inTransit);
        returned = List.copyOf(returned);
    }

    /** What a receipt brought of it. */
    record Received(
            ReceiptId receipt,
            SiteId site,
            @Nullable String supplier,
            @Nullable PurchaseOrderId purchaseOrder,
            @Nullable AsnId asn,
            Instant receivedAt,
            BigDecimal quantity) {}

    /** What a shipment took of it. */
    record Shipped(
            ShipmentId shipment,
            OrderId order,
            CustomerId customer,
            String customerName,
            SiteId site,
            Instant shippedAt,
            BigDecimal quantity) {}

    /** What is picked of it and has not left. */
    record Picked(ShipmentId shipment, OrderId order, CustomerId customer, SiteId site, BigDecimal quantity) {}

    /** What left a site of it and has not arrived at the other. */
    record InTransit(TransferId transfer, SiteId fromSite, SiteId toSite, BigDecimal quantity) {}

    /** What came back of it with a return. */
    record Returned(
            ReturnId returnId,
            ShipmentId shipment,
            CustomerId customer,
            SiteId site,
            Instant receivedAt,
            BigDecimal quantity) {}
}
