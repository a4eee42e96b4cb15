package io.setpoint.streaming.rules;

import static io.setpoint.streaming.Committed.micros;
import static io.setpoint.streaming.facts.Orders.MONDAY_NINE;
import static io.setpoint.streaming.facts.Orders.each;
import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.events.DomainEvent;
import io.setpoint.contracts.events.PurchaseOrderAcknowledged;
import io.setpoint.contracts.events.PurchaseOrderCancelled;
import io.setpoint.contracts.events.PurchaseOrderReleased;
import io.setpoint.contracts.exceptions.ExceptionSignal;
import io.setpoint.contracts.exceptions.ExceptionSignal.Action;
import io.setpoint.contracts.values.AcknowledgementId;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.SupplierId;
import io.setpoint.streaming.Committed;
import io.setpoint.streaming.KeyedOperator;
import io.setpoint.streaming.log.EventRecord;
import io.setpoint.streaming.signals.SignalRecord;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AcknowledgementMissingTest {
    private static final PurchaseOrderId ORDER = new PurchaseOrderId("PO-1");
    private static final SiteId SITE = new SiteId("GOT1");
    private static final SupplierId SUPPLIER = new SupplierId("LIND");
    private static final PersonId BUYER = new PersonId("b.ek");
    private static final long RELEASED = micros(MONDAY_NINE);
    private static final long MISSING = micros(MONDAY_NINE.plus(Duration.ofDays(2)));

    @SuppressWarnings("NullAway.Init") // set before each test
    private KeyedOperator<EventRecord, SignalRecord> rule;

    @BeforeEach
    void open() throws Exception {
        rule = new KeyedOperator<>(new AcknowledgementMissing(), EventRecord::aggregateKey);
        rule.open();
    }

    @AfterEach
    void close() throws Exception {
        rule.close();
    }

    @Test
    void anOrderNobodyAnsweredForTwoDaysIsRaisedOnceUntilTheAnswerComes() throws Exception {
        commit(RELEASED, released(1));
        rule.watermark(MISSING - 1);
        assertThat(signals()).isEmpty();

        rule.watermark(MISSING);
        rule.watermark(MISSING + 1);
        assertThat(signals()).singleElement().satisfies(signal -> {
            assertThat(signal.key()).isEqualTo("HALDEN|acknowledgement-missing|PO-1");
            assertThat(signal.stamp()).isEqualTo(MISSING);
            assertThat(signal.valueAtRisk()).isEqualTo(Money.of("1000", "EUR"));
            assertThat(signal.evidence()).hasSize(1);
        });

        commit(MISSING + 2, acknowledged());
        assertThat(signals()).extracting(ExceptionSignal::action).containsExactly(Action.RAISED, Action.CLEARED);
        assertThat(signals().get(1).happened()).isEqualTo("the supplier answered with ACK-1");
        assertThat(rule.states()).isZero();
    }

    @Test
    void anAnswerInTimeAndAnOrderThatIsOffRaiseNothing() throws Exception {
        commit(RELEASED, released(1));
        commit(MISSING - 1, acknowledged());
        rule.watermark(MISSING + 1);
        commit(MISSING + 2, released(2));
        commit(MISSING + 3, new PurchaseOrderCancelled(ORDER, SITE, "not needed", BUYER, MONDAY_NINE, List.of()));
        rule.watermark(2 * MISSING);
        assertThat(signals()).isEmpty();
        assertThat(rule.states()).isZero();
    }

    @Test
    void anOrderOfTheTimeBeforeGoLiveRaisesNothing() throws Exception {
        commit(micros(MONDAY_NINE.plus(Duration.ofDays(30))), released(1));
        rule.watermark(micros(MONDAY_NINE.plus(Duration.ofDays(60))));
        assertThat(signals()).isEmpty();
        assertThat(rule.states()).isZero();
    }

    private void commit(long stamp, DomainEvent event) throws Exception {
        rule.send(new Committed(stamp, 0, "HALDEN", event).record("PO-1"));
        rule.watermark(stamp);
    }

    private List<ExceptionSignal> signals() {
        return rule.output().stream().map(SignalRecord::signal).toList();
    }

    private static PurchaseOrderReleased released(int round) {
        return new PurchaseOrderReleased(
                ORDER,
                SITE,
                SUPPLIER,
                round,
                Money.of("1000", "EUR"),
                round == 1 ? MONDAY_NINE : MONDAY_NINE.plus(Duration.ofDays(2)));
    }

    private static PurchaseOrderAcknowledged acknowledged() {
        LocalDate due = LocalDate.of(2026, 12, 1);
        return new PurchaseOrderAcknowledged(
                ORDER,
                new AcknowledgementId("ACK-1"),
                SITE,
                SUPPLIER,
                null,
                false,
                BUYER,
                MONDAY_NINE.plus(Duration.ofHours(47)),
                List.of(new PurchaseOrderAcknowledged.Line(1, each(100), each(100), due, due, false)));
    }
}
