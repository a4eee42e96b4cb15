package io.setpoint.platform.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.setpoint.streaming.log.EventFile;
import io.setpoint.streaming.log.EventRecord;
import io.setpoint.streaming.log.LogEnd;
import io.setpoint.streaming.log.LogReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The event log as a file of events.
 *
 * @param events how many were written
 * @param completeTo commit time up to which it holds every event
 */
public record EventExport(int events, Instant completeTo) {

    /** Writes every event of a company, or of all, up to the end of the log as it is now. */
    public static EventExport write(String bootstrapServers, @Nullable String company, Path to) throws IOException {
        LogEnd end = LogEnd.now(bootstrapServers);
        List<EventRecord> events = LogReader.read(bootstrapServers, end);
        int written = 0;
        try (BufferedWriter lines = Files.newBufferedWriter(to, UTF_8)) {
            for (EventRecord event : events) {
                if (company == null || event.company().equals(company)) {
                    lines.write(EventFile.line(event));
                    lines.write('\n');
                    written++;
                }
            }
        }
        return new EventExport(written, Instant.EPOCH.plus(end.stamp(), ChronoUnit.MICROS));
    }
}
