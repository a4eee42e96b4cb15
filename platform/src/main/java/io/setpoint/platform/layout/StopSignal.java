package io.setpoint.platform.layout;

import io.setpoint.platform.installation.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tells the platform's process to stop: a file in the data folder, which {@code ./setpoint stop} makes, or a signal of
 * the operating system. The file comes first because on a signal Java stops web servers by itself, in any order.
 */
public final class StopSignal {
    private static final long STEP_MILLIS = 200;

    private final Path file;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);

    private StopSignal(Path file) {
        this.file = file;
    }

    static StopSignal listen(DataFolder folder) throws IOException {
        StopSignal signal = new StopSignal(file(folder));
        Files.deleteIfExists(signal.file);
        Runtime.getRuntime().addShutdownHook(new Thread(signal::askAndWait, "stop"));
        return signal;
    }

    /** Asks the process that runs on this folder to stop. */
    public static void send(DataFolder folder) throws IOException {
        Files.writeString(file(folder), "stop");
    }

    private static Path file(DataFolder folder) {
        return folder.run().resolve("stop");
    }

    private void askAndWait() {
        asked.countDown();
        try {
            finished.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean came() {
        return asked.getCount() == 0 || Files.exists(file);
    }

    void await() throws InterruptedException {
        while (!Files.exists(file)) {
            if (asked.await(STEP_MILLIS, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    /** When it comes, this thread is interrupted in whatever it does. */
    void interrupts(Thread busy) {
        Thread listener = new Thread(
                () -> {
                    try {
                        await();
                        busy.interrupt();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "stop-listener");
        listener.setDaemon(true);
        listener.start();
    }

    /** Everything has stopped; the process may end. */
    void finished() {
        finished.countDown();
    }
}
