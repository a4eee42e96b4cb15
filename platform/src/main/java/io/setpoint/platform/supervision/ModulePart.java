package io.setpoint.platform.supervision;

import io.setpoint.platform.supervision.RunState.ProcessId;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A part that lives in this process. */
public final class ModulePart implements Part {
    private final String name;
    private final List<String> after;
    private final String url;
    private final Path log;
    private final Probe probe;
    private final Callable<? extends AutoCloseable> starter;
    private @Nullable AutoCloseable running;

    public ModulePart(
            String name,
            List<String> after,
            String url,
            Path log,
            Probe probe,
            Callable<? extends AutoCloseable> starter) {
        this.name = name;
        this.after = List.copyOf(after);
        this.url = url;
        this.log = log;
        this.probe = probe;
        this.starter = starter;
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
        running = starter.call();
        Waiting.until(probe, () -> true);
    }

    @Override
    public void check() throws Exception {
        probe.check();
    }

    @Override
    public void stop() throws Exception {
        AutoCloseable module = running;
        running = null;
        if (module != null) {
            module.close();
        }
    }

    @Override
    public @Nullable ProcessId process() {
        return null;
    }

    @Override
    public void observe(Runnable launched, Runnable died) {
        // It has no process of its own and dies with this one.
    }
}
