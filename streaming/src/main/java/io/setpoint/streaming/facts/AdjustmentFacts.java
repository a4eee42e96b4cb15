package io.setpoint.streaming.facts;

import io.setpoint.contracts.events.AdjustmentPosted;
import io.setpoint.contracts.events.EventType;
import io.setpoint.streaming.log.Emitter;
import io.setpoint.streaming.log.EventRecord;
import io.setpoint.streaming.log.GatedFunction;
import java.time.DateTimeException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Facts of posted adjustments (KPI.md: adj). An adjustment is kept for 400 days; a later
 * reversal still counts itself, but the original is no longer restated, and the dead letters say so.
 */
public final class AdjustmentFacts extends GatedFunction<AdjustmentDocument, FactRow> {
    private static final Set<String> TYPES = EventType.codes(EventType.ADJUSTMENT_POSTED);

    public AdjustmentFacts() {
        super(AdjustmentDocument.class);
    }

    /** Whether adjustment facts depend on the event. */
    public static boolean takes(EventRecord event) {
        return takesType(event.type());
    }

    /** The same by the code of its type, for who has not read the event yet. */
    public static boolean takesType(String code) {
        return TYPES.contains(code);
    }

    @Override
    protected @Nullable AdjustmentDocument advance(
            @Nullable AdjustmentDocument state, List<EventRecord> events, long clock, Emitter<FactRow> out) {
        AdjustmentDocument before = state == null ? AdjustmentDocument.NONE : state;
        AdjustmentDocument after = before;
        for (EventRecord record : events) {
            try {
                AdjustmentPosted event = (AdjustmentPosted) record.event();
                after = after.apply(record.company(), event, record.stamp());
                if (after.original() == null) {
                    out.reject(record, "the reversed adjustment is not known, or older than 400 days: not restated");
                }
            } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
                out.reject(record, String.valueOf(e.getMessage()));
            }
        }
        if (after.lastAt() == 0) {
            return null;
        }
        Restatement.emit(before.facts(), after.facts(), clock, out);
        return clock >= after.goneAt() ? null : after;
    }

    @Override
    protected long wakeAt(AdjustmentDocument document, long clock) {
        return Math.max(clock + 1, document.goneAt());
    }
}
