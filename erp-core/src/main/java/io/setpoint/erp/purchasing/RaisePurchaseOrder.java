package io.setpoint.erp.purchasing;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.PurchaseOrderRaised;
import io.setpoint.contracts.events.SupplierRisk;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.SupplierId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.units.api.UnitConversions;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Drafts a purchase order; contract price, premium and tolerances are frozen with each line. */
final class RaisePurchaseOrder implements UseCase<RaisePurchaseOrder.Command, PurchaseOrderView> {
    /**
     * What is to be ordered.
     *
     * @param expediteReason why it is an emergency; one that is none has no reason
     */
    record Command(
            SiteId site, SupplierId supplier, @Nullable String expediteReason, List<Line> lines) {
        Command {
            lines = List.copyOf(lines);
        }
    }

    /**
     * One line.
     *
     * @param unitPrice in company currency per base unit, whatever the unit of the quantity
     * @param unit in which the quantity is; the base unit if none is named
     */
    record Line(
            Sku item,
            BigDecimal quantity,
            BigDecimal unitPrice,
            LocalDate requestedDate,
            @Nullable String unit) {
        @JsonCreator
        Line {}

        Line(Sku item, BigDecimal quantity, BigDecimal unitPrice, LocalDate requestedDate) {
            this(item, quantity, unitPrice, requestedDate, null);
        }
    }

    interface Sql {
        @SqlQuery("select zone from site where site_id = :site")
        Optional<String> zone(SiteId site);

        @SqlQuery("select risk from supplier where supplier_id = :supplier")
        Optional<SupplierRisk> risk(SupplierId supplier);

        @SqlUpdate("""
                insert into purchase_order (company_id, order_id, site_id, supplier_id, state, expedite, expedite_reason,
                                            amount, premium, raised_by, raised_at)
                values (current_company(), :order, :site, :supplier, 'DRAFT', :expediteReason::text is not null,
                        :expediteReason, 0, 0, :person, :now)
                """)
        void insert(
                PurchaseOrderId order,
                SiteId site,
                SupplierId supplier,
                @Nullable String expediteReason,
                PersonId person,
                Instant now);

        @SqlUpdate("""
                insert into purchase_order_line (company_id, order_id, line_no, item_id, quantity, unit_price,
                                                 contract_price, premium, lead_time_days, over_tolerance_percent,
                                                 under_tolerance_percent, requested_date)
                select current_company(), :order, l.n, l.item_id, l.quantity, l.unit_price, l.contract_price, l.premium,
                       l.lead_time_days, l.over, l.under, l.requested_date::date
                  from unnest(:items, :quantities, :prices, :contractPrices, :premiums, :leadTimes, :overs, :unders,
                              :dates)
                       with ordinality as l (item_id, quantity, unit_price, contract_price, premium, lead_time_days, over,
                                             under, requested_date, n)
                """)
        void insertLines(
                PurchaseOrderId order,
                List<Sku> items,
                List<BigDecimal> quantities,
                List<BigDecimal> prices,
                List<@Nullable BigDecimal> contractPrices,
                List<BigDecimal> premiums,
                List<Integer> leadTimes,
                List<BigDecimal> overs,
                List<BigDecimal> unders,
                List<String> dates);
    }

    @Override
    public Control control() {
        return Control.of("raise-purchase-order", "Drafts a purchase order; an emergency carries its reason.")
                .publishing(EventType.PURCHASE_ORDER_RAISED)
                .refusing(
                        Problem.INVALID,
                        Problem.UNKNOWN_REFERENCE,
                        Problem.UNKNOWN_UNIT,
                        Problem.UNIT_NOT_EXACT,
                        Problem.REASON_MISSING);
    }

    @Override
    public Permission permission() {
        return Permission.RAISE_PURCHASE;
    }

    @Override
    public PurchaseOrderView run(Command command, Work work) {
        work.requireAt(permission(), command.site());
        Figures.requireLines(command.lines());
        if (command.expediteReason() != null) {
            Figures.requireSaid("expediteReason", command.expediteReason());
        }
        for (int i = 0; i < command.lines().size(); i++) {
            Line line = command.lines().get(i);
            Figures.requirePositive("lines[%d].quantity".formatted(i), line.quantity());
            Figures.requirePrice("lines[%d].unitPrice".formatted(i), line.unitPrice());
            Figures.requireDate("lines[%d].requestedDate".formatted(i), line.requestedDate());
        }
        Sql sql = work.sql(Sql.class);
        String zone = sql.zone(command.site())
                .orElseThrow(() -> Figures.unknown("site", "There is no site " + command.site()));
        SupplierRisk risk = sql.risk(command.supplier())
                .orElseThrow(() -> Figures.unknown("supplier", "There is no supplier " + command.supplier()));
        List<Sku> items = command.lines().stream().map(Line::item).toList();
        Map<Sku, ContractTerms.Row> known = ContractTerms.find(work, command.supplier(), zone, items);
        UnitConversions units = UnitConversions.of(
                work,
                work.now(),
                "lines[%d].quantity",
                command.lines().stream()
                        .map(line -> new UnitConversions.Typed(line.item(), line.quantity(), line.unit()))
                        .toList());
        List<ContractTerms.Row> terms = new ArrayList<>();
        List<BigDecimal> quantities = new ArrayList<>();
        List<BigDecimal> premiums = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            ContractTerms.Row row = known.get(items.get(i));
            if (row == null) {
                throw Figures.unknown("lines[%d].item".formatted(i), "There is no item " + items.get(i));
            }
            Line line = command.lines().get(i);
            terms.add(row);
            Figures.requirePositive("lines[%d].quantity".formatted(i), units.quantity(i));
            quantities.add(units.quantity(i));
            premiums.add(row.premium(line.unitPrice(), units.quantity(i)));
        }

        PurchaseOrderId id = new PurchaseOrderId(work.number("PO"));
        sql.insert(id, command.site(), command.supplier(), command.expediteReason(), work.person(), work.now());
        sql.insertLines(
                id,
                items,
                quantities,
                command.lines().stream().map(Line::unitPrice).toList(),
                terms.stream().map(ContractTerms.Row::contractPrice).toList(),
                premiums,
                terms.stream().map(ContractTerms.Row::leadTimeDays).toList(),
                terms.stream().map(ContractTerms.Row::overTolerancePercent).toList(),
                terms.stream().map(ContractTerms.Row::underTolerancePercent).toList(),
                command.lines().stream()
                        .map(line -> line.requestedDate().toString())
                        .toList());
        units.keep(work, id.value());
        work.sql(PurchaseOrderBook.Sql.class).total(id);
        PurchaseOrderBook.revise(work, id, PurchaseOrderBook.Authorship.RAISED, command.expediteReason());
        PurchaseOrderView order = PurchaseOrderBook.get(work, id);
        publish(work, order, risk);
        return order;
    }

    private static void publish(Work work, PurchaseOrderView order, SupplierRisk risk) {
        work.publish(
                new PurchaseOrderRaised(
                        order.order(),
                        order.site(),
                        order.zone(),
                        order.supplier(),
                        risk,
                        order.expedite(),
                        order.expediteReason(),
                        order.money(order.amount()),
                        order.money(order.premium()),
                        work.person(),
                        work.now(),
                        order.lines().stream()
                                .map(line -> new PurchaseOrderRaised.Line(
                                        line.lineNo(),
                                        line.item(),
                                        line.category(),
                                        line.units(line.quantity()),
                                        order.money(line.unitPrice()),
                                        line.contractPrice() == null ? null : order.money(line.contractPrice()),
                                        order.money(line.premium()),
                                        line.requestedDate()))
                                .toList()),
                order.site());
    }
}
