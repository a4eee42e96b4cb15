package io.setpoint.platform.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The memory processes take. */
final class Memory {
    private Memory() {}

    /**
     * Of a process and, for PostgreSQL's many, its children; shared pages count once in all where the system tells
     * (Linux), else once a process. 0 if it is gone.
     */
    static long mebibytes(long pid) {
        return ProcessHandle.of(pid)
                .map(process -> isPostgres(process)
                        ? Stream.concat(Stream.of(process), process.descendants())
                                .mapToLong(each -> kibibytes(each.pid()))
                                .sum()
                        : kibibytes(pid))
                .map(kibibytes -> (kibibytes + 512) / 1024)
                .orElse(0L);
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> command.endsWith("/postgres"))
                .orElse(false);
    }

    private static long kibibytes(long pid) {
        Path rollup = Path.of("/proc", Long.toString(pid), "smaps_rollup");
        try {
            if (Files.isReadable(rollup)) {
                try (Stream<String> lines = Files.lines(rollup)) {
                    return lines.filter(line -> line.startsWith("Pss:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                            .findFirst()
                            .orElse(0);
                }
            }
            Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
            String answer = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return answer.isEmpty() ? 0 : Long.parseLong(answer);
        } catch (IOException e) {
            return 0; // it ended between the two looks
        }
    }
}
