package io.setpoint.streaming;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.setpoint.streaming.signals.KeyedJson.Text;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Records as lines of files {@code <name>.<task>} in a folder, for bounded runs. */
final class LinesSink<T> implements Sink<T> {
    private final String folder;
    private final Text<T> name;
    private final Text<T> line;

    LinesSink(Path folder, Text<T> name, Text<T> line) {
        this.folder = folder.toString();
        this.name = name;
        this.line = line;
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        int task = context.getTaskInfo().getIndexOfThisSubtask();
        Map<String, BufferedWriter> files = new HashMap<>();
        return new SinkWriter<>() {
            @Override
            public void write(T record, Context position) throws IOException {
                String file = name.apply(record) + "." + task;
                BufferedWriter to = files.get(file);
                if (to == null) {
                    to = Files.newBufferedWriter(Path.of(folder, file), UTF_8);
                    files.put(file, to);
                }
                to.write(line.apply(record));
                to.write('\n');
            }

            @Override
            public void flush(boolean endOfInput) throws IOException {
                for (BufferedWriter each : files.values()) {
                    each.flush();
                }
            }

            @Override
            public void close() throws IOException {
                for (BufferedWriter each : files.values()) {
                    each.close();
                }
            }
        };
    }
}
