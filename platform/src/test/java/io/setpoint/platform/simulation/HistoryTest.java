package io.setpoint.platform.simulation;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.platform.client.HistoryAdjustment;
import io.setpoint.platform.client.HistoryCount;
import io.setpoint.platform.client.HistoryOrder;
import io.setpoint.platform.client.HistoryPurchase;
import io.setpoint.platform.client.HistoryReturn;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final Instant UNTIL = Instant.parse("2026-11-23T10:30:00Z");
    private static final World WORLD = World.of(42);
    private static final History HISTORY = History.plan(WORLD, History.DAYS, UNTIL);

    @Test
    void oneSeedGivesOnePlan() {
        assertThat(History.plan(World.of(42), History.DAYS, UNTIL)).isEqualTo(HISTORY);
    }

    @Test
    void anotherSeedGivesAnotherPlan() {
        History other = History.plan(World.of(43), History.DAYS, UNTIL);
        assertThat(other.companies().get(0).orders())
                .isNotEqualTo(HISTORY.companies().get(0).orders());
        assertThat(other.labels()).isNotEqualTo(HISTORY.labels());
    }

    @Test
    void hasTwoCompaniesThreeWarehousesEightHundredItemsAndHundredFiftyCustomers() {
        assertThat(WORLD.companies())
                .extracting(World.Company::currency)
                .doesNotHaveDuplicates()
                .hasSize(2);
        assertThat(WORLD.companies().stream().flatMap(company -> company.sites().stream()))
                .extracting(World.Site::discipline)
                .containsExactlyInAnyOrder(World.Discipline.values());
        assertThat(WORLD.companies().stream().flatMap(company -> company.items().stream()))
                .hasSize(800);
        assertThat(WORLD.companies().stream().flatMap(company -> company.customers().stream()))
                .hasSize(150)
                .extracting(World.Customer::customerClass)
                .contains("A", "B", "C");
    }

    @Test
    void hasTheStatedSize() {
        assertThat(orders()).hasSizeBetween(6_000, 8_000);
        double lines = orders().stream()
                .mapToInt(order -> order.lines().size())
                .average()
                .orElseThrow();
        assertThat(lines).isBetween(2.5, 3.5);
        assertThat(adjustments()).hasSizeBetween(3_000, 5_000);
        assertThat(counts().stream().mapToInt(count -> count.lines().size()).sum())
                .isBetween(4_000, 9_000);
    }

    @Test
    void serviceIsGoodButNotPerfectAndEachCauseOfLatenessOccurs() {
        Map<String, Long> byCause = HISTORY.labels().stream()
                .filter(label -> label.kind().equals("order"))
                .collect(groupingBy(Label::pattern, counting()));
        for (LatenessCause cause : LatenessCause.values()) {
            assertThat(byCause.get(cause.name())).as(cause.name()).isNotNull().isGreaterThan(20);
        }
        double late = byCause.values().stream().mapToLong(Long::longValue).sum() / (double) orders().size();
        assertThat(late).isBetween(0.08, 0.30);
    }

    @Test
    void anOrderNeverShipsMoreThanWasReleasedAndNothingHappensBeforeItsCauseOrAfterTheEnd() {
        for (HistoryOrder order : orders()) {
            assertThat(order.placedAt()).isBefore(UNTIL);
            Instant released = order.releasedAt();
            assertThat(order.shipments().isEmpty() || released != null).isTrue();
            if (released != null) {
                assertThat(released).isAfter(order.placedAt()).isBefore(UNTIL);
            }
            Map<Integer, BigDecimal> left = new HashMap<>(
                    order.lines().stream().collect(toMap(HistoryOrder.Line::lineNo, HistoryOrder.Line::quantity)));
            for (HistoryOrder.Cancellation cancellation : order.cancellations()) {
                assertThat(cancellation.at()).isAfterOrEqualTo(order.placedAt()).isBefore(UNTIL);
                assertThat(cancellation.reason().equals("SHORTAGE"))
                        .isEqualTo(released != null && cancellation.at().isAfter(released));
                left.merge(cancellation.lineNo(), cancellation.quantity().negate(), BigDecimal::add);
            }
            Instant before = released == null ? order.placedAt() : released;
            for (HistoryOrder.Shipment shipment : order.shipments()) {
                assertThat(shipment.shippedAt())
                        .as(order.order())
                        .isAfterOrEqualTo(before)
                        .isBefore(UNTIL);
                before = shipment.shippedAt();
                assertThat(shipment.lines()).isNotEmpty();
                shipment.lines()
                        .forEach(line ->
                                left.merge(line.lineNo(), line.quantity().negate(), BigDecimal::add));
                Instant delivered = shipment.deliveredAt();
                assertThat(delivered == null || delivered.isAfter(shipment.shippedAt()))
                        .isTrue();
            }
            assertThat(left.values())
                    .as(order.order())
                    .allSatisfy(quantity -> assertThat(quantity.signum()).isNotNegative());
        }
    }

    @Test
    void documentsHaveUniqueIds() {
        assertThat(orders()).extracting(HistoryOrder::order).doesNotHaveDuplicates();
        assertThat(adjustments()).extracting(HistoryAdjustment::adjustment).doesNotHaveDuplicates();
        assertThat(counts()).extracting(HistoryCount::count).doesNotHaveDuplicates();
        assertThat(orders().stream().flatMap(order -> order.shipments().stream()))
                .extracting(HistoryOrder.Shipment::shipment)
                .doesNotHaveDuplicates();
    }

    @Test
    void noAdjustmentAboveToleranceStandsWithoutASecondPerson() {
        for (History.OfCompany of : HISTORY.companies()) {
            Map<String, World.Site> sites =
                    of.company().sites().stream().collect(toMap(World.Site::id, Function.identity()));
            Map<String, BigDecimal> perDay = new HashMap<>();
            of.adjustments().stream()
                    .sorted(Comparator.comparing(HistoryAdjustment::proposedAt))
                    .forEach(adjustment -> {
                        World.Site site = requireNonNull(sites.get(adjustment.site()));
                        BigDecimal value = adjustment
                                .quantity()
                                .multiply(adjustment.unitCost())
                                .abs();
                        LocalDate day =
                                adjustment.proposedAt().atZone(site.zone()).toLocalDate();
                        BigDecimal total = perDay.merge(adjustment.proposedBy() + day, value, BigDecimal::add);
                        String decider =
                                adjustment.approvedBy() == null ? adjustment.rejectedBy() : adjustment.approvedBy();
                        if (value.compareTo(site.limit()) > 0 || total.compareTo(site.dailyLimit()) > 0) {
                            assertThat(decider).as(adjustment.adjustment()).isNotNull();
                        }
                        assertThat(decider).isNotEqualTo(adjustment.proposedBy());
                    });
        }
    }

    @Test
    void aReversalUndoesAnEarlierPostedAdjustmentExactly() {
        Map<String, HistoryAdjustment> byId =
                adjustments().stream().collect(toMap(HistoryAdjustment::adjustment, Function.identity()));
        List<HistoryAdjustment> reversals = adjustments().stream()
                .filter(adjustment -> adjustment.reversalOf() != null)
                .toList();
        assertThat(reversals).hasSizeGreaterThan(20);
        Set<String> reversed = new HashSet<>();
        for (HistoryAdjustment reversal : reversals) {
            HistoryAdjustment original = requireNonNull(byId.get(reversal.reversalOf()));
            assertThat(original.rejectedBy()).isNull();
            assertThat(reversal.quantity())
                    .isEqualByComparingTo(original.quantity().negate());
            assertThat(reversal.proposedAt()).isAfter(original.decidedAt());
            assertThat(reversed.add(original.adjustment())).isTrue();
        }
    }

    @Test
    void aboutOneAdjustmentInTwoHundredIsSuspiciousAndEachPatternHasItsLookAlikes() {
        Map<String, HistoryAdjustment> byId =
                adjustments().stream().collect(toMap(HistoryAdjustment::adjustment, Function.identity()));
        List<Label> labels = HISTORY.labels().stream()
                .filter(label -> label.kind().equals("adjustment"))
                .toList();
        assertThat(labels).allSatisfy(label -> assertThat(byId).containsKey(label.document()));
        long genuine = labels.stream().filter(Label::genuine).count();
        assertThat(genuine * 1_000 / adjustments().size()).isBetween(3L, 7L);
        for (SuspiciousPattern pattern : SuspiciousPattern.values()) {
            assertThat(labels)
                    .anyMatch(label -> label.genuine() && label.pattern().equals(pattern.name()));
            assertThat(labels)
                    .anyMatch(label -> !label.genuine() && label.pattern().equals(pattern.name()));
        }
    }

    @Test
    void aLabelledDocumentShowsItsPattern() {
        Map<String, HistoryAdjustment> byId =
                adjustments().stream().collect(toMap(HistoryAdjustment::adjustment, Function.identity()));
        Map<String, World.Site> sites = WORLD.companies().stream()
                .flatMap(company -> company.sites().stream())
                .collect(toMap(World.Site::id, Function.identity()));
        Map<String, List<HistoryAdjustment>> schemes = new HashMap<>();
        for (Label label : HISTORY.labels()) {
            HistoryAdjustment adjustment = byId.get(label.document());
            if (!label.kind().equals("adjustment") || !label.genuine() || adjustment == null) {
                continue;
            }
            schemes.computeIfAbsent(label.occurrence(), scheme -> new ArrayList<>())
                    .add(adjustment);
            World.Site site = requireNonNull(sites.get(adjustment.site()));
            BigDecimal share = adjustment
                    .quantity()
                    .multiply(adjustment.unitCost())
                    .abs()
                    .divide(site.limit(), 4, RoundingMode.HALF_UP);
            switch (SuspiciousPattern.valueOf(label.pattern())) {
                case JUST_UNDER_LIMIT -> assertThat(share).isBetween(new BigDecimal("0.9"), BigDecimal.ONE);
                case AFTER_HOURS ->
                    assertThat(outsideShift(adjustment, site.zone())).isTrue();
                case SAME_COUNTER -> assertThat(adjustment.countedBy()).isEqualTo(adjustment.proposedBy());
                case ROUND_WITHOUT_COUNT -> {
                    assertThat(adjustment.count()).isNull();
                    assertThat(adjustment.quantity().intValueExact() % 10).isZero();
                }
                case WRITE_OFF_THEN_SHIP ->
                    assertThat(orders())
                            .anyMatch(order -> order.lines().size() == 1
                                    && order.lines().get(0).item().equals(adjustment.item())
                                    && order.lines()
                                                    .get(0)
                                                    .quantity()
                                                    .compareTo(adjustment
                                                            .quantity()
                                                            .negate())
                                            == 0
                                    && order.placedAt().isBefore(adjustment.proposedAt())
                                    && order.shipments().get(0).shippedAt().isAfter(adjustment.proposedAt()));
                default -> assertThat(adjustment.quantity().signum()).isNotZero();
            }
        }
        schemes.forEach((scheme, documents) -> {
            if (scheme.startsWith("SPLIT") || scheme.startsWith("SMALL") || scheme.startsWith("ADJUST")) {
                assertThat(documents).as(scheme).hasSizeGreaterThan(1);
                assertThat(documents.stream().map(HistoryAdjustment::proposedBy).collect(toSet()))
                        .hasSize(1);
                assertThat(documents.stream().map(HistoryAdjustment::item).collect(toSet()))
                        .hasSize(1);
            }
        });
    }

    private static boolean outsideShift(HistoryAdjustment adjustment, ZoneId zone) {
        World.Person person = WORLD.companies().stream()
                .flatMap(company -> company.people().stream())
                .filter(candidate -> candidate.id().equals(adjustment.proposedBy()))
                .findFirst()
                .orElseThrow();
        int hour = adjustment.proposedAt().atZone(zone).getHour();
        return Math.floorMod(hour - person.shiftStart(), 24) >= 8;
    }

    private static List<HistoryOrder> orders() {
        return HISTORY.companies().stream().flatMap(of -> of.orders().stream()).toList();
    }

    private static List<HistoryAdjustment> adjustments() {
        return HISTORY.companies().stream()
                .flatMap(of -> of.adjustments().stream())
                .toList();
    }

    private static List<HistoryCount> counts() {
        return HISTORY.companies().stream().flatMap(of -> of.counts().stream()).toList();
    }

    @Test
    void countsHaveTheDisciplineOfTheirWarehouse() {
        Map<String, Long> recounted = counts().stream()
                .flatMap(count ->
                        count.lines().stream().filter(line -> line.round() == 2).map(line -> count.site()))
                .collect(groupingBy(Function.identity(), counting()));
        assertThat(recounted).containsOnlyKeys("GOT", "TKU");
        assertThat(counts())
                .allSatisfy(count -> assertThat(Duration.between(
                                count.lines().get(count.lines().size() - 1).countedAt(), count.completedAt()))
                        .isPositive());
    }

    @Test
    void purchasesAreReceivedAsEachWarehouseIsUsedTo() {
        Map<String, List<HistoryPurchase.Delivery>> bySite = new HashMap<>();
        for (History.OfCompany of : HISTORY.companies()) {
            of.purchases()
                    .forEach(purchase -> bySite.computeIfAbsent(purchase.site(), site -> new ArrayList<>())
                            .addAll(purchase.receipts()));
        }
        assertThat(waits(bySite, "GOT")).allMatch(wait -> wait.compareTo(Duration.ofHours(1)) < 0);
        assertThat(waits(bySite, "TKU")).allMatch(wait -> wait.compareTo(Duration.ofHours(2)) > 0);
        assertThat(requireNonNull(bySite.get("ZAZ")))
                .as("who does not look finds nothing")
                .allMatch(receipt -> receipt.discrepancies().isEmpty());
        assertThat(requireNonNull(bySite.get("GOT")))
                .anyMatch(receipt -> !receipt.discrepancies().isEmpty());
    }

    private static List<Duration> waits(Map<String, List<HistoryPurchase.Delivery>> bySite, String site) {
        return requireNonNull(bySite.get(site)).stream()
                .map(receipt -> Duration.between(receipt.dockArrivedAt(), receipt.receivedAt()))
                .toList();
    }

    @Test
    void nobodyReceivesWhatHeOrderedAndSomeOrdersAreOpenAtTheEnd() {
        List<HistoryPurchase> purchases = HISTORY.companies().stream()
                .flatMap(of -> of.purchases().stream())
                .toList();
        assertThat(purchases)
                .allSatisfy(purchase -> assertThat(purchase.receipts())
                        .noneMatch(receipt -> receipt.receivedBy().equals(purchase.raisedBy())));
        assertThat(purchases).anyMatch(purchase -> purchase.receipts().isEmpty());
        assertThat(purchases).anyMatch(purchase -> purchase.expediteReason() != null);
    }

    @Test
    void aboutOneDeliveryInThirtyComesBackAndAnotherPersonThanItsReceiverJudgesIt() {
        List<HistoryReturn> returns = HISTORY.companies().stream()
                .flatMap(of -> of.returns().stream())
                .toList();
        long delivered = orders().stream()
                .flatMap(order -> order.shipments().stream())
                .filter(shipment -> shipment.deliveredAt() != null)
                .count();
        assertThat(delivered / returns.size()).isBetween(24L, 40L);
        assertThat(returns)
                .allSatisfy(back -> assertThat(back.lines())
                        .noneMatch(line -> line.disposedBy().equals(back.receivedBy())));
    }
}
