package io.setpoint.platform.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * The processor time a process and its children have taken, those that have ended included where the system tells
 * (Linux): PostgreSQL serves each connection by a process of its own.
 */
final class ProcessorTime {
    /** Linux counts in hundredths of a second, whatever its kernel's own clock. */
    private static final long MILLIS_A_TICK = 10;
    /** Of {@code /proc/<pid>/stat}, counted from behind the name: own user and system time, and the same of ended children. */
    private static final int FIRST_TIME = 11;

    private static final int TIMES = 4;

    private ProcessorTime() {}

    /** In milliseconds since each process began; 0 for one that is gone. */
    static long millis(long pid) {
        return ProcessHandle.of(pid)
                .map(process -> Stream.concat(Stream.of(process), process.descendants())
                        .mapToLong(ProcessorTime::own)
                        .sum())
                .orElse(0L);
    }

    private static long own(ProcessHandle process) {
        Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
        try {
            if (Files.isReadable(stat)) {
                String text = Files.readString(stat);
                // The name stands in brackets and may hold blanks and brackets itself.
                String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
                long ticks = 0;
                for (int i = FIRST_TIME; i < FIRST_TIME + TIMES; i++) {
                    ticks += Long.parseLong(fields[i]);
                }
                return ticks * MILLIS_A_TICK;
            }
        } catch (IOException e) {
            return 0; // it ended between the two looks
        }
        return process.info().totalCpuDuration().map(Duration::toMillis).orElse(0L);
    }
}
