package io.setpoint.platform.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The file in the data folder that says what the simulator did; no module reads it. */
final class LabelFile {
    private static final String HEADER = "kind,document,pattern,occurrence,genuine\n";

    private final Path file;

    LabelFile(Path dataFolder) {
        this.file = dataFolder.resolve("simulation-labels.csv");
    }

    void replace(List<Label> labels) {
        StringBuilder text = new StringBuilder(HEADER);
        labels.forEach(label -> text.append(row(label)));
        write(text.toString(), StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    synchronized void add(Label label) {
        if (!Files.exists(file)) {
            replace(List.of());
        }
        write(row(label), StandardOpenOption.APPEND);
    }

    private void write(String text, StandardOpenOption... options) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            StandardOpenOption[] all = new StandardOpenOption[options.length + 1];
            System.arraycopy(options, 0, all, 0, options.length);
            all[options.length] = StandardOpenOption.WRITE;
            Files.writeString(file, text, all);
        } catch (IOException e) {
            throw new UncheckedIOException("the labels cannot be written to " + file + ": " + e.getMessage(), e);
        }
    }

    private static String row(Label label) {
        return String.join(
                        ",",
                        label.kind(),
                        label.document(),
                        label.pattern(),
                        label.occurrence(),
                        Boolean.toString(label.genuine()))
                + "\n";
    }
}
