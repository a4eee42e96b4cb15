package io.setpoint.ml.lateness;

import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.events.CancelReason;
import io.setpoint.contracts.events.DomainEvent;
import io.setpoint.contracts.events.OrderLineCancelled;
import io.setpoint.contracts.events.OrderPlaced;
import io.setpoint.contracts.events.OrderReleased;
import io.setpoint.contracts.events.ShipmentShipped;
import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.ml.events.LoggedEvent;
import io.setpoint.ml.features.FeatureRow;
import io.setpoint.ml.models.LabelledRow;
import io.setpoint.ml.models.ModelFile;
import io.setpoint.ml.models.Scorer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The label of an order unit, and features that use nothing later than the moment they are for. */
class OrderHistoryTest {
    private static final SiteId SITE = new SiteId("WH1");
    private static final Instant MONDAY = Instant.parse("2026-03-02T10:00:00Z");
    private static final Instant LATER = MONDAY.plus(Duration.ofDays(100));

    private final List<LoggedEvent> log = new ArrayList<>();

    @Test
    void anOrderShippedCompleteByTheEndOfItsCommitDayIsNotLate() {
        place("SO-1", "Hare", MONDAY);
        ship("SO-1", 10, Instant.parse("2026-03-04T23:59:59Z"));
        assertThat(lateness()).containsExactly(false);
    }

    @Test
    void anOrderShippedAMomentAfterItsCommitDayIsLate() {
        place("SO-1", "Hare", MONDAY);
        ship("SO-1", 10, Instant.parse("2026-03-05T00:00:00Z"));
        assertThat(lateness()).containsExactly(true);
    }

    @Test
    void anOrderShippedInPartIsLate() {
        place("SO-1", "Hare", MONDAY);
        ship("SO-1", 9, MONDAY.plusSeconds(3600));
        assertThat(lateness()).containsExactly(true);
    }

    @Test
    void whatTheCustomerNoLongerWantsBeforeReleaseIsNotDueAndWhatWeCannotSupplyStaysDue() {
        place("SO-1", "Hare", MONDAY);
        cancel("SO-1", 2, CancelReason.CUSTOMER_CHANGED, true);
        ship("SO-1", 8, MONDAY.plusSeconds(3600));
        place("SO-2", "Hare", MONDAY.plusSeconds(1));
        cancel("SO-2", 2, CancelReason.SHORTAGE, true);
        ship("SO-2", 8, MONDAY.plusSeconds(3600));
        assertThat(lateness()).containsExactly(false, true);
    }

    @Test
    void anOrderCancelledWholeBeforeReleaseHasNoLabel() {
        place("SO-1", "Hare", MONDAY);
        cancel("SO-1", 10, CancelReason.CUSTOMER_CANCELLED, true);
        assertThat(lateness()).isEmpty();
    }

    @Test
    void anOrderWhoseCommitDayHasNotEndedHasNoLabelYet() {
        place("SO-1", "Hare", MONDAY);
        assertThat(TrainLateOrderModel.cases(log, MONDAY.plusSeconds(60))).isEmpty();
    }

    @Test
    void eachStageIsACaseAndTheReleaseKnowsWhatIsNotInStock() {
        place("SO-1", "Hare", MONDAY);
        release("SO-1", 4, MONDAY.plusSeconds(60));
        assertThat(TrainLateOrderModel.cases(log, LATER))
                .extracting(labelled -> labelled.row().number(OrderFeatures.BACKORDERED_SHARE))
                .containsExactly(0.0, 0.4);
    }

    @Test
    void theBacklogIsWhatIsOpenAtThatMoment() {
        place("SO-1", "Hare", MONDAY);
        place("SO-2", "Hare", MONDAY.plusSeconds(1));
        ship("SO-1", 10, MONDAY.plusSeconds(2));
        place("SO-3", "Hare", MONDAY.plusSeconds(3));
        assertThat(TrainLateOrderModel.cases(log, LATER))
                .extracting(labelled -> labelled.row().number(OrderFeatures.BACKLOG))
                .containsExactly(StrictMath.log1p(0), StrictMath.log1p(1), StrictMath.log1p(1));
    }

    @Test
    void importedHistoryThatIsCommittedOrderByOrderIsReadInBusinessOrder() {
        // each order with all its events in one commit, as an import writes it
        place("SO-1", "Hare", MONDAY);
        ship("SO-1", 10, MONDAY.plus(Duration.ofHours(30)));
        place("SO-2", "Hare", MONDAY.plus(Duration.ofHours(10)));
        ship("SO-2", 10, MONDAY.plus(Duration.ofHours(20)));
        assertThat(TrainLateOrderModel.cases(log, LATER).get(1).row().number(OrderFeatures.BACKLOG))
                .isEqualTo(StrictMath.log1p(1));
    }

    @Test
    void featuresUseNothingThatHappenedLater() {
        business(3, 25);
        List<LoggedEvent> business =
                log.stream().sorted(LoggedEvent.BUSINESS_ORDER).toList();
        for (int cut = 200; cut < business.size(); cut += 301) {
            Instant until = business.get(cut).data().occurredAt();
            List<LoggedEvent> known = business.stream()
                    .filter(event -> !event.data().occurredAt().isAfter(until))
                    .toList();
            assertThat(rows(known))
                    .isNotEmpty()
                    .isEqualTo(rows(business).subList(0, rows(known).size()));
        }
    }

    @Test
    void aStateWrittenAndReadGoesOnAsIfNothingHadHappened() throws IOException {
        business(4, 15);
        OrderHistory kept = new OrderHistory();
        OrderHistory restored = new OrderHistory();
        for (int i = 0; i < log.size(); i++) {
            if (i % 53 == 0) {
                restored = OrderHistory.readFrom(new DataInputStream(new ByteArrayInputStream(bytes(restored))));
                assertThat(bytes(restored)).isEqualTo(bytes(kept)).isEqualTo(bytes(kept.copy()));
            }
            long clock = MONDAY.toEpochMilli() * 1000 + i * 60_000_000L;
            assertThat(restored.apply(log.get(i), clock)).isEqualTo(kept.apply(log.get(i), clock));
        }
    }

    @Test
    void theModelLearnsWhichShippingModeIsLateAndItsCounterfactualsHold() {
        business(5, 60);
        ModelFile file = TrainLateOrderModel.train(log, LATER);
        Scorer scorer = Scorer.load(file.bytes());
        assertThat(file.metrics().get("auc")).isGreaterThan(0.7);
        assertThat(file.metrics().get("brier"))
                .isLessThanOrEqualTo(file.metrics().get("group-rate.brier"));
        int fired = 0;
        for (OrderFacts facts : facts(log)) {
            if (scorer.score(facts.features()).fires()) {
                fired++;
                assertThat(OrderWhatIf.sentence(scorer, facts)).startsWith("Would not have fired if");
            }
        }
        assertThat(fired).isPositive();
    }

    private static List<FeatureRow> rows(List<LoggedEvent> events) {
        return facts(events).stream().map(OrderFacts::features).toList();
    }

    private static List<OrderFacts> facts(List<LoggedEvent> events) {
        OrderHistory history = new OrderHistory();
        List<OrderFacts> facts = new ArrayList<>();
        events.stream()
                .sorted(LoggedEvent.BUSINESS_ORDER)
                .forEach(event -> facts.addAll(
                        history.apply(event, event.occurredMicros()).toScore()));
        return facts;
    }

    private List<Boolean> lateness() {
        return TrainLateOrderModel.cases(log, LATER).stream()
                .map(LabelledRow::bad)
                .toList();
    }

    private void business(long seed, int days) {
        Random random = new Random(seed);
        for (int day = 0; day < days; day++) {
            for (int i = 0; i < 8; i++) {
                String id = "SO-" + day + "-" + i;
                Instant at = MONDAY.plus(Duration.ofDays(day)).plusSeconds(random.nextInt(20_000));
                String mode = i % 3 == 0 ? "Sloth" : "Hare";
                boolean late = random.nextInt(10) < (mode.equals("Sloth") ? 7 : 1);
                place(id, mode, at);
                release(id, late && random.nextBoolean() ? 5 : 0, at.plusSeconds(600));
                ship(id, 10, at.plus(Duration.ofHours(late ? 90 : 20)));
            }
        }
    }

    private void place(String id, String mode, Instant at) {
        LocalDate commit = at.atZone(ZoneOffset.UTC).toLocalDate().plusDays(2);
        add(new OrderPlaced(
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
                        commit,
                        commit))));
    }

    private void release(String id, int backordered, Instant at) {
        add(new OrderReleased(
                new OrderId(id),
                SITE,
                at,
                List.of(new OrderReleased.Line(
                        1,
                        Quantity.of(10, "EA"),
                        Quantity.of(10 - backordered, "EA"),
                        Quantity.of(backordered, "EA")))));
    }

    private void cancel(String id, int quantity, CancelReason reason, boolean beforeRelease) {
        add(new OrderLineCancelled(
                new OrderId(id),
                SITE,
                1,
                Quantity.of(quantity, "EA"),
                reason,
                beforeRelease,
                new PersonId("anna"),
                MONDAY.plusSeconds(30)));
    }

    private void ship(String id, int quantity, Instant at) {
        add(new ShipmentShipped(
                new ShipmentId("SH-" + id),
                new OrderId(id),
                SITE,
                "UTC",
                "DHL",
                null,
                at,
                List.of(new ShipmentShipped.Line(1, new Sku("IT-1"), Quantity.of(quantity, "EA")))));
    }

    private void add(DomainEvent event) {
        long stamp = log.size() + 1L;
        log.add(new LoggedEvent("e" + stamp, stamp, 0, "ACME", SITE.value(), event));
    }

    private static byte[] bytes(OrderHistory history) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        history.writeTo(new DataOutputStream(out));
        return out.toByteArray();
    }
}
