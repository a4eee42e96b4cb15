package io.setpoint.streaming.log;

/**
 * How far a key has come.
 *
 * @param stamp commit stamp of the last applied event
 * @param seq its index in the commit
 * @param wakeAt the moment on the commit clock for which a timer is set; {@link Long#MAX_VALUE} if none
 */
public record Progress(long stamp, int seq, long wakeAt) {
    static final Progress NONE = new Progress(Long.MIN_VALUE, 0, Long.MAX_VALUE);

    boolean covers(EventRecord event) {
        return event.stamp() < stamp || (event.stamp() == stamp && event.seq() <= seq);
    }
}
