package io.setpoint.ingest.capture;

/**
 * How far one partition of the event log is written. Within a partition records stand in commit order without a gap, so
 * one position tells of every event whether it is there.
 *
 * @param position commit position of the last event in the partition, 0 if there is none
 * @param seq its index in its commit
 * @param promised position of the last marker in the partition, 0 if there is none
 */
record Written(long position, int seq, long promised) {
    static final Written NOTHING = new Written(0, -1, 0);

    boolean holds(long eventPosition, int eventSeq) {
        return eventPosition <= promised || eventPosition < position || (eventPosition == position && eventSeq <= seq);
    }

    Written withEvent(long eventPosition, int eventSeq) {
        boolean further = eventPosition > position || (eventPosition == position && eventSeq > seq);
        return further ? new Written(eventPosition, eventSeq, promised) : this;
    }

    Written withMarker(long markerPosition) {
        return new Written(position, seq, Math.max(promised, markerPosition));
    }
}
