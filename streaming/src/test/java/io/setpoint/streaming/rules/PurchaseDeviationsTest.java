package io.setpoint.streaming.rules;

import static io.setpoint.streaming.Committed.micros;
import static io.setpoint.streaming.facts.Orders.MONDAY;
import static io.setpoint.streaming.facts.Orders.MONDAY_NINE;
import static io.setpoint.streaming.facts.Orders.ZONE;
import static io.setpoint.streaming.facts.Orders.each;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.setpoint.contracts.events.AcknowledgementDecided;
import io.setpoint.contracts.events.AsnMismatchKind;
import io.setpoint.contracts.events.DiscrepancyKind;
import io.setpoint.contracts.events.DomainEvent;
import io.setpoint.contracts.events.PurchaseOrderAcknowledged;
import io.setpoint.contracts.events.PurchaseOrderCancelled;
import io.setpoint.contracts.events.PurchaseOrderRaised;
import io.setpoint.contracts.events.PurchaseReceived;
import io.setpoint.contracts.events.ShipmentAdvised;
import io.setpoint.contracts.events.SupplierRisk;
import io.setpoint.contracts.exceptions.ExceptionSignal;
import io.setpoint.contracts.exceptions.ExceptionSignal.Action;
import io.setpoint.contracts.values.AcknowledgementId;
import io.setpoint.contracts.values.AsnId;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.contracts.values.ReceiptId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.SupplierId;
import io.setpoint.streaming.Committed;
import io.setpoint.streaming.KeyedOperator;
import io.setpoint.streaming.log.EventRecord;
import io.setpoint.streaming.signals.SignalRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PurchaseDeviationsTest {
    private static final PurchaseOrderId ORDER = new PurchaseOrderId("PO-1");
    private static final SiteId SITE = new SiteId("GOT1");
    private static final SupplierId SUPPLIER = new SupplierId("LIND");
    private static final PersonId BUYER = new PersonId("b.ek");
    private static final Instant LATER = MONDAY_NINE.plusSeconds(60);
    private static final LocalDate DUE = MONDAY.plusDays(7);

    private int committed;

    @Test
    void anEmergencyIsRaisedWithItsPremiumUntilTheOrderIsOff() throws Exception {
        assertThat(signals(raised("No stock for a customer"), cancelled()))
                .extracting(ExceptionSignal::key, ExceptionSignal::action)
                .containsExactly(
                        tuple("HALDEN|emergency-purchase|PO-1", Action.RAISED),
                        tuple("HALDEN|emergency-purchase|PO-1", Action.CLEARED));
        assertThat(signals(raised("No stock for a customer"))).singleElement().satisfies(signal -> {
            assertThat(signal.valueAtRisk()).isEqualTo(Money.of("1000", "EUR"));
            assertThat(signal.because().contributions().get(0).share()).isEqualTo(0.2);
            assertThat(signal.site()).isEqualTo("GOT1");
        });
        assertThat(signals(raised(null))).isEmpty();
    }

    @Test
    void aChangedAcknowledgementStandsUntilSomebodyDecidedIt() throws Exception {
        AcknowledgementDecided decided = new AcknowledgementDecided(
                ORDER, new AcknowledgementId("ACK-1"), SITE, true, null, BUYER, LATER.plusSeconds(1));

        assertThat(signals(raised(null), acknowledged(100, DUE.plusDays(3)), decided))
                .extracting(ExceptionSignal::action)
                .containsExactly(Action.RAISED, Action.CLEARED);
        assertThat(signals(raised(null), acknowledged(90, DUE))).singleElement().satisfies(signal -> {
            assertThat(signal.key()).isEqualTo("HALDEN|acknowledgement-changed|ACK-1");
            assertThat(signal.valueAtRisk()).isEqualTo(Money.of("1000", "EUR"));
            assertThat(signal.because().contributions())
                    .singleElement()
                    .satisfies(change -> assertThat(change.share()).isEqualTo(0.1));
        });
        assertThat(signals(raised(null), acknowledged(100, DUE))).isEmpty();
    }

    @Test
    void aNoticeThatDoesNotFitStandsUntilItsDeliveryCame() throws Exception {
        assertThat(signals(raised(null), advised("MORE"), received("ASN-1", 100)))
                .extracting(ExceptionSignal::key)
                .containsExactly("HALDEN|asn-mismatch|ASN-1", "HALDEN|asn-mismatch|ASN-1");
        assertThat(signals(raised(null), advised("MORE"), received(null, 100)))
                .as("another delivery than the advised one")
                .extracting(ExceptionSignal::action)
                .containsExactly(Action.RAISED);
        assertThat(signals(raised(null), advised(null))).isEmpty();
    }

    @Test
    void aReceiptOutOfToleranceIsRaisedWithWhatIsMissing() throws Exception {
        assertThat(signals(raised(null), received(null, 97, discrepancy(3))))
                .singleElement()
                .satisfies(signal -> {
                    assertThat(signal.key()).isEqualTo("HALDEN|receiving-discrepancy|RC-1");
                    assertThat(signal.valueAtRisk()).isEqualTo(Money.of("30", "EUR"));
                    assertThat(signal.counterfactual())
                            .isEqualTo("Would not have fired for up to 2 % of the ordered quantity");
                    assertThat(signal.evidence()).hasSize(1);
                });
        assertThat(signals(raised(null), received(null, 98, discrepancy(2))))
                .as("two of a hundred are tolerated")
                .isEmpty();
    }

    @Test
    void historyRaisesNothingAndAnOrderIsForgottenAfterALongSilence() throws Exception {
        try (var rule = new KeyedOperator<>(new PurchaseDeviations(), EventRecord::aggregateKey)) {
            rule.open();
            long stamp = micros(MONDAY_NINE.plus(Duration.ofDays(30)));
            rule.send(new Committed(stamp, 0, "HALDEN", raised("An emergency of last month")).record("PO-1"));
            rule.send(new Committed(stamp, 1, "HALDEN", received(null, 50, discrepancy(50))).record("PO-1"));
            rule.watermark(stamp);
            assertThat(rule.output()).isEmpty();
            assertThat(rule.states()).isPositive();

            rule.watermark(micros(MONDAY_NINE.plus(Duration.ofDays(431))));
            assertThat(rule.states()).isZero();
        }
    }

    private List<ExceptionSignal> signals(DomainEvent... events) throws Exception {
        try (var rule = new KeyedOperator<>(new PurchaseDeviations(), EventRecord::aggregateKey)) {
            rule.open();
            for (DomainEvent event : events) {
                committed++;
                rule.send(new Committed(micros(LATER) + committed, 0, "HALDEN", event).record("PO-1"));
            }
            rule.watermark(micros(LATER) + committed);
            return rule.output().stream().map(SignalRecord::signal).toList();
        }
    }

    /** A hundred pieces at 10.00, 2.00 of them above contract. */
    private static PurchaseOrderRaised raised(@Nullable String expediteReason) {
        return new PurchaseOrderRaised(
                ORDER,
                SITE,
                ZONE,
                SUPPLIER,
                SupplierRisk.LOW,
                expediteReason != null,
                expediteReason,
                Money.of("1000", "EUR"),
                Money.of("200", "EUR"),
                BUYER,
                MONDAY_NINE,
                List.of(new PurchaseOrderRaised.Line(
                        1,
                        new Sku("88-1204"),
                        "Safety",
                        each(100),
                        Money.of("10", "EUR"),
                        Money.of("8", "EUR"),
                        Money.of("200", "EUR"),
                        DUE)));
    }

    private static PurchaseOrderCancelled cancelled() {
        return new PurchaseOrderCancelled(ORDER, SITE, "not needed", BUYER, LATER, List.of());
    }

    private static PurchaseOrderAcknowledged acknowledged(int quantity, LocalDate day) {
        boolean changed = quantity != 100 || !day.equals(DUE);
        return new PurchaseOrderAcknowledged(
                ORDER,
                new AcknowledgementId("ACK-1"),
                SITE,
                SUPPLIER,
                null,
                changed,
                BUYER,
                LATER,
                List.of(new PurchaseOrderAcknowledged.Line(1, each(100), each(quantity), DUE, day, changed)));
    }

    private static ShipmentAdvised advised(@Nullable String mismatch) {
        return new ShipmentAdvised(
                ORDER,
                new AsnId("ASN-1"),
                SITE,
                SUPPLIER,
                null,
                DUE,
                BUYER,
                LATER,
                List.of(new ShipmentAdvised.Line(1, 1, new Sku("88-1204"), each(120), null, null)),
                mismatch == null
                        ? List.of()
                        : List.of(new ShipmentAdvised.Mismatch(
                                1, AsnMismatchKind.MORE_THAN_OPEN, "120 advised, 100 open")));
    }

    private static PurchaseReceived received(
            @Nullable String asn, int quantity, PurchaseReceived.Discrepancy... discrepancies) {
        return new PurchaseReceived(
                ORDER,
                new ReceiptId("RC-1"),
                asn == null ? null : new AsnId(asn),
                SITE,
                ZONE,
                SUPPLIER,
                MONDAY_NINE,
                new PersonId("w.berg"),
                LATER,
                List.of(new PurchaseReceived.Line(1, new Sku("88-1204"), each(100), each(quantity), each(quantity))),
                List.of(discrepancies));
    }

    private static PurchaseReceived.Discrepancy discrepancy(int quantity) {
        return new PurchaseReceived.Discrepancy(
                1, DiscrepancyKind.SHORT, new Sku("88-1204"), each(quantity), "Counted at the dock", false);
    }
}
