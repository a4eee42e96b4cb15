package io.setpoint.streaming.rules;

import static io.setpoint.streaming.Committed.micros;
import static io.setpoint.streaming.facts.Orders.MONDAY_NINE;
import static io.setpoint.streaming.facts.Orders.each;
import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.events.DomainEvent;
import io.setpoint.contracts.events.NegativeStockCleared;
import io.setpoint.contracts.events.NegativeStockIncurred;
import io.setpoint.contracts.exceptions.ExceptionSignal;
import io.setpoint.contracts.exceptions.ExceptionSignal.Action;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.NegativeStockId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.streaming.Committed;
import io.setpoint.streaming.KeyedOperator;
import io.setpoint.streaming.log.EventRecord;
import io.setpoint.streaming.signals.SignalRecord;
import org.junit.jupiter.api.Test;

class NegativeStockTest {
    private static final long AT = micros(MONDAY_NINE);

    @Test
    void aBinBelowZeroIsRaisedOnceWithItsEvidenceUntilItIsBack() throws Exception {
        try (var rule = harness()) {
            send(rule, AT, incurred("A-01-1", "SH-1", -4));
            send(rule, AT + 1, incurred("A-01-1", "SH-2", -6));
            assertThat(rule.output().stream().map(SignalRecord::signal))
                    .singleElement()
                    .satisfies(signal -> {
                        assertThat(signal.key()).isEqualTo("HALDEN|negative-stock|GOT1 A-01-1 item-1");
                        assertThat(signal.action()).isEqualTo(Action.RAISED);
                        assertThat(signal.valueAtRisk()).isEqualTo(Money.of("40", "EUR"));
                        assertThat(signal.evidence()).hasSize(1);
                    });
            assertThat(rule.states()).isPositive();

            send(rule, AT + 2, cleared("A-01-1", 1));
            assertThat(rule.output().stream().map(SignalRecord::signal))
                    .extracting(ExceptionSignal::action)
                    .containsExactly(Action.RAISED, Action.CLEARED);
            assertThat(rule.output().get(1).signal().happened()).contains("RC-1");
            assertThat(rule.output().get(1).signal().evidence()).hasSize(2);
            assertThat(rule.states()).isZero();
        }
    }

    @Test
    void binsAreSeenEachForItselfAndABinThatFallsAgainIsRaisedAgain() throws Exception {
        try (var rule = harness()) {
            send(rule, AT, incurred("A-01-1", "SH-1", -4));
            send(rule, AT + 1, incurred("A-01-2", "SH-1", -1));
            send(rule, AT + 2, cleared("A-01-1", 0));
            send(rule, AT + 3, incurred("A-01-1", "SH-3", -2));

            assertThat(rule.output().stream()
                            .map(row ->
                                    row.signal().action() + " " + row.signal().subject()))
                    .containsExactly(
                            "RAISED GOT1 A-01-1 item-1",
                            "RAISED GOT1 A-01-2 item-1",
                            "CLEARED GOT1 A-01-1 item-1",
                            "RAISED GOT1 A-01-1 item-1");
        }
    }

    private static KeyedOperator<EventRecord, SignalRecord> harness() throws Exception {
        KeyedOperator<EventRecord, SignalRecord> rule =
                new KeyedOperator<>(new NegativeStock(), EventRecord::aggregateKey);
        rule.open();
        return rule;
    }

    private static void send(KeyedOperator<EventRecord, SignalRecord> rule, long stamp, DomainEvent event)
            throws Exception {
        rule.send(new Committed(stamp, 0, "HALDEN", event).record(event.subject()));
        rule.watermark(stamp);
    }

    private static NegativeStockIncurred incurred(String bin, String shipment, int onHand) {
        return new NegativeStockIncurred(
                new SiteId("GOT1"),
                new BinId(bin),
                new Sku("item-1"),
                each(onHand),
                Money.of(-10L * onHand + "", "EUR"),
                new NegativeStockId("NS-1"),
                shipment,
                new PersonId("w.berg"),
                MONDAY_NINE);
    }

    private static NegativeStockCleared cleared(String bin, int onHand) {
        return new NegativeStockCleared(
                new SiteId("GOT1"),
                new BinId(bin),
                new Sku("item-1"),
                each(onHand),
                "RC-1",
                new PersonId("w.berg"),
                MONDAY_NINE);
    }
}
