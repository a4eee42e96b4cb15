package io.setpoint.erp.shipping;

import io.setpoint.contracts.events.PackEvidence;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.CompanyId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.RoundTrip;
import io.setpoint.erp.kernel.Work;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Shipments in their two tables. */
final class ShipmentRows {
    private static final String LINES = """
            select l.line_no, l.item_id, i.unit, l.bin_id, l.required_quantity, l.quantity, l.short_reason, l.lot_id,
              l.lot_reason
            from shipment_line l
            join item i on i.company_id = l.company_id and i.item_id = l.item_id
            where l.company_id = ? and l.shipment_id = ? order by l.pick_no""";
    private static final String HEADER = """
            select order_id, site_id, state, version, picked_at, picked_by, packed_at, packed_by, parcels, carrier,
              tracking, shipped_at, shipped_by, delivered_at, received_by, pack_required
            from shipment where company_id = ? and shipment_id = ?""";

    private ShipmentRows() {}

    /** The order of a shipment, which is locked before it; refuses an unknown shipment. */
    static OrderId order(Work work, ShipmentId shipment) {
        return work.trip()
                .then(
                        "select order_id from shipment where company_id = ? and shipment_id = ?",
                        work.company().value(),
                        shipment.value())
                .answer(answers -> answers.first(OrderId.class))
                .orElseThrow(() -> unknown(shipment));
    }

    static ShipmentView lock(Work work, ShipmentId shipment) {
        return locking(work.trip(), work.company(), shipment).answer(answers -> locked(shipment, answers));
    }

    /** Adds to a round trip what locks a shipment. */
    static RoundTrip locking(RoundTrip trip, CompanyId company, ShipmentId shipment) {
        return trip.then(HEADER + " for no key update", company.value(), shipment.value())
                .then(LINES, company.value(), shipment.value());
    }

    /** What {@link #locking} has answered; refuses an unknown shipment. */
    static ShipmentView locked(ShipmentId shipment, RoundTrip.Answers answers) throws SQLException {
        return read(shipment, answers).orElseThrow(() -> unknown(shipment));
    }

    static Optional<ShipmentView> find(Handle handle, CompanyId company, ShipmentId shipment) {
        return RoundTrip.on(handle)
                .then(HEADER, company.value(), shipment.value())
                .then(LINES, company.value(), shipment.value())
                .answer(answers -> read(shipment, answers));
    }

    static Refused unknown(ShipmentId shipment) {
        return new Refused(Problem.NOT_FOUND, "There is no shipment " + shipment + ".");
    }

    private static Optional<ShipmentView> read(ShipmentId shipment, RoundTrip.Answers answers) throws SQLException {
        ResultSet header = answers.rows();
        if (!header.next()) {
            return Optional.empty();
        }
        OrderId order = new OrderId(header.getString(1));
        SiteId site = new SiteId(header.getString(2));
        ShipmentView.State state = ShipmentView.State.valueOf(header.getString(3));
        int version = header.getInt(4);
        Instant pickedAt = instant(header.getTimestamp(5));
        PersonId pickedBy = person(header.getString(6));
        Instant packedAt = instant(header.getTimestamp(7));
        PersonId packedBy = person(header.getString(8));
        Integer parcels = header.getObject(9, Integer.class);
        String carrier = header.getString(10);
        String tracking = header.getString(11);
        Instant shippedAt = instant(header.getTimestamp(12));
        PersonId shippedBy = person(header.getString(13));
        Instant deliveredAt = instant(header.getTimestamp(14));
        String receivedBy = header.getString(15);
        PackEvidence packEvidence = packedAt != null
                ? PackEvidence.PACKED
                : header.getBoolean(16) ? null : PackEvidence.NOT_REQUIRED_BY_ROUTE;
        List<ShipmentView.Line> lines = new ArrayList<>();
        ResultSet row = answers.rows();
        while (row.next()) {
            String bin = row.getString(4);
            String lot = row.getString(8);
            lines.add(new ShipmentView.Line(
                    row.getInt(1),
                    new Sku(row.getString(2)),
                    row.getString(3),
                    bin == null ? null : new BinId(bin),
                    row.getBigDecimal(5),
                    row.getBigDecimal(6),
                    row.getString(7),
                    lot == null ? null : new LotNumber(lot),
                    row.getString(9)));
        }
        return Optional.of(new ShipmentView(
                shipment,
                order,
                site,
                state,
                version,
                pickedAt,
                pickedBy,
                packedAt,
                packedBy,
                parcels,
                packEvidence,
                carrier,
                tracking,
                shippedAt,
                shippedBy,
                deliveredAt,
                receivedBy,
                null,
                lines));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }

    private static @Nullable PersonId person(@Nullable String person) {
        return person == null ? null : new PersonId(person);
    }
}
