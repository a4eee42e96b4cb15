package io.setpoint.erp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that is generated from code and kept in the repository, so that a change of it is seen in review. */
final class GoldenFile {
    private GoldenFile() {}

    /** Compares; with {@code -Dgolden.update=true} writes instead. */
    static void compare(Path file, String generated) {
        try {
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(file, generated);
            }
            assertThat(Files.exists(file) ? Files.readString(file) : "")
                    .as(
                            "%s; update it with: mvn -pl erp-core -am test -Dtest=DocumentsTest"
                                    + " -Dsurefire.failIfNoSpecifiedTests=false -DargLine=-Dgolden.update=true",
                            file)
                    .isEqualTo(generated);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
