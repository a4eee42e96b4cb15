package io.setpoint.erp.purchasing;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.PurchaseOrderAcknowledged;
import io.setpoint.contracts.values.AcknowledgementId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/**
 * Records what a supplier confirmed. What agrees with the order holds on the word of the person who recorded it; another
 * quantity or date changes nothing until a person accepts it.
 */
final class RecordAcknowledgement implements UseCase<RecordAcknowledgement.Command, AcknowledgementView> {
    record Command(
            PurchaseOrderId order,
            @Nullable String supplierReference,
            @Nullable Instant occurredAt,
            List<Line> lines) {
        Command {
            lines = List.copyOf(lines);
        }
    }

    /** What is confirmed for an order line. */
    record Line(int lineNo, BigDecimal quantity, LocalDate confirmedDate) {}

    interface Sql {
        @SqlUpdate("""
                insert into acknowledgement (company_id, acknowledgement_id, order_id, round, supplier_reference, state,
                                             recorded_by, recorded_at, occurred_at, decided_by, decided_at)
                values (current_company(), :acknowledgement, :order, :round, :reference, :state, :person, :now,
                        :occurredAt, case :state when 'WAITING' then null else :person end,
                        case :state when 'WAITING' then null else :now::timestamptz end)
                """)
        void insert(
                AcknowledgementId acknowledgement,
                PurchaseOrderId order,
                int round,
                @Nullable String reference,
                AcknowledgementView.State state,
                PersonId person,
                Instant now,
                Instant occurredAt);

        @SqlUpdate("""
                insert into acknowledgement_line (company_id, acknowledgement_id, line_no, quantity, confirmed_date,
                                                  changed)
                select current_company(), :acknowledgement, a.line_no, a.quantity, a.confirmed_date::date,
                       a.quantity <> l.quantity or a.confirmed_date::date <> l.requested_date
                  from unnest(:lines, :quantities, :dates) as a (line_no, quantity, confirmed_date)
                  join purchase_order_line l on l.order_id = :order and l.line_no = a.line_no
                """)
        void insertLines(
                AcknowledgementId acknowledgement,
                PurchaseOrderId order,
                List<Integer> lines,
                List<BigDecimal> quantities,
                List<String> dates);
    }

    @Override
    public Control control() {
        return Control.of("record-acknowledgement", "Records what a supplier confirmed; a change waits for a person.")
                .publishing(EventType.PURCHASE_ORDER_ACKNOWLEDGED)
                .refusing(
                        Problem.NOT_FOUND,
                        Problem.UNKNOWN_REFERENCE,
                        Problem.WRONG_STATE,
                        Problem.INVALID,
                        Problem.IN_THE_FUTURE);
    }

    @Override
    public Permission permission() {
        return Permission.RAISE_PURCHASE;
    }

    @Override
    public AcknowledgementView run(Command command, Work work) {
        PurchaseOrderView order = PurchaseOrderBook.lock(work, command.order());
        work.requireAt(permission(), order.site());
        PurchaseOrderBook.requireSent(order);
        Figures.requireLines(command.lines());
        Figures.requireShort("supplierReference", command.supplierReference());
        Instant occurredAt = work.occurredAt(command.occurredAt());
        Set<Integer> seen = new HashSet<>();
        List<PurchaseOrderAcknowledged.Line> lines = new ArrayList<>();
        for (int i = 0; i < command.lines().size(); i++) {
            Line confirmed = command.lines().get(i);
            String field = "lines[%d].".formatted(i);
            PurchaseOrderView.Line line = order.requireLine(field + "lineNo", confirmed.lineNo());
            Figures.requireNotNegative(field + "quantity", confirmed.quantity());
            Figures.requireDate(field + "confirmedDate", confirmed.confirmedDate());
            if (!seen.add(confirmed.lineNo())) {
                throw Figures.invalid(field + "lineNo", "Line %d is confirmed twice".formatted(confirmed.lineNo()));
            }
            lines.add(new PurchaseOrderAcknowledged.Line(
                    line.lineNo(),
                    line.units(line.quantity()),
                    line.units(confirmed.quantity()),
                    line.requestedDate(),
                    confirmed.confirmedDate(),
                    confirmed.quantity().compareTo(line.quantity()) != 0
                            || !confirmed.confirmedDate().equals(line.requestedDate())));
        }
        boolean waits = lines.stream().anyMatch(PurchaseOrderAcknowledged.Line::changed);
        AcknowledgementId id = new AcknowledgementId(work.number("ACK"));
        Sql sql = work.sql(Sql.class);
        sql.insert(
                id,
                order.order(),
                order.round(),
                command.supplierReference(),
                waits ? AcknowledgementView.State.WAITING : AcknowledgementView.State.ACCEPTED,
                work.person(),
                work.now(),
                occurredAt);
        sql.insertLines(
                id,
                order.order(),
                command.lines().stream().map(Line::lineNo).toList(),
                command.lines().stream().map(Line::quantity).toList(),
                command.lines().stream()
                        .map(line -> line.confirmedDate().toString())
                        .toList());
        work.publish(
                new PurchaseOrderAcknowledged(
                        order.order(),
                        id,
                        order.site(),
                        order.supplier(),
                        command.supplierReference(),
                        waits,
                        work.person(),
                        occurredAt,
                        lines),
                order.site());
        if (!waits) {
            work.sql(AcknowledgementBook.Sql.class).apply(id, order.order());
        }
        PurchaseOrderBook.settle(work, order.order());
        return AcknowledgementBook.get(work.handle(), id);
    }
}
