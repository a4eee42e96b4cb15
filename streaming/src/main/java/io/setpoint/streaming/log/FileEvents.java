package io.setpoint.streaming.log;

import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.jspecify.annotations.NullUnmarked;

/** The events of a file up to a stamp, with their markers, by their place among them. */
@NullUnmarked // Flink calls open() before anything else
final class FileEvents implements GeneratorFunction<Long, EventRecord> {
    private final String path;
    private final long upTo;
    private transient List<EventRecord> events;

    FileEvents(Path path, long upTo) {
        this.path = path.toString();
        this.upTo = upTo;
    }

    @Override
    public void open(SourceReaderContext context) throws Exception {
        events = EventFile.read(Path.of(path)).upTo(upTo);
    }

    @Override
    public EventRecord map(Long index) {
        return events.get(Math.toIntExact(index));
    }
}
