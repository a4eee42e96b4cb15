package io.setpoint.erp.purchasing;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.PurchaseOrderLineChanged;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.units.api.UnitConversions;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Changes a line of a purchase order; a new quantity or price has to be approved again, whatever was approved before. */
final class ChangePurchaseLine implements UseCase<ChangePurchaseLine.Command, PurchaseOrderView> {
    /**
     * What the line is to say.
     *
     * @param unitPrice in company currency per base unit, whatever the unit of the quantity
     * @param unit in which the quantity is; the base unit if none is named
     */
    record Command(
            PurchaseOrderId order,
            int lineNo,
            BigDecimal quantity,
            BigDecimal unitPrice,
            LocalDate requestedDate,
            String why,
            @Nullable String unit) {
        Command(
                PurchaseOrderId order,
                int lineNo,
                BigDecimal quantity,
                BigDecimal unitPrice,
                LocalDate requestedDate,
                String why) {
            this(order, lineNo, quantity, unitPrice, requestedDate, why, null);
        }
    }

    interface Sql {
        @SqlUpdate("""
                update purchase_order_line
                   set quantity = :quantity, unit_price = :unitPrice, requested_date = :requestedDate,
                       contract_price = :contractPrice, premium = :premium, lead_time_days = :leadTimeDays,
                       over_tolerance_percent = :over, under_tolerance_percent = :under,
                       acknowledged_quantity = null, acknowledged_date = null
                 where order_id = :order and line_no = :lineNo
                """)
        void change(
                PurchaseOrderId order,
                int lineNo,
                BigDecimal quantity,
                BigDecimal unitPrice,
                LocalDate requestedDate,
                @Nullable BigDecimal contractPrice,
                BigDecimal premium,
                int leadTimeDays,
                BigDecimal over,
                BigDecimal under);
    }

    @Override
    public Control control() {
        return Control.of(
                        "change-purchase-line",
                        "Changes a line of a purchase order; a new quantity or price re-opens approval.")
                .asSensitive()
                .publishing(
                        EventType.PURCHASE_ORDER_LINE_CHANGED,
                        EventType.PURCHASE_ORDER_SUBMITTED,
                        EventType.PURCHASE_ORDER_RELEASED)
                .refusing(
                        Problem.NOT_FOUND,
                        Problem.UNKNOWN_REFERENCE,
                        Problem.UNKNOWN_UNIT,
                        Problem.UNIT_NOT_EXACT,
                        Problem.STALE_VERSION,
                        Problem.WRONG_STATE,
                        Problem.INVALID,
                        Problem.NOTHING_TO_DO,
                        Problem.REASON_MISSING);
    }

    @Override
    public Permission permission() {
        return Permission.RAISE_PURCHASE;
    }

    @Override
    public PurchaseOrderView run(Command typed, Work work) {
        PurchaseOrderView order = PurchaseOrderBook.lock(work, typed.order());
        work.requireAt(permission(), order.site());
        work.requireVersion(order.version());
        if (order.state().closed()) {
            throw PurchaseOrderBook.wrongState(order);
        }
        PurchaseOrderView.Line line = order.requireLine("lineNo", typed.lineNo());
        Figures.requirePositive("quantity", typed.quantity());
        UnitConversions units = UnitConversions.of(
                work,
                work.now(),
                "quantity",
                List.of(new UnitConversions.Typed(line.item(), typed.quantity(), typed.unit())));
        Command command = new Command(
                typed.order(),
                typed.lineNo(),
                units.quantity(0),
                typed.unitPrice(),
                typed.requestedDate(),
                typed.why());
        check(command, line);
        ContractTerms.Row terms =
                Objects.requireNonNull(ContractTerms.find(work, order.supplier(), order.zone(), List.of(line.item()))
                        .get(line.item()));
        BigDecimal premium = terms.premium(command.unitPrice(), command.quantity());
        work.sql(Sql.class)
                .change(
                        order.order(),
                        line.lineNo(),
                        command.quantity(),
                        command.unitPrice(),
                        command.requestedDate(),
                        terms.contractPrice(),
                        premium,
                        terms.leadTimeDays(),
                        terms.overTolerancePercent(),
                        terms.underTolerancePercent());
        units.keep(work, order.order().value(), line.lineNo());
        work.sql(PurchaseOrderBook.Sql.class).total(order.order());
        PurchaseOrderBook.revise(work, order.order(), PurchaseOrderBook.Authorship.CHANGED, command.why());
        work.publish(
                new PurchaseOrderLineChanged(
                        order.order(),
                        order.site(),
                        line.lineNo(),
                        line.units(line.quantity()),
                        line.units(command.quantity()),
                        order.money(line.unitPrice()),
                        order.money(command.unitPrice()),
                        command.requestedDate(),
                        order.money(premium),
                        command.why(),
                        work.person(),
                        work.now()),
                order.site());
        if (order.state() != PurchaseState.DRAFT
                && (differs(command.quantity(), line.quantity()) || differs(command.unitPrice(), line.unitPrice()))) {
            PurchaseOrderBook.route(work, order.order(), order.round() + 1);
        }
        return PurchaseOrderBook.settle(work, order.order());
    }

    private static void check(Command command, PurchaseOrderView.Line line) {
        Figures.requirePositive("quantity", command.quantity());
        Figures.requirePrice("unitPrice", command.unitPrice());
        Figures.requireDate("requestedDate", command.requestedDate());
        Figures.requireSaid("why", command.why());
        if (command.quantity().compareTo(line.received()) < 0) {
            throw Figures.invalid("quantity", Figures.plain(line.received()) + " are received already");
        }
        if (!differs(command.quantity(), line.quantity())
                && !differs(command.unitPrice(), line.unitPrice())
                && command.requestedDate().equals(line.requestedDate())) {
            throw new Refused(Problem.NOTHING_TO_DO, "The line says so already");
        }
    }

    private static boolean differs(BigDecimal wanted, BigDecimal current) {
        return wanted.compareTo(current) != 0;
    }
}
