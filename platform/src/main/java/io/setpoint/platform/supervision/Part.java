package io.setpoint.platform.supervision;

import io.setpoint.platform.supervision.RunState.ProcessId;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something the platform starts, watches and stops. */
public interface Part {
    /** Its name in lists and logs. */
    String name();

    /** Names of the parts that must be up before it starts. */
    List<String> after();

    /** Where it answers. */
    String url();

    /** Its log file. */
    Path log();

    /** Starts it and returns once it is up. */
    void start() throws Exception;

    /** Returns if it does its work, throws with the reason if not. */
    void check() throws Exception;

    /** Stops it in an orderly way; if that takes too long, in any way. */
    void stop() throws Exception;

    /** Its own process, or null if it lives in this one or does not run. */
    @Nullable
    ProcessId process();

    /**
     * Called by the supervisor before the start.
     *
     * @param launched what to do when its process exists, long before it is up
     * @param died what to do when it ends without having been told to
     */
    void observe(Runnable launched, Runnable died);
}
