package io.setpoint.streaming.log;

import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * An operator that is a function of the log: it sees the events of a key in commit order, each once, a whole commit at a
 * time, and time passes for it only on the commit clock. Arrival order, parallelism and restarts cannot change its
 * output. To be keyed by {@link EventRecord#documentKey()} or any other text.
 *
 * @param <S> what is kept per key: a Flink POJO, best an immutable record
 * @param <O> what is emitted
 */
@NullUnmarked // Flink calls open() before anything else
public abstract class GatedFunction<S, O> extends KeyedProcessFunction<String, EventRecord, O>
        implements CheckpointedFunction {
    private final TypeInformation<S> kept;
    private transient ReachedWatermark reached;
    private transient Gate gate;
    private transient ValueState<S> state;

    protected GatedFunction(Class<S> kept) {
        this.kept = TypeInformation.of(kept);
    }

    /**
     * Goes on to a moment on the commit clock.
     *
     * @param state what was kept, null for a new key
     * @param events all events with a stamp after the last call up to {@code clock}, in commit order; empty if only time
     *     has passed
     * @param clock commit stamp, microseconds
     * @return what to keep; null forgets the key
     */
    protected abstract @Nullable S advance(@Nullable S state, List<EventRecord> events, long clock, Emitter<O> out);

    /** The next moment after {@code clock} at which something changes without an event; {@link Long#MAX_VALUE} if none. */
    protected abstract long wakeAt(S state, long clock);

    /**
     * The same function without Flink: takes one key from its first event to a moment on the commit clock. What it gives
     * out is what the operator gives out, since both see whole commits in their order and the same moments in between.
     *
     * @param events of the key, in commit order, each once
     * @param until commit stamp, microseconds
     */
    public final void replay(List<EventRecord> events, long until, Emitter<O> out) {
        S kept = null;
        long wakeAt = Long.MAX_VALUE;
        int next = 0;
        while (true) {
            long clock =
                    Math.min(wakeAt, next < events.size() ? events.get(next).stamp() : Long.MAX_VALUE);
            if (clock == Long.MAX_VALUE || clock > until) {
                return;
            }
            int first = next;
            while (next < events.size() && events.get(next).stamp() <= clock) {
                next++;
            }
            kept = advance(kept, events.subList(first, next), clock, out);
            wakeAt = kept == null ? Long.MAX_VALUE : wakeAt(kept, clock);
        }
    }

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
        state = getRuntimeContext().getState(new ValueStateDescriptor<>("kept", kept));
    }

    @Override
    public void processElement(EventRecord event, Context context, Collector<O> out) throws Exception {
        gate.accept(event, context.timerService());
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
        S after = advance(before, events, clock, new ContextEmitter(context, out));
        if (after == null) {
            state.clear();
            gate.wakeAt(Long.MAX_VALUE, clock, context.timerService());
            gate.forget();
        } else {
            state.update(after);
            gate.wakeAt(wakeAt(after, clock), clock, context.timerService());
        }
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
