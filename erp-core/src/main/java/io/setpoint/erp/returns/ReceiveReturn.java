package io.setpoint.erp.returns;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.ReturnReceived;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.ReturnId;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.erp.inventory.api.ReturnedStock;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.returns.ReceiveReturn.Command;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/**
 * Takes returned goods in at the dock, into a bin where they wait for inspection. Once a return: what of it did not come
 * is free to be announced again.
 */
final class ReceiveReturn implements UseCase<Command, ReturnView> {
    private final ReturnedStock stock;

    ReceiveReturn(ReturnedStock stock) {
        this.stock = stock;
    }

    /**
     * What arrived.
     *
     * @param lines those that differ from what was announced; null if all of it came
     */
    record Command(
            ReturnId returnId,
            BinId bin,
            @Nullable Instant occurredAt,
            @Nullable List<Line> lines) {
        Command {
            lines = lines == null ? null : List.copyOf(lines);
        }
    }

    record Line(int lineNo, BigDecimal received) {
        Line {
            received = Quantities.zeroOrMore(received);
        }
    }

    interface Sql {
        @SqlQuery("select shipped_at from shipment where shipment_id = :shipment")
        Instant shippedAt(ShipmentId shipment);

        @SqlUpdate("""
                update customer_return
                   set state = 'RECEIVED', version = version + 1, bin_id = :bin, received_at = :receivedAt,
                       received_by = :person
                 where return_id = :returnId
                """)
        void receive(ReturnId returnId, BinId bin, Instant receivedAt, PersonId person);

        @SqlUpdate("""
                update return_line l
                   set received = r.received
                  from unnest(:lines, :received) as r (line_no, received)
                 where l.return_id = :returnId and l.line_no = r.line_no
                """)
        void receiveLines(ReturnId returnId, List<Integer> lines, List<BigDecimal> received);
    }

    @Override
    public Control control() {
        return Control.of("receive-return", "Takes returned goods into inspection: on hand, and not available.")
                .publishing(EventType.RETURN_RECEIVED, EventType.NEGATIVE_STOCK_CLEARED)
                .refusing(
                        Problem.NOT_FOUND,
                        Problem.STALE_VERSION,
                        Problem.WRONG_STATE,
                        Problem.UNKNOWN_REFERENCE,
                        Problem.MORE_THAN_OPEN,
                        Problem.NOTHING_TO_DO,
                        Problem.IN_THE_FUTURE,
                        Problem.OUT_OF_SEQUENCE);
    }

    @Override
    public Permission permission() {
        return Permission.RECEIVE;
    }

    @Override
    public ReturnView run(Command command, Work work) {
        ReturnView view = ReturnRows.lock(work, command.returnId());
        work.requireAt(permission(), view.site());
        work.requireVersion(view.version());
        ReturnRows.requireState(view, ReturnState.OPEN);
        Instant occurredAt = work.occurredAt(command.occurredAt());
        Sql sql = work.sql(Sql.class);
        Instant shippedAt = sql.shippedAt(view.shipment());
        if (occurredAt.isBefore(shippedAt)) {
            throw new Refused(Problem.OUT_OF_SEQUENCE, "It was shipped at " + shippedAt + ".");
        }
        stock.requireBin(work, view.site(), command.bin());
        Map<Integer, BigDecimal> received = decide(command, view);
        List<ReturnedStock.Arrived> arrived = new ArrayList<>();
        List<ReturnReceived.Line> lines = new ArrayList<>();
        for (ReturnView.Line line : view.lines()) {
            BigDecimal quantity = received.getOrDefault(line.lineNo(), BigDecimal.ZERO);
            if (quantity.signum() > 0) {
                arrived.add(new ReturnedStock.Arrived(line.lineNo(), line.item(), line.lot(), quantity));
            }
            lines.add(new ReturnReceived.Line(
                    line.lineNo(),
                    line.item(),
                    new Quantity(line.quantity(), line.unit()),
                    new Quantity(quantity, line.unit()),
                    new Money(line.unitPrice(), work.currency()),
                    new Money(line.unitCost(), work.currency()),
                    line.reason(),
                    line.lot()));
        }
        if (arrived.isEmpty()) {
            throw new Refused(
                    Problem.NOTHING_TO_DO, "Nothing of return " + view.returnId() + " arrived; cancel it instead.");
        }
        stock.arrive(work, view.site(), view.returnId(), command.bin(), arrived, occurredAt);
        sql.receive(view.returnId(), command.bin(), occurredAt, work.person());
        sql.receiveLines(view.returnId(), List.copyOf(received.keySet()), List.copyOf(received.values()));
        work.publish(
                new ReturnReceived(
                        view.returnId(),
                        view.shipment(),
                        view.order(),
                        view.site(),
                        ReturnRows.zone(work, view.site()),
                        command.bin(),
                        work.person(),
                        occurredAt,
                        lines),
                view.site());
        return ReturnRows.written(work, view.returnId());
    }

    /** What arrived, by line number. */
    private static Map<Integer, BigDecimal> decide(Command command, ReturnView view) {
        Map<Integer, BigDecimal> received = new HashMap<>();
        view.lines().forEach(line -> received.put(line.lineNo(), line.quantity()));
        List<Line> differing = command.lines();
        if (differing != null) {
            for (Line line : differing) {
                ReturnView.Line announced = ReturnRows.line(view, line.lineNo());
                if (line.received().compareTo(announced.quantity()) > 0) {
                    throw new Refused(
                            Problem.MORE_THAN_OPEN,
                            "%s were announced for line %d, %s arrived; announce the rest as another return."
                                    .formatted(
                                            Quantities.plain(announced.quantity()),
                                            line.lineNo(),
                                            Quantities.plain(line.received())));
                }
                received.put(line.lineNo(), line.received());
            }
        }
        return received;
    }
}
