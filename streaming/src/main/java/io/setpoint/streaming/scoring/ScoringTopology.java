package io.setpoint.streaming.scoring;

import io.setpoint.streaming.log.DeadLetter;
import io.setpoint.streaming.log.EventRecord;
import io.setpoint.streaming.log.GatedBroadcastFunction;
import io.setpoint.streaming.signals.SignalRecord;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Scoring as a table of contents: promoted models to every task, the events of a site to one of them. */
public final class ScoringTopology {
    private ScoringTopology() {}

    /**
     * What scoring gives.
     *
     * @param signals of both models
     * @param deadLetters promotions nobody can use
     */
    public record Scored(DataStream<SignalRecord> signals, DataStream<DeadLetter> deadLetters) {}

    public static Scored build(DataStream<EventRecord> events) {
        SingleOutputStreamOperator<EventRecord> models = events.filter(UsableModels::takes)
                .uid("model-events")
                .name("model events")
                .process(new UsableModels())
                .uid("usable-models")
                .name("usable models");
        BroadcastStream<EventRecord> promoted = models.broadcast(GatedBroadcastFunction.SETTINGS);
        SingleOutputStreamOperator<SignalRecord> lateOrders = events.filter(LateOrderScorer::takes)
                .uid("events-of-lateness")
                .name("events of lateness")
                .keyBy(ScoringTopology::site)
                .connect(promoted)
                .process(new LateOrderScorer())
                .uid("late-order-scorer")
                .name("late orders");
        SingleOutputStreamOperator<SignalRecord> adjustments = events.filter(SuspiciousAdjustmentScorer::takes)
                .uid("events-around-adjustments")
                .name("events around adjustments")
                .keyBy(ScoringTopology::site)
                .connect(promoted)
                .process(new SuspiciousAdjustmentScorer())
                .uid("suspicious-adjustment-scorer")
                .name("suspicious adjustments");
        return new Scored(lateOrders.union(adjustments), models.getSideOutput(DeadLetter.TAG));
    }

    /** A site judges by its own history: {@code <company>|<site>}. */
    private static String site(EventRecord event) {
        return event.company() + "|" + event.site();
    }
}
