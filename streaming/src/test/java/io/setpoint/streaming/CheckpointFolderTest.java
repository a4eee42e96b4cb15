package io.setpoint.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFolderTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void theNewestCompleteCheckpointIsFoundWhicheverJobTookIt() throws IOException {
        checkpoint("job-a/chk-9", 1_000);
        checkpoint("job-b/chk-2", 3_000);
        checkpoint("job-b/chk-1", 2_000);

        assertThat(new CheckpointFolder(folder).newest()).contains(folder.resolve("job-b/chk-2"));
    }

    @Test
    void aCheckpointThatWasCutOffIsPassedOver() throws IOException {
        checkpoint("job-a/chk-1", 1_000);
        Files.createDirectories(folder.resolve("job-a/chk-2"));
        Path torn = Files.createDirectories(folder.resolve("job-a/chk-3")).resolve("_metadata");
        Files.write(torn, new byte[] {1, 2, 3});
        Files.createFile(Files.createDirectories(folder.resolve("job-a/chk-4")).resolve("_metadata"));

        assertThat(new CheckpointFolder(folder).newest()).contains(folder.resolve("job-a/chk-1"));
    }

    @Test
    void withoutACheckpointThereIsNone() throws IOException {
        assertThat(new CheckpointFolder(folder).newest()).isEmpty();
        assertThat(new CheckpointFolder(folder.resolve("not-there")).newest()).isEmpty();
    }

    @Test
    void whatEarlierJobsHaveLeftIsRemoved() throws IOException {
        checkpoint("job-a/chk-1", 1_000);
        checkpoint("job-b/chk-2", 2_000);

        new CheckpointFolder(folder).removeOlderJobsThan(folder.resolve("job-b/chk-2"));

        assertThat(folder.resolve("job-a")).doesNotExist();
        assertThat(folder.resolve("job-b/chk-2/_metadata")).exists();
    }

    private void checkpoint(String name, long writtenAt) throws IOException {
        Path metadata = Files.createDirectories(folder.resolve(name)).resolve("_metadata");
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(metadata))) {
            Checkpoints.storeCheckpointMetadata(new CheckpointMetadata(1, List.of(), List.of()), out);
        }
        Files.setLastModifiedTime(metadata, FileTime.fromMillis(writtenAt));
    }
}
