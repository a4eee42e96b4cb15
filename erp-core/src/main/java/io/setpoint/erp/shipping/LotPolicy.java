package io.setpoint.erp.shipping;

import io.setpoint.contracts.events.Tracking;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.inventory.api.StockReservations.LotInBin;
import io.setpoint.erp.inventory.api.StockReservations.Pickable;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which lot a pick takes: none that is blocked or expired, no more than the bin has, and the one that expires first unless
 * the picker says why another.
 */
final class LotPolicy {
    /** What is picked of a lot and has not left its bin. */
    record PickedLot(Sku item, LotNumber lot, BinId bin, BigDecimal quantity) {}

    private LotPolicy() {}

    static void require(List<ShipmentView.Line> taken, Pickable pickable, List<PickedLot> picked) {
        for (ShipmentView.Line line : taken) {
            Tracking tracking = pickable.tracked().get(line.item());
            LotNumber lot = line.lot();
            if (tracking == null) {
                if (lot != null || line.lotReason() != null) {
                    throw new Refused(Problem.NOT_BY_LOT, line.item() + " is not tracked by lot or serial; name none.");
                }
                continue;
            }
            Optional<LotInBin> first = first(line.item(), taken, pickable, picked);
            if (lot == null) {
                throw new Refused(
                        Problem.LOT_MISSING,
                        "Line " + line.lineNo() + ": "
                                + first.map(LotPolicy::instruction)
                                        .orElse("no lot of " + line.item() + " may be picked here")
                                + ".");
            }
            requireTakeable(line, lot, taken, pickable, picked);
            first.filter(other -> expiresBefore(other, line.item(), lot, pickable))
                    .filter(other -> line.lotReason() == null)
                    .ifPresent(other -> {
                        throw new Refused(
                                Problem.NOT_FIRST_EXPIRED,
                                "Line " + line.lineNo() + ": " + instruction(other) + ", or say why not.");
                    });
        }
    }

    private static void requireTakeable(
            ShipmentView.Line line,
            LotNumber lot,
            List<ShipmentView.Line> taken,
            Pickable pickable,
            List<PickedLot> picked) {
        String name = "Lot " + lot + " of " + line.item();
        Optional<LotInBin> standing = pickable.lots().stream()
                .filter(row -> row.item().equals(line.item()) && row.lot().equals(lot))
                .min((a, b) ->
                        Boolean.compare(!a.bin().equals(line.bin()), !b.bin().equals(line.bin())));
        standing.filter(LotInBin::blocked).ifPresent(row -> {
            throw new Refused(Problem.LOT_BLOCKED, name + " is blocked.");
        });
        standing.filter(LotInBin::expired).ifPresent(row -> {
            throw new Refused(Problem.LOT_EXPIRED, name + " expired on " + row.expiry() + ".");
        });
        BigDecimal left = standing.filter(row -> row.bin().equals(line.bin()))
                .map(row -> left(row, picked))
                .orElse(BigDecimal.ZERO);
        BigDecimal wanted = wanted(line.item(), lot, line.bin(), taken);
        if (wanted.compareTo(left) > 0) {
            throw new Refused(
                    Problem.MORE_THAN_ON_HAND,
                    "Bin " + line.bin() + " has "
                            + left.max(BigDecimal.ZERO).stripTrailingZeros().toPlainString() + " of lot " + lot + " of "
                            + line.item() + " that are not picked.");
        }
    }

    /** The lot to be taken first: of those of which this pick leaves something behind. */
    private static Optional<LotInBin> first(
            Sku item, List<ShipmentView.Line> taken, Pickable pickable, List<PickedLot> picked) {
        return pickable.lots().stream()
                .filter(row -> row.item().equals(item) && !row.blocked() && !row.expired())
                .filter(row -> left(row, picked).compareTo(wanted(item, row.lot(), row.bin(), taken)) > 0)
                .findFirst();
    }

    private static boolean expiresBefore(LotInBin other, Sku item, LotNumber lot, Pickable pickable) {
        LocalDate expiry = pickable.lots().stream()
                .filter(row -> row.item().equals(item) && row.lot().equals(lot))
                .findFirst()
                .map(LotInBin::expiry)
                .orElse(null);
        LocalDate first = other.expiry();
        return first != null && (expiry == null || first.isBefore(expiry));
    }

    private static BigDecimal left(LotInBin row, List<PickedLot> picked) {
        return picked.stream()
                .filter(other -> other.item().equals(row.item())
                        && other.lot().equals(row.lot())
                        && other.bin().equals(row.bin()))
                .map(PickedLot::quantity)
                .reduce(row.quantity(), BigDecimal::subtract);
    }

    private static BigDecimal wanted(Sku item, LotNumber lot, @Nullable BinId bin, List<ShipmentView.Line> taken) {
        return taken.stream()
                .filter(line -> line.item().equals(item)
                        && lot.equals(line.lot())
                        && line.bin() != null
                        && line.bin().equals(bin))
                .map(ShipmentView.Line::picked)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static String instruction(LotInBin row) {
        return "take lot " + row.lot()
                + (row.expiry() == null ? "" : ", which expires on " + row.expiry() + ",")
                + " from bin " + row.bin();
    }
}
