package io.setpoint.erp.shipping;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.PickConfirmed;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.inventory.api.StockReservations;
import io.setpoint.erp.inventory.api.StockReservations.Pickable;
import io.setpoint.erp.inventory.api.StockReservations.Unheld;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.sales.api.OrderState;
import io.setpoint.erp.sales.api.OrderView;
import io.setpoint.erp.sales.api.ShippableOrders;
import io.setpoint.erp.shipping.ConfirmPick.Command;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Confirms what was picked for an order and makes a shipment of it. What a line requires is what is reserved for it and
 * not picked yet; whoever finds less says why.
 */
final class ConfirmPick implements UseCase<Command, ShipmentView> {
    private static final int MOST_LINES = 1_000;

    private final ShippableOrders orders;
    private final StockReservations stock;

    ConfirmPick(ShippableOrders orders, StockReservations stock) {
        this.orders = orders;
        this.stock = stock;
    }

    record Command(OrderId order, @Nullable Instant occurredAt, List<Picked> lines) {
        Command {
            lines = List.copyOf(lines);
            if (lines.isEmpty() || lines.size() > MOST_LINES) {
                throw new IllegalArgumentException("needs 1 to " + MOST_LINES + " lines");
            }
            Set<String> places = new HashSet<>();
            for (Picked line : lines) {
                if (!places.add(line.lineNo() + "|" + line.bin() + "|" + line.lot())) {
                    throw new IllegalArgumentException("names line " + line.lineNo() + " and bin " + line.bin()
                            + (line.lot() == null ? "" : " and lot " + line.lot()) + " twice");
                }
            }
        }
    }

    /**
     * What was taken from a bin for a line.
     *
     * @param shortReason needed if, over all its bins, less than required was picked; on the last of its bins
     * @param lot its lot or serial, if the item is tracked
     * @param lotReason needed if another lot expires first
     */
    record Picked(
            int lineNo,
            BinId bin,
            BigDecimal picked,
            @Nullable String shortReason,
            @Nullable LotNumber lot,
            @Nullable String lotReason) {
        @JsonCreator
        Picked {
            if (picked.signum() < 0) {
                throw new IllegalArgumentException("needs a picked quantity of zero or more");
            }
            try {
                picked = picked.setScale(Quantity.SCALE, RoundingMode.UNNECESSARY);
            } catch (ArithmeticException e) {
                throw new IllegalArgumentException("has a quantity with more than three decimals", e);
            }
            if (shortReason != null && (shortReason.isBlank() || shortReason.length() > 100)) {
                throw new IllegalArgumentException("has a reason of none or more than 100 characters");
            }
            if (lotReason != null && (lotReason.isBlank() || lotReason.length() > 100)) {
                throw new IllegalArgumentException("has a lotReason of none or more than 100 characters");
            }
        }

        Picked(int lineNo, BinId bin, BigDecimal picked, @Nullable String shortReason) {
            this(lineNo, bin, picked, shortReason, null, null);
        }
    }

    @Override
    public Control control() {
        return Control.of("confirm-pick", "Confirms what was picked for an order and makes a shipment of it.")
                .publishing(EventType.PICK_CONFIRMED)
                .refusing(
                        Problem.NOT_FOUND,
                        Problem.STALE_VERSION,
                        Problem.WRONG_STATE,
                        Problem.MORE_THAN_OPEN,
                        Problem.ON_HOLD,
                        Problem.LOT_MISSING,
                        Problem.NOT_BY_LOT,
                        Problem.LOT_BLOCKED,
                        Problem.LOT_EXPIRED,
                        Problem.NOT_FIRST_EXPIRED,
                        Problem.MORE_THAN_ON_HAND,
                        Problem.SHORT_WITHOUT_REASON,
                        Problem.UNKNOWN_REFERENCE,
                        Problem.IN_THE_FUTURE,
                        Problem.OUT_OF_SEQUENCE);
    }

    @Override
    public Permission permission() {
        return Permission.PICK;
    }

    @Override
    public ShipmentView run(Command command, Work work) {
        Locked locked = lock(command, work);
        OrderView order = locked.order();
        work.requireAt(Permission.PICK, order.site());
        work.requireVersion(order.version());
        if (order.state() == OrderState.PLACED || !order.state().open()) {
            throw new Refused(Problem.WRONG_STATE, "Order " + order.order() + " is " + order.state() + ".");
        }
        Instant occurredAt = work.occurredAt(command.occurredAt());
        if (occurredAt.isBefore(order.placedAt())) {
            throw new Refused(Problem.OUT_OF_SEQUENCE, "The order was placed at " + order.placedAt() + ".");
        }
        List<ShipmentView.Line> lines = decide(command, order);
        requireBins(order, command, locked.bins());
        requirePickable(work, order, lines);

        ShipmentId shipment = new ShipmentId(work.number("SH"));
        Map<Integer, BigDecimal> picked = new HashMap<>();
        lines.forEach(line -> picked.merge(line.lineNo(), line.picked(), BigDecimal::add));
        insert(work, order, shipment, occurredAt, lines);
        OrderView after = orders.pick(work, order, picked);
        work.publish(
                new PickConfirmed(
                        shipment,
                        order.order(),
                        order.site(),
                        work.person(),
                        occurredAt,
                        lines.stream().map(ConfirmPick::event).toList()),
                order.site());
        return new ShipmentView(
                shipment,
                order.order(),
                order.site(),
                ShipmentView.State.PICKED,
                1,
                occurredAt,
                work.person(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                after.version(),
                lines);
    }

    /** Bins of one line share its requirement: each but the last requires what was taken from it. */
    private static List<ShipmentView.Line> decide(Command command, OrderView order) {
        Map<Integer, BigDecimal> left = new HashMap<>();
        order.lines().forEach(line -> left.put(line.lineNo(), line.pickable()));
        List<ShipmentView.Line> lines = new ArrayList<>();
        for (int i = 0; i < command.lines().size(); i++) {
            Picked picked = command.lines().get(i);
            OrderView.Line line = order.lines().stream()
                    .filter(candidate -> candidate.lineNo() == picked.lineNo())
                    .findFirst()
                    .orElseThrow(
                            () -> new Refused(Problem.UNKNOWN_REFERENCE, "There is no line " + picked.lineNo() + "."));
            BigDecimal required = left.getOrDefault(line.lineNo(), BigDecimal.ZERO);
            if (picked.picked().compareTo(required) > 0) {
                throw new Refused(
                        Problem.MORE_THAN_OPEN,
                        "For line " + line.lineNo() + " "
                                + required.stripTrailingZeros().toPlainString() + " is reserved and not picked.");
            }
            boolean last = command.lines().subList(i + 1, command.lines().size()).stream()
                    .noneMatch(later -> later.lineNo() == picked.lineNo());
            BigDecimal wanted = last ? required : picked.picked();
            if (picked.picked().compareTo(wanted) < 0 != (picked.shortReason() != null)) {
                throw new Refused(
                        Problem.SHORT_WITHOUT_REASON,
                        "Line " + line.lineNo() + ": "
                                + picked.picked().stripTrailingZeros().toPlainString() + " of "
                                + wanted.stripTrailingZeros().toPlainString()
                                + " picked; a reason belongs to a short pick,"
                                + " and to nothing else.");
            }
            left.put(line.lineNo(), required.subtract(picked.picked()));
            lines.add(new ShipmentView.Line(
                    line.lineNo(),
                    line.item(),
                    line.unit(),
                    picked.bin(),
                    wanted,
                    picked.picked(),
                    picked.shortReason(),
                    picked.lot(),
                    picked.lotReason()));
        }
        return lines;
    }

    private record Locked(OrderView order, Set<String> bins) {}

    /** The order, and which of the bins its site has. */
    private Locked lock(Command command, Work work) {
        return orders.locking(work, command.order())
                .then(
                        """
                        select b.bin_id from sales_order o
                        join bin b on b.company_id = o.company_id and b.site_id = o.site_id
                        where o.company_id = ? and o.order_id = ? and b.bin_id = any(?::text[])""",
                        work.company().value(),
                        command.order().value(),
                        command.lines().stream()
                                .map(line -> line.bin().value())
                                .distinct()
                                .toArray(String[]::new))
                .answer(answers ->
                        new Locked(orders.locked(command.order(), answers), Set.copyOf(answers.list(String.class))));
    }

    private static void requireBins(OrderView order, Command command, Set<String> known) {
        for (Picked line : command.lines()) {
            if (!known.contains(line.bin().value())) {
                throw new Refused(
                        Problem.UNKNOWN_REFERENCE, "There is no bin " + line.bin() + " at " + order.site() + ".");
            }
        }
    }

    /** What others picked from the bin and has not left yet is gone for this pick, too. */
    private void requirePickable(Work work, OrderView order, List<ShipmentView.Line> lines) {
        List<ShipmentView.Line> taken =
                lines.stream().filter(line -> line.picked().signum() > 0).toList();
        if (taken.isEmpty()) {
            return;
        }
        Pickable pickable = stock.lockForPick(
                work,
                order.site(),
                taken.stream().map(ShipmentView.Line::item).distinct().toList());
        LotPolicy.require(
                taken,
                pickable,
                pickable.tracked().isEmpty()
                        ? List.of()
                        : pickedLotsHere(work, order.site(), pickable.tracked().keySet()));
        for (Unheld place : pickable.heldBins()) {
            BigDecimal wanted = lines.stream()
                    .filter(line ->
                            line.item().equals(place.item()) && place.bin().equals(line.bin()))
                    .map(ShipmentView.Line::picked)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal left = place.quantity().subtract(pickedAndHere(work, order.site(), place));
            if (wanted.signum() > 0 && wanted.compareTo(left) > 0) {
                throw new Refused(
                        Problem.ON_HOLD,
                        "Bin " + place.bin() + " has "
                                + left.max(BigDecimal.ZERO).stripTrailingZeros().toPlainString() + " of "
                                + place.item() + " that are neither on hold nor picked.");
            }
        }
    }

    /** Found by its reservations: whatever is picked and has not left is still reserved. */
    private static BigDecimal pickedAndHere(Work work, SiteId site, Unheld place) {
        return work.handle()
                .createQuery("""
                        select coalesce(sum(l.quantity), 0)
                        from reservation r
                        join shipment_line l on l.company_id = r.company_id and l.order_id = r.order_id
                          and l.line_no = r.line_no
                        join shipment s on s.company_id = l.company_id and s.shipment_id = l.shipment_id
                        where r.company_id = :company and r.site_id = :site and r.item_id = :item
                          and s.state in ('PICKED', 'PACKED') and l.bin_id = :bin""")
                .bind("company", work.company())
                .bind("site", site)
                .bind("item", place.item())
                .bind("bin", place.bin())
                .mapTo(BigDecimal.class)
                .one();
    }

    private static List<LotPolicy.PickedLot> pickedLotsHere(Work work, SiteId site, Set<Sku> items) {
        return work.handle()
                .createQuery("""
                        select l.item_id as item, l.lot_id as lot, l.bin_id as bin, sum(l.quantity) as quantity
                        from reservation r
                        join shipment_line l on l.company_id = r.company_id and l.order_id = r.order_id
                          and l.line_no = r.line_no
                        join shipment s on s.company_id = l.company_id and s.shipment_id = l.shipment_id
                        where r.company_id = :company and r.site_id = :site and r.item_id = any(:items)
                          and s.state in ('PICKED', 'PACKED') and l.lot_id is not null
                        group by l.item_id, l.lot_id, l.bin_id""")
                .bind("company", work.company())
                .bind("site", site)
                .bind("items", items.stream().map(Sku::value).toArray(String[]::new))
                .mapTo(LotPolicy.PickedLot.class)
                .list();
    }

    private static void insert(
            Work work, OrderView order, ShipmentId shipment, Instant occurredAt, List<ShipmentView.Line> lines) {
        String company = work.company().value();
        work.write(
                """
                insert into shipment (company_id, shipment_id, order_id, site_id, state, picked_at, picked_by)
                values (?, ?, ?, ?, 'PICKED', ?, ?)""",
                company,
                shipment.value(),
                order.order().value(),
                order.site().value(),
                occurredAt,
                work.person().value());
        work.write(
                """
                insert into shipment_line (company_id, shipment_id, pick_no, order_id, line_no, item_id, bin_id,
                  required_quantity, quantity, short_reason, lot_id, lot_reason)
                select ?, ?, l.n, ?, l.line_no, l.item_id, l.bin_id, l.required, l.picked, l.short_reason, l.lot_id,
                  l.lot_reason
                from unnest(?::int[], ?::text[], ?::text[], ?::numeric[], ?::numeric[], ?::text[], ?::text[], ?::text[])
                  with ordinality
                  as l (line_no, item_id, bin_id, required, picked, short_reason, lot_id, lot_reason, n)""",
                company,
                shipment.value(),
                order.order().value(),
                lines.stream().map(ShipmentView.Line::lineNo).toArray(Integer[]::new),
                lines.stream().map(line -> line.item().value()).toArray(String[]::new),
                lines.stream().map(line -> String.valueOf(line.bin())).toArray(String[]::new),
                lines.stream().map(ShipmentView.Line::required).toArray(BigDecimal[]::new),
                lines.stream().map(ShipmentView.Line::picked).toArray(BigDecimal[]::new),
                lines.stream().map(ShipmentView.Line::shortReason).toArray(String[]::new),
                lines.stream()
                        .map(line -> line.lot() == null ? null : line.lot().value())
                        .toArray(String[]::new),
                lines.stream().map(ShipmentView.Line::lotReason).toArray(String[]::new));
    }

    private static PickConfirmed.Line event(ShipmentView.Line line) {
        BinId bin = line.bin();
        if (bin == null) {
            throw new IllegalStateException("a live pick has its bin");
        }
        return new PickConfirmed.Line(
                line.lineNo(),
                line.item(),
                bin,
                new Quantity(line.required(), line.unit()),
                new Quantity(line.picked(), line.unit()),
                line.shortReason(),
                line.lot(),
                line.lotReason());
    }
}
