package io.setpoint.erp.purchasing;

import static io.setpoint.erp.Warehouse.A;
import static io.setpoint.erp.Warehouse.B;
import static io.setpoint.erp.Warehouse.HAM;
import static io.setpoint.erp.Warehouse.WANDA;
import static io.setpoint.erp.purchasing.Buying.BEA;
import static io.setpoint.erp.purchasing.Buying.BO;
import static io.setpoint.erp.purchasing.Buying.FRIDAY;
import static io.setpoint.erp.purchasing.Buying.LIND;
import static io.setpoint.erp.purchasing.Buying.advised;
import static io.setpoint.erp.purchasing.Buying.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.AsnMismatchKind;
import io.setpoint.contracts.values.AcknowledgementId;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.Attempts;
import io.setpoint.erp.ErpFixture;
import io.setpoint.erp.MovableClock;
import io.setpoint.erp.Warehouse;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.purchasing.api.OpenPurchases;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What suppliers confirm and announce, and what is expected because of it. */
class SupplyTest {
    private final MovableClock clock = new MovableClock(Instant.now().plusSeconds(60));
    private final Buying buying = new Buying(ErpFixture.create(clock));

    @AfterEach
    void close() {
        buying.close();
    }

    @Test
    void whatIsConfirmedAsOrderedHoldsAtOnce() {
        PurchaseOrderId order = buying.sent("100");
        assertThat(buying.acknowledge(BEA, order, "100", FRIDAY).state()).isEqualTo(AcknowledgementView.State.ACCEPTED);
        assertThat(buying.read(order).state()).isEqualTo(PurchaseState.ACKNOWLEDGED);
        assertThat(expected())
                .containsExactly(new OpenPurchases.Expected(HAM, A, FRIDAY, figure("100"), figure("100")));
    }

    @Test
    void anotherDateOrQuantityWaitsForAPerson() {
        PurchaseOrderId order = buying.sent("100");
        LocalDate monday = FRIDAY.plusDays(3);
        AcknowledgementView waiting = buying.acknowledge(BEA, order, "80", monday);
        assertThat(waiting.state()).isEqualTo(AcknowledgementView.State.WAITING);
        assertThat(buying.read(order).state()).isEqualTo(PurchaseState.APPROVED);
        assertThat(expected()).containsExactly(new OpenPurchases.Expected(HAM, A, FRIDAY, figure("100"), figure("0")));

        decide(BO, waiting.acknowledgement(), true);

        PurchaseOrderView after = buying.read(order);
        assertThat(after.lines().get(0).quantity())
                .as("the order says what it said")
                .isEqualByComparingTo("100");
        assertThat(after.lines().get(0).acknowledgedDate()).isEqualTo(monday);
        assertThat(after.state()).isEqualTo(PurchaseState.ACKNOWLEDGED);
        assertThat(expected()).containsExactly(new OpenPurchases.Expected(HAM, A, monday, figure("80"), figure("80")));
        Attempts.refused(Problem.ALREADY_DECIDED, () -> decide(BO, waiting.acknowledgement(), false));
    }

    @Test
    void aRefusedConfirmationChangesNothing() {
        PurchaseOrderId order = buying.sent("100");
        AcknowledgementView waiting = buying.acknowledge(BEA, order, "0", FRIDAY);
        assertThat(decide(BO, waiting.acknowledgement(), false).state()).isEqualTo(AcknowledgementView.State.REFUSED);
        assertThat(buying.read(order).lines().get(0).acknowledgedQuantity()).isNull();
    }

    @Test
    void aConfirmationOfWhatWasChangedSinceIsNotAccepted() {
        PurchaseOrderId order = buying.sent("100");
        AcknowledgementView waiting = buying.acknowledge(BEA, order, "80", FRIDAY);
        buying.change(BEA, order, "120", "1");
        int before = buying.written();
        Attempts.refused(Problem.WRONG_STATE, () -> decide(BO, waiting.acknowledgement(), true));
        assertThat(buying.written()).isEqualTo(before);
    }

    @Test
    void aNoticeListsHowItDiffers() {
        PurchaseOrderId order = buying.sent("100");
        AsnView asn = buying.advise(
                BEA, order, FRIDAY.plusDays(1), advised(1, A, "60"), advised(1, B, "50"), advised(7, A, "1"));
        assertThat(asn.mismatches())
                .extracting(AsnView.Mismatch::lineNo, AsnView.Mismatch::kind)
                .containsExactlyInAnyOrder(
                        tuple(1, AsnMismatchKind.LATER_THAN_CONFIRMED),
                        tuple(2, AsnMismatchKind.LATER_THAN_CONFIRMED),
                        tuple(2, AsnMismatchKind.MORE_THAN_OPEN),
                        tuple(2, AsnMismatchKind.WRONG_ITEM),
                        tuple(3, AsnMismatchKind.UNKNOWN_LINE));
        assertThat(buying.erp.rows("event where type = 'setpoint.purchasing.shipment-advised.v1'"
                        + " and jsonb_array_length(payload::jsonb -> 'mismatches') = 5"))
                .isEqualTo(1);
    }

    @Test
    void nothingIsConfirmedOrAnnouncedOfWhatWasNotSent() {
        PurchaseOrderId draft = buying.raise(BEA, LIND, line(A, "1", "1")).order();
        PurchaseOrderId order = buying.sent("5");
        int before = buying.written();
        Attempts.refused(Problem.WRONG_STATE, () -> buying.acknowledge(BEA, draft, "1", FRIDAY));
        Attempts.refused(Problem.WRONG_STATE, () -> buying.advise(BEA, draft, FRIDAY, advised(1, A, "1")));
        Attempts.refused(Problem.INVALID, () -> buying.acknowledge(BEA, order, "-1", FRIDAY));
        Attempts.refused(Problem.INVALID, () -> buying.advise(BEA, order, FRIDAY, advised(1, A, "0")));
        Attempts.refused(
                Problem.UNKNOWN_REFERENCE, () -> buying.advise(BEA, order, FRIDAY, advised(1, new Sku("NOPE"), "1")));
        Attempts.refused(Problem.FORBIDDEN, () -> buying.acknowledge(WANDA, order, "5", FRIDAY));
        Actor elsewhere = Warehouse.personAt("rob", "ROT", Permission.RAISE_PURCHASE);
        Attempts.refused(Problem.FORBIDDEN, () -> buying.acknowledge(elsewhere, order, "5", FRIDAY));
        Attempts.refused(Problem.FORBIDDEN, () -> buying.advise(elsewhere, order, FRIDAY, advised(1, A, "1")));
        assertThat(buying.written()).isEqualTo(before);
    }

    @Test
    void openPurchasesShrinkWithReceiptsAndEndWithTheOrder() {
        PurchaseOrderId first = buying.sent("100");
        PurchaseOrderId second = buying.sent("20");
        assertThat(expected()).containsExactly(new OpenPurchases.Expected(HAM, A, FRIDAY, figure("120"), figure("0")));
        buying.dock.receive(WANDA, first, 1, A, "60");
        assertThat(expected()).containsExactly(new OpenPurchases.Expected(HAM, A, FRIDAY, figure("60"), figure("0")));
        buying.cancel(BEA, second);
        buying.dock.receive(WANDA, first, 1, A, "36");
        assertThat(expected()).as("within the under tolerance").isEmpty();
    }

    @Test
    void leadTimesAreThoseOfTheReceipts() {
        Instant start = Instant.now()
                .truncatedTo(ChronoUnit.DAYS)
                .minus(Duration.ofDays(30))
                .plus(Duration.ofHours(12));
        LocalDate confirmed = LocalDate.ofInstant(start, ZoneOffset.UTC).plusDays(8);
        for (int days : new int[] {5, 9, 13}) {
            at(start);
            PurchaseOrderId order = buying.sent("10");
            decide(BO, buying.acknowledge(BEA, order, "10", confirmed).acknowledgement(), true);
            at(start.plus(Duration.ofDays(days - 2)));
            buying.dock.arrived(WANDA, order, clock.instant(), 1, A, "5");
            at(start.plus(Duration.ofDays(days)));
            buying.dock.arrived(WANDA, order, clock.instant(), 1, A, "5");
        }
        // Completed after 5, 9 and 13 days: mean 9, sample deviation 4; confirmed for the eighth.
        List<SupplierQueries.LeadTime> times = buying.erp
                .reads()
                .in(ErpFixture.COMPANY, handle -> SupplierQueries.leadTimes(handle, BEA, LIND, clock.instant()));
        assertThat(times).hasSize(1);
        assertThat(times.get(0).item()).isEqualTo(A);
        assertThat(times.get(0).lines()).isEqualTo(3);
        assertThat(times.get(0).promisedDays()).isEqualByComparingTo("7");
        assertThat(times.get(0).actualDays()).isEqualByComparingTo("9");
        assertThat(times.get(0).standardDeviationDays()).isEqualByComparingTo("4");
        assertThat(times.get(0).lateDays()).isEqualByComparingTo("1");
        Actor elsewhere = Warehouse.personAt("rob", "ROT", Permission.VIEW);
        List<SupplierQueries.LeadTime> seen = buying.erp
                .reads()
                .in(ErpFixture.COMPANY, handle -> SupplierQueries.leadTimes(handle, elsewhere, LIND, clock.instant()));
        assertThat(seen).isEmpty();
    }

    private void at(Instant moment) {
        clock.advance(Duration.between(clock.instant(), moment));
    }

    private List<OpenPurchases.Expected> expected() {
        return buying.erp
                .reads()
                .in(ErpFixture.COMPANY, handle -> new OpenPurchaseQueries().expected(handle, HAM, List.of(A, B)));
    }

    private AcknowledgementView decide(Actor actor, AcknowledgementId acknowledgement, boolean accept) {
        return buying.run(
                new DecideAcknowledgement(),
                new DecideAcknowledgement.Command(acknowledgement, accept, "talked to them"),
                actor);
    }

    private static BigDecimal figure(String value) {
        return "0".equals(value) ? BigDecimal.ZERO : new BigDecimal(value).setScale(3, RoundingMode.UNNECESSARY);
    }
}
