package io.setpoint.erp.sales;

import static java.util.stream.Collectors.groupingBy;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.inventory.api.StockReservations;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.sales.AllocateStock.Allocated;
import io.setpoint.erp.sales.AllocateStock.Command;
import io.setpoint.erp.sales.AllocationPlan.Share;
import io.setpoint.erp.sales.api.OrderView;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Gives what is free of some items at a site to their backorders, whosever they are, in the order of the company's policy. */
final class AllocateStock implements UseCase<Command, Allocated> {
    private static final int MOST_ITEMS = 50;

    private final StockReservations stock;

    AllocateStock(StockReservations stock) {
        this.stock = stock;
    }

    record Command(SiteId site, List<Sku> items) {
        Command {
            items = items.stream().distinct().sorted().toList();
            if (items.isEmpty() || items.size() > MOST_ITEMS) {
                throw new IllegalArgumentException("needs 1 to " + MOST_ITEMS + " items");
            }
        }
    }

    /** Who got what, in the order of the policy. */
    record Allocated(List<AllocatedLine> lines) {}

    record AllocatedLine(OrderId order, int lineNo, Sku item, BigDecimal quantity) {}

    interface Sql {
        /** The documents go first in the order of locks, each before all stock. */
        @SqlQuery("""
                select o.order_id
                  from sales_order o
                 where o.site_id = :site and o.state in ('RELEASED', 'PARTIALLY_SHIPPED')
                   and exists (select from sales_order_line l
                                where l.company_id = o.company_id and l.order_id = o.order_id
                                  and l.item_id = any(:items) and l.backordered > 0)
                 order by o.order_id
                   for no key update
                """)
        List<OrderId> lockWaiting(SiteId site, List<Sku> items);

        @SqlQuery("select zone from site where site_id = :site")
        String zone(SiteId site);
    }

    @Override
    public Control control() {
        return Control.of(
                        "allocate-stock",
                        "Gives what is free of some items to their backorders, in the order of the company's policy.")
                .publishing(EventType.BACKORDER_ALLOCATED)
                .refusing(Problem.NOTHING_TO_DO);
    }

    @Override
    public Permission permission() {
        return Permission.RELEASE_ORDER;
    }

    @Override
    public Allocated run(Command command, Work work) {
        work.requireAt(permission(), command.site());
        Sql sql = work.sql(Sql.class);
        List<OrderId> locked = sql.lockWaiting(command.site(), command.items());
        if (locked.isEmpty()) {
            throw new Refused(Problem.NOTHING_TO_DO, "No order waits for these items at " + command.site() + ".");
        }
        Map<Sku, BigDecimal> free = new TreeMap<>();
        stock.lock(work, command.site(), command.items()).forEach((item, row) -> free.put(item, row.free()));
        LocalDate today = LocalDate.ofInstant(work.now(), ZoneId.of(sql.zone(command.site())));
        // An order that was released between the two locks waits for the next run.
        List<Share> shares = AllocationPlan.of(work.handle(), work.company(), command.site(), today, free).stream()
                .filter(share -> locked.contains(share.line().order()))
                .toList();
        if (shares.isEmpty()) {
            throw new Refused(Problem.NOTHING_TO_DO, "Nothing of these items is free at " + command.site() + ".");
        }
        shares.stream()
                .collect(groupingBy(share -> share.line().order(), TreeMap::new, java.util.stream.Collectors.toList()))
                .forEach((id, ofOrder) -> {
                    OrderView order = OrderRows.lock(work, id);
                    BackorderShares.post(work, stock, order, ofOrder);
                });
        return new Allocated(shares.stream()
                .map(share -> new AllocatedLine(
                        share.line().order(),
                        share.line().lineNo(),
                        share.line().item(),
                        share.quantity()))
                .toList());
    }
}
