package io.setpoint.ml.adjustments;

import static io.setpoint.contracts.events.AdjustmentReason.CORRECTION;
import static io.setpoint.contracts.events.AdjustmentReason.COUNT;
import static io.setpoint.contracts.events.AdjustmentReason.DAMAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.events.AdjustmentRejected;
import io.setpoint.contracts.values.AdjustmentId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.ml.events.LoggedEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each signal, and beside it an innocent adjustment that only looks like it. */
class AdjustmentHistoryTest {
    private static final Instant MONDAY = Instant.parse("2026-03-02T10:00:00Z");

    private final AdjustmentLog log = new AdjustmentLog();

    @Test
    void aValueJustUnderTheLimitCountsMoreEachTimeAndOneOverItNotAtAll() {
        log.adjustment("ADJ-1", "anna", "A", -49, "10", DAMAGE, MONDAY).propose();
        log.adjustment("ADJ-2", "anna", "B", -48, "10", DAMAGE, at(1)).propose();
        log.adjustment("ADJ-3", "anna", "C", -51, "10", DAMAGE, at(2)).propose();
        log.adjustment("ADJ-4", "ben", "D", -20, "10", DAMAGE, at(3)).propose();
        assertThat(log.feature("ADJ-2", AdjustmentFeatures.JUST_UNDER_LIMIT)).isGreaterThan(1);
        assertThat(log.feature("ADJ-3", AdjustmentFeatures.JUST_UNDER_LIMIT)).isZero();
        assertThat(log.feature("ADJ-4", AdjustmentFeatures.JUST_UNDER_LIMIT)).isZero();
    }

    @Test
    void nightIsAfterHoursForADayWorkerAndNotForANightWorker() {
        for (int day = 0; day < 30; day++) {
            log.worked("day-worker", at(24 * day));
            log.worked("night-worker", at(24 * day + 13));
        }
        Instant night = at(24 * 30 + 13);
        log.adjustment("ADJ-1", "day-worker", "A", -2, "10", DAMAGE, night).propose();
        log.adjustment("ADJ-2", "night-worker", "A", -2, "10", DAMAGE, night).propose();
        assertThat(log.feature("ADJ-1", AdjustmentFeatures.AFTER_HOURS)).isEqualTo(1);
        assertThat(log.feature("ADJ-2", AdjustmentFeatures.AFTER_HOURS)).isZero();
    }

    @Test
    void takenBackByTheSamePersonIsAPairOnBothSidesAndByAnotherPersonIsNot() {
        log.adjustment("ADJ-1", "anna", "A", -7, "10", DAMAGE, MONDAY).propose();
        log.adjustment("ADJ-2", "anna", "A", 7, "10", CORRECTION, at(48))
                .reverses("ADJ-1")
                .propose();
        log.adjustment("ADJ-3", "ben", "B", -7, "10", DAMAGE, MONDAY).propose();
        log.adjustment("ADJ-4", "carl", "B", 7, "10", CORRECTION, at(48))
                .reverses("ADJ-3")
                .propose();
        assertThat(log.feature("ADJ-1", AdjustmentFeatures.REVERSAL_PAIR)).isEqualTo(1);
        assertThat(log.feature("ADJ-2", AdjustmentFeatures.REVERSAL_PAIR)).isEqualTo(1);
        assertThat(log.feature("ADJ-3", AdjustmentFeatures.REVERSAL_PAIR)).isZero();
        assertThat(log.feature("ADJ-4", AdjustmentFeatures.REVERSAL_PAIR)).isZero();
    }

    @Test
    void aCountBehindAnAdjustmentMustShowItsVarianceAndCanBeUsedOnce() {
        log.counted("CC-1", "A", 100, 95, "carl", MONDAY);
        log.adjustment("ADJ-1", "anna", "A", -5, "10", COUNT, at(1))
                .count("CC-1", "carl")
                .propose();
        log.adjustment("ADJ-2", "anna", "A", -5, "10", COUNT, at(2))
                .count("CC-1", "carl")
                .propose();
        log.adjustment("ADJ-3", "anna", "B", -20, "10", COUNT, at(3))
                .count("CC-1", "anna")
                .propose();
        log.adjustment("ADJ-4", "anna", "C", -20, "10", COUNT, at(4)).propose();
        assertThat(log.feature("ADJ-1", AdjustmentFeatures.COUNT_WITHOUT_SCAN)).isZero();
        assertThat(log.feature("ADJ-2", AdjustmentFeatures.COUNT_WITHOUT_SCAN)).isEqualTo(1);
        assertThat(log.feature("ADJ-3", AdjustmentFeatures.COUNT_WITHOUT_SCAN)).isEqualTo(1);
        assertThat(log.feature("ADJ-3", AdjustmentFeatures.SAME_COUNTER)).isEqualTo(1);
        assertThat(log.feature("ADJ-4", AdjustmentFeatures.COUNT_WITHOUT_SCAN)).isEqualTo(1);
    }

    @Test
    void aCountCompletedAfterItsAdjustmentInTheSameCommitStillStandsBehindIt() {
        log.adjustment("ADJ-1", "anna", "A", -5, "10", COUNT, MONDAY)
                .count("CC-1", "anna")
                .propose();
        log.counted("CC-1", "A", 100, 95, "anna", MONDAY);
        assertThat(log.feature("ADJ-1", AdjustmentFeatures.COUNT_WITHOUT_SCAN)).isZero();
    }

    @Test
    void adjustedBeforeACountIsSeenWhenTheCountComesAndADayLaterNoMore() {
        log.adjustment("ADJ-1", "anna", "A", -5, "10", DAMAGE, MONDAY).propose();
        log.adjustment("ADJ-2", "anna", "B", -5, "10", DAMAGE, MONDAY).propose();
        log.counted("CC-1", "A", 100, 100, "carl", at(2));
        log.counted("CC-2", "B", 100, 100, "carl", at(30));
        assertThat(log.feature("ADJ-1", AdjustmentFeatures.BEFORE_COUNT)).isGreaterThan(0.9);
        assertThat(log.feature("ADJ-2", AdjustmentFeatures.BEFORE_COUNT)).isZero();
    }

    @Test
    void aSlowItemShippedRightAfterItsWriteOffSurprisesAndABestSellerDoesNot() {
        for (int hour = 0; hour < 24 * 20; hour += 2) {
            log.shipped("SELLER", 1, at(hour));
        }
        log.adjustment("ADJ-1", "anna", "SLOW", -3, "10", DAMAGE, at(481)).propose();
        log.adjustment("ADJ-2", "anna", "SELLER", -3, "10", DAMAGE, at(481)).propose();
        log.shipped("SLOW", 3, at(484));
        log.shipped("SELLER", 3, at(484));
        assertThat(log.feature("ADJ-1", AdjustmentFeatures.WRITTEN_OFF_THEN_SHIPPED))
                .isGreaterThan(3);
        assertThat(log.feature("ADJ-2", AdjustmentFeatures.WRITTEN_OFF_THEN_SHIPPED))
                .isLessThan(0.5);
    }

    @Test
    void repetitionIsSeenOnEveryOneOfASeriesAndWeighsLessWhereItIsDocumented() {
        for (int i = 0; i < 4; i++) {
            log.adjustment("ADJ-A" + i, "anna", "A", -1, "80", DAMAGE, at(30 * i))
                    .propose();
            log.adjustment("ADJ-B" + i, "ben", "B", -1, "80", DAMAGE, at(30 * i))
                    .note("Packaging crushed")
                    .propose();
        }
        double first = log.feature("ADJ-A0", AdjustmentFeatures.REPETITION);
        assertThat(first).isEqualTo(log.feature("ADJ-A3", AdjustmentFeatures.REPETITION));
        assertThat(first).isGreaterThan(2 * log.feature("ADJ-B3", AdjustmentFeatures.REPETITION));
    }

    @Test
    void aSplitIsSeenOnItsFirstPartToo() {
        log.adjustment("ADJ-1", "anna", "A", -4, "100", DAMAGE, MONDAY).propose();
        log.adjustment("ADJ-2", "anna", "A", -4, "100", DAMAGE, at(1)).propose();
        log.adjustment("ADJ-3", "anna", "B", -4, "100", DAMAGE, at(1)).propose();
        assertThat(log.feature("ADJ-1", AdjustmentFeatures.SPLIT)).isEqualTo(StrictMath.log1p(400 / 500.0));
        assertThat(log.feature("ADJ-3", AdjustmentFeatures.SPLIT)).isZero();
    }

    @Test
    void morewriteOffsThanPeersDeviate() {
        for (int i = 0; i < 9; i++) {
            log.adjustment("ADJ-A" + i, "anna", "A" + i, -1, "10", DAMAGE, at(i))
                    .propose();
        }
        log.adjustment("ADJ-B", "ben", "B", -1, "10", DAMAGE, at(9)).propose();
        assertThat(log.feature("ADJ-A8", AdjustmentFeatures.PEER_DEVIATION)).isGreaterThan(2);
        assertThat(log.feature("ADJ-B", AdjustmentFeatures.PEER_DEVIATION)).isZero();
    }

    @Test
    void valueWithoutNoteOrPhotoIsValueWithoutEvidence() {
        log.adjustment("ADJ-1", "anna", "A", -10, "30", DAMAGE, MONDAY).propose();
        log.adjustment("ADJ-2", "anna", "B", -10, "30", DAMAGE, MONDAY)
                .note("Wet pallet")
                .propose();
        assertThat(log.feature("ADJ-1", AdjustmentFeatures.NO_EVIDENCE)).isEqualTo(StrictMath.log1p(300));
        assertThat(log.feature("ADJ-2", AdjustmentFeatures.NO_EVIDENCE)).isZero();
    }

    @Test
    void aRejectedProposalIsNoHabit() {
        log.adjustment("ADJ-1", "anna", "A", -1, "10", DAMAGE, MONDAY).propose();
        log.add(new AdjustmentRejected(
                new AdjustmentId("ADJ-1"),
                new SiteId("WH1"),
                new PersonId("anna"),
                new PersonId("boss"),
                "not damaged",
                at(1)));
        log.adjustment("ADJ-2", "anna", "A", -1, "10", DAMAGE, at(2)).propose();
        assertThat(log.feature("ADJ-2", AdjustmentFeatures.REPETITION)).isZero();
    }

    @Test
    void evidenceNamesTheEventsThatShedLight() {
        log.adjustment("ADJ-1", "anna", "SLOW", -3, "10", DAMAGE, MONDAY).propose();
        log.shipped("SLOW", 3, at(3));
        AdjustmentFacts facts = log.facts("ADJ-1");
        assertThat(facts.evidence())
                .extracting(reference -> reference.eventId())
                .containsExactly(log.events.get(0).id(), log.events.get(1).id());
    }

    @Test
    void aStateWrittenAndReadAtAnyPointGoesOnAsIfNothingHadHappened() throws IOException {
        List<LoggedEvent> events = RandomAdjustments.of(5, 20).log().events;
        AdjustmentHistory kept = new AdjustmentHistory();
        AdjustmentHistory restored = new AdjustmentHistory();
        List<List<AdjustmentFacts>> one = new ArrayList<>();
        List<List<AdjustmentFacts>> two = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            if (i % 97 == 0) {
                restored = AdjustmentHistory.readFrom(new DataInputStream(new ByteArrayInputStream(bytes(restored))));
                assertThat(bytes(restored)).isEqualTo(bytes(kept)).isEqualTo(bytes(kept.copy()));
            }
            one.add(kept.apply(events.get(i)));
            two.add(restored.apply(events.get(i)));
        }
        assertThat(two).isEqualTo(one);
    }

    @Test
    void aCopySharesNothingThatChanges() throws IOException {
        List<LoggedEvent> events = RandomAdjustments.of(6, 20).log().events;
        AdjustmentHistory original = new AdjustmentHistory();
        events.subList(0, 300).forEach(original::apply);
        AdjustmentHistory copy = original.copy();
        byte[] before = bytes(copy);
        events.subList(300, events.size()).forEach(original::apply);
        assertThat(bytes(copy)).isEqualTo(before).isNotEqualTo(bytes(original));
    }

    private static byte[] bytes(AdjustmentHistory history) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        history.writeTo(new DataOutputStream(out));
        return out.toByteArray();
    }

    private static Instant at(int hours) {
        return MONDAY.plus(Duration.ofHours(hours));
    }
}
