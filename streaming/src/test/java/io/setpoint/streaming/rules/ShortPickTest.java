package io.setpoint.streaming.rules;

import static io.setpoint.streaming.Committed.micros;
import static io.setpoint.streaming.facts.Orders.MONDAY_NINE;
import static io.setpoint.streaming.facts.Orders.each;
import static io.setpoint.streaming.facts.Orders.placed;
import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.events.DomainEvent;
import io.setpoint.contracts.events.PickConfirmed;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.streaming.Committed;
import io.setpoint.streaming.KeyedOperator;
import io.setpoint.streaming.log.EventRecord;
import io.setpoint.streaming.signals.SignalRecord;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShortPickTest {
    private static final long PICKED_AT = micros(MONDAY_NINE.plusSeconds(60));

    @Test
    void aPickThatFoundLessThanWasReservedIsRaisedWithWhatIsMissing() throws Exception {
        try (var rule = harness()) {
            send(rule, micros(MONDAY_NINE), placed("SO-1", 10, 4));
            send(rule, PICKED_AT, picked("SH-1", 7));
            send(rule, PICKED_AT + 1, picked("SH-2", 10));

            assertThat(rule.output().stream().map(SignalRecord::signal))
                    .singleElement()
                    .satisfies(signal -> {
                        assertThat(signal.key()).isEqualTo("HALDEN|short-pick|SH-1");
                        assertThat(signal.valueAtRisk()).isEqualTo(Money.of("7.50", "EUR"));
                        assertThat(signal.because().contributions())
                                .singleElement()
                                .satisfies(line -> assertThat(line.share()).isEqualTo(0.3));
                        assertThat(signal.evidence()).hasSize(1);
                    });
        }
    }

    @Test
    void anOrderIsForgottenWhenNothingIsPickedOfItAnyMore() throws Exception {
        try (var rule = harness()) {
            send(rule, micros(MONDAY_NINE), placed("SO-1", 10));
            assertThat(rule.states()).isPositive();

            rule.watermark(micros(MONDAY_NINE.plus(Duration.ofDays(121))));
            assertThat(rule.states()).isZero();
        }
    }

    private static KeyedOperator<EventRecord, SignalRecord> harness() throws Exception {
        KeyedOperator<EventRecord, SignalRecord> rule = new KeyedOperator<>(new ShortPick(), EventRecord::documentKey);
        rule.open();
        return rule;
    }

    private static void send(KeyedOperator<EventRecord, SignalRecord> rule, long stamp, DomainEvent event)
            throws Exception {
        rule.send(new Committed(stamp, 0, "HALDEN", event).record("SO-1"));
        rule.watermark(stamp);
    }

    private static PickConfirmed picked(String shipment, int quantity) {
        return new PickConfirmed(
                new ShipmentId(shipment),
                new OrderId("SO-1"),
                new SiteId("GOT1"),
                new PersonId("w.berg"),
                MONDAY_NINE.plusSeconds(60),
                List.of(new PickConfirmed.Line(
                        1,
                        new Sku("item-1"),
                        new BinId("A-01-1"),
                        each(10),
                        each(quantity),
                        quantity < 10 ? "Bin held less than the book" : null)));
    }
}
