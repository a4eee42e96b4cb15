package io.setpoint.platform.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path temp;

    @Test
    void anEmptyOrMissingFolderBecomesADataFolderAndIsRecognisedAgain() {
        DataFolder folder = DataFolder.at(temp.resolve("new")).prepare();

        assertThat(folder.exists()).isTrue();
        assertThat(DataFolder.at(temp.resolve("new")).prepare().exists()).isTrue();
    }

    @Test
    void aFolderWithForeignContentIsRefusedAndLeftAsItIs() throws Exception {
        Files.writeString(temp.resolve("letter.txt"), "dear");

        assertThatThrownBy(() -> DataFolder.at(temp).prepare())
                .isInstanceOf(Trouble.class)
                .hasMessageContaining("is not a data folder of Setpoint: it holds letter.txt");
        try (var entries = Files.list(temp)) {
            assertThat(entries).containsExactly(temp.resolve("letter.txt"));
        }
    }

    @Test
    void aFolderOfAnotherVersionIsRefused() throws Exception {
        Files.writeString(temp.resolve("version"), "setpoint data, version 7");

        assertThatThrownBy(() -> DataFolder.at(temp).prepare())
                .isInstanceOf(Trouble.class)
                .hasMessageContaining("says 'setpoint data, version 7'");
    }

    @Test
    void aFileInPlaceOfTheFolderIsRefused() throws Exception {
        Path file = Files.writeString(temp.resolve("file"), "");

        assertThatThrownBy(() -> DataFolder.at(file).prepare()).isInstanceOf(Trouble.class);
    }

    @Test
    void twoCannotHoldTheFolderAtOnceButOneAfterTheOther() throws Exception {
        DataFolder folder = DataFolder.at(temp.resolve("data")).prepare();

        folder.locked(() -> {
            assertThatThrownBy(() -> folder.locked(() -> "second"))
                    .isInstanceOf(Trouble.class)
                    .hasMessageContaining("already runs");
            return "first";
        });
        assertThat(folder.locked(() -> "again")).isEqualTo("again");
    }

    @Test
    void aDiskWithTooLittleRoomIsRefusedWithBothNumbers() {
        DataFolder folder = DataFolder.at(temp.resolve("data")).prepare();

        assertThatThrownBy(() -> folder.requireSpace(Long.MAX_VALUE))
                .isInstanceOf(Trouble.class)
                .hasMessageMatching(
                        "The disk that holds .* has [0-9]+ MiB left; Setpoint needs [0-9]+ MiB to start\\.");
    }

    @Test
    void onlyADataFolderIsDeleted() throws Exception {
        Path mine =
                Files.writeString(Files.createDirectory(temp.resolve("mine")).resolve("photo"), "");
        DataFolder folder = DataFolder.at(temp.resolve("data")).prepare();

        assertThatThrownBy(() -> DataFolder.at(temp.resolve("mine")).delete()).isInstanceOf(Trouble.class);
        folder.delete();

        assertThat(mine).exists();
        assertThat(temp.resolve("data")).doesNotExist();
    }

    @Test
    void passwordsDifferAreKeptAndAreReadByTheirOwnerOnly() throws Exception {
        DataFolder folder = DataFolder.at(temp.resolve("data")).prepare();

        Secrets first = folder.secrets();

        assertThat(first.owner()).hasSizeGreaterThan(20).isNotEqualTo(first.app());
        assertThat(folder.secrets().owner()).isEqualTo(first.owner());
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(temp.resolve("data").resolve("secrets.properties"))))
                .isEqualTo("rw-------");
    }
}
