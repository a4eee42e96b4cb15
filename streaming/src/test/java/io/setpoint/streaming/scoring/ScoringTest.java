package io.setpoint.streaming.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.setpoint.contracts.events.AdjustmentProposed;
import io.setpoint.contracts.events.AdjustmentReason;
import io.setpoint.contracts.events.AdjustmentRejected;
import io.setpoint.contracts.events.DomainEvent;
import io.setpoint.contracts.events.ModelPromoted;
import io.setpoint.contracts.events.ModelRetired;
import io.setpoint.contracts.events.OrderPlaced;
import io.setpoint.contracts.events.OrderReleased;
import io.setpoint.contracts.events.ShipmentShipped;
import io.setpoint.contracts.exceptions.ExceptionSignal;
import io.setpoint.contracts.values.AdjustmentId;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.ml.adjustments.TrainSuspiciousAdjustmentModel;
import io.setpoint.ml.events.LoggedEvent;
import io.setpoint.ml.lateness.TrainLateOrderModel;
import io.setpoint.ml.models.ModelFile;
import io.setpoint.streaming.log.Emitter;
import io.setpoint.streaming.log.EventJson;
import io.setpoint.streaming.log.EventRecord;
import io.setpoint.streaming.signals.SignalRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** The scorers as functions of the log: what a model in force says, from its commit on and no earlier. */
class ScoringTest {
    private static final SiteId SITE = new SiteId("WH1");
    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
    private static final List<String> PEOPLE = List.of("anna", "ben", "carl");
    private static final List<EventRecord> HISTORY = history();
    private static final ModelFile ADJUSTMENTS = TrainSuspiciousAdjustmentModel.train(logged(), at(24 * 60));
    private static final ModelFile ORDERS = TrainLateOrderModel.train(logged(), at(24 * 60));

    @Test
    void aModelScoresFromItsOwnCommitOnAndNotAfterItsRetirement() {
        String sha = ModelFile.sha256(ADJUSTMENTS.bytes());
        List<EventRecord> events = new ArrayList<>(HISTORY);
        for (int i = 0; i < 3; i++) {
            events.add(record(10_000 + 10 * i, monstrous("ADJ-X" + i, at(1500 + i))));
        }
        List<EventRecord> settings = List.of(
                record(10_005, promoted(ADJUSTMENTS)),
                record(10_015, new ModelRetired(sha, ADJUSTMENTS.kind(), 3, new PersonId("boss"), at(1501))));
        List<ExceptionSignal> signals = adjustmentSignals(events, settings, 1);
        assertThat(signals).extracting(ExceptionSignal::subject).containsExactly("ADJ-X1");
        ExceptionSignal signal = signals.get(0);
        assertThat(signal.because().sha256()).isEqualTo(sha);
        assertThat(signal.because().version()).isEqualTo(3);
        assertThat(signal.because().detector()).isEqualTo("suspicious-adjustment");
        assertThat(signal.because().score())
                .isGreaterThanOrEqualTo(signal.because().threshold());
        assertThat(signal.key()).isEqualTo("ACME|suspicious-adjustment|ADJ-X1");
        assertThat(signal.evidence())
                .extracting(ExceptionSignal.Evidence::eventId)
                .contains("e10010");
        assertThat(signal.counterfactual()).startsWith("Would not have fired if");
        assertThat(signal.valueAtRisk()).isEqualTo(Money.of("36000", "EUR"));
    }

    @Test
    void theContributionsOfASignalSumToItsScore() {
        List<EventRecord> events = new ArrayList<>(HISTORY);
        events.add(record(10_010, monstrous("ADJ-X", at(1500))));
        ExceptionSignal signal = adjustmentSignals(events, List.of(record(1, promoted(ADJUSTMENTS))), 1).stream()
                .filter(each -> each.subject().equals("ADJ-X"))
                .findFirst()
                .orElseThrow();
        double sum = signal.because().contributions().stream()
                .mapToDouble(ExceptionSignal.Contribution::share)
                .sum();
        assertThat(signal.because().score()).isCloseTo(sum, within(1e-9));
    }

    @Test
    void howManyCommitsAreSeenAtOnceChangesNoSignal() {
        List<EventRecord> events = new ArrayList<>(HISTORY);
        events.add(record(10_010, monstrous("ADJ-X", at(1500))));
        events.add(record(10_020, placed("SO-X", "Sloth", at(1500))));
        events.add(record(10_021, released("SO-X", 10, at(1501))));
        events.add(record(10_022, shipped("SO-X", 10, at(1530))));
        List<EventRecord> settings = List.of(record(1_000, promoted(ADJUSTMENTS)), record(1_001, promoted(ORDERS)));
        assertThat(adjustmentSignals(events, settings, 1))
                .isNotEmpty()
                .isEqualTo(adjustmentSignals(events, settings, 7))
                .isEqualTo(adjustmentSignals(events, settings, 5_000));
        assertThat(orderSignals(events, settings, 1))
                .isNotEmpty()
                .isEqualTo(orderSignals(events, settings, 7))
                .isEqualTo(orderSignals(events, settings, 5_000));
    }

    @Test
    void aRejectedAdjustmentIsClearedOnce() {
        List<EventRecord> events = new ArrayList<>(HISTORY);
        events.add(record(10_010, monstrous("ADJ-X", at(1500))));
        AdjustmentRejected rejected = new AdjustmentRejected(
                new AdjustmentId("ADJ-X"), SITE, new PersonId("anna"), new PersonId("boss"), "no", at(1501));
        events.add(record(10_011, rejected));
        assertThat(adjustmentSignals(events, List.of(record(10_000, promoted(ADJUSTMENTS))), 1))
                .extracting(ExceptionSignal::action)
                .containsExactly(ExceptionSignal.Action.RAISED, ExceptionSignal.Action.CLEARED);
    }

    @Test
    void anOrderAtRiskIsRaisedWithItsLastSafeMomentAndClearedWhenItHasShipped() {
        List<EventRecord> events = new ArrayList<>(HISTORY);
        events.add(record(10_010, placed("SO-X", "Sloth", at(1500))));
        events.add(record(10_011, released("SO-X", 10, at(1501))));
        events.add(record(10_012, shipped("SO-X", 10, at(1530))));
        List<ExceptionSignal> signals = orderSignals(events, List.of(record(10_000, promoted(ORDERS))), 1);
        assertThat(signals)
                .extracting(ExceptionSignal::action)
                .containsExactly(ExceptionSignal.Action.RAISED, ExceptionSignal.Action.CLEARED);
        ExceptionSignal raised = signals.get(0);
        assertThat(raised.type()).isEqualTo("at-risk-order");
        assertThat(raised.because().score()).isBetween(raised.because().threshold(), 1.0);
        assertThat(raised.lastSafeAt()).isAfter(at(1500));
        assertThat(raised.counterfactual()).isNotBlank();
    }

    @Test
    void withoutAModelNothingIsRaised() {
        assertThat(adjustmentSignals(HISTORY, List.of(), 1)).isEmpty();
        assertThat(orderSignals(HISTORY, List.of(), 1)).isEmpty();
    }

    @Test
    void aPromotionOfAnotherCompanyScoresNothingHere() {
        EventRecord elsewhere = record(1, promoted(ADJUSTMENTS));
        List<EventRecord> settings = List.of(ofCompany(elsewhere, "OTHER"));
        List<EventRecord> events = new ArrayList<>(HISTORY);
        events.add(record(10_010, monstrous("ADJ-X", at(1500))));
        assertThat(adjustmentSignals(events, settings, 1)).isEmpty();
    }

    @Test
    void aPromotionNobodyCanUseIsNamedAndAGoodOnePasses() {
        ModelPromoted good = promoted(ADJUSTMENTS);
        assertThat(UsableModels.problem(record(1, good))).isEmpty();
        ModelPromoted garbage = new ModelPromoted(
                good.sha256(),
                good.kind(),
                1,
                Base64.getEncoder().encodeToString("{}".getBytes(StandardCharsets.UTF_8)),
                good.trainedBy(),
                good.promotedBy(),
                good.occurredAt());
        assertThat(UsableModels.problem(record(1, garbage))).contains("cannot be used");
        ModelPromoted otherHash = new ModelPromoted(
                "0".repeat(64), good.kind(), 1, good.content(), good.trainedBy(), good.promotedBy(), good.occurredAt());
        assertThat(UsableModels.problem(record(1, otherHash))).contains("not the one with hash");
        ModelPromoted otherKind = new ModelPromoted(
                good.sha256(), "late-order", 1, good.content(), good.trainedBy(), good.promotedBy(), good.occurredAt());
        assertThat(UsableModels.problem(record(1, otherKind))).contains("promoted as late-order");
    }

    @Test
    void theStateSurvivesItsSerializer() throws IOException {
        LateOrderState state = new LateOrderState();
        for (EventRecord event : HISTORY) {
            state.history().apply(Explained.logged(event), event.stamp());
        }
        state.raised().add("SO-1");
        DataOutputSerializer out = new DataOutputSerializer(1024);
        LateOrderState.Serializer.INSTANCE.serialize(state, out);
        LateOrderState read =
                LateOrderState.Serializer.INSTANCE.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
        DataOutputSerializer again = new DataOutputSerializer(1024);
        LateOrderState.Serializer.INSTANCE.serialize(LateOrderState.Serializer.INSTANCE.copy(read), again);
        assertThat(again.getCopyOfBuffer()).isEqualTo(out.getCopyOfBuffer());
        assertThat(read.raised()).containsExactly("SO-1");
    }

    private static List<ExceptionSignal> adjustmentSignals(
            List<EventRecord> events, List<EventRecord> settings, int commitsAtOnce) {
        SuspiciousAdjustmentScorer scorer = new SuspiciousAdjustmentScorer();
        Collected out = new Collected();
        SuspiciousAdjustmentState state = null;
        List<EventRecord> mine =
                events.stream().filter(SuspiciousAdjustmentScorer::takes).toList();
        for (int from = 0; from < mine.size(); from += commitsAtOnce) {
            List<EventRecord> batch = mine.subList(from, Math.min(mine.size(), from + commitsAtOnce));
            long clock = batch.get(batch.size() - 1).stamp();
            state = scorer.advance(state, batch, upTo(settings, clock), clock, out);
        }
        return out.signals;
    }

    private static List<ExceptionSignal> orderSignals(
            List<EventRecord> events, List<EventRecord> settings, int commitsAtOnce) {
        LateOrderScorer scorer = new LateOrderScorer();
        Collected out = new Collected();
        LateOrderState state = null;
        List<EventRecord> mine = events.stream().filter(LateOrderScorer::takes).toList();
        for (int from = 0; from < mine.size(); from += commitsAtOnce) {
            List<EventRecord> batch = mine.subList(from, Math.min(mine.size(), from + commitsAtOnce));
            long clock = batch.get(batch.size() - 1).stamp();
            state = scorer.advance(state, batch, upTo(settings, clock), clock, out);
        }
        return out.signals;
    }

    private static List<EventRecord> upTo(List<EventRecord> settings, long clock) {
        return settings.stream().filter(setting -> setting.stamp() <= clock).collect(Collectors.toList());
    }

    /** Keeps what was emitted. */
    private static final class Collected implements Emitter<SignalRecord> {
        private final List<ExceptionSignal> signals = new ArrayList<>();

        @Override
        public String key() {
            return "ACME|WH1";
        }

        @Override
        public void emit(SignalRecord output) {
            signals.add(output.signal());
        }

        @Override
        public void reject(EventRecord event, String reason) {
            throw new AssertionError(reason);
        }
    }

    /** 60 days of ordinary business; orders by "Sloth" are often late. Stamps from 100 on, one a commit. */
    private static List<EventRecord> history() {
        Random random = new Random(5);
        List<EventRecord> events = new ArrayList<>();
        long stamp = 100;
        for (int day = 0; day < 55; day++) {
            for (int i = 0; i < 6; i++) {
                Instant at = at(24 * day).plusSeconds(random.nextInt(8 * 3600));
                String id = day + "-" + i;
                events.add(record(
                        stamp++,
                        adjustment(
                                "ADJ-" + id,
                                PEOPLE.get(i % 3),
                                random.nextInt(40),
                                -1 - random.nextInt(5),
                                "12",
                                random.nextInt(4) > 0 ? "crushed" : null,
                                at)));
                String mode = i % 3 == 0 ? "Sloth" : "Hare";
                events.add(record(stamp++, placed("SO-" + id, mode, at)));
                boolean late = random.nextInt(10) < (mode.equals("Sloth") ? 7 : 1);
                events.add(record(stamp++, released("SO-" + id, late ? 6 : 0, at.plusSeconds(600))));
                events.add(record(stamp++, shipped("SO-" + id, 10, at.plus(Duration.ofHours(late ? 100 : 20)))));
            }
        }
        return events;
    }

    private static List<LoggedEvent> logged() {
        return HISTORY.stream().map(Explained::logged).toList();
    }

    private static AdjustmentProposed monstrous(String id, Instant at) {
        return adjustment(id, "anna", 1_000 + id.hashCode() % 100, -300, "120", null, at);
    }

    private static AdjustmentProposed adjustment(
            String id,
            String person,
            int item,
            int quantity,
            String cost,
            @org.jspecify.annotations.Nullable String note,
            Instant at) {
        Money unit = Money.of(cost, "EUR");
        Quantity units = Quantity.of(quantity, "EA");
        return new AdjustmentProposed(
                new AdjustmentId(id),
                SITE,
                "UTC",
                new Sku("IT-" + item),
                "Tools",
                new BinId("A-" + item),
                units,
                unit,
                unit.times(units),
                AdjustmentReason.DAMAGE,
                note,
                false,
                null,
                null,
                null,
                new PersonId(person),
                Money.of("500", "EUR"),
                Money.of("500", "EUR"),
                false,
                at);
    }

    private static OrderPlaced placed(String id, String mode, Instant at) {
        LocalDate day = at.atZone(ZoneOffset.UTC).toLocalDate();
        return new OrderPlaced(
                new OrderId(id),
                SITE,
                "UTC",
                new CustomerId("C-1"),
                "A",
                "WEB",
                mode,
                null,
                at,
                List.of(new OrderPlaced.Line(
                        1,
                        new Sku("IT-1"),
                        "Tools",
                        Quantity.of(10, "EA"),
                        Money.of("20", "EUR"),
                        Money.of("12", "EUR"),
                        day.plusDays(2),
                        day.plusDays(2))));
    }

    private static OrderReleased released(String id, int backordered, Instant at) {
        return new OrderReleased(
                new OrderId(id),
                SITE,
                at,
                List.of(new OrderReleased.Line(
                        1,
                        Quantity.of(10, "EA"),
                        Quantity.of(10 - backordered, "EA"),
                        Quantity.of(backordered, "EA"))));
    }

    private static ShipmentShipped shipped(String id, int quantity, Instant at) {
        return new ShipmentShipped(
                new ShipmentId("SH-" + id),
                new OrderId(id),
                SITE,
                "UTC",
                "DHL",
                null,
                at,
                List.of(new ShipmentShipped.Line(1, new Sku("IT-1"), Quantity.of(quantity, "EA"))));
    }

    private static ModelPromoted promoted(ModelFile file) {
        byte[] bytes = file.bytes();
        return new ModelPromoted(
                ModelFile.sha256(bytes),
                file.kind(),
                3,
                Base64.getEncoder().encodeToString(bytes),
                new PersonId("trainer"),
                new PersonId("boss"),
                at(1400));
    }

    private static EventRecord record(long stamp, DomainEvent event) {
        return new EventRecord(
                "e" + stamp,
                event.type().code(),
                "ACME",
                event.type().aggregateType().equals("model") ? "" : SITE.value(),
                event.type().aggregateType(),
                event.subject(),
                event.subject(),
                "tester",
                LoggedEvent.micros(event.occurredAt()),
                stamp,
                0,
                stamp,
                EventJson.write(event),
                false,
                "",
                0,
                0);
    }

    private static EventRecord ofCompany(EventRecord event, String company) {
        return new EventRecord(
                event.id(),
                event.type(),
                company,
                event.site(),
                event.aggregateType(),
                event.aggregateId(),
                event.document(),
                event.actor(),
                event.occurredAt(),
                event.stamp(),
                event.seq(),
                event.lsn(),
                event.payload(),
                event.marker(),
                event.problem(),
                event.partition(),
                event.offset());
    }

    private static Instant at(int hours) {
        return START.plus(Duration.ofHours(hours));
    }
}
