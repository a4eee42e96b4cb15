package io.setpoint.streaming.cells;

import io.setpoint.streaming.facts.FactRow;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Facts to the changes they make in cells. */
public final class CellChanges implements FlatMapFunction<FactRow, CellChange> {
    @Override
    public void flatMap(FactRow fact, Collector<CellChange> out) {
        CellGroup.changes(fact.toFact()).forEach(out::collect);
    }
}
