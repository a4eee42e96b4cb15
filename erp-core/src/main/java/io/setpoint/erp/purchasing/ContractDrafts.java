package io.setpoint.erp.purchasing;

import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.SupplierId;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.purchasing.api.DraftOrders;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Drafts orders at the terms of the supplier. */
final class ContractDrafts implements DraftOrders {
    private final RaisePurchaseOrder raise;

    ContractDrafts(RaisePurchaseOrder raise) {
        this.raise = raise;
    }

    interface Sql {
        @SqlQuery("select cost from item where item_id = :item")
        Optional<BigDecimal> cost(Sku item);
    }

    @Override
    public PurchaseOrderId draft(Work work, SiteId site, SupplierId supplier, Sku item, BigDecimal quantity) {
        String zone = work.sql(RaisePurchaseOrder.Sql.class)
                .zone(site)
                .orElseThrow(() -> Figures.unknown("site", "There is no site " + site));
        ContractTerms.Row terms =
                ContractTerms.find(work, supplier, zone, List.of(item)).get(item);
        if (terms == null) {
            throw Figures.unknown("item", "%s does not supply %s".formatted(supplier, item));
        }
        BigDecimal price = Optional.ofNullable(terms.contractPrice())
                .or(() -> work.sql(Sql.class).cost(item))
                .orElse(BigDecimal.ZERO);
        LocalDate wanted = LocalDate.ofInstant(work.now(), ZoneId.of(zone)).plusDays(terms.leadTimeDays());
        return work.perform(
                        raise,
                        new RaisePurchaseOrder.Command(
                                site,
                                supplier,
                                null,
                                List.of(new RaisePurchaseOrder.Line(item, quantity, price, wanted))))
                .order();
    }
}
