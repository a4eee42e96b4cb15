package io.setpoint.streaming.facts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.NullUnmarked;

/**
 * Puts facts into one total order, by stamp, document and index: the order in which the sink can resume. State: the facts
 * between the watermark and the end of the log.
 */
@NullUnmarked // Flink calls open() before anything else
public final class FactOrder extends KeyedProcessFunction<Integer, FactRow, FactRow> {
    /** The total order. */
    static final Comparator<FactRow> ORDER =
            Comparator.comparingLong(FactRow::tc).thenComparing(FactRow::key).thenComparingInt(FactRow::index);

    private transient MapState<Long, List<FactRow>> pending;

    @Override
    public void open(OpenContext context) {
        pending = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>(
                        "pending-facts", Types.LONG, Types.LIST(TypeInformation.of(FactRow.class))));
    }

    @Override
    public void processElement(FactRow fact, Context context, Collector<FactRow> out) throws Exception {
        List<FactRow> sameStamp = pending.get(fact.tc());
        if (sameStamp == null) {
            sameStamp = new ArrayList<>();
            context.timerService().registerEventTimeTimer(fact.tc());
        }
        sameStamp.add(fact);
        pending.put(fact.tc(), sameStamp);
    }

    @Override
    public void onTimer(long stamp, OnTimerContext context, Collector<FactRow> out) throws Exception {
        List<FactRow> sameStamp = pending.get(stamp);
        if (sameStamp == null || context.timerService().currentWatermark() == Long.MAX_VALUE) {
            return;
        }
        pending.remove(stamp);
        List<FactRow> sorted = new ArrayList<>(sameStamp);
        sorted.sort(ORDER);
        sorted.forEach(out::collect);
    }
}
