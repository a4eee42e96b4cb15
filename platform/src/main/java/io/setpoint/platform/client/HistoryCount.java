package io.setpoint.platform.client;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** One completed count of the time before go-live: what {@code POST /history/counts} takes. */
public record HistoryCount(String count, String site, String countType, Instant completedAt, List<Line> lines) {
    public HistoryCount {
        lines = List.copyOf(lines);
    }

    /** The confirmed round of a line, its book quantity as at the scan. */
    public record Line(
            int lineNo,
            String item,
            String bin,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal book,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal counted,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal unitCost,
            String countedBy,
            int round,
            Instant countedAt) {}
}
