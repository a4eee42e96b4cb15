package io.setpoint.streaming.rules;

import static io.setpoint.streaming.Committed.micros;
import static io.setpoint.streaming.facts.Orders.MONDAY_NINE;
import static io.setpoint.streaming.facts.Orders.each;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.setpoint.contracts.events.DomainEvent;
import io.setpoint.contracts.events.TransferDifference;
import io.setpoint.contracts.events.TransferReceived;
import io.setpoint.contracts.events.TransferSent;
import io.setpoint.contracts.events.TransferWrittenOff;
import io.setpoint.contracts.exceptions.ExceptionSignal;
import io.setpoint.contracts.exceptions.ExceptionSignal.Action;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.TransferId;
import io.setpoint.contracts.values.WriteOffId;
import io.setpoint.streaming.Committed;
import io.setpoint.streaming.KeyedOperator;
import io.setpoint.streaming.log.EventRecord;
import io.setpoint.streaming.signals.SignalRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransferOverdueTest {
    private static final TransferId TRANSFER = new TransferId("TR-1");
    private static final SiteId FROM = new SiteId("GOT1");
    private static final SiteId TO = new SiteId("TKU1");
    private static final Sku ITEM = new Sku("item-1");
    private static final PersonId PERSON = new PersonId("w.berg");
    private static final ZoneId ZONE = ZoneId.of("Europe/Helsinki");
    private static final LocalDate EXPECTED =
            LocalDate.ofInstant(MONDAY_NINE, ZONE).plusDays(1);
    private static final long OVERDUE =
            micros(EXPECTED.plusDays(1).atStartOfDay(ZONE).toInstant());

    @SuppressWarnings("NullAway.Init") // set before each test
    private KeyedOperator<EventRecord, SignalRecord> rule;

    @BeforeEach
    void open() throws Exception {
        rule = new KeyedOperator<>(new TransferOverdue(), EventRecord::aggregateKey);
        rule.open();
    }

    @AfterEach
    void close() throws Exception {
        rule.close();
    }

    @Test
    void whatIsInTransitAfterItsDayAtTheSiteItGoesToIsRaisedOnceAndClearedWhenItHasArrived() throws Exception {
        commit(micros(MONDAY_NINE), sent());
        rule.watermark(OVERDUE - 1);
        assertThat(signals()).isEmpty();

        rule.watermark(OVERDUE);
        rule.watermark(OVERDUE + 60_000_000);
        assertThat(signals()).singleElement().satisfies(signal -> {
            assertThat(signal.key()).isEqualTo("HALDEN|transfer-overdue|TR-1");
            assertThat(signal.site()).isEqualTo("TKU1");
            assertThat(signal.stamp()).isEqualTo(OVERDUE);
            assertThat(signal.valueAtRisk()).isEqualTo(Money.of("58", "EUR"));
            assertThat(signal.evidence()).hasSize(1);
        });

        commit(OVERDUE + 70_000_000, received(8, 0, true));
        assertThat(signals())
                .extracting(ExceptionSignal::action, signal -> signal.evidence().size())
                .containsExactly(tuple(Action.RAISED, 1), tuple(Action.CLEARED, 2));
        assertThat(rule.states()).isZero();
    }

    @Test
    void onlyWhatHasNotArrivedCountsAndAWriteOffEndsIt() throws Exception {
        commit(micros(MONDAY_NINE), sent());
        commit(micros(MONDAY_NINE) + 1, received(6, 2, false));
        rule.watermark(OVERDUE);
        assertThat(signals()).singleElement().satisfies(signal -> {
            assertThat(signal.valueAtRisk()).isEqualTo(Money.of("14.50", "EUR"));
            assertThat(signal.because().contributions())
                    .singleElement()
                    .satisfies(line -> assertThat(line.value()).isEqualTo("2 of 8 in transit"));
        });

        commit(OVERDUE + 1, writtenOff(2));
        assertThat(signals()).extracting(ExceptionSignal::action).containsExactly(Action.RAISED, Action.CLEARED);
        assertThat(rule.states()).isZero();
    }

    @Test
    void whatArrivesInTimeRaisesNothing() throws Exception {
        commit(micros(MONDAY_NINE), sent());
        commit(OVERDUE - 1, received(8, 0, true));
        rule.watermark(OVERDUE + 1);
        assertThat(signals()).isEmpty();
        assertThat(rule.states()).isZero();
    }

    private void commit(long stamp, DomainEvent event) throws Exception {
        rule.send(new Committed(stamp, 0, "HALDEN", event).record("TR-1"));
        rule.watermark(stamp);
    }

    private List<ExceptionSignal> signals() {
        return rule.output().stream().map(SignalRecord::signal).toList();
    }

    private static TransferSent sent() {
        return new TransferSent(
                TRANSFER,
                FROM,
                TO,
                EXPECTED,
                ZONE.getId(),
                PERSON,
                MONDAY_NINE,
                List.of(new TransferSent.Line(
                        1, ITEM, new BinId("A-01-1"), each(10), each(8), "two damaged", Money.of("7.25", "EUR"))));
    }

    private static TransferReceived received(int received, int inTransit, boolean closed) {
        Instant at = MONDAY_NINE.plusSeconds(60);
        return new TransferReceived(
                TRANSFER,
                1,
                FROM,
                TO,
                PERSON,
                closed,
                at,
                List.of(new TransferReceived.Line(
                        1,
                        ITEM,
                        new BinId("A-01-1"),
                        each(received),
                        each(inTransit),
                        closed ? null : TransferDifference.MISSING)));
    }

    private static TransferWrittenOff writtenOff(int quantity) {
        Money cost = Money.of("7.25", "EUR");
        return new TransferWrittenOff(
                new WriteOffId("WO-1"),
                TRANSFER,
                1,
                FROM,
                TO,
                ITEM,
                each(quantity),
                cost,
                cost,
                TransferDifference.MISSING,
                PERSON,
                null,
                true,
                MONDAY_NINE);
    }
}
