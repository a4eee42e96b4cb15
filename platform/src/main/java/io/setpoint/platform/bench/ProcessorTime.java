package io.setpoint.platform.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
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
    /** Without those of ended children, which each thread says of its whole process. */
    private static final int OWN_TIMES = 2;

    /** As the virtual machine names the threads that compile. */
    private static final Pattern COMPILER = Pattern.compile("\\(C[12] Compiler");

    private ProcessorTime() {}

    /** In milliseconds since each process began; 0 for one that is gone. */
    static long millis(long pid) {
        return ProcessHandle.of(pid)
                .map(process -> Stream.concat(Stream.of(process), process.descendants())
                        .mapToLong(ProcessorTime::own)
                        .sum())
                .orElse(0L);
    }

    /** Of it, what a Java process has spent on compiling its own code; 0 where the system does not tell. */
    static long compilerMillis(long pid) {
        Path tasks = Path.of("/proc", Long.toString(pid), "task");
        if (!Files.isDirectory(tasks)) {
            return 0;
        }
        try (Stream<Path> threads = Files.list(tasks)) {
            return threads.mapToLong(thread -> stat(thread.resolve("stat"))
                            .filter(text -> COMPILER.matcher(text).find())
                            .map(text -> millis(text, OWN_TIMES))
                            .orElse(0L))
                    .sum();
        } catch (IOException e) {
            return 0; // it has ended
        }
    }

    private static long own(ProcessHandle process) {
        Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
        return Files.isReadable(stat)
                ? stat(stat).map(text -> millis(text, TIMES)).orElse(0L)
                : process.info().totalCpuDuration().map(Duration::toMillis).orElse(0L);
    }

    /** Empty for one that ended between two looks. */
    private static Optional<String> stat(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static long millis(String stat, int times) {
        // The name stands in brackets and may hold blanks and brackets itself.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = 0;
        for (int i = FIRST_TIME; i < FIRST_TIME + times; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        return ticks * MILLIS_A_TICK;
    }
}
