package io.setpoint.platform.installation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The one folder that holds all of an installation's data. */
public final class DataFolder {
    private static final String VERSION = "setpoint data, version 1";
    private static final long NEEDED_BYTES = 2L << 30;

    private final Path path;

    private DataFolder(Path path) {
        this.path = path;
    }

    /** The folder as it is, for commands that look only. */
    public static DataFolder at(Path path) {
        return new DataFolder(path.toAbsolutePath().normalize());
    }

    /** Makes the folder if there is none; refuses one that is not Setpoint's or of another version. */
    public DataFolder prepare() {
        try {
            Files.createDirectories(path);
            Path version = path.resolve("version");
            if (!Files.exists(version)) {
                try (var entries = Files.list(path)) {
                    Optional<Path> foreign = entries.findFirst();
                    if (foreign.isPresent()) {
                        throw new Trouble(path + " is not a data folder of Setpoint: it holds "
                                + foreign.get().getFileName() + " and no version file; name another with --data.");
                    }
                }
                Files.writeString(version, VERSION + System.lineSeparator());
            } else if (!Files.readString(version).strip().equals(VERSION)) {
                throw new Trouble("The version file of " + path + " says '" + firstLine(version)
                        + "'; this program knows '" + VERSION + "' only.");
            }
            for (Path folder : List.of(logs(), configuration(), run())) {
                Files.createDirectories(folder);
            }
        } catch (NotDirectoryException e) {
            throw new Trouble(path + " is a file, not a folder; name a folder with --data.", e);
        } catch (IOException | UncheckedIOException e) {
            throw new Trouble("The data folder " + path + " cannot be used: " + Trouble.reason(e) + ".", e);
        }
        return this;
    }

    private static String firstLine(Path file) throws IOException {
        return Files.readString(file)
                .lines()
                .findFirst()
                .map(line -> line.substring(0, Math.min(60, line.length())))
                .orElse("");
    }

    /** Refuses a disk with so little room that a database would soon stand still. */
    public DataFolder requireSpace() {
        return requireSpace(NEEDED_BYTES);
    }

    DataFolder requireSpace(long bytes) {
        try {
            long free = Files.getFileStore(path).getUsableSpace();
            if (free < bytes) {
                throw new Trouble("The disk that holds " + path + " has " + (free >> 20) + " MiB left; Setpoint needs "
                        + (bytes >> 20) + " MiB to start.");
            }
            return this;
        } catch (IOException e) {
            throw new Trouble("The data folder " + path + " cannot be used: " + Trouble.reason(e) + ".", e);
        }
    }

    /**
     * Does something while no other process may use the folder; refused if one does. The operating system lets go when
     * this process dies.
     */
    public <T> T locked(Callable<T> work) throws Exception {
        Path file = path.resolve("lock");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (tryLock(channel) == null) {
                throw new Trouble("Setpoint already runs on " + path + "; stop it first with ./setpoint stop --data "
                        + path + ".");
            }
            return work.call();
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by this very process
        }
    }

    public boolean exists() {
        return Files.exists(path.resolve("version"));
    }

    /** Deletes everything in it and the folder itself; refuses a folder that is not Setpoint's. */
    public void delete() {
        if (!exists()) {
            throw new Trouble(path + " is not a data folder of Setpoint: it has no version file.");
        }
        try {
            // The version file goes last, so that a deletion that was cut short can be repeated.
            try (var entries = Files.list(path)) {
                for (Path entry :
                        entries.filter(each -> !each.endsWith("version")).toList()) {
                    deleteTree(entry);
                }
            }
            deleteTree(path);
        } catch (IOException e) {
            throw new Trouble("The data folder " + path + " cannot be deleted: " + Trouble.reason(e) + ".", e);
        }
    }

    /** Deletes a file or a folder with all it holds; nothing there is fine. */
    public static void deleteTree(Path top) throws IOException {
        if (!Files.exists(top, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (var tree = Files.walk(top)) {
            for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }

    public Secrets secrets() {
        try {
            return Secrets.of(path.resolve("secrets.properties"));
        } catch (IOException e) {
            throw new Trouble("The passwords in " + path + " cannot be read: " + Trouble.reason(e) + ".", e);
        }
    }

    public Path path() {
        return path;
    }

    public Path logs() {
        return path.resolve("logs");
    }

    public Path configuration() {
        return path.resolve("conf");
    }

    /** Names the catalogue of facts and KPIs by which what stands in it was computed. */
    public Path catalogue() {
        return path.resolve("catalogue");
    }

    /** What is true only while it runs. */
    public Path run() {
        return path.resolve("run");
    }

    public Path postgres() {
        return path.resolve("postgres");
    }

    public Path kafka() {
        return path.resolve("kafka");
    }

    public Path flink() {
        return path.resolve("flink");
    }

    public Path druid() {
        return path.resolve("druid");
    }
}
