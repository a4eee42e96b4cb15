package io.setpoint.streaming;

import io.setpoint.contracts.kpi.KpiCell;
import io.setpoint.streaming.cells.CellChange;
import io.setpoint.streaming.cells.CellChanges;
import io.setpoint.streaming.cells.KpiCells;
import io.setpoint.streaming.facts.AdjustmentFacts;
import io.setpoint.streaming.facts.CountFacts;
import io.setpoint.streaming.facts.FactOrder;
import io.setpoint.streaming.facts.FactRow;
import io.setpoint.streaming.facts.OrderFacts;
import io.setpoint.streaming.log.DeadLetter;
import io.setpoint.streaming.log.EventRecord;
import io.setpoint.streaming.rules.AcknowledgementMissing;
import io.setpoint.streaming.rules.AdjustmentOverTolerance;
import io.setpoint.streaming.rules.NegativeStock;
import io.setpoint.streaming.rules.OrderPastCommit;
import io.setpoint.streaming.rules.PurchaseDeviations;
import io.setpoint.streaming.rules.ShortPick;
import io.setpoint.streaming.rules.TransferOverdue;
import io.setpoint.streaming.scoring.ScoringTopology;
import io.setpoint.streaming.signals.SignalRecord;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** The job, as a table of contents: events to facts, facts to cells; rules and models beside. */
final class SetpointTopology {
    private SetpointTopology() {}

    static void build(SingleOutputStreamOperator<EventRecord> events, Sinks sinks) {
        SingleOutputStreamOperator<FactRow> orders = orderFacts(events);
        SingleOutputStreamOperator<FactRow> counts = countFacts(events);
        SingleOutputStreamOperator<FactRow> adjustments = adjustmentFacts(events);
        DataStream<FactRow> facts = orders.union(counts, adjustments);
        inTotalOrder(facts).sinkTo(sinks.facts()).uid("fact-sink").name("facts").setParallelism(1);
        cells(facts).sinkTo(sinks.cells()).uid("cell-sink").name("KPI cells");
        ScoringTopology.Scored scored = ScoringTopology.build(events);
        signals(events, scored)
                .sinkTo(sinks.signals())
                .uid("signal-sink")
                .name("signals")
                .setParallelism(1);
        deadLetters(events, orders, counts, adjustments)
                .union(scored.deadLetters())
                .sinkTo(sinks.deadLetters())
                .uid("dead-letter-sink")
                .name("dead letters")
                .setParallelism(1);
    }

    private static SingleOutputStreamOperator<FactRow> orderFacts(DataStream<EventRecord> events) {
        return events.filter(OrderFacts::takes)
                .uid("order-events")
                .name("order events")
                .keyBy(EventRecord::documentKey)
                .process(new OrderFacts())
                .uid("order-facts")
                .name("order facts");
    }

    private static SingleOutputStreamOperator<FactRow> countFacts(DataStream<EventRecord> events) {
        return events.filter(CountFacts::takes)
                .uid("count-events")
                .name("count events")
                .keyBy(EventRecord::documentKey)
                .process(new CountFacts())
                .uid("count-facts")
                .name("count facts");
    }

    private static SingleOutputStreamOperator<FactRow> adjustmentFacts(DataStream<EventRecord> events) {
        return events.filter(AdjustmentFacts::takes)
                .uid("adjustment-events")
                .name("adjustment events")
                .keyBy(EventRecord::documentKey)
                .process(new AdjustmentFacts())
                .uid("adjustment-facts")
                .name("adjustment facts");
    }

    /** What rules and models say. */
    private static DataStream<SignalRecord> signals(DataStream<EventRecord> events, ScoringTopology.Scored scored) {
        return adjustmentsOverTolerance(events)
                .union(
                        ordersPastCommit(events),
                        purchaseDeviations(events),
                        acknowledgementsMissing(events),
                        transfersOverdue(events),
                        shortPicks(events),
                        negativeStock(events),
                        scored.signals());
    }

    private static SingleOutputStreamOperator<SignalRecord> adjustmentsOverTolerance(DataStream<EventRecord> events) {
        return events.filter(AdjustmentOverTolerance::takes)
                .uid("proposal-events")
                .name("proposal events")
                .keyBy(EventRecord::aggregateKey)
                .process(new AdjustmentOverTolerance())
                .uid("adjustment-over-tolerance")
                .name("adjustments over tolerance");
    }

    private static SingleOutputStreamOperator<SignalRecord> ordersPastCommit(DataStream<EventRecord> events) {
        return events.filter(OrderFacts::takes)
                .uid("promise-events")
                .name("promise events")
                .keyBy(EventRecord::documentKey)
                .process(new OrderPastCommit())
                .uid("order-past-commit")
                .name("orders past commit");
    }

    private static SingleOutputStreamOperator<SignalRecord> purchaseDeviations(DataStream<EventRecord> events) {
        return events.filter(PurchaseDeviations::takes)
                .uid("purchase-events")
                .name("purchase events")
                .keyBy(EventRecord::aggregateKey)
                .process(new PurchaseDeviations())
                .uid("purchase-deviations")
                .name("purchase deviations");
    }

    private static SingleOutputStreamOperator<SignalRecord> acknowledgementsMissing(DataStream<EventRecord> events) {
        return events.filter(AcknowledgementMissing::takes)
                .uid("supplier-answer-events")
                .name("events of suppliers' answers")
                .keyBy(EventRecord::aggregateKey)
                .process(new AcknowledgementMissing())
                .uid("acknowledgement-missing")
                .name("acknowledgements missing");
    }

    private static SingleOutputStreamOperator<SignalRecord> transfersOverdue(DataStream<EventRecord> events) {
        return events.filter(TransferOverdue::takes)
                .uid("transfer-events")
                .name("transfer events")
                .keyBy(EventRecord::aggregateKey)
                .process(new TransferOverdue())
                .uid("transfer-overdue")
                .name("transfers overdue");
    }

    private static SingleOutputStreamOperator<SignalRecord> shortPicks(DataStream<EventRecord> events) {
        return events.filter(ShortPick::takes)
                .uid("pick-events")
                .name("pick events")
                .keyBy(EventRecord::documentKey)
                .process(new ShortPick())
                .uid("short-picks")
                .name("short picks");
    }

    private static SingleOutputStreamOperator<SignalRecord> negativeStock(DataStream<EventRecord> events) {
        return events.filter(NegativeStock::takes)
                .uid("bin-stock-events")
                .name("bin stock events")
                .keyBy(EventRecord::aggregateKey)
                .process(new NegativeStock())
                .uid("negative-stock")
                .name("negative stock");
    }

    private static SingleOutputStreamOperator<KpiCell> cells(DataStream<FactRow> facts) {
        return facts.flatMap(new CellChanges())
                .uid("cell-changes")
                .name("cell changes")
                .keyBy(CellChange::key)
                .process(new KpiCells())
                .uid("kpi-cells")
                .name("KPI cells");
    }

    private static SingleOutputStreamOperator<FactRow> inTotalOrder(DataStream<FactRow> facts) {
        return facts.keyBy(fact -> 0)
                .process(new FactOrder())
                .uid("fact-order")
                .name("facts in total order")
                .setParallelism(1);
    }

    private static DataStream<DeadLetter> deadLetters(
            SingleOutputStreamOperator<?> first, SingleOutputStreamOperator<?>... others) {
        DataStream<DeadLetter> all = first.getSideOutput(DeadLetter.TAG);
        for (SingleOutputStreamOperator<?> other : others) {
            all = all.union(other.getSideOutput(DeadLetter.TAG));
        }
        return all;
    }
}
