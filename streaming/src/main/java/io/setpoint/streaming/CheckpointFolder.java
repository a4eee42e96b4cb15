package io.setpoint.streaming;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder checkpoints are kept in: {@code <job>/chk-<n>/_metadata}. Flink writes the metadata last, so a checkpoint
 * without it, or with one that cannot be read, was cut off by the end of the process and is passed over.
 */
final class CheckpointFolder {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointFolder.class);
    private static final String METADATA = "_metadata";

    private final Path dir;

    CheckpointFolder(Path dir) {
        this.dir = dir;
    }

    /** The newest checkpoint that is complete. */
    Optional<Path> newest() throws IOException {
        for (Path metadata : metadataNewestFirst()) {
            if (isReadable(metadata)) {
                return Optional.ofNullable(metadata.getParent());
            }
            LOG.warn("passing over a checkpoint that is not complete: {}", metadata.getParent());
        }
        return Optional.empty();
    }

    /** Removes what jobs before the one of this checkpoint have left; a job takes its own away itself. */
    void removeOlderJobsThan(Path checkpoint) throws IOException {
        Path job = checkpoint.getParent();
        List<Path> jobs;
        try (Stream<Path> children = Files.list(dir)) {
            jobs = children.filter(Files::isDirectory).toList();
        }
        for (Path other : jobs) {
            if (!other.equals(job)) {
                remove(other);
            }
        }
    }

    private List<Path> metadataNewestFirst() throws IOException {
        if (!Files.isDirectory(dir)) {
            return List.of();
        }
        List<Path> found;
        try (Stream<Path> files =
                Files.find(dir, 3, (path, attributes) -> path.endsWith(METADATA) && attributes.isRegularFile())) {
            found = new ArrayList<>(files.toList());
        }
        found.sort(Comparator.comparing(CheckpointFolder::writtenAt).reversed());
        return found;
    }

    private static FileTime writtenAt(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            LOG.warn("a checkpoint went away while it was looked at: {}", file, e);
            return FileTime.fromMillis(0);
        }
    }

    private static boolean isReadable(Path metadata) {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(metadata))) {
            Checkpoints.loadCheckpointMetadata(in, CheckpointFolder.class.getClassLoader(), metadata.toString());
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} cannot be read", metadata, e);
            return false;
        }
    }

    private static void remove(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : deepestFirst) {
            Files.deleteIfExists(each);
        }
    }
}
