package io.setpoint.erp.inventory;

import io.setpoint.erp.inventory.api.AdjustmentDecisions;
import io.setpoint.erp.inventory.api.OrderedGoods;
import io.setpoint.erp.inventory.api.ReturnedStock;
import io.setpoint.erp.inventory.api.ScannedStock;
import io.setpoint.erp.inventory.api.StockReservations;
import io.setpoint.erp.kernel.Capability;
import io.setpoint.erp.kernel.UseCase;
import java.time.Clock;
import java.util.List;

/** The capability inventory. */
public final class Inventory implements Capability {
    private final ReceiveGoods receiveGoods;
    private final Clock clock;
    private final StartCount startCount = new StartCount();
    private final CountLine countLine = new CountLine();
    private final SetCountPolicy setCountPolicy = new SetCountPolicy();
    private final StartPlannedCount startPlannedCount = new StartPlannedCount(startCount);
    private final CompleteCount completeCount = new CompleteCount();
    private final ProposeAdjustment proposeAdjustment = new ProposeAdjustment();
    private final ApproveAdjustment approveAdjustment = new ApproveAdjustment();
    private final RejectAdjustment rejectAdjustment = new RejectAdjustment();
    private final ReverseAdjustment reverseAdjustment = new ReverseAdjustment();
    private final ImportAdjustments importAdjustments = new ImportAdjustments();
    private final ImportCounts importCounts = new ImportCounts();
    private final HoldStock holdStock = new HoldStock();
    private final ReleaseHold releaseHold = new ReleaseHold();
    private final BlockLot blockLot = new BlockLot();
    private final UnblockLot unblockLot = new UnblockLot();
    private final MoveStock moveStock = new MoveStock();
    private final SetPutAwayRules setPutAwayRules = new SetPutAwayRules();
    private final PutAway putAway = new PutAway();
    private final DirectPutAway directPutAway = new DirectPutAway();
    private final ClosePutAway closePutAway = new ClosePutAway();
    private final CheckQuality checkQuality = new CheckQuality(holdStock);
    private final SetPickFaces setPickFaces = new SetPickFaces();
    private final ReplenishPickFace replenishPickFace = new ReplenishPickFace();
    private final CreateTransfer createTransfer = new CreateTransfer();
    private final SendTransfer sendTransfer = new SendTransfer();
    private final ReceiveTransfer receiveTransfer = new ReceiveTransfer();
    private final CancelTransfer cancelTransfer = new CancelTransfer();
    private final ProposeWriteOff proposeWriteOff = new ProposeWriteOff();
    private final ApproveWriteOff approveWriteOff = new ApproveWriteOff();
    private final RejectWriteOff rejectWriteOff = new RejectWriteOff();
    private final ProposeNegativeStock proposeNegativeStock = new ProposeNegativeStock();
    private final ApproveNegativeStock approveNegativeStock = new ApproveNegativeStock();
    private final RejectNegativeStock rejectNegativeStock = new RejectNegativeStock();
    private final StockReservations reservations = new Reservations();
    private final ReturnedStock returnedStock = new Inspection();
    private final AdjustmentDecisions decisions =
            new DecidedElsewhere(approveAdjustment, rejectAdjustment, reverseAdjustment);

    /** Without purchase orders to receive against. */
    public Inventory() {
        this(OrderedGoods.none(), Clock.systemUTC());
    }

    /** Receipts may name an order of these. */
    public Inventory(OrderedGoods orderedGoods, Clock clock) {
        this.clock = clock;
        this.receiveGoods = new ReceiveGoods(orderedGoods);
    }

    /** Stock for those who sell and ship. */
    public StockReservations reservations() {
        return reservations;
    }

    /** Stock for those who take goods back. */
    public ReturnedStock returnedStock() {
        return returnedStock;
    }

    /** Receipts and counts for those who scan. */
    public ScannedStock scannedStock() {
        return new PostedScans(receiveGoods, countLine, putAway);
    }

    /** Adjustments for those who decide elsewhere. */
    public AdjustmentDecisions decisions() {
        return decisions;
    }

    @Override
    public List<Object> resources() {
        return List.of(
                new StockResource(),
                new ReceiptResource(receiveGoods, checkQuality, directPutAway, putAway, closePutAway),
                new CountResource(startCount, countLine, completeCount),
                new CountPlanResource(setCountPolicy, startPlannedCount, clock),
                new SlowMoverResource(clock),
                new AdjustmentResource(proposeAdjustment, approveAdjustment, rejectAdjustment),
                new InventoryHistoryResource(importAdjustments, importCounts),
                new HoldResource(holdStock, releaseHold),
                new LotResource(blockLot, unblockLot),
                new MoveResource(moveStock),
                new PutAwayResource(setPutAwayRules),
                new PickFaceResource(setPickFaces, replenishPickFace),
                new TransferResource(createTransfer, sendTransfer, receiveTransfer, cancelTransfer, proposeWriteOff),
                new WriteOffResource(approveWriteOff, rejectWriteOff),
                new NegativeStockResource(proposeNegativeStock, approveNegativeStock, rejectNegativeStock));
    }

    @Override
    public List<UseCase<?, ?>> useCases() {
        return List.of(
                receiveGoods,
                startCount,
                countLine,
                completeCount,
                setCountPolicy,
                startPlannedCount,
                proposeAdjustment,
                approveAdjustment,
                rejectAdjustment,
                reverseAdjustment,
                importAdjustments,
                importCounts,
                holdStock,
                releaseHold,
                blockLot,
                unblockLot,
                moveStock,
                setPutAwayRules,
                checkQuality,
                directPutAway,
                putAway,
                closePutAway,
                setPickFaces,
                replenishPickFace,
                createTransfer,
                sendTransfer,
                receiveTransfer,
                cancelTransfer,
                proposeWriteOff,
                approveWriteOff,
                rejectWriteOff,
                proposeNegativeStock,
                approveNegativeStock,
                rejectNegativeStock);
    }
}
