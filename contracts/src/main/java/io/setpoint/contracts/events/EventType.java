package io.setpoint.contracts.events;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every type of event in the log: its CloudEvents type, the aggregate it belongs to and the record of its data. */
public enum EventType {
    COMPANY_CREATED("setpoint.organization.company-created.v1", "company", CompanyCreated.class),
    SITE_OPENED("setpoint.organization.site-opened.v1", "site", SiteOpened.class),
    ROUTES_SET("setpoint.organization.routes-set.v1", "site", RoutesSet.class),
    ITEM_CREATED("setpoint.catalog.item-created.v1", "item", ItemCreated.class),
    ITEM_WITHDRAWN("setpoint.catalog.item-withdrawn.v1", "item", ItemWithdrawn.class),
    UNITS_PROPOSED("setpoint.units.units-proposed.v1", "unit-change", UnitsProposed.class),
    UNITS_APPROVED("setpoint.units.units-approved.v1", "unit-change", UnitsApproved.class),
    UNITS_REJECTED("setpoint.units.units-rejected.v1", "unit-change", UnitsRejected.class),
    BARCODE_ADDED("setpoint.catalog.barcode-added.v1", "item", BarcodeAdded.class),
    BARCODE_WITHDRAWN("setpoint.catalog.barcode-withdrawn.v1", "item", BarcodeWithdrawn.class),
    CUSTOMER_CREATED("setpoint.customers.customer-created.v1", "customer", CustomerCreated.class),
    CUSTOMER_WITHDRAWN("setpoint.customers.customer-withdrawn.v1", "customer", CustomerWithdrawn.class),
    PERSON_REGISTERED("setpoint.access.person-registered.v1", "person", PersonRegistered.class),
    ROLE_GRANTED("setpoint.access.role-granted.v1", "person", RoleGranted.class),
    ORDER_PLACED("setpoint.sales.order-placed.v1", "order", OrderPlaced.class),
    ORDER_RELEASED("setpoint.sales.order-released.v1", "order", OrderReleased.class),
    ORDER_LINE_CANCELLED("setpoint.sales.order-line-cancelled.v1", "order", OrderLineCancelled.class),
    BACKORDER_ALLOCATED("setpoint.sales.backorder-allocated.v1", "order", BackorderAllocated.class),
    RESERVATION_REALLOCATED("setpoint.sales.reservation-reallocated.v1", "order", ReservationReallocated.class),
    ALLOCATION_POLICY_SET("setpoint.sales.allocation-policy-set.v1", "company", AllocationPolicySet.class),
    QUOTE_MADE("setpoint.sales.quote-made.v1", "quote", QuoteMade.class),
    QUOTE_SENT("setpoint.sales.quote-sent.v1", "quote", QuoteSent.class),
    QUOTE_DECIDED("setpoint.sales.quote-decided.v1", "quote", QuoteDecided.class),
    PICK_CONFIRMED("setpoint.shipping.pick-confirmed.v1", "shipment", PickConfirmed.class),
    SHIPMENT_PACKED("setpoint.shipping.shipment-packed.v1", "shipment", ShipmentPacked.class),
    SHIPMENT_SHIPPED("setpoint.shipping.shipment-shipped.v1", "shipment", ShipmentShipped.class),
    SHIPMENT_DELIVERED("setpoint.shipping.shipment-delivered.v1", "shipment", ShipmentDelivered.class),
    WAVE_CREATED("setpoint.warehousing.wave-created.v1", "wave", WaveCreated.class),
    WAVE_STOP_CONFIRMED("setpoint.warehousing.wave-stop-confirmed.v1", "wave", WaveStopConfirmed.class),
    WAVE_CLOSED("setpoint.warehousing.wave-closed.v1", "wave", WaveClosed.class),
    WAVE_CANCELLED("setpoint.warehousing.wave-cancelled.v1", "wave", WaveCancelled.class),
    GOODS_RECEIVED("setpoint.inventory.goods-received.v1", "receipt", GoodsReceived.class),
    SUPPLIER_CHANGE_PROPOSED(
            "setpoint.purchasing.supplier-change-proposed.v1", "supplier", SupplierChangeProposed.class),
    SUPPLIER_CHANGED("setpoint.purchasing.supplier-changed.v1", "supplier", SupplierChanged.class),
    SUPPLIER_CHANGE_REJECTED(
            "setpoint.purchasing.supplier-change-rejected.v1", "supplier", SupplierChangeRejected.class),
    PURCHASE_LIMITS_SET("setpoint.purchasing.purchase-limits-set.v1", "company", PurchaseLimitsSet.class),
    PURCHASE_ORDER_RAISED("setpoint.purchasing.purchase-order-raised.v1", "purchase-order", PurchaseOrderRaised.class),
    PURCHASE_ORDER_SUBMITTED(
            "setpoint.purchasing.purchase-order-submitted.v1", "purchase-order", PurchaseOrderSubmitted.class),
    PURCHASE_ORDER_APPROVED(
            "setpoint.purchasing.purchase-order-approved.v1", "purchase-order", PurchaseOrderApproved.class),
    PURCHASE_ORDER_RELEASED(
            "setpoint.purchasing.purchase-order-released.v1", "purchase-order", PurchaseOrderReleased.class),
    PURCHASE_ORDER_REJECTED(
            "setpoint.purchasing.purchase-order-rejected.v1", "purchase-order", PurchaseOrderRejected.class),
    PURCHASE_ORDER_LINE_CHANGED(
            "setpoint.purchasing.purchase-order-line-changed.v1", "purchase-order", PurchaseOrderLineChanged.class),
    PURCHASE_ORDER_CANCELLED(
            "setpoint.purchasing.purchase-order-cancelled.v1", "purchase-order", PurchaseOrderCancelled.class),
    PURCHASE_ORDER_ACKNOWLEDGED(
            "setpoint.purchasing.purchase-order-acknowledged.v1", "purchase-order", PurchaseOrderAcknowledged.class),
    ACKNOWLEDGEMENT_DECIDED(
            "setpoint.purchasing.acknowledgement-decided.v1", "purchase-order", AcknowledgementDecided.class),
    SHIPMENT_ADVISED("setpoint.purchasing.shipment-advised.v1", "purchase-order", ShipmentAdvised.class),
    PURCHASE_RECEIVED("setpoint.purchasing.purchase-received.v1", "purchase-order", PurchaseReceived.class),
    REPLENISHMENT_POLICY_SET(
            "setpoint.replenishment.replenishment-policy-set.v1", "item", ReplenishmentPolicySet.class),
    SUGGESTION_ORDERED("setpoint.replenishment.suggestion-ordered.v1", "item", SuggestionOrdered.class),
    SUGGESTION_DISMISSED("setpoint.replenishment.suggestion-dismissed.v1", "item", SuggestionDismissed.class),
    COUNT_POLICY_SET("setpoint.inventory.count-policy-set.v1", "site", CountPolicySet.class),
    COUNT_STARTED("setpoint.inventory.count-started.v1", "count", CountStarted.class),
    COUNT_LINE_COUNTED("setpoint.inventory.count-line-counted.v1", "count", CountLineCounted.class),
    COUNT_COMPLETED("setpoint.inventory.count-completed.v1", "count", CountCompleted.class),
    ADJUSTMENT_PROPOSED("setpoint.inventory.adjustment-proposed.v1", "adjustment", AdjustmentProposed.class),
    ADJUSTMENT_POSTED("setpoint.inventory.adjustment-posted.v1", "adjustment", AdjustmentPosted.class),
    ADJUSTMENT_REJECTED("setpoint.inventory.adjustment-rejected.v1", "adjustment", AdjustmentRejected.class),
    PRICE_LIST_CREATED("setpoint.pricing.price-list-created.v1", "price-list", PriceListCreated.class),
    PRICES_PROPOSED("setpoint.pricing.prices-proposed.v1", "price-change", PricesProposed.class),
    PRICES_APPROVED("setpoint.pricing.prices-approved.v1", "price-change", PricesApproved.class),
    PRICES_REJECTED("setpoint.pricing.prices-rejected.v1", "price-change", PricesRejected.class),
    PRICE_OVERRIDE_PROPOSED(
            "setpoint.pricing.price-override-proposed.v1", "price-override", PriceOverrideProposed.class),
    PRICE_OVERRIDE_DECIDED("setpoint.pricing.price-override-decided.v1", "price-override", PriceOverrideDecided.class),
    OVERRIDE_LIMIT_PROPOSED(
            "setpoint.pricing.override-limit-proposed.v1", "override-limit", OverrideLimitProposed.class),
    OVERRIDE_LIMIT_DECIDED("setpoint.pricing.override-limit-decided.v1", "override-limit", OverrideLimitDecided.class),
    RETURN_OPENED("setpoint.returns.return-opened.v1", "return", ReturnOpened.class),
    RETURN_CANCELLED("setpoint.returns.return-cancelled.v1", "return", ReturnCancelled.class),
    RETURN_RECEIVED("setpoint.returns.return-received.v1", "return", ReturnReceived.class),
    DISPOSITION_PROPOSED("setpoint.returns.disposition-proposed.v1", "return", DispositionProposed.class),
    RETURN_DISPOSED("setpoint.returns.return-disposed.v1", "return", ReturnDisposed.class),
    DISPOSITION_REJECTED("setpoint.returns.disposition-rejected.v1", "return", DispositionRejected.class),
    INVOICE_MADE("setpoint.invoicing.invoice-made.v1", "invoice", InvoiceMade.class),
    CREDIT_MADE("setpoint.invoicing.credit-made.v1", "invoice", CreditMade.class),
    CREDIT_DECIDED("setpoint.invoicing.credit-decided.v1", "invoice", CreditDecided.class),
    INVOICE_POSTED("setpoint.invoicing.invoice-posted.v1", "invoice", InvoicePosted.class),
    STOCK_HELD("setpoint.inventory.stock-held.v1", "hold", StockHeld.class),
    HOLD_RELEASED("setpoint.inventory.hold-released.v1", "hold", HoldReleased.class),
    STOCK_MOVED("setpoint.inventory.stock-moved.v1", "stock-move", StockMoved.class),
    PUT_AWAY_DIRECTED("setpoint.inventory.put-away-directed.v1", "receipt", PutAwayDirected.class),
    GOODS_PUT_AWAY("setpoint.inventory.goods-put-away.v1", "receipt", GoodsPutAway.class),
    QUALITY_CHECKED("setpoint.inventory.quality-checked.v1", "receipt", QualityChecked.class),
    PICK_FACE_REPLENISHED("setpoint.inventory.pick-face-replenished.v1", "stock-move", PickFaceReplenished.class),
    LOT_BLOCKED("setpoint.inventory.lot-blocked.v1", "lot", LotBlocked.class),
    LOT_UNBLOCKED("setpoint.inventory.lot-unblocked.v1", "lot", LotUnblocked.class),
    NEGATIVE_STOCK_PROPOSED(
            "setpoint.inventory.negative-stock-proposed.v1", "negative-stock", NegativeStockProposed.class),
    NEGATIVE_STOCK_DECIDED(
            "setpoint.inventory.negative-stock-decided.v1", "negative-stock", NegativeStockDecided.class),
    NEGATIVE_STOCK_INCURRED("setpoint.inventory.negative-stock-incurred.v1", "bin-stock", NegativeStockIncurred.class),
    NEGATIVE_STOCK_CLEARED("setpoint.inventory.negative-stock-cleared.v1", "bin-stock", NegativeStockCleared.class),
    TRANSFER_CREATED("setpoint.inventory.transfer-created.v1", "transfer", TransferCreated.class),
    TRANSFER_SENT("setpoint.inventory.transfer-sent.v1", "transfer", TransferSent.class),
    TRANSFER_RECEIVED("setpoint.inventory.transfer-received.v1", "transfer", TransferReceived.class),
    TRANSFER_CANCELLED("setpoint.inventory.transfer-cancelled.v1", "transfer", TransferCancelled.class),
    TRANSFER_WRITE_OFF_PROPOSED(
            "setpoint.inventory.transfer-write-off-proposed.v1", "transfer", TransferWriteOffProposed.class),
    TRANSFER_WRITTEN_OFF("setpoint.inventory.transfer-written-off.v1", "transfer", TransferWrittenOff.class),
    TRANSFER_WRITE_OFF_REJECTED(
            "setpoint.inventory.transfer-write-off-rejected.v1", "transfer", TransferWriteOffRejected.class),
    EXCEPTION_RAISED("setpoint.exceptions.exception-raised.v1", "exception", ExceptionRaised.class),
    EXCEPTION_OWNED("setpoint.exceptions.exception-owned.v1", "exception", ExceptionOwned.class),
    EXCEPTION_COMMENTED("setpoint.exceptions.exception-commented.v1", "exception", ExceptionCommented.class),
    EXCEPTION_DECIDED("setpoint.exceptions.exception-decided.v1", "exception", ExceptionDecided.class),
    EXCEPTION_CLEARED("setpoint.exceptions.exception-cleared.v1", "exception", ExceptionCleared.class),
    MODEL_REGISTERED("setpoint.models.model-registered.v1", "model", ModelRegistered.class),
    MODEL_PROMOTED("setpoint.models.model-promoted.v1", "model", ModelPromoted.class),
    MODEL_RETIRED("setpoint.models.model-retired.v1", "model", ModelRetired.class);

    private static final Map<String, EventType> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(EventType::code, Function.identity()));

    private final String code;
    private final String aggregateType;
    private final Class<? extends DomainEvent> data;

    EventType(String code, String aggregateType, Class<? extends DomainEvent> data) {
        this.code = code;
        this.aggregateType = aggregateType;
        this.data = data;
    }

    /** The CloudEvents {@code type}, such as {@code setpoint.sales.order-placed.v1}. */
    public String code() {
        return code;
    }

    /** The kind of aggregate whose id is the subject and the Kafka key, such as {@code order}. */
    public String aggregateType() {
        return aggregateType;
    }

    public Class<? extends DomainEvent> data() {
        return data;
    }

    /** The codes of some types. */
    public static Set<String> codes(EventType... types) {
        return Arrays.stream(types).map(EventType::code).collect(Collectors.toUnmodifiableSet());
    }

    /** The type with this CloudEvents code, or empty if no release of Setpoint wrote it. */
    public static Optional<EventType> ofCode(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }
}
