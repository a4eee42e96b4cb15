package io.setpoint.platform.client;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One order of the time before go-live, whole: what {@code POST /history/orders} takes. Amounts in company currency. */
public record HistoryOrder(
        String order,
        String site,
        String customer,
        String channel,
        String shippingMode,
        @Nullable String customerReference,
        Instant placedAt,
        LocalDate requestedDate,
        LocalDate commitDate,
        @Nullable Instant releasedAt,
        List<Line> lines,
        List<Cancellation> cancellations,
        List<Shipment> shipments) {
    public HistoryOrder {
        lines = List.copyOf(lines);
        cancellations = List.copyOf(cancellations);
        shipments = List.copyOf(shipments);
    }

    /**
     * One ordered line.
     *
     * @param releasedQuantity the quantity at release, null before it
     */
    public record Line(
            int lineNo,
            String item,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal quantity,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal unitPrice,

            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
            BigDecimal releasedQuantity) {}

    /**
     * A quantity that was cancelled.
     *
     * @param reason name of a {@link io.setpoint.contracts.events.CancelReason}
     */
    public record Cancellation(
            int lineNo,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal quantity,
            String reason,
            Instant at) {}

    /** One shipment; delivered if it has a delivery time. */
    public record Shipment(
            String shipment,
            Instant shippedAt,
            String carrier,
            List<ShippedLine> lines,
            @Nullable Instant deliveredAt,
            @Nullable String receivedBy) {
        public Shipment {
            lines = List.copyOf(lines);
        }
    }

    /** What a shipment took of a line. */
    public record ShippedLine(
            int lineNo,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal quantity) {}
}
