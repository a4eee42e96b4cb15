package io.setpoint.ml.events;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * An event a score rests on.
 *
 * @param type its CloudEvents type
 * @param occurredMicros business time, microseconds since the epoch
 * @param content one line of what it says
 */
public record EventReference(String eventId, long stamp, String type, long occurredMicros, String content) {
    /** The reference to an event. */
    public static EventReference to(LoggedEvent event, String content) {
        return new EventReference(
                event.id(), event.stamp(), event.data().type().code(), event.occurredMicros(), content);
    }

    public Instant occurredAt() {
        return Instant.EPOCH.plus(occurredMicros, ChronoUnit.MICROS);
    }

    /** Writes the compact form states are kept in. */
    public void writeTo(DataOutput out) throws IOException {
        out.writeUTF(eventId);
        out.writeLong(stamp);
        out.writeUTF(type);
        out.writeLong(occurredMicros);
        out.writeUTF(content);
    }

    /** Reads what {@link #writeTo} wrote. */
    public static EventReference readFrom(DataInput in) throws IOException {
        return new EventReference(in.readUTF(), in.readLong(), in.readUTF(), in.readLong(), in.readUTF());
    }
}
