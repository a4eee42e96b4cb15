package io.setpoint.erp.inventory;

import io.setpoint.contracts.values.CountId;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.contracts.values.ReceiptId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.inventory.api.ScannedStock;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** Posts what was scanned by the use cases {@link ReceiveGoods}, {@link CountLine} and {@link PutAway}. */
final class PostedScans implements ScannedStock {
    private final ReceiveGoods receiveGoods;
    private final CountLine countLine;
    private final PutAway putAway;

    PostedScans(ReceiveGoods receiveGoods, CountLine countLine, PutAway putAway) {
        this.receiveGoods = receiveGoods;
        this.countLine = countLine;
        this.putAway = putAway;
    }

    @Override
    public ReceiptId receive(
            Work work, SiteId site, PurchaseOrderId order, Instant dockArrivedAt, List<Received> lines) {
        return work.perform(
                        receiveGoods,
                        new ReceiveGoods.Command(
                                site,
                                null,
                                dockArrivedAt,
                                null,
                                lines.stream()
                                        .map(line -> new ReceiveGoods.Line(
                                                line.item(),
                                                line.bin(),
                                                line.quantity(),
                                                line.purchaseLine(),
                                                line.lot(),
                                                line.expiry(),
                                                line.serials(),
                                                null))
                                        .toList(),
                                order,
                                null,
                                null))
                .receipt();
    }

    @Override
    public void count(Work work, CountId count, int lineNo, BigDecimal counted) {
        work.perform(countLine, new CountLine.Command(count, lineNo, counted, null));
    }

    @Override
    public void putAway(Work work, ReceiptId receipt, List<Brought> lines) {
        work.perform(
                putAway,
                new PutAway.Command(
                        receipt,
                        null,
                        lines.stream()
                                .map(line -> new PutAway.Line(line.task(), line.quantity(), line.bin(), line.reason()))
                                .toList()));
    }
}
