package io.setpoint.erp.purchasing;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.ShipmentAdvised;
import io.setpoint.contracts.values.AsnId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.Sku;
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
import java.util.TreeMap;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Takes in an advance shipment notice for lines of an order and lists how it differs from the order. */
final class AdviseShipment implements UseCase<AdviseShipment.Command, AsnView> {
    record Command(
            PurchaseOrderId order, @Nullable String supplierReference, LocalDate expectedDate, List<Line> lines) {
        Command {
            lines = List.copyOf(lines);
        }
    }

    /**
     * One advised line.
     *
     * @param unit of the quantity; null for the item's base unit
     */
    record Line(
            int orderLine,
            Sku item,
            BigDecimal quantity,
            @Nullable String lot,
            @Nullable LocalDate expiresOn,
            @Nullable String unit) {}

    interface Sql {
        @SqlQuery("select i.item_id, i.category, i.unit from item i where i.item_id = any(:items)")
        List<Item> items(List<Sku> items);

        @SqlUpdate("""
                insert into asn (company_id, asn_id, order_id, supplier_reference, expected_date, recorded_by, recorded_at)
                values (current_company(), :asn, :order, :reference, :expectedDate, :person, :now)
                """)
        void insert(
                AsnId asn,
                PurchaseOrderId order,
                @Nullable String reference,
                LocalDate expectedDate,
                PersonId person,
                Instant now);

        @SqlUpdate("""
                insert into asn_line (company_id, asn_id, line_no, order_line_no, item_id, quantity, lot, expires_on)
                select current_company(), :asn, l.n, l.order_line, l.item_id, l.quantity, l.lot, l.expires_on::date
                  from unnest(:orderLines, :items, :quantities, :lots, :expiries)
                       with ordinality as l (order_line, item_id, quantity, lot, expires_on, n)
                """)
        void insertLines(
                AsnId asn,
                List<Integer> orderLines,
                List<Sku> items,
                List<BigDecimal> quantities,
                List<@Nullable String> lots,
                List<@Nullable String> expiries);

        @SqlUpdate("""
                insert into asn_mismatch (company_id, asn_id, line_no, kind, detail)
                select current_company(), :asn, m.line_no, m.kind, m.detail
                  from unnest(:lines, :kinds, :details) as m (line_no, kind, detail)
                """)
        void insertMismatches(AsnId asn, List<Integer> lines, List<String> kinds, List<String> details);
    }

    /** An item that exists. */
    record Item(Sku itemId, String category, String unit) {}

    @Override
    public Control control() {
        return Control.of("advise-shipment", "Takes in an advance shipment notice and compares it with its order.")
                .publishing(EventType.SHIPMENT_ADVISED)
                .refusing(
                        Problem.NOT_FOUND,
                        Problem.UNKNOWN_REFERENCE,
                        Problem.WRONG_STATE,
                        Problem.INVALID,
                        Problem.UNKNOWN_UNIT,
                        Problem.UNIT_NOT_EXACT);
    }

    @Override
    public Permission permission() {
        return Permission.RAISE_PURCHASE;
    }

    @Override
    public AsnView run(Command command, Work work) {
        PurchaseOrderView order = PurchaseOrderBook.lock(work, command.order());
        work.requireAt(permission(), order.site());
        PurchaseOrderBook.requireSent(order);
        Figures.requireLines(command.lines());
        Figures.requireShort("supplierReference", command.supplierReference());
        Figures.requireDate("expectedDate", command.expectedDate());
        Sql sql = work.sql(Sql.class);
        Map<Sku, String> units = new TreeMap<>();
        sql.items(command.lines().stream().map(Line::item).distinct().toList())
                .forEach(item -> units.put(item.itemId(), item.unit()));
        UnitConversions typed = UnitConversions.of(
                work,
                work.now(),
                "lines[%d].quantity",
                command.lines().stream()
                        .map(line -> new UnitConversions.Typed(line.item(), line.quantity(), line.unit()))
                        .toList());
        List<AsnView.Line> lines = new ArrayList<>();
        List<ShipmentAdvised.Line> advised = new ArrayList<>();
        for (int i = 0; i < command.lines().size(); i++) {
            Line line = command.lines().get(i);
            String field = "lines[%d].".formatted(i);
            Figures.requirePositive(field + "quantity", line.quantity());
            Figures.requireShort(field + "lot", line.lot());
            if (line.expiresOn() != null) {
                Figures.requireDate(field + "expiresOn", line.expiresOn());
            }
            String unit = units.get(line.item());
            if (unit == null) {
                throw Figures.unknown(field + "item", "There is no item " + line.item());
            }
            lines.add(new AsnView.Line(
                    i + 1, line.orderLine(), line.item(), typed.quantity(i), line.lot(), line.expiresOn()));
            advised.add(new ShipmentAdvised.Line(
                    i + 1,
                    line.orderLine(),
                    line.item(),
                    new Quantity(typed.quantity(i), unit),
                    line.lot(),
                    line.expiresOn()));
        }
        List<AsnView.Mismatch> mismatches = AsnPolicy.compare(order, command.expectedDate(), lines);

        AsnId asn = new AsnId(work.number("ASN"));
        sql.insert(asn, order.order(), command.supplierReference(), command.expectedDate(), work.person(), work.now());
        sql.insertLines(
                asn,
                lines.stream().map(AsnView.Line::orderLine).toList(),
                lines.stream().map(AsnView.Line::item).toList(),
                lines.stream().map(AsnView.Line::quantity).toList(),
                lines.stream().map(AsnView.Line::lot).toList(),
                lines.stream().map(AdviseShipment::expiry).toList());
        typed.keep(work, asn.value());
        sql.insertMismatches(
                asn,
                mismatches.stream().map(AsnView.Mismatch::lineNo).toList(),
                mismatches.stream().map(mismatch -> mismatch.kind().name()).toList(),
                mismatches.stream().map(AsnView.Mismatch::detail).toList());
        work.publish(
                new ShipmentAdvised(
                        order.order(),
                        asn,
                        order.site(),
                        order.supplier(),
                        command.supplierReference(),
                        command.expectedDate(),
                        work.person(),
                        work.now(),
                        advised,
                        mismatches.stream()
                                .map(mismatch -> new ShipmentAdvised.Mismatch(
                                        mismatch.lineNo(), mismatch.kind(), mismatch.detail()))
                                .toList()),
                order.site());
        return AsnBook.get(work.handle(), asn);
    }

    private static @Nullable String expiry(AsnView.Line line) {
        LocalDate expiresOn = line.expiresOn();
        return expiresOn == null ? null : expiresOn.toString();
    }
}
