package io.setpoint.erp.inventory;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.reducing;

import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.ReturnId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.inventory.LotLedger.Kept;
import io.setpoint.erp.inventory.MasterData.SiteRow;
import io.setpoint.erp.inventory.api.ReturnedStock;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What waits for inspection, kept back in the columns {@code held} of {@code stock} and {@code stock_bin}. */
final class Inspection implements ReturnedStock {
    @Override
    public void requireBin(Work work, SiteId site, BinId bin) {
        if (MasterData.bins(work, site, List.of(bin)).isEmpty()) {
            throw new Refused(Problem.UNKNOWN_REFERENCE, "There is no bin %s at %s".formatted(bin, site));
        }
    }

    @Override
    public void arrive(Work work, SiteId site, ReturnId returnId, BinId bin, List<Arrived> lines, Instant occurredAt) {
        StockLedger.post(
                work,
                site,
                StockLedger.Kind.RETURN_IN,
                returnId.value(),
                lines.stream()
                        .map(line -> new StockLedger.Move(
                                line.lineNo(), line.item(), bin, line.lot(), line.quantity(), occurredAt))
                        .toList());
        Map<Kept, BigDecimal> waiting = lines.stream()
                .collect(groupingBy(
                        line -> new Kept(line.item(), bin, line.lot(), BigDecimal.ZERO),
                        LinkedHashMap::new,
                        reducing(BigDecimal.ZERO, Arrived::quantity, BigDecimal::add)));
        LotLedger.keepBack(
                work,
                site,
                waiting.entrySet().stream()
                        .map(each -> new Kept(
                                each.getKey().item(), bin, each.getKey().lot(), each.getValue()))
                        .toList());
    }

    @Override
    public boolean overTolerance(Work work, SiteId site, BigDecimal value) {
        SiteRow row = MasterData.site(work, site);
        return AdjustmentBook.tolerance(work, row, work.person(), row.money(value))
                .over();
    }

    @Override
    public boolean wasOverTolerance(
            Work work, SiteId site, PersonId person, BigDecimal value, BigDecimal more, Instant moment) {
        SiteRow row = MasterData.site(work, site);
        return TolerancePolicy.check(
                        row.money(value),
                        row.money(AdjustmentBook.totalAt(work, person, moment).add(more)),
                        row.money(row.adjustmentLimit()),
                        row.money(row.adjustmentDailyLimit()))
                .over();
    }

    @Override
    public void restock(Work work, SiteId site, Inspected goods, BinId to) {
        release(work, site, goods);
        if (!to.equals(goods.bin())) {
            move(
                    work,
                    site,
                    StockLedger.Kind.RETURN_OUT,
                    goods,
                    goods.bin(),
                    goods.quantity().negate());
            move(work, site, StockLedger.Kind.RETURN_IN, goods, to, goods.quantity());
        }
    }

    @Override
    public void remove(Work work, SiteId site, Inspected goods) {
        release(work, site, goods);
        move(
                work,
                site,
                StockLedger.Kind.RETURN_OUT,
                goods,
                goods.bin(),
                goods.quantity().negate());
    }

    private static void release(Work work, SiteId site, Inspected goods) {
        StockLedger.lock(work, site, List.of(goods.item()));
        LotLedger.keepBack(
                work,
                site,
                List.of(new Kept(
                        goods.item(), goods.bin(), goods.lot(), goods.quantity().negate())));
    }

    /** The line number of a disposition's moves is its own: one line of a return may be disposed of in parts. */
    private static void move(
            Work work, SiteId site, StockLedger.Kind kind, Inspected goods, BinId bin, BigDecimal quantity) {
        StockLedger.post(
                work,
                site,
                kind,
                goods.returnId().value(),
                List.of(new StockLedger.Move(
                        goods.dispositionNo(), goods.item(), bin, goods.lot(), quantity, work.now())));
    }
}
