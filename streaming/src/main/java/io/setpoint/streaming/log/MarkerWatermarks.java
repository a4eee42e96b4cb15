package io.setpoint.streaming.log;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * The watermark is the commit stamp, and only markers advance it. An event at stamp s proves nothing about other events
 * of the same commit that stand in other partitions; the marker behind them does.
 */
final class MarkerWatermarks implements WatermarkGenerator<EventRecord> {
    private final long upTo;
    private long reached = Long.MIN_VALUE;

    /** @param upTo stamp the watermark never passes: the end of a bounded run */
    MarkerWatermarks(long upTo) {
        this.upTo = upTo;
    }

    @Override
    public void onEvent(EventRecord event, long timestamp, WatermarkOutput output) {
        if (!event.marker()) {
            return;
        }
        long stamp = Math.min(event.stamp(), upTo);
        if (stamp > reached) {
            reached = stamp;
            output.emitWatermark(new Watermark(stamp));
        }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        // Time that passes proves nothing.
    }
}
