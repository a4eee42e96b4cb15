package io.setpoint.streaming.facts;

import static io.setpoint.streaming.facts.Orders.MONDAY;
import static io.setpoint.streaming.facts.Orders.MONDAY_NINE;
import static io.setpoint.streaming.facts.Orders.cancelled;
import static io.setpoint.streaming.facts.Orders.delivered;
import static io.setpoint.streaming.facts.Orders.denominator;
import static io.setpoint.streaming.facts.Orders.each;
import static io.setpoint.streaming.facts.Orders.line;
import static io.setpoint.streaming.facts.Orders.micros;
import static io.setpoint.streaming.facts.Orders.numerator;
import static io.setpoint.streaming.facts.Orders.ofKind;
import static io.setpoint.streaming.facts.Orders.picked;
import static io.setpoint.streaming.facts.Orders.placed;
import static io.setpoint.streaming.facts.Orders.released;
import static io.setpoint.streaming.facts.Orders.returned;
import static io.setpoint.streaming.facts.Orders.shipped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.setpoint.contracts.events.CancelReason;
import io.setpoint.contracts.events.DomainEvent;
import io.setpoint.contracts.events.OrderPlaced;
import io.setpoint.contracts.kpi.Fact;
import io.setpoint.contracts.kpi.FactGrain;
import io.setpoint.contracts.kpi.Kpi;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.Sku;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderDocumentTest {
    private static final Instant TUESDAY = MONDAY_NINE.plus(Duration.ofDays(1));
    /** The end of Wednesday in Stockholm. */
    private static final Instant PROMISE = Instant.parse("2026-01-14T23:00:00Z");

    @Test
    void g4FillRatesOfTwoOrders() {
        List<FactRow> rows = new ArrayList<>();
        rows.addAll(facts(
                PROMISE,
                placed("SO-A", 10, 5),
                released("SO-A", TUESDAY, 10, 5),
                shipped("SH-1", "SO-A", TUESDAY, 10, 5)));
        rows.addAll(facts(
                PROMISE,
                placed("SO-B", 10, 8, 2),
                released("SO-B", TUESDAY, 10, 8, 2),
                shipped("SH-2", "SO-B", TUESDAY, 10, 4, 0)));

        assertThat(share(Kpi.ORDER_FILL_RATE, rows)).isEqualTo(0.5);
        assertThat(share(Kpi.LINE_FILL_RATE, rows)).isEqualTo(0.6);
        assertThat(numerator(Kpi.UNIT_FILL_RATE, rows)).isEqualTo(29_000);
        assertThat(denominator(Kpi.UNIT_FILL_RATE, rows)).isEqualTo(35_000);
        assertThat(share(Kpi.UNIT_FILL_RATE, rows)).isCloseTo(0.82857, within(0.00001));
    }

    @Test
    void g12WhatTheCustomerCutBeforeReleaseIsNotAFailure() {
        List<FactRow> rows = facts(
                PROMISE,
                placed("SO-1", 10),
                cancelled("SO-1", TUESDAY, 1, 2, CancelReason.CUSTOMER_CHANGED, true),
                released("SO-1", TUESDAY, 8),
                shipped("SH-1", "SO-1", TUESDAY, 8));

        assertThat(share(Kpi.ORDER_FILL_RATE, rows)).isEqualTo(1);
        assertThat(denominator(Kpi.UNIT_FILL_RATE, rows)).isEqualTo(8_000);
    }

    @Test
    void g12WhatWeCutForShortageIsAFailureWhetherBeforeReleaseOrAfter() {
        List<FactRow> before = facts(
                PROMISE,
                placed("SO-1", 10),
                cancelled("SO-1", TUESDAY, 1, 2, CancelReason.SHORTAGE, true),
                released("SO-1", TUESDAY, 8),
                shipped("SH-1", "SO-1", TUESDAY, 8));
        List<FactRow> after = facts(
                PROMISE,
                placed("SO-2", 10),
                released("SO-2", TUESDAY, 10),
                cancelled("SO-2", TUESDAY, 1, 2, CancelReason.SHORTAGE, false),
                shipped("SH-2", "SO-2", TUESDAY, 8));

        for (List<FactRow> rows : List.of(before, after)) {
            assertThat(share(Kpi.ORDER_FILL_RATE, rows)).isZero();
            assertThat(numerator(Kpi.UNIT_FILL_RATE, rows)).isEqualTo(8_000);
            assertThat(denominator(Kpi.UNIT_FILL_RATE, rows)).isEqualTo(10_000);
        }
    }

    @Test
    void aLineTheCustomerTookBackBeforeReleaseIsExcludedWithItsReasonAndTheOrderIfAllAre() {
        List<FactRow> rows = facts(
                TUESDAY,
                placed("SO-1", 10, 5),
                cancelled("SO-1", TUESDAY, 1, 10, CancelReason.CUSTOMER_CANCELLED, true),
                cancelled("SO-1", TUESDAY, 2, 5, CancelReason.TEST_DOCUMENT, true));

        assertThat(ofKind("excluded", rows))
                .extracting(Fact::grain, fact -> fact.dim("reason"), Fact::day)
                .containsExactlyInAnyOrder(
                        tuple(FactGrain.ORDER_LINE, "CUSTOMER_CANCELLED", "2026-01-14"),
                        tuple(FactGrain.ORDER_LINE, "TEST_DOCUMENT", "2026-01-14"),
                        tuple(FactGrain.ORDER, "CUSTOMER_CANCELLED", "2026-01-14"));
        assertThat(ofKind("fill", rows)).isEmpty();
    }

    @Test
    void anUnshippedOrderEntersAsAFailureAtTheLastMicrosecondOfItsCommitDay() {
        DomainEvent[] events = {placed("SO-1", 10), released("SO-1", TUESDAY, 10)};

        assertThat(ofKind("fill", facts(PROMISE.minusNanos(1_000), events))).isEmpty();
        assertThat(ofKind("fill", facts(PROMISE, events)))
                .allSatisfy(fact -> {
                    assertThat(fact.te()).isEqualTo(micros(PROMISE) - 1);
                    assertThat(fact.day()).isEqualTo("2026-01-14");
                    assertThat(fact.measure("linesFilled") + fact.measure("ordersFilled"))
                            .isZero();
                })
                .hasSize(2);
    }

    @Test
    void aFirstShipmentAfterTheCommitDayHealsNothing() {
        List<FactRow> rows = facts(
                PROMISE.plusSeconds(60),
                placed("SO-1", 10),
                released("SO-1", TUESDAY, 10),
                shipped("SH-1", "SO-1", PROMISE, 10));

        assertThat(share(Kpi.ORDER_FILL_RATE, rows)).isZero();
        assertThat(numerator(Kpi.UNIT_FILL_RATE, rows)).isZero();
        assertThat(ofKind("fill", rows)).extracting(Fact::day).containsOnly("2026-01-14");
    }

    @Test
    void aScanInTimeThatIsReportedLateRestatesTheFailure() {
        List<FactRow> rows = facts(
                PROMISE.plus(Duration.ofDays(3)),
                placed("SO-1", 10),
                released("SO-1", TUESDAY, 10),
                shipped("SH-1", "SO-1", PROMISE.plusSeconds(7_200), 4),
                shipped("SH-2", "SO-1", PROMISE.minusNanos(1_000), 6));

        assertThat(ofKind("fill", rows)).extracting(Fact::te).containsOnly(micros(PROMISE) - 1);
        assertThat(numerator(Kpi.UNIT_FILL_RATE, rows)).isEqualTo(6_000);
        assertThat(ofKind("fill", rows)).extracting(fact -> fact.dim("reason")).containsOnly("SHORT_SHIPPED", "");
    }

    @Test
    void linesWithDifferentRequestedDatesAreDifferentOrderUnits() {
        OrderPlaced order = placed(
                "SO-1",
                List.of(
                        line(1, 10, MONDAY.plusDays(2), MONDAY.plusDays(2)),
                        line(2, 5, MONDAY.plusDays(9), MONDAY.plusDays(9))));

        List<FactRow> rows =
                facts(PROMISE, order, released("SO-1", TUESDAY, 10, 5), shipped("SH-1", "SO-1", TUESDAY, 10, 0));

        assertThat(ofKind("fill", rows))
                .filteredOn(fact -> fact.grain() == FactGrain.ORDER)
                .extracting(fact -> fact.dim("requestedDate"), fact -> fact.measure("ordersFilled"))
                .containsExactly(tuple("2026-01-14", 1L));
    }

    @Test
    void aUnitIsDueAtTheEarliestPromiseAmongItsLines() {
        OrderPlaced order = placed(
                "SO-1",
                List.of(
                        line(1, 10, MONDAY.plusDays(2), MONDAY.plusDays(9)),
                        line(2, 5, MONDAY.plusDays(2), MONDAY.plusDays(2))));

        assertThat(ofKind("fill", facts(PROMISE, order))).hasSize(3);
        assertThat(ofKind("fill", facts(PROMISE.minusNanos(1_000), order))).isEmpty();
    }

    @Test
    void anOpenLineIsInOneBucketOfEachAgeAndMovesOnOnTheCommitClockOnly() {
        OrderDocument order = document(placed("SO-1", 10), shipped("SH-1", "SO-1", TUESDAY, 4));

        assertThat(age(order, TUESDAY.minusNanos(1_000))).isEqualTo("0-1 / not due");
        assertThat(age(order, TUESDAY)).isEqualTo("1-3 / not due");
        assertThat(age(order, PROMISE)).isEqualTo("1-3 / 0-1");
        assertThat(age(order, PROMISE.plus(Duration.ofDays(14)))).isEqualTo("14-30 / 14+");
        assertThat(ofKind("open", order.facts(micros(TUESDAY)))).singleElement().satisfies(fact -> {
            assertThat(fact.measure("open")).isEqualTo(6_000);
            assertThat(fact.measure("openValue")).isEqualTo(150_000);
            assertThat(fact.day()).isEmpty();
        });
    }

    @Test
    void itsNextMomentIsThatAtWhichItsFactsChange() {
        OrderDocument order = document(placed("SO-1", 10));
        long moment = micros(MONDAY_NINE);
        for (int change = 0; change < 10; change++) { // five bounds of each age; the commit day ends at one of them
            long next = order.wakeAt(moment);
            assertThat(order.facts(next - 1)).isEqualTo(order.facts(moment));
            assertThat(order.facts(next)).isNotEqualTo(order.facts(next - 1));
            moment = next;
        }
        assertThat(order.wakeAt(moment)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aClosedOrderGoesAfter35DaysOfBusinessTime() {
        OrderDocument order =
                document(placed("SO-1", 10), cancelled("SO-1", TUESDAY, 1, 10, CancelReason.SHORTAGE, true));
        long gone = micros(TUESDAY.plus(Duration.ofDays(35)));

        assertThat(order.wakeAt(micros(PROMISE))).isEqualTo(gone);
        assertThat(order.isGone(gone - 1)).isFalse();
        assertThat(order.isGone(gone)).isTrue();
    }

    @Test
    void aShippedOrderGoes35DaysAfterTheLastDayOnWhichAReturnOfItCounts() {
        OrderDocument order =
                document(placed("SO-1", 10), released("SO-1", TUESDAY, 10), shipped("SH-1", "SO-1", TUESDAY, 10));
        long gone = micros(TUESDAY.plus(Duration.ofDays(95)));

        assertThat(order.wakeAt(micros(TUESDAY))).isEqualTo(gone);
        assertThat(order.isGone(gone - 1)).isFalse();
        assertThat(order.isGone(gone)).isTrue();
    }

    @Test
    void anOrderWithAnOpenLineNeverGoes() {
        OrderDocument order = document(placed("SO-1", 10), shipped("SH-1", "SO-1", TUESDAY, 9));

        assertThat(order.isGone(Long.MAX_VALUE - 1)).isFalse();
    }

    @Test
    void aLineIsDeliveredWhenItsLastGoodsAre() {
        List<DomainEvent> events = new ArrayList<>(List.of(
                placed("SO-1", 10),
                released("SO-1", TUESDAY, 10),
                shipped("SH-1", "SO-1", TUESDAY, 4),
                shipped("SH-2", "SO-1", TUESDAY.plusSeconds(60), 6),
                delivered("SH-2", "SO-1", TUESDAY.plusSeconds(7_200))));
        assertThat(ofKind("delivered", facts(PROMISE, events.toArray(DomainEvent[]::new))))
                .isEmpty();

        events.add(delivered("SH-1", "SO-1", TUESDAY.plusSeconds(3_600)));

        assertThat(ofKind("delivered", facts(PROMISE, events.toArray(DomainEvent[]::new))))
                .extracting(Fact::te)
                .containsExactly(micros(TUESDAY.plusSeconds(7_200)));
    }

    @Test
    void aPickCountsByItsScanAndAShortOneIsNotComplete() {
        // 23:30 UTC is tomorrow in Stockholm
        Instant scan = Instant.parse("2026-01-13T23:30:00Z");
        List<FactRow> rows = facts(
                PROMISE,
                placed("SO-1", 10, 3),
                picked("SH-1", "SO-1", scan, new int[] {10, 3}, new int[] {10, 1}),
                shipped("SH-1", "SO-1", scan.plusSeconds(60), 10, 1));

        assertThat(numerator(Kpi.PICK_COMPLETION, rows)).isEqualTo(1);
        assertThat(denominator(Kpi.PICK_COMPLETION, rows)).isEqualTo(2);
        assertThat(numerator(Kpi.UNITS_PICKED_SHORT, rows)).isEqualTo(2_000);
        assertThat(denominator(Kpi.UNITS_PICKED_SHORT, rows)).isEqualTo(13_000);
        assertThat(ofKind("picked", rows))
                .extracting(Fact::day, fact -> fact.dim("reason"), fact -> fact.dim("pickedBy"))
                .containsExactly(tuple("2026-01-14", "", "picker"), tuple("2026-01-14", "NOT_FOUND", "picker"));
    }

    /** KPI.md, case G11. */
    @Test
    void whatComesBackCountsOnTheDayItWasShippedAndWithinSixtyDaysOnly() {
        Instant sixtyDays = TUESDAY.plus(Duration.ofDays(60));
        List<FactRow> rows = facts(
                PROMISE,
                placed("SO-1", 200, 100),
                shipped("SH-1", "SO-1", TUESDAY, 200),
                shipped("SH-2", "SO-1", TUESDAY.plus(Duration.ofDays(30)), 0, 100),
                returned("RT-1", "SH-1", "SO-1", sixtyDays.minusNanos(1_000), 6),
                returned("RT-2", "SH-1", "SO-1", sixtyDays, 5));

        assertThat(ofKind("shipped", rows))
                .extracting(Fact::day, fact -> fact.measure("returned"), fact -> fact.measure("units"))
                .containsExactly(tuple("2026-01-13", 6_000L, 200_000L), tuple("2026-02-12", 0L, 100_000L));
        assertThat(Kpi.RETURN_RATE.value(6_000, 200_000)).hasValue(new BigDecimal("3.0000"));
    }

    @Test
    void aReturnOfAnItemOnTwoLinesIsThatOfTheFirstAndThenOfTheLast() {
        List<OrderPlaced.Line> twice = List.of(
                line(1, 4, MONDAY.plusDays(2), MONDAY.plusDays(2)),
                new OrderPlaced.Line(
                        2,
                        new Sku("item-1"),
                        "Safety",
                        each(3),
                        Money.of("2.50", "EUR"),
                        Money.of("1.25", "EUR"),
                        MONDAY.plusDays(2),
                        MONDAY.plusDays(2)));
        List<FactRow> rows = facts(
                PROMISE,
                placed("SO-1", twice),
                shipped("SH-1", "SO-1", TUESDAY, 4, 3),
                returned("RT-1", "SH-1", "SO-1", TUESDAY.plusSeconds(7_200), 2),
                returned("RT-2", "SH-1", "SO-1", TUESDAY.plusSeconds(9_000), 3));

        assertThat(ofKind("shipped", rows))
                .extracting(fact -> fact.measure("returned"))
                .containsExactly(4_000L, 1_000L);
    }

    @Test
    void shippedLinesCarryUnitsValueAndCost() {
        List<FactRow> rows = facts(PROMISE, placed("SO-1", 10, 3), shipped("SH-1", "SO-1", TUESDAY, 4, 3));

        assertThat(ofKind("shipped", rows))
                .extracting(fact -> fact.measure("units"), fact -> fact.measure("value"), fact -> fact.measure("cost"))
                .containsExactly(tuple(4_000L, 100_000L, 50_000L), tuple(3_000L, 75_000L, 37_500L));
    }

    @Test
    void theDayOfADayWithAClockChangeEndsAtItsLocalMidnight() {
        OrderPlaced order =
                placed("SO-1", List.of(line(1, 1, LocalDate.parse("2026-03-29"), LocalDate.parse("2026-03-29"))));

        OrderDocument document = document(order);

        assertThat(ofKind("fill", document.facts(micros(Instant.parse("2026-03-29T22:00:00Z")))))
                .extracting(Fact::day)
                .containsOnly("2026-03-29");
        assertThat(ofKind("fill", document.facts(micros(Instant.parse("2026-03-29T21:59:59.999999Z")))))
                .isEmpty();
    }

    @Test
    void anEventThatDoesNotFitIsRefusedAndChangesNothing() {
        OrderDocument order = document(placed("SO-1", 10));

        assertThatThrownBy(() -> order.apply(placed("SO-1", 10), 1)).hasMessageContaining("placed before");
        assertThatThrownBy(() -> order.apply(shipped("SH-1", "SO-1", TUESDAY, 1, 1), 1))
                .hasMessageContaining("no line 2");
        assertThatThrownBy(() -> order.apply(delivered("SH-9", "SO-1", TUESDAY), 1))
                .hasMessageContaining("no such shipment");
        OrderDocument gone = order.apply(shipped("SH-2", "SO-1", TUESDAY, 1), 1);
        assertThatThrownBy(() -> gone.apply(returned("RT-1", "SH-9", "SO-1", TUESDAY, 1), 2))
                .hasMessageContaining("no such shipment");
        assertThatThrownBy(() -> gone.apply(returned("RT-1", "SH-2", "SO-1", TUESDAY, 0, 1), 2))
                .hasMessageContaining("nothing of item item-2");
        DomainEvent back = returned("RT-1", "SH-2", "SO-1", TUESDAY, 1);
        assertThatThrownBy(() -> gone.apply(back, 2).apply(back, 3)).hasMessageContaining("received before");
        DomainEvent pick = picked("SH-1", "SO-1", TUESDAY, new int[] {4}, new int[] {4});
        assertThatThrownBy(() -> order.apply(pick, 1).apply(pick, 2)).hasMessageContaining("picked before");
        assertThatThrownBy(() -> order.apply(picked("SH-1", "SO-1", TUESDAY, new int[] {4, 1}, new int[] {4, 1}), 1))
                .hasMessageContaining("no line 2");
    }

    private static String age(OrderDocument order, Instant now) {
        Fact open = ofKind("open", order.facts(micros(now))).get(0);
        return open.dim("ageEntry") + " / " + open.dim("ageDue");
    }

    private static double share(Kpi kpi, List<FactRow> rows) {
        return (double) numerator(kpi, rows) / denominator(kpi, rows);
    }

    private static List<FactRow> facts(Instant now, DomainEvent... events) {
        return document(events).facts(micros(now));
    }

    private static OrderDocument document(DomainEvent... events) {
        OrderDocument order = OrderDocument.placed("HALDEN", (OrderPlaced) events[0], micros(MONDAY_NINE));
        for (int i = 1; i < events.length; i++) {
            order = order.apply(events[i], micros(events[i].occurredAt()));
        }
        return order;
    }
}
