package io.setpoint.streaming.cells;

import io.setpoint.contracts.kpi.KpiCell;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.NullUnmarked;

/**
 * Sums changes into cells, by whole commits: a cell goes out at most once a stamp, with a revision one higher than
 * before, and not at all if the changes of a commit cancel each other out. State: one set of sums per site and day (or
 * age bucket), whatever the number of documents; it is kept for good, because an order can stay open for any time and a
 * late scan then restates its day.
 */
@NullUnmarked // Flink calls open() before anything else
public final class KpiCells extends KeyedProcessFunction<String, CellChange, KpiCell> {
    private transient ValueState<CellSums> sums;
    private transient MapState<Long, CellChange> pending;

    @Override
    public void open(OpenContext context) {
        sums = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("cell-sums", TypeInformation.of(CellSums.class)));
        pending = getRuntimeContext()
                .getMapState(
                        new MapStateDescriptor<>("pending-changes", Types.LONG, TypeInformation.of(CellChange.class)));
    }

    @Override
    public void processElement(CellChange change, Context context, Collector<KpiCell> out) throws Exception {
        CellChange sameStamp = pending.get(change.stamp());
        if (sameStamp == null) {
            context.timerService().registerEventTimeTimer(change.stamp());
            pending.put(change.stamp(), change);
        } else {
            pending.put(change.stamp(), sum(sameStamp, change));
        }
    }

    @Override
    public void onTimer(long stamp, OnTimerContext context, Collector<KpiCell> out) throws Exception {
        CellChange change = pending.get(stamp);
        if (change == null || context.timerService().currentWatermark() == Long.MAX_VALUE) {
            return;
        }
        pending.remove(stamp);
        CellSums before = sums.value();
        if (before == null) {
            before = CellSums.empty(change.group());
        }
        CellSums after = before.plus(change);
        sums.update(after);
        after.changedSince(before, change).forEach(out::collect);
    }

    private static CellChange sum(CellChange one, CellChange other) {
        List<Long> total = new ArrayList<>(one.sums().size());
        for (int i = 0; i < one.sums().size(); i++) {
            total.add(Math.addExact(one.sums().get(i), other.sums().get(i)));
        }
        return new CellChange(one.group(), one.company(), one.site(), one.window(), one.stamp(), total);
    }
}
