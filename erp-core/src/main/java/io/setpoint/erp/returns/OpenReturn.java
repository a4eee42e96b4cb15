package io.setpoint.erp.returns;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.ReturnOpened;
import io.setpoint.contracts.events.ReturnReason;
import io.setpoint.contracts.events.Tracking;
import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.ReturnId;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.returns.OpenReturn.Command;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Announces that a customer sends goods of a shipment back; never more than was shipped and is not returned yet. */
final class OpenReturn implements UseCase<Command, ReturnView> {
    private static final int MOST_LINES = 500;
    private static final int LONGEST_NOTE = 500;

    record Command(ShipmentId shipment, List<Line> lines) {
        Command {
            lines = List.copyOf(lines);
            if (lines.isEmpty() || lines.size() > MOST_LINES) {
                throw new IllegalArgumentException("needs 1 to " + MOST_LINES + " lines");
            }
        }
    }

    /**
     * What is sent back.
     *
     * @param lineNo of the order; the same one may come twice with two reasons
     * @param note in words; needed where the reason is none of the catalogue
     * @param lot the lot or serial that the shipment carried, if and only if the item is tracked
     */
    record Line(
            int lineNo,
            BigDecimal quantity,
            ReturnReason reason,
            @Nullable String note,
            @Nullable LotNumber lot) {
        @JsonCreator
        Line {
            quantity = Quantities.positive(quantity);
            if (note != null && (note.isBlank() || note.length() > LONGEST_NOTE)) {
                throw new IllegalArgumentException("has a note of none or more than " + LONGEST_NOTE + " characters");
            }
        }

        Line(int lineNo, BigDecimal quantity, ReturnReason reason, @Nullable String note) {
            this(lineNo, quantity, reason, note, null);
        }
    }

    record Shipment(
            ShipmentId shipmentId,
            OrderId orderId,
            SiteId siteId,
            String zone,
            CustomerId customerId,
            String customerClass,
            @Nullable Instant shippedAt) {}

    record Shipped(
            int lineNo,
            @Nullable LotNumber lotId,
            Sku itemId,
            Tracking tracking,
            String category,
            String unit,
            BigDecimal unitPrice,
            BigDecimal unitCost,
            BigDecimal shipped,
            BigDecimal returned) {}

    interface Sql {
        @SqlQuery("select shipment_id from shipment where shipment_id = :shipment for no key update")
        Optional<ShipmentId> lock(ShipmentId shipment);

        @SqlQuery("""
                select s.shipment_id, s.order_id, s.site_id, t.zone, o.customer_id, c.customer_class, s.shipped_at
                  from shipment s
                  join site t using (company_id, site_id)
                  join sales_order o using (company_id, order_id)
                  join customer c using (company_id, customer_id)
                 where s.shipment_id = :shipment
                """)
        Optional<Shipment> shipment(ShipmentId shipment);

        @SqlQuery("""
                select s.line_no, s.lot_id, i.item_id, i.tracking, i.category, i.unit, l.unit_price, l.unit_cost, s.shipped,
                       (select coalesce(sum(coalesce(b.received, b.quantity)), 0)
                          from customer_return r join return_line b using (company_id, return_id)
                         where r.shipment_id = :shipment and r.state <> 'CANCELLED'
                           and b.order_line_no = s.line_no and b.lot_id is not distinct from s.lot_id) as returned
                  from (select company_id, order_id, line_no, lot_id, sum(quantity) as shipped
                          from shipment_line
                         where shipment_id = :shipment and quantity > 0
                         group by 1, 2, 3, 4) s
                  join sales_order_line l using (company_id, order_id, line_no)
                  join item i using (company_id, item_id)
                """)
        List<Shipped> shipped(ShipmentId shipment);

        @SqlUpdate("""
                insert into customer_return (company_id, return_id, shipment_id, order_id, site_id, state, opened_at,
                                             opened_by)
                values (current_company(), :returnId, :shipment, :order, :site, 'OPEN', :now, :person)
                """)
        void insert(ReturnId returnId, ShipmentId shipment, OrderId order, SiteId site, Instant now, PersonId person);

        @SqlUpdate("""
                insert into return_line (company_id, return_id, line_no, order_id, order_line_no, item_id, quantity,
                                         reason, note, unit_price, unit_cost, lot_id)
                select current_company(), :returnId, l.n, :order, l.order_line_no, l.item_id, l.quantity, l.reason,
                       nullif(l.note, ''), l.unit_price, l.unit_cost, l.lot_id
                  from unnest(:orderLines, :items, :quantities, :reasons, :notes, :prices, :costs, :lots)
                       with ordinality
                       as l (order_line_no, item_id, quantity, reason, note, unit_price, unit_cost, lot_id, n)
                """)
        void insertLines(
                ReturnId returnId,
                OrderId order,
                List<Integer> orderLines,
                List<Sku> items,
                List<BigDecimal> quantities,
                List<String> reasons,
                List<String> notes,
                List<BigDecimal> prices,
                List<BigDecimal> costs,
                List<@Nullable LotNumber> lots);
    }

    @Override
    public Control control() {
        return Control.of("open-return", "Announces goods of a shipment that a customer sends back, with a reason.")
                .publishing(EventType.RETURN_OPENED)
                .refusing(
                        Problem.UNKNOWN_REFERENCE,
                        Problem.WRONG_STATE,
                        Problem.MORE_THAN_OPEN,
                        Problem.REASON_MISSING,
                        Problem.LOT_MISSING,
                        Problem.NOT_BY_LOT,
                        Problem.WRONG_LOT);
    }

    @Override
    public Permission permission() {
        return Permission.OPEN_RETURN;
    }

    @Override
    public ReturnView run(Command command, Work work) {
        Sql sql = work.sql(Sql.class);
        // The lock makes two returns of one shipment wait for each other; what is left is read behind it.
        Shipment shipment = sql.lock(command.shipment())
                .flatMap(sql::shipment)
                .orElseThrow(() ->
                        new Refused(Problem.UNKNOWN_REFERENCE, "There is no shipment " + command.shipment() + "."));
        work.requireAt(permission(), shipment.siteId());
        if (shipment.shippedAt() == null) {
            throw new Refused(Problem.WRONG_STATE, "Shipment " + command.shipment() + " has not left the dock.");
        }
        List<Shipped> shipped = decide(command, sql.shipped(command.shipment()), false);

        List<@Nullable LotNumber> lots = new ArrayList<>();
        shipped.forEach(of -> lots.add(of.lotId()));
        ReturnId returnId = new ReturnId(work.number("RT"));
        sql.insert(returnId, shipment.shipmentId(), shipment.orderId(), shipment.siteId(), work.now(), work.person());
        sql.insertLines(
                returnId,
                shipment.orderId(),
                command.lines().stream().map(Line::lineNo).toList(),
                shipped.stream().map(Shipped::itemId).toList(),
                command.lines().stream().map(Line::quantity).toList(),
                command.lines().stream().map(line -> line.reason().name()).toList(),
                command.lines().stream()
                        .map(line -> Optional.ofNullable(line.note()).orElse(""))
                        .toList(),
                shipped.stream().map(Shipped::unitPrice).toList(),
                shipped.stream().map(Shipped::unitCost).toList(),
                lots);
        List<ReturnOpened.Line> lines = new ArrayList<>();
        for (int i = 0; i < shipped.size(); i++) {
            Line line = command.lines().get(i);
            Shipped of = shipped.get(i);
            lines.add(new ReturnOpened.Line(
                    i + 1,
                    line.lineNo(),
                    of.itemId(),
                    of.category(),
                    new Quantity(line.quantity(), of.unit()),
                    new Money(of.unitPrice(), work.currency()),
                    new Money(of.unitCost(), work.currency()),
                    line.reason(),
                    line.note(),
                    of.lotId()));
        }
        work.publish(
                new ReturnOpened(
                        returnId,
                        shipment.shipmentId(),
                        shipment.orderId(),
                        shipment.siteId(),
                        shipment.zone(),
                        shipment.customerId(),
                        shipment.customerClass(),
                        work.person(),
                        work.now(),
                        lines),
                shipment.siteId());
        return ReturnRows.written(work, returnId);
    }

    /**
     * What was shipped for each line of the command, in their order; refuses what cannot come back.
     *
     * @param history whether the goods are no stock any more: then those whose lot nobody kept come back without one
     */
    static List<Shipped> decide(Command command, List<Shipped> rows, boolean history) {
        Map<Shipped, BigDecimal> asked = new HashMap<>();
        List<Shipped> shipped = new ArrayList<>();
        for (int i = 0; i < command.lines().size(); i++) {
            Line line = command.lines().get(i);
            Shipped of = carried(i, line, rows, history);
            if (line.reason() == ReturnReason.OTHER && line.note() == null) {
                throw refused(i, "note", Problem.REASON_MISSING, "The reason OTHER needs a note.");
            }
            BigDecimal sum = asked.merge(of, line.quantity(), BigDecimal::add);
            BigDecimal left = of.shipped().subtract(of.returned());
            if (sum.compareTo(left) > 0) {
                throw refused(
                        i,
                        "quantity",
                        Problem.MORE_THAN_OPEN,
                        "Of %s %s were shipped and %s are returned already, %s were to come back."
                                .formatted(
                                        of.lotId() == null
                                                ? "line " + line.lineNo()
                                                : "line %d, lot %s".formatted(line.lineNo(), of.lotId()),
                                        Quantities.plain(of.shipped()),
                                        Quantities.plain(of.returned()),
                                        Quantities.plain(sum)));
            }
            shipped.add(of);
        }
        return shipped;
    }

    /** What the shipment carried of the goods that a line names, by lot where they are tracked. */
    private static Shipped carried(int index, Line line, List<Shipped> rows, boolean history) {
        List<Shipped> ofLine =
                rows.stream().filter(row -> row.lineNo() == line.lineNo()).toList();
        if (ofLine.isEmpty()) {
            throw refused(
                    index, "lineNo", Problem.UNKNOWN_REFERENCE, "The shipment has no line " + line.lineNo() + ".");
        }
        LotNumber lot = line.lot();
        String carried = ofLine.stream()
                .map(Shipped::lotId)
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .sorted()
                .collect(joining(", "));
        boolean kept = !carried.isEmpty();
        boolean tracked = ofLine.get(0).tracking() != Tracking.NONE && (kept || !history);
        if (tracked && lot == null) {
            throw refused(
                    index,
                    "lot",
                    Problem.LOT_MISSING,
                    kept
                            ? "Line " + line.lineNo() + " carried " + carried + "; name it."
                            : "Nobody kept which lots line " + line.lineNo()
                                    + " carried; its goods come in by a receipt.");
        }
        if (!tracked && lot != null) {
            throw refused(
                    index,
                    "lot",
                    Problem.NOT_BY_LOT,
                    ofLine.get(0).itemId() + " is not tracked by lot or serial; name none.");
        }
        return ofLine.stream()
                .filter(row -> Objects.equals(row.lotId(), lot))
                .findFirst()
                .orElseThrow(() -> refused(
                        index,
                        "lot",
                        Problem.WRONG_LOT,
                        "Line %d carried %s, not %s.".formatted(line.lineNo(), carried, lot)));
    }

    private static Refused refused(int line, String field, Problem problem, String detail) {
        return new Refused(problem, detail)
                .at(List.of(new Refused.FieldError("lines[%d].%s".formatted(line, field), detail)));
    }
}
