package io.setpoint.platform.client;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One closed return of the time before go-live: what {@code POST /history/returns} takes. */
public record HistoryReturn(
        String returnId,
        String shipment,
        String openedBy,
        Instant openedAt,
        String bin,
        String receivedBy,
        Instant receivedAt,
        List<Line> lines) {
    public HistoryReturn {
        lines = List.copyOf(lines);
    }

    /**
     * Goods of one order line and what became of all of them.
     *
     * @param reason name of a {@link io.setpoint.contracts.events.ReturnReason}
     * @param outcome name of a {@link io.setpoint.contracts.events.ReturnOutcome}
     * @param approvedBy the second person, else null
     */
    public record Line(
            int lineNo,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal quantity,
            String reason,
            String outcome,
            String disposedBy,
            @Nullable String approvedBy,
            Instant disposedAt) {}
}
