package io.setpoint.streaming;

import io.setpoint.contracts.Topics;
import io.setpoint.contracts.kpi.KpiCell;
import io.setpoint.streaming.cells.CellSink;
import io.setpoint.streaming.facts.FactRow;
import io.setpoint.streaming.facts.FactSink;
import io.setpoint.streaming.log.DeadLetter;
import io.setpoint.streaming.signals.KeyedJson;
import io.setpoint.streaming.signals.SignalRecord;
import org.apache.flink.api.connector.sink2.Sink;

/** Where the results of the topology go. */
record Sinks(Sink<FactRow> facts, Sink<KpiCell> cells, Sink<SignalRecord> signals, Sink<DeadLetter> deadLetters) {

    /** The topics of the platform. */
    static Sinks kafka(String bootstrapServers, String groupId, int cellPartitions) {
        return new Sinks(
                new FactSink(bootstrapServers, groupId + "-facts"),
                new CellSink(bootstrapServers, Topics.KPI_CELLS, cellPartitions),
                KeyedJson.sink(bootstrapServers, Topics.EXCEPTIONS, SignalRecord::key, SignalRecord::json),
                KeyedJson.sink(bootstrapServers, Topics.DEAD_LETTERS, DeadLetter::key, DeadLetter::json));
    }
}
