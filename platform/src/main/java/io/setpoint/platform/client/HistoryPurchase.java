package io.setpoint.platform.client;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One purchase order of the time before go-live with its receipts: what {@code POST /history/purchases} takes. */
public record HistoryPurchase(
        String order,
        String site,
        String supplier,
        @Nullable String expediteReason,
        String raisedBy,
        List<String> approvedBy,
        Instant raisedAt,
        Instant releasedAt,
        List<Line> lines,
        @Nullable Confirmation acknowledgement,
        List<Delivery> receipts) {
    public HistoryPurchase {
        approvedBy = List.copyOf(approvedBy);
        lines = List.copyOf(lines);
        receipts = List.copyOf(receipts);
    }

    /**
     * One ordered line.
     *
     * @param confirmedDate the day the supplier confirmed; null if it is the requested one
     */
    public record Line(
            int lineNo,
            String item,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal quantity,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal unitPrice,
            LocalDate requestedDate,
            @Nullable LocalDate confirmedDate) {}

    /** The supplier's acknowledgement. */
    public record Confirmation(String acknowledgement, Instant at) {}

    /** What arrived at one time. */
    public record Delivery(
            String receipt,
            Instant dockArrivedAt,
            Instant receivedAt,
            String receivedBy,
            List<Accepted> lines,
            List<Difference> discrepancies) {
        public Delivery {
            lines = List.copyOf(lines);
            discrepancies = List.copyOf(discrepancies);
        }
    }

    /** What went into a bin. */
    public record Accepted(
            int lineNo,
            String bin,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal quantity) {}

    /**
     * How a delivery differed from a line.
     *
     * @param kind name of a {@link io.setpoint.contracts.events.DiscrepancyKind}
     */
    public record Difference(
            int lineNo,
            String kind,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal quantity,
            String reason) {}
}
