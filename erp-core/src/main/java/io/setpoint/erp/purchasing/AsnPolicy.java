package io.setpoint.erp.purchasing;

import io.setpoint.contracts.events.AsnMismatchKind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Compares an advance shipment notice with its order; a difference is said, not refused, because the goods will come. */
final class AsnPolicy {
    private AsnPolicy() {}

    static List<AsnView.Mismatch> compare(PurchaseOrderView order, LocalDate expectedDate, List<AsnView.Line> advised) {
        List<AsnView.Mismatch> mismatches = new ArrayList<>();
        Map<Integer, BigDecimal> sums = new TreeMap<>();
        for (AsnView.Line line : advised) {
            Optional<PurchaseOrderView.Line> ordered = order.line(line.orderLine());
            if (ordered.isEmpty()) {
                mismatches.add(new AsnView.Mismatch(
                        line.lineNo(),
                        AsnMismatchKind.UNKNOWN_LINE,
                        "%s has no line %d".formatted(order.order(), line.orderLine())));
                continue;
            }
            BigDecimal sum = sums.merge(line.orderLine(), line.quantity(), BigDecimal::add);
            compare(ordered.get(), line, sum, expectedDate, mismatches);
        }
        return mismatches;
    }

    private static void compare(
            PurchaseOrderView.Line ordered,
            AsnView.Line line,
            BigDecimal sum,
            LocalDate expectedDate,
            List<AsnView.Mismatch> mismatches) {
        if (!ordered.item().equals(line.item())) {
            mismatches.add(new AsnView.Mismatch(
                    line.lineNo(),
                    AsnMismatchKind.WRONG_ITEM,
                    "%s instead of %s".formatted(line.item(), ordered.item())));
        }
        if (sum.compareTo(ordered.open()) > 0) {
            mismatches.add(new AsnView.Mismatch(
                    line.lineNo(),
                    AsnMismatchKind.MORE_THAN_OPEN,
                    "%s advised, %s open".formatted(Figures.plain(sum), Figures.plain(ordered.open()))));
        }
        if (expectedDate.isAfter(ordered.expectedDate())) {
            mismatches.add(new AsnView.Mismatch(
                    line.lineNo(),
                    AsnMismatchKind.LATER_THAN_CONFIRMED,
                    "%s instead of %s".formatted(expectedDate, ordered.expectedDate())));
        }
    }
}
