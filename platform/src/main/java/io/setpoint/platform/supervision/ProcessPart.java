package io.setpoint.platform.supervision;

import io.setpoint.platform.supervision.RunState.ProcessId;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A part in a process of its own. */
public final class ProcessPart implements Part {
    private static final long STOP_SECONDS = 40;
    private static final long LOG_LIMIT_BYTES = 20L << 20;

    /** How the process is told to stop. */
    public enum StopBy {
        /** The usual signal of the operating system. */
        TERMINATE,
        /** The signal PostgreSQL takes as "now, but in order". */
        INTERRUPT,
        /** The end of its standard input. */
        END_OF_INPUT
    }

    private final String name;
    private final List<String> after;
    private final String url;
    private final Path log;
    private final Probe probe;
    private final StopBy stopBy;
    private final Callable<List<String>> command;
    private final Map<String, String> environment;
    private @Nullable Process process;
    private volatile boolean stopping;
    private volatile Runnable launched = () -> {};
    private volatile Runnable died = () -> {};

    /**
     * A part that is not started yet.
     *
     * @param command makes the process's files ready and says how it is started; asked again at every restart
     */
    public ProcessPart(
            String name,
            List<String> after,
            String url,
            Path log,
            Probe probe,
            StopBy stopBy,
            Map<String, String> environment,
            Callable<List<String>> command) {
        this.name = name;
        this.after = List.copyOf(after);
        this.url = url;
        this.log = log;
        this.probe = probe;
        this.stopBy = stopBy;
        this.environment = Map.copyOf(environment);
        this.command = command;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> after() {
        return after;
    }

    @Override
    public String url() {
        return url;
    }

    @Override
    public Path log() {
        return log;
    }

    @Override
    public void start() throws Exception {
        keepLogSmall();
        ProcessBuilder builder = new ProcessBuilder(command.call())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        if (stopBy != StopBy.END_OF_INPUT) {
            builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        }
        Process started = builder.start();
        synchronized (this) {
            process = started;
        }
        launched.run();
        try {
            Waiting.until(probe, () -> started.isAlive() && !stopping);
        } catch (Exception e) {
            if (!started.isAlive() && !stopping) {
                throw new IOException(
                        "it ended with code " + started.exitValue() + "; " + log.getFileName() + " says: " + lastLine(),
                        e);
            }
            throw e;
        }
        Thread watcher = new Thread(() -> watch(started), "watch-" + name);
        watcher.setDaemon(true);
        watcher.start();
    }

    private void watch(Process started) {
        try {
            started.waitFor();
            if (!stopping) {
                died.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void check() throws Exception {
        Process current = current();
        if (current == null || !current.isAlive()) {
            throw new IOException("its process has ended");
        }
        probe.check();
    }

    @Override
    public void stop() throws Exception {
        stopping = true;
        Process current = current();
        if (current == null || !current.isAlive()) {
            return;
        }
        switch (stopBy) {
            case TERMINATE -> current.destroy();
            case INTERRUPT -> interrupt(current.pid());
            case END_OF_INPUT -> current.getOutputStream().close();
        }
        if (!current.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            current.destroyForcibly();
            current.waitFor();
        }
    }

    /** Java can send no other signal than the one to terminate. */
    static void interrupt(long pid) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(pid)).start().waitFor();
    }

    @Override
    public synchronized @Nullable ProcessId process() {
        return process == null || !process.isAlive() ? null : ProcessId.of(process.toHandle());
    }

    @Override
    public void observe(Runnable launchedAction, Runnable diedAction) {
        launched = launchedAction;
        died = diedAction;
    }

    private synchronized @Nullable Process current() {
        return process;
    }

    private void keepLogSmall() throws IOException {
        if (Files.exists(log) && Files.size(log) > LOG_LIMIT_BYTES) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The last line of the log that is not part of a stack trace. */
    private String lastLine() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(0, file.length() - 8192);
            byte[] tail = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(tail);
            return new String(tail, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.matches("\\s+(at|\\.\\.\\.) .*"))
                    .reduce((earlier, later) -> later)
                    .orElse("nothing")
                    .strip();
        }
    }
}
