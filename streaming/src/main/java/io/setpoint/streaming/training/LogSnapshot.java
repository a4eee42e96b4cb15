package io.setpoint.streaming.training;

import io.setpoint.ml.events.LoggedEvent;
import io.setpoint.streaming.log.EventRecord;
import io.setpoint.streaming.log.LogEnd;
import io.setpoint.streaming.log.LogReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The event log from its start up to a position the whole log had reached. A plain consumer reads it: training looks at
 * everything at once, nothing of it is a stream.
 *
 * @param stamp the position
 * @param events by company, in commit order, each event once
 * @param records the same events as the job reads them, for what concerns models
 */
record LogSnapshot(long stamp, SortedMap<String, List<LoggedEvent>> events, List<EventRecord> records) {
    LogSnapshot {
        events = Collections.unmodifiableSortedMap(new TreeMap<>(events));
        records = List.copyOf(records);
    }

    /** Reads the log as it is now. Throws {@link IllegalStateException} if it cannot be read to its end. */
    static LogSnapshot read(String bootstrapServers) {
        LogEnd end = LogEnd.now(bootstrapServers);
        return of(end.stamp(), LogReader.read(bootstrapServers, end));
    }

    private static LogSnapshot of(long stamp, List<EventRecord> ordered) {
        SortedMap<String, List<LoggedEvent>> events = new TreeMap<>();
        for (EventRecord record : ordered) {
            events.computeIfAbsent(record.company(), company -> new ArrayList<>())
                    .add(new LoggedEvent(
                            record.id(),
                            record.stamp(),
                            record.seq(),
                            record.company(),
                            record.site().isEmpty() ? null : record.site(),
                            record.event()));
        }
        return new LogSnapshot(stamp, events, ordered);
    }
}
