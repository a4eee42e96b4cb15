package io.setpoint.streaming.log;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * A {@link GatedFunction} that also sees settings of the whole job, such as promoted models, which travel in the log as
 * events: each takes effect for every key from its own commit stamp on, so that a replay applies the same setting to the
 * same event. Broadcast the setting events with {@link #SETTINGS}.
 *
 * @param <S> what is kept per key: a Flink POJO, best an immutable record
 * @param <O> what is emitted
 */
@NullUnmarked // Flink calls open() before anything else
public abstract class GatedBroadcastFunction<S, O>
        extends KeyedBroadcastProcessFunction<String, EventRecord, EventRecord, O> implements CheckpointedFunction {
    /** The broadcast state: setting events by their position. */
    public static final MapStateDescriptor<String, EventRecord> SETTINGS =
            new MapStateDescriptor<>("settings", Types.STRING, TypeInformation.of(EventRecord.class));

    private static final Comparator<EventRecord> COMMIT_ORDER =
            Comparator.comparingLong(EventRecord::stamp).thenComparingInt(EventRecord::seq);

    private final ValueStateDescriptor<S> kept;
    private transient ReachedWatermark reached;
    private transient Gate gate;
    private transient ValueState<S> state;

    protected GatedBroadcastFunction(Class<S> kept) {
        this.kept = new ValueStateDescriptor<>("kept", TypeInformation.of(kept));
    }

    /** For state that is no POJO and brings its own serializer. */
    protected GatedBroadcastFunction(TypeSerializer<S> kept) {
        this.kept = new ValueStateDescriptor<>("kept", kept);
    }

    /**
     * Goes on to a moment on the commit clock.
     *
     * @param state what was kept, null for a new key
     * @param events all events with a stamp after the last call up to {@code clock}, in commit order
     * @param settings all setting events with a stamp up to {@code clock}, in commit order
     * @return what to keep; null forgets the key
     */
    protected abstract @Nullable S advance(
            @Nullable S state, List<EventRecord> events, List<EventRecord> settings, long clock, Emitter<O> out);

    /** The next moment after {@code clock} at which something changes without an event; {@link Long#MAX_VALUE} if none. */
    protected abstract long wakeAt(S state, long clock);

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        reached = new ReachedWatermark(context.getOperatorStateStore());
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        reached.save();
    }

    @Override
    public void open(OpenContext context) throws Exception {
        gate = new Gate(getRuntimeContext(), reached);
        state = getRuntimeContext().getState(kept);
    }

    @Override
    public void processElement(EventRecord event, ReadOnlyContext context, Collector<O> out) throws Exception {
        gate.accept(event, context.timerService());
    }

    @Override
    public void processBroadcastElement(EventRecord setting, Context context, Collector<O> out) throws Exception {
        context.getBroadcastState(SETTINGS).put(setting.stamp() + ":" + setting.seq(), setting);
    }

    @Override
    public void onTimer(long clock, OnTimerContext context, Collector<O> out) throws Exception {
        if (context.timerService().currentWatermark() == Long.MAX_VALUE) {
            return; // The end of a bounded run fires every timer, but it is no moment on the clock.
        }
        List<EventRecord> events = gate.due(clock, context.timerService());
        S before = state.value();
        if (before == null && events.isEmpty()) {
            return;
        }
        List<EventRecord> settings = inForce(context.getBroadcastState(SETTINGS), clock);
        S after = advance(before, events, settings, clock, new ContextEmitter(context, out));
        if (after == null) {
            state.clear();
            gate.wakeAt(Long.MAX_VALUE, clock, context.timerService());
            gate.forget();
        } else {
            state.update(after);
            gate.wakeAt(wakeAt(after, clock), clock, context.timerService());
        }
    }

    private static List<EventRecord> inForce(ReadOnlyBroadcastState<String, EventRecord> all, long clock)
            throws Exception {
        List<EventRecord> known = new ArrayList<>();
        for (Map.Entry<String, EventRecord> entry : all.immutableEntries()) {
            if (entry.getValue().stamp() <= clock) {
                known.add(entry.getValue());
            }
        }
        known.sort(COMMIT_ORDER);
        return known;
    }

    private final class ContextEmitter implements Emitter<O> {
        private final OnTimerContext context;
        private final Collector<O> out;

        ContextEmitter(OnTimerContext context, Collector<O> out) {
            this.context = context;
            this.out = out;
        }

        @Override
        public String key() {
            return context.getCurrentKey();
        }

        @Override
        public void emit(O output) {
            out.collect(output);
        }

        @Override
        public void reject(EventRecord event, String reason) {
            context.output(DeadLetter.TAG, DeadLetter.of(event, reason));
        }
    }
}
