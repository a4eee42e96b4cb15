package io.setpoint.streaming.facts;

import io.setpoint.contracts.events.CountCompleted;
import io.setpoint.contracts.events.CountType;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.kpi.FactGrain;
import io.setpoint.streaming.log.Emitter;
import io.setpoint.streaming.log.EventRecord;
import io.setpoint.streaming.log.GatedFunction;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Facts of counted lines (KPI.md: ivn, iva, ira). A completed count never changes, so nothing but the memory that it was
 * seen is kept, and that for a day.
 */
public final class CountFacts extends GatedFunction<CountFacts.Seen, FactRow> {
    private static final Set<String> TYPES = EventType.codes(EventType.COUNT_COMPLETED);

    /** Until when a repeat is recognised, as commit stamp. */
    public record Seen(long until) {}

    public CountFacts() {
        super(Seen.class);
    }

    /** Whether counts depend on the event. */
    public static boolean takes(EventRecord event) {
        return takesType(event.type());
    }

    /** The same by the code of its type, for who has not read the event yet. */
    public static boolean takesType(String code) {
        return TYPES.contains(code);
    }

    @Override
    protected @Nullable Seen advance(@Nullable Seen seen, List<EventRecord> events, long clock, Emitter<FactRow> out) {
        Seen next = seen;
        for (EventRecord record : events) {
            if (next != null) {
                out.reject(record, "the count was completed before");
                continue;
            }
            try {
                CountCompleted count = (CountCompleted) record.event();
                Restatement.emit(List.of(), rows(record.company(), count), clock, out);
                next = new Seen(clock + OrderDocument.REPEATABLE);
            } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
                out.reject(record, String.valueOf(e.getMessage()));
            }
        }
        return next != null && clock >= next.until() ? null : next;
    }

    @Override
    protected long wakeAt(Seen seen, long clock) {
        return Math.max(clock + 1, seen.until());
    }

    static List<FactRow> rows(String company, CountCompleted count) {
        long te = Calendar.micros(count.occurredAt());
        String day = Calendar.day(te, count.zone());
        List<FactRow> rows = new ArrayList<>();
        for (CountCompleted.Line line : count.lines()) {
            rows.add(row(company, count, line, te, day));
        }
        return rows;
    }

    private static FactRow row(String company, CountCompleted count, CountCompleted.Line line, long te, String day) {
        long book = line.book().thousandths();
        long counted = line.counted().thousandths();
        long cost = line.unitCost().tenThousandths();
        long variance = Math.subtractExact(counted, book);
        long value = Scaled.value(cost, variance);
        return FactRow.unsigned(
                FactGrain.COUNT_LINE,
                count.countType() == CountType.PLANNED ? "planned" : "opportunistic",
                company,
                count.site().value(),
                day,
                te,
                Map.of(
                        "countId", count.count().value(),
                        "lineNo", Integer.toString(line.lineNo()),
                        "item", line.item().value(),
                        "category", line.category(),
                        "abc", line.abc(),
                        "bin", line.bin().value(),
                        "countType", count.countType().name().toLowerCase(Locale.ROOT),
                        "round", Integer.toString(line.round()),
                        "countedBy", line.countedBy().value()),
                Map.of(
                        "lines",
                        1L,
                        "linesAccurate",
                        CountAccuracy.isAccurate(line.abc(), book, counted) ? 1L : 0L,
                        "linesExact",
                        variance == 0 ? 1L : 0L,
                        "book",
                        book,
                        "bookValue",
                        Scaled.value(cost, book),
                        "variance",
                        variance,
                        "varianceNet",
                        value,
                        "varianceAbs",
                        Math.abs(value)));
    }
}
