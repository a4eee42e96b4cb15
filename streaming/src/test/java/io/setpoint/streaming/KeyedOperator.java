package io.setpoint.streaming;

import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** A keyed function in Flink's own operator, without a cluster around it. */
public final class KeyedOperator<I, O> implements AutoCloseable {
    private final KeyedOneInputStreamOperatorTestHarness<String, I, O> harness;

    public KeyedOperator(KeyedProcessFunction<String, I, O> function, KeySelector<I, String> key) throws Exception {
        harness = new KeyedOneInputStreamOperatorTestHarness<>(new KeyedProcessOperator<>(function), key, Types.STRING);
    }

    public void open() throws Exception {
        harness.open();
    }

    public void send(I record) throws Exception {
        harness.processElement(record, 0);
    }

    public void watermark(long stamp) throws Exception {
        harness.processWatermark(stamp);
    }

    /** Everything that was emitted so far. */
    public List<O> output() {
        return List.copyOf(harness.extractOutputValues());
    }

    /** How many states of how many keys it holds. */
    public int states() {
        return harness.numKeyedStateEntries();
    }

    public OperatorSubtaskState snapshot() throws Exception {
        return harness.snapshot(1, 1);
    }

    public void restore(OperatorSubtaskState saved) throws Exception {
        harness.initializeState(saved);
    }

    @Override
    public void close() {
        try {
            harness.close();
        } catch (Exception e) {
            throw new IllegalStateException("the operator did not close", e);
        }
    }
}
