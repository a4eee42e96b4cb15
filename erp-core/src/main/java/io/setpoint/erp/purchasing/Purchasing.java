package io.setpoint.erp.purchasing;

import io.setpoint.erp.imports.api.ImportTarget;
import io.setpoint.erp.inventory.api.OrderedGoods;
import io.setpoint.erp.kernel.Capability;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.organization.api.PurchaseLimits;
import io.setpoint.erp.purchasing.api.DraftOrders;
import io.setpoint.erp.purchasing.api.OpenPurchases;
import java.time.Clock;
import java.util.List;

/** The capability purchasing. */
public final class Purchasing implements Capability {
    private final ProposeSupplierChange proposeSupplierChange = new ProposeSupplierChange();
    private final ApproveSupplierChange approveSupplierChange = new ApproveSupplierChange();
    private final RejectSupplierChange rejectSupplierChange = new RejectSupplierChange();
    private final SetPurchaseLimits setPurchaseLimits = new SetPurchaseLimits();
    private final RaisePurchaseOrder raisePurchaseOrder = new RaisePurchaseOrder();
    private final SubmitPurchaseOrder submitPurchaseOrder = new SubmitPurchaseOrder();
    private final ApprovePurchaseOrder approvePurchaseOrder = new ApprovePurchaseOrder();
    private final RejectPurchaseOrder rejectPurchaseOrder = new RejectPurchaseOrder();
    private final ChangePurchaseLine changePurchaseLine = new ChangePurchaseLine();
    private final CancelPurchaseOrder cancelPurchaseOrder = new CancelPurchaseOrder();
    private final RecordAcknowledgement recordAcknowledgement = new RecordAcknowledgement();
    private final DecideAcknowledgement decideAcknowledgement = new DecideAcknowledgement();
    private final AdviseShipment adviseShipment = new AdviseShipment();
    private final ImportPurchases importPurchases = new ImportPurchases();
    private final Clock clock;

    public Purchasing(Clock clock) {
        this.clock = clock;
    }

    /** Orders as receiving sees them. */
    public OrderedGoods orderedGoods() {
        return new PurchaseArrivals();
    }

    /** Supply on its way, for who promises it. */
    public OpenPurchases openPurchases() {
        return new OpenPurchaseQueries();
    }

    /** Limits, for a company's template. */
    public PurchaseLimits purchaseLimits() {
        return new TemplateLimits(setPurchaseLimits);
    }

    /** Drafts of orders, for who suggests them. */
    public DraftOrders draftOrders() {
        return new ContractDrafts(raisePurchaseOrder);
    }

    /** Files of suppliers. */
    public ImportTarget supplierImport() {
        return new SupplierImport(proposeSupplierChange, rejectSupplierChange);
    }

    @Override
    public List<Object> resources() {
        return List.of(
                new SupplierResource(clock),
                new SupplierChangeResource(proposeSupplierChange, approveSupplierChange, rejectSupplierChange),
                new PurchaseLimitResource(setPurchaseLimits),
                new PurchaseOrderResource(
                        raisePurchaseOrder,
                        submitPurchaseOrder,
                        approvePurchaseOrder,
                        rejectPurchaseOrder,
                        changePurchaseLine,
                        cancelPurchaseOrder,
                        recordAcknowledgement,
                        decideAcknowledgement,
                        adviseShipment),
                new OpenPurchaseResource(),
                new ExpectedDeliveryResource(),
                new PurchaseHistoryResource(importPurchases));
    }

    @Override
    public List<UseCase<?, ?>> useCases() {
        return List.of(
                proposeSupplierChange,
                approveSupplierChange,
                rejectSupplierChange,
                setPurchaseLimits,
                raisePurchaseOrder,
                submitPurchaseOrder,
                approvePurchaseOrder,
                rejectPurchaseOrder,
                changePurchaseLine,
                cancelPurchaseOrder,
                recordAcknowledgement,
                decideAcknowledgement,
                adviseShipment,
                importPurchases);
    }
}
