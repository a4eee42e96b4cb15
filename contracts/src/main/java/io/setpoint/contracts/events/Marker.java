package io.setpoint.contracts.events;

/**
 * A promise of the capture, written into every partition of the event log: all events with a commit position up to
 * {@code lsn} have stamps up to {@code stamp} and stand before this record, every later event has a greater stamp. A
 * marker is a record with a null key, the header {@link EventHeaders#TYPE} = {@link #TYPE} and this JSON as its value.
 *
 * @param stamp commit stamp, microseconds since the epoch
 * @param lsn log sequence number up to which the write-ahead log has been read
 */
public record Marker(long stamp, long lsn) {
    public static final String TYPE = "setpoint.platform.marker.v1";
}
