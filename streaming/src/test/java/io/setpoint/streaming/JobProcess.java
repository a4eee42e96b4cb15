package io.setpoint.streaming;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The job in a process of its own, so that it can be killed as a power cut does. */
final class JobProcess implements AutoCloseable {
    private final Process process;

    private JobProcess(Process process) {
        this.process = process;
    }

    static JobProcess start(Path folder, String bootstrapServers, int parallelism) throws IOException {
        Path yaml = configuration(folder, bootstrapServers, parallelism);
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx400m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                StreamingJob.class.getName(),
                yaml.toString());
        Path log = folder.resolve("job.log");
        return new JobProcess(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start());
    }

    static Path configuration(Path folder, String bootstrapServers, int parallelism) throws IOException {
        Files.createDirectories(folder);
        return Files.writeString(folder.resolve("streaming-" + parallelism + ".yml"), """
                kafka:
                  bootstrapServers: %s
                parallelism: %d
                checkpoints:
                  dir: %s
                  intervalMs: 300
                """.formatted(
                        bootstrapServers, parallelism, folder.resolve("checkpoints")));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            kill();
            throw new AssertionError("the job did not stop when it was told to");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
