package io.setpoint.platform.client;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One decided adjustment of the time before go-live: what {@code POST /history/adjustments} takes.
 *
 * @param quantity signed, in base units
 * @param reason name of an {@link io.setpoint.contracts.events.AdjustmentReason}
 * @param approvedBy the second person above tolerance, else null
 * @param rejectedBy set if it was refused
 */
public record HistoryAdjustment(
        String adjustment,
        String site,
        String item,
        String bin,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal quantity,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal unitCost,
        String reason,
        @Nullable String note,
        boolean photo,
        @Nullable String count,
        @Nullable String countedBy,
        @Nullable String reversalOf,
        String proposedBy,
        @Nullable String approvedBy,
        @Nullable String rejectedBy,
        Instant proposedAt,
        Instant decidedAt) {}
