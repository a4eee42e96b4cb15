package io.setpoint.streaming.log;

import static java.util.Objects.requireNonNullElse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.TimerService;

/**
 * Holds back the events of a key until the watermark has passed their stamp, then hands them out in commit order. So an
 * operator sees all events of a commit together and in the one order in which they were committed, whichever partitions
 * they came through. Repeats are dropped: by the watermark, and, because a restored job starts without one, by the
 * position the key has reached and, where the key is forgotten, by the watermark of before.
 *
 * <p>State: the events between the watermark and the end of the log, one position per key the operator still keeps, and
 * one watermark per task.
 */
final class Gate {
    private static final Comparator<EventRecord> COMMIT_ORDER =
            Comparator.comparingLong(EventRecord::stamp).thenComparingInt(EventRecord::seq);

    private final ListState<EventRecord> pending;
    private final ValueState<Progress> progress;
    private final ReachedWatermark reached;

    Gate(RuntimeContext context, ReachedWatermark reached) {
        this.reached = reached;
        pending = context.getListState(
                new ListStateDescriptor<>("pending-events", TypeInformation.of(EventRecord.class)));
        progress = context.getState(new ValueStateDescriptor<>("progress", TypeInformation.of(Progress.class)));
    }

    void accept(EventRecord event, TimerService timers) throws Exception {
        if (event.stamp() <= reached.at(timers) || progress().covers(event)) {
            return;
        }
        pending.add(event);
        timers.registerEventTimeTimer(event.stamp());
    }

    /** The events with a stamp up to the clock, each once, in commit order. */
    List<EventRecord> due(long clock, TimerService timers) throws Exception {
        reached.at(timers);
        List<EventRecord> waiting = new ArrayList<>();
        List<EventRecord> ripe = new ArrayList<>();
        for (EventRecord event : requireNonNullElse(pending.get(), List.<EventRecord>of())) {
            (event.stamp() <= clock ? ripe : waiting).add(event);
        }
        if (ripe.isEmpty()) {
            return ripe;
        }
        if (waiting.isEmpty()) {
            pending.clear();
        } else {
            pending.update(waiting);
        }
        ripe.sort(COMMIT_ORDER);
        Progress last = progress();
        List<EventRecord> once = new ArrayList<>();
        for (EventRecord event : ripe) {
            if (!last.covers(event)) {
                once.add(event);
                last = new Progress(event.stamp(), event.seq(), last.wakeAt());
            }
        }
        progress.update(last);
        return once;
    }

    /** Sets the one timer of a kept key. */
    void wakeAt(long at, long clock, TimerService timers) throws Exception {
        Progress last = progress();
        if (at != last.wakeAt()) {
            if (last.wakeAt() > clock && last.wakeAt() != Long.MAX_VALUE) {
                timers.deleteEventTimeTimer(last.wakeAt());
                restoreEventTimers(timers, last.wakeAt());
            }
            if (at != Long.MAX_VALUE) {
                timers.registerEventTimeTimer(at);
            }
            progress.update(new Progress(last.stamp(), last.seq(), at));
        }
    }

    /** Forgets a key of which the operator keeps nothing. */
    void forget() {
        progress.clear();
    }

    /** A timer is one per moment: the one just deleted may also have been that of a waiting event. */
    private void restoreEventTimers(TimerService timers, long deleted) throws Exception {
        for (EventRecord event : requireNonNullElse(pending.get(), List.<EventRecord>of())) {
            if (event.stamp() == deleted) {
                timers.registerEventTimeTimer(deleted);
                return;
            }
        }
    }

    private Progress progress() throws Exception {
        return requireNonNullElse(progress.value(), Progress.NONE);
    }
}
