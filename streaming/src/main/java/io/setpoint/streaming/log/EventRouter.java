package io.setpoint.streaming.log;

import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Passes events on, drops markers (their watermark has gone ahead) and sends what nobody can read to the dead letters. */
final class EventRouter extends ProcessFunction<EventRecord, EventRecord> {
    private final long upTo;

    EventRouter(long upTo) {
        this.upTo = upTo;
    }

    @Override
    public void processElement(EventRecord record, Context context, Collector<EventRecord> out) {
        if (!record.problem().isEmpty()) {
            context.output(DeadLetter.TAG, DeadLetter.of(record, record.problem()));
        } else if (!record.marker() && record.stamp() <= upTo) {
            out.collect(record);
        }
    }
}
