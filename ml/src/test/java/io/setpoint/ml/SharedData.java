package io.setpoint.ml;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Real data sets that are not part of the project. A test that needs one is skipped, and says so, where they are absent:
 * set the system property or environment variable {@code SETPOINT_DATA} to the folder that holds them.
 */
public final class SharedData {
    private SharedData() {}

    /** The file of this name; skips the test if it is not there. */
    public static Path file(String name) {
        Path found = find(name);
        assumeThat(found)
                .as("%s is not here; set SETPOINT_DATA to the folder of the shared data sets", name)
                .isNotNull();
        return requireNonNull(found);
    }

    private static @Nullable Path find(String name) {
        String folder = System.getProperty("SETPOINT_DATA", System.getenv("SETPOINT_DATA"));
        if (folder != null && Files.exists(Path.of(folder, name))) {
            return Path.of(folder, name);
        }
        for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            Path beside = up.resolveSibling("shared").resolve("data").resolve(name);
            if (Files.exists(beside)) {
                return beside;
            }
        }
        return null;
    }

    /** The rows of a CSV file, cells unquoted; quoted cells may hold commas. */
    public static List<List<String>> csv(Path file) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.isEmpty()) {
                rows.add(cells(line.startsWith("\uFEFF") ? line.substring(1) : line));
            }
        }
        return rows;
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
