package io.setpoint.streaming.log;

import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;

/**
 * How far a task's watermark has come, across restarts. Flink keeps no watermark in a checkpoint, so a restored task would
 * take a repeat of an event whose key was forgotten for a new one. What the tasks have reached at a checkpoint is one and
 * the same, since its barriers stand behind the same watermarks in every channel; a task that saw no event of late knows
 * less, so that the greatest counts.
 */
final class ReachedWatermark {
    private final ListState<Long> saved;
    private long reached = Long.MIN_VALUE;

    ReachedWatermark(OperatorStateStore store) throws Exception {
        saved = store.getUnionListState(new ListStateDescriptor<>("reached-watermark", Types.LONG));
        for (long each : saved.get()) {
            reached = Math.max(reached, each);
        }
    }

    /** The watermark up to which every event was handed in, before or after a restart. */
    long at(TimerService timers) {
        reached = Math.max(reached, timers.currentWatermark());
        return reached;
    }

    void save() throws Exception {
        saved.clear();
        saved.add(reached);
    }
}
