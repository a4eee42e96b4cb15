package io.setpoint.platform.imports;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds real data that stays outside of the project: {@code SETPOINT_DATA}, or {@code ../shared/data} beside it. */
final class RealData {
    private RealData() {}

    static Optional<Path> file(String name) {
        @Nullable String configured = System.getProperty("SETPOINT_DATA", System.getenv("SETPOINT_DATA"));
        Stream<Path> above = Stream.iterate(
                        Path.of("").toAbsolutePath(), folder -> folder.getParent() != null, Path::getParent)
                .map(folder -> folder.resolve("../shared/data").normalize());
        return Stream.concat(Stream.ofNullable(configured).map(Path::of), above)
                .map(folder -> folder.resolve(name))
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
