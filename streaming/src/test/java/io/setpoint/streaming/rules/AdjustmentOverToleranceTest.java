package io.setpoint.streaming.rules;

import static io.setpoint.streaming.facts.Orders.MONDAY_NINE;
import static io.setpoint.streaming.facts.Orders.each;
import static io.setpoint.streaming.facts.Orders.micros;
import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.events.AdjustmentPosted;
import io.setpoint.contracts.events.AdjustmentProposed;
import io.setpoint.contracts.events.AdjustmentReason;
import io.setpoint.contracts.events.AdjustmentRejected;
import io.setpoint.contracts.events.DomainEvent;
import io.setpoint.contracts.exceptions.ExceptionSignal;
import io.setpoint.contracts.exceptions.ExceptionSignal.Action;
import io.setpoint.contracts.values.AdjustmentId;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.streaming.Committed;
import io.setpoint.streaming.KeyedOperator;
import io.setpoint.streaming.log.EventRecord;
import io.setpoint.streaming.signals.SignalRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdjustmentOverToleranceTest {
    private static final Instant LATER = MONDAY_NINE.plusSeconds(60);

    private static KeyedOperator<EventRecord, SignalRecord> harness() throws Exception {
        return new KeyedOperator<>(new AdjustmentOverTolerance(), EventRecord::aggregateKey);
    }

    @Test
    void aProposalOverToleranceIsRaisedWithWhatWouldNotHaveBeen() throws Exception {
        try (var rule = harness()) {
            rule.open();
            send(rule, proposed(-90, "500", "652.5", true));

            assertThat(signals(rule)).singleElement().satisfies(signal -> {
                assertThat(signal.key()).isEqualTo("HALDEN|adjustment-over-tolerance|ADJ-1");
                assertThat(signal.action()).isEqualTo(Action.RAISED);
                assertThat(signal.valueAtRisk()).isEqualTo(Money.of("652.5", "EUR"));
                assertThat(signal.counterfactual())
                        .isEqualTo("Would not have fired for up to 68.965 EA, worth 500.00 EUR");
                assertThat(signal.evidence())
                        .extracting(ExceptionSignal.Evidence::stamp)
                        .containsExactly(micros(MONDAY_NINE));
            });
        }
    }

    @Test
    void aProposalThatIsOverByTheTotalOfTheDaySaysSo() throws Exception {
        try (var rule = harness()) {
            rule.open();
            send(rule, proposed(-60, "500", "1600", true));

            assertThat(signals(rule))
                    .singleElement()
                    .satisfies(signal ->
                            assertThat(signal.counterfactual()).contains("adjustments of the day, now 1600.00 EUR"));
        }
    }

    @Test
    void aProposalWithinToleranceIsNone() throws Exception {
        try (var rule = harness()) {
            rule.open();
            send(rule, proposed(-10, "500", "72.5", false), posted());

            assertThat(signals(rule)).isEmpty();
            assertThat(rule.states()).isZero();
        }
    }

    @Test
    void itIsClearedWhenItIsPostedOrRejectedAndThenForgotten() throws Exception {
        DomainEvent rejected = new AdjustmentRejected(
                new AdjustmentId("ADJ-1"),
                new SiteId("GOT1"),
                new PersonId("k.lind"),
                new PersonId("r.okafor"),
                "no photo",
                LATER);
        for (DomainEvent end : List.of(posted(), rejected)) {
            try (var rule = harness()) {
                rule.open();
                send(rule, proposed(-90, "500", "652.5", true), end);

                assertThat(signals(rule))
                        .extracting(ExceptionSignal::action)
                        .containsExactly(Action.RAISED, Action.CLEARED);
                assertThat(signals(rule))
                        .extracting(ExceptionSignal::key)
                        .containsOnly("HALDEN|adjustment-over-tolerance|ADJ-1");
                assertThat(signals(rule).get(1).stamp()).isEqualTo(micros(LATER));
                assertThat(signals(rule).get(1).evidence()).hasSize(2);

                rule.watermark(micros(LATER.plus(Duration.ofDays(2))));
                assertThat(rule.states()).isZero();
            }
        }
    }

    @Test
    void whatIsProposedAndDecidedInOneCommitIsNone() throws Exception {
        try (var rule = harness()) {
            rule.open();
            long stamp = micros(LATER);
            rule.send(new Committed(stamp, 0, "HALDEN", proposed(-90, "500", "652.5", true)).record("ADJ-1"));
            rule.send(new Committed(stamp, 1, "HALDEN", posted()).record("ADJ-1"));
            rule.watermark(stamp);

            assertThat(signals(rule)).isEmpty();
        }
    }

    private static AdjustmentProposed proposed(int quantity, String limit, String rolling, boolean over) {
        Money cost = Money.of("7.25", "EUR");
        return new AdjustmentProposed(
                new AdjustmentId("ADJ-1"),
                new SiteId("GOT1"),
                "Europe/Stockholm",
                new Sku("88-1204"),
                "Safety",
                new BinId("C-14-2"),
                each(quantity),
                cost,
                cost.times(each(quantity)),
                AdjustmentReason.DAMAGE,
                null,
                false,
                null,
                null,
                null,
                new PersonId("k.lind"),
                Money.of(limit, "EUR"),
                Money.of(rolling, "EUR"),
                over,
                MONDAY_NINE);
    }

    private static AdjustmentPosted posted() {
        Money cost = Money.of("7.25", "EUR");
        return new AdjustmentPosted(
                new AdjustmentId("ADJ-1"),
                new SiteId("GOT1"),
                "Europe/Stockholm",
                new Sku("88-1204"),
                "Safety",
                new BinId("C-14-2"),
                each(-90),
                cost,
                cost.times(each(-90)),
                AdjustmentReason.DAMAGE,
                null,
                new PersonId("k.lind"),
                new PersonId("r.okafor"),
                LATER);
    }

    private static void send(KeyedOperator<EventRecord, SignalRecord> rule, DomainEvent... events) throws Exception {
        for (DomainEvent event : events) {
            rule.send(new Committed(micros(event.occurredAt()), 0, "HALDEN", event).record("ADJ-1"));
        }
        rule.watermark(micros(LATER));
    }

    private static List<ExceptionSignal> signals(KeyedOperator<EventRecord, SignalRecord> rule) {
        return rule.output().stream().map(SignalRecord::signal).toList();
    }
}
