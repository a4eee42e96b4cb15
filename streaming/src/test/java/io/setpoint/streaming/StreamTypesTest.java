package io.setpoint.streaming;

import io.setpoint.contracts.kpi.KpiCell;
import io.setpoint.streaming.cells.CellChange;
import io.setpoint.streaming.cells.CellSums;
import io.setpoint.streaming.facts.AdjustmentDocument;
import io.setpoint.streaming.facts.CountFacts;
import io.setpoint.streaming.facts.FactRow;
import io.setpoint.streaming.facts.OrderDocument;
import io.setpoint.streaming.facts.OrderLine;
import io.setpoint.streaming.facts.OrderShipment;
import io.setpoint.streaming.log.DeadLetter;
import io.setpoint.streaming.log.EventRecord;
import io.setpoint.streaming.log.Progress;
import io.setpoint.streaming.rules.EvidenceRow;
import io.setpoint.streaming.rules.PickedOrder;
import io.setpoint.streaming.rules.PromiseCase;
import io.setpoint.streaming.rules.PurchaseCase;
import io.setpoint.streaming.rules.RaisedSignal;
import io.setpoint.streaming.signals.SignalRecord;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What travels through the job or lies in its state is plain data to Flink, so that both survive an upgrade. */
class StreamTypesTest {
    @ParameterizedTest
    @ValueSource(
            classes = {
                EventRecord.class,
                DeadLetter.class,
                Progress.class,
                SignalRecord.class,
                FactRow.class,
                OrderDocument.class,
                OrderLine.class,
                OrderShipment.class,
                AdjustmentDocument.class,
                CountFacts.Seen.class,
                CellChange.class,
                CellSums.class,
                KpiCell.class,
                EvidenceRow.class,
                PickedOrder.class,
                PromiseCase.class,
                PurchaseCase.class,
                RaisedSignal.class
            })
    void aStreamTypeIsSerialisedAsAPojo(Class<?> type) {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
    }
}
