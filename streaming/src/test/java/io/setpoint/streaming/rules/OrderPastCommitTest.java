package io.setpoint.streaming.rules;

import static io.setpoint.streaming.facts.Orders.MONDAY_NINE;
import static io.setpoint.streaming.facts.Orders.cancelled;
import static io.setpoint.streaming.facts.Orders.micros;
import static io.setpoint.streaming.facts.Orders.placed;
import static io.setpoint.streaming.facts.Orders.released;
import static io.setpoint.streaming.facts.Orders.shipped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.setpoint.contracts.events.CancelReason;
import io.setpoint.contracts.events.DomainEvent;
import io.setpoint.contracts.exceptions.ExceptionSignal;
import io.setpoint.contracts.exceptions.ExceptionSignal.Action;
import io.setpoint.contracts.values.Money;
import io.setpoint.streaming.Committed;
import io.setpoint.streaming.KeyedOperator;
import io.setpoint.streaming.log.EventRecord;
import io.setpoint.streaming.signals.SignalRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderPastCommitTest {
    private static final Instant TUESDAY = MONDAY_NINE.plus(Duration.ofDays(1));
    private static final Instant PROMISE = Instant.parse("2026-01-14T23:00:00Z");

    private static KeyedOperator<EventRecord, SignalRecord> harness() throws Exception {
        return new KeyedOperator<>(new OrderPastCommit(), EventRecord::documentKey);
    }

    @Test
    void anOrderWithOpenQuantityAtTheEndOfItsCommitDayIsRaisedOnceWithItsEvidence() throws Exception {
        try (var rule = harness()) {
            rule.open();
            send(
                    rule,
                    placed("SO-1", 10),
                    released("SO-1", TUESDAY, 10),
                    shipped("SH-1", "SO-1", TUESDAY.plusSeconds(60), 4));
            rule.watermark(micros(PROMISE) - 1);
            assertThat(signals(rule)).isEmpty();

            rule.watermark(micros(PROMISE.plus(Duration.ofDays(3))));

            assertThat(signals(rule)).singleElement().satisfies(signal -> {
                assertThat(signal.key()).isEqualTo("HALDEN|order-past-commit|SO-1");
                assertThat(signal.action()).isEqualTo(Action.RAISED);
                assertThat(signal.stamp()).isEqualTo(micros(PROMISE));
                assertThat(signal.valueAtRisk()).isEqualTo(Money.of("15", "EUR"));
                assertThat(signal.counterfactual())
                        .isEqualTo("Would not have fired if 6 more units had shipped by the end of 2026-01-14");
                assertThat(signal.evidence())
                        .extracting(ExceptionSignal.Evidence::eventId, ExceptionSignal.Evidence::stamp)
                        .containsExactly(
                                tuple(id(MONDAY_NINE), micros(MONDAY_NINE)),
                                tuple(id(TUESDAY), micros(TUESDAY)),
                                tuple(id(TUESDAY.plusSeconds(60)), micros(TUESDAY.plusSeconds(60))));
            });
        }
    }

    @Test
    void itIsClearedWhenNothingPastItsPromiseIsOpen() throws Exception {
        try (var rule = harness()) {
            rule.open();
            send(rule, placed("SO-1", 10), released("SO-1", TUESDAY, 10));
            rule.watermark(micros(PROMISE));
            Instant later = PROMISE.plusSeconds(3_600);
            send(rule, shipped("SH-1", "SO-1", later, 7));
            rule.watermark(micros(later));
            assertThat(signals(rule)).hasSize(1);

            send(rule, cancelled("SO-1", later.plusSeconds(5), 1, 3, CancelReason.SHORTAGE, false));
            rule.watermark(micros(later.plusSeconds(5)));

            assertThat(signals(rule))
                    .extracting(ExceptionSignal::action, ExceptionSignal::key, ExceptionSignal::stamp)
                    .containsExactly(
                            tuple(Action.RAISED, "HALDEN|order-past-commit|SO-1", micros(PROMISE)),
                            tuple(Action.CLEARED, "HALDEN|order-past-commit|SO-1", micros(later.plusSeconds(5))));
            rule.watermark(micros(later.plus(Duration.ofDays(2))));
            assertThat(rule.states()).isZero();
        }
    }

    @Test
    void anOrderThatShipsInTimeRaisesNothing() throws Exception {
        try (var rule = harness()) {
            rule.open();
            send(
                    rule,
                    placed("SO-1", 10),
                    released("SO-1", TUESDAY, 10),
                    shipped("SH-1", "SO-1", TUESDAY.plusSeconds(1), 10));
            rule.watermark(micros(PROMISE.plus(Duration.ofDays(60))));

            assertThat(signals(rule)).isEmpty();
            assertThat(rule.states()).isZero();
        }
    }

    private static String id(Instant at) {
        return "event-" + micros(at) + "-0";
    }

    private static void send(KeyedOperator<EventRecord, SignalRecord> rule, DomainEvent... events) throws Exception {
        for (DomainEvent event : events) {
            rule.send(new Committed(micros(event.occurredAt()), 0, "HALDEN", event).record("SO-1"));
        }
    }

    private static List<ExceptionSignal> signals(KeyedOperator<EventRecord, SignalRecord> rule) {
        return rule.output().stream().map(SignalRecord::signal).toList();
    }
}
