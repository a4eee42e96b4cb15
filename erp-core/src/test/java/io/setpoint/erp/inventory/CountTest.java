package io.setpoint.erp.inventory;

import static io.setpoint.erp.Warehouse.A;
import static io.setpoint.erp.Warehouse.B;
import static io.setpoint.erp.Warehouse.BIN_1;
import static io.setpoint.erp.Warehouse.BIN_2;
import static io.setpoint.erp.Warehouse.CARLA;
import static io.setpoint.erp.Warehouse.CONRAD;
import static io.setpoint.erp.Warehouse.HAM;
import static io.setpoint.erp.Warehouse.PIA;
import static io.setpoint.erp.Warehouse.WANDA;
import static io.setpoint.erp.Warehouse.WILL;
import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.events.AdjustmentReason;
import io.setpoint.contracts.events.CountType;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.CountId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.Attempts;
import io.setpoint.erp.ErpFixture;
import io.setpoint.erp.MovableClock;
import io.setpoint.erp.Warehouse;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Json;
import io.setpoint.erp.kernel.Problem;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CountTest {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-23T08:00:00Z"));
    private final ErpFixture erp = ErpFixture.create(clock);

    @BeforeEach
    void fiftyPiecesInBinOne() {
        Warehouse.build(erp);
        receive(A, BIN_1, "50");
    }

    @AfterEach
    void close() {
        erp.close();
    }

    @Test
    void theCounterNeverGetsTheBook() throws Exception {
        CountSheet sheet = start(A, BIN_1);
        String json = Json.http().writeValueAsString(sheet)
                + Json.http().writeValueAsString(count(WANDA, sheet.count(), "20", null))
                + erp.reads().in(ErpFixture.COMPANY, handle -> {
                    try {
                        return Json.http().writeValueAsString(CountQueries.page(handle, WANDA, sheet.count()));
                    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                        throw new IllegalStateException(e);
                    }
                });

        assertThat(json)
                .contains("\"bin\":\"A-01-1\"")
                .doesNotContain("book")
                .doesNotContain("50")
                .doesNotContain("20\"");
    }

    @Test
    void aCountWithinToleranceIsBelievedAndWrittenWithEventAndAudit() {
        CountId count = start(A, BIN_1).count();
        assertThat(count(WANDA, count, "50", null)).isEqualTo(CountLine.Status.ACCEPTED);
        CountView view = complete(count);

        assertThat(view.lines()).singleElement().satisfies(line -> {
            assertThat(line.book()).isEqualByComparingTo("50");
            assertThat(line.adjustment()).isNull();
            assertThat(line.round()).isEqualTo(1);
        });
        assertThat(erp.rows("event where aggregateid = '" + count + "' and type like 'setpoint.inventory.count-%'"))
                .isEqualTo(3);
        assertThat(erp.rows("audit where command in ('start-count', 'count-line', 'complete-count')"))
                .isEqualTo(3);
        assertThat(erp.rows("cycle_count where state = 'COMPLETED' and completed_by = 'carla'"))
                .isEqualTo(1);
    }

    @Test
    void outOfToleranceAnotherPersonCountsAgainAndTheRecountReplacesTheFirst() {
        CountId count = start(A, BIN_1).count();
        assertThat(count(WANDA, count, "40", null)).isEqualTo(CountLine.Status.RECOUNT_BY_ANOTHER_PERSON);
        int before = Warehouse.written(erp);
        assertThat(Attempts.refused(Problem.RECOUNT_BY_ANOTHER, () -> count(WANDA, count, "45", null))
                        .allowed())
                .contains("Will")
                .doesNotContain("Wanda");
        assertThat(Warehouse.written(erp)).isEqualTo(before);
        Attempts.refused(Problem.NOT_COUNTED, () -> complete(count));

        assertThat(count(WILL, count, "48", null)).isEqualTo(CountLine.Status.ACCEPTED);
        CountView view = complete(count);
        assertThat(view.lines()).singleElement().satisfies(line -> {
            assertThat(line.round()).isEqualTo(2);
            assertThat(line.counted()).isEqualByComparingTo("48");
            assertThat(line.countedBy()).isEqualTo(WILL.person());
        });
        assertThat(erp.rows("adjustment where reason = 'COUNT' and quantity = -2 and proposed_by = 'will'"
                        + " and counted_by = 'will' and state = 'POSTED'"))
                .isEqualTo(1);
        assertThat(onHand(BIN_1)).isEqualByComparingTo("48");
    }

    @Test
    void whatIsShippedDuringTheCountIsNoVariance() {
        CountId count = start(A, BIN_1).count();
        clock.advance(Duration.ofMinutes(10));
        move("-5");
        clock.advance(Duration.ofMinutes(10));
        assertThat(count(WANDA, count, "45", null)).isEqualTo(CountLine.Status.ACCEPTED);
        clock.advance(Duration.ofMinutes(10));
        move("-7");

        assertThat(complete(count).lines())
                .singleElement()
                .satisfies(line -> assertThat(line.book()).isEqualByComparingTo("45"));
        assertThat(onHand(BIN_1)).isEqualByComparingTo("38");
    }

    @Test
    void aMoveThatIsReportedLateBelongsBeforeTheScanItPreceded() {
        CountId count = start(B, BIN_2).count();
        clock.advance(Duration.ofMinutes(10));
        Instant moved = clock.instant();
        clock.advance(Duration.ofMinutes(10));
        assertThat(count(WANDA, count, "8", null)).isEqualTo(CountLine.Status.RECOUNT_BY_ANOTHER_PERSON);
        assertThat(count(WILL, count, "8", null)).isEqualTo(CountLine.Status.ACCEPTED);
        clock.advance(Duration.ofMinutes(10));
        receive(B, BIN_2, "8", moved);

        assertThat(complete(count).lines())
                .singleElement()
                .satisfies(line -> assertThat(line.book()).isEqualByComparingTo("8"));
        assertThat(erp.rows("adjustment")).isZero();
    }

    @Test
    void aSecondCountComparesWithWhatTheFirstPutRight() {
        CountId first = start(A, BIN_1).count();
        count(WANDA, first, "48", null);
        count(WILL, first, "48", null);
        clock.advance(Duration.ofMinutes(5));
        CountId second = start(A, BIN_1).count();
        clock.advance(Duration.ofMinutes(5));
        Instant scan = clock.instant();
        clock.advance(Duration.ofMinutes(5));
        complete(first);
        assertThat(count(WANDA, second, "48", scan)).isEqualTo(CountLine.Status.ACCEPTED);
        complete(second);

        assertThat(erp.rows("adjustment")).isEqualTo(1);
        assertThat(onHand(BIN_1)).isEqualByComparingTo("48");
    }

    @Test
    void aVarianceOverToleranceWaitsForSomebodyWhoDidNotCount() {
        receive(A, BIN_2, "200");
        CountId count = start(A, BIN_2).count();
        count(WANDA, count, "140", null);
        count(CONRAD, count, "140", null);
        CountView view = complete(count);
        var adjustment = java.util.Objects.requireNonNull(view.lines().get(0).adjustment());

        assertThat(erp.rows("adjustment where state = 'PROPOSED' and over_tolerance and proposed_by = 'conrad'"))
                .isEqualTo(1);
        assertThat(Attempts.refused(
                                Problem.SELF_APPROVAL,
                                () -> erp.useCases()
                                        .run(
                                                new ApproveAdjustment(),
                                                new ApproveAdjustment.Command(adjustment, null),
                                                CONRAD,
                                                null))
                        .allowed())
                .containsExactly("Carla");
        assertThat(onHand(BIN_2)).isEqualByComparingTo("200");
    }

    @Test
    void whereTheBinCannotTakeTheVarianceAnymoreTheCountIsDoneAndTheAdjustmentWaits() {
        CountId count = start(A, BIN_1).count();
        count(WANDA, count, "30", null);
        count(WILL, count, "30", null);
        clock.advance(Duration.ofMinutes(5));
        move("-45");
        complete(count);

        assertThat(erp.rows("adjustment where state = 'PROPOSED' and quantity = -20 and not over_tolerance"))
                .isEqualTo(1);
        assertThat(onHand(BIN_1)).isEqualByComparingTo("5");
    }

    @Test
    void aProposalMayRestOnACountAndItsCounterIsThenKeptFromApproving() {
        CountId count = start(A, BIN_1).count();
        count(CARLA, count, "50", null);
        AdjustmentView view = erp.useCases()
                .run(
                        new ProposeAdjustment(),
                        new ProposeAdjustment.Command(
                                HAM,
                                A,
                                BIN_1,
                                new BigDecimal("60"),
                                AdjustmentReason.FOUND,
                                null,
                                null,
                                count,
                                null,
                                null),
                        WANDA,
                        null)
                .value();

        assertThat(view.countedBy()).isEqualTo(CARLA.person());
        assertThat(Attempts.refused(
                                Problem.SELF_APPROVAL,
                                () -> erp.useCases()
                                        .run(
                                                new ApproveAdjustment(),
                                                new ApproveAdjustment.Command(view.adjustment(), null),
                                                CARLA,
                                                null))
                        .allowed())
                .containsExactly("Conrad");
    }

    @Test
    void whatIsWrongIsRefusedAndNothingIsWritten() {
        CountId count = start(A, BIN_1).count();
        int before = Warehouse.written(erp);
        Attempts.refused(Problem.INVALID, () -> count(WANDA, count, "-1", null));
        Attempts.refused(
                Problem.IN_THE_FUTURE,
                () -> count(WANDA, count, "50", clock.instant().plusSeconds(3600)));
        Attempts.refused(
                Problem.OUT_OF_SEQUENCE,
                () -> count(WANDA, count, "50", clock.instant().minusSeconds(3600)));
        Attempts.refused(Problem.FORBIDDEN, () -> count(PIA, count, "50", null));
        Attempts.refused(Problem.NOT_FOUND, () -> count(WANDA, new CountId("CC-404"), "50", null));
        Attempts.refused(Problem.INVALID, () -> run(List.of()));
        Attempts.refused(
                Problem.INVALID, () -> run(List.of(new StartCount.Line(A, BIN_1), new StartCount.Line(A, BIN_1))));
        Attempts.refused(Problem.UNKNOWN_REFERENCE, () -> run(List.of(new StartCount.Line(new Sku("NOPE"), BIN_1))));
        assertThat(Warehouse.written(erp)).isEqualTo(before);
        count(WANDA, count, "50", null);
        Attempts.refused(Problem.WRONG_STATE, () -> count(WILL, count, "50", null));
        complete(count);
        Attempts.refused(Problem.WRONG_STATE, () -> complete(count));
    }

    private BigDecimal onHand(BinId bin) {
        return erp.owner()
                .withHandle(handle -> handle.createQuery("select on_hand from stock_bin where bin_id = :bin")
                        .bind("bin", bin)
                        .mapTo(BigDecimal.class)
                        .one());
    }

    private CountSheet start(Sku item, BinId bin) {
        return run(List.of(new StartCount.Line(item, bin)));
    }

    private CountSheet run(List<StartCount.Line> lines) {
        return erp.useCases()
                .run(new StartCount(), new StartCount.Command(HAM, CountType.PLANNED, lines), CARLA, null)
                .value();
    }

    private CountLine.Status count(Actor actor, CountId count, String counted, @Nullable Instant at) {
        return erp.useCases()
                .run(new CountLine(), new CountLine.Command(count, 1, new BigDecimal(counted), at), actor, null)
                .value()
                .status();
    }

    private CountView complete(CountId count) {
        return erp.useCases()
                .run(new CompleteCount(), new CompleteCount.Command(count), CARLA, null)
                .value();
    }

    private void move(String quantity) {
        AdjustmentView view = erp.useCases()
                .run(
                        new ProposeAdjustment(),
                        new ProposeAdjustment.Command(
                                HAM,
                                A,
                                BIN_1,
                                new BigDecimal(quantity),
                                AdjustmentReason.DAMAGE,
                                null,
                                null,
                                null,
                                null,
                                null),
                        CONRAD,
                        null)
                .value();
        assertThat(view.state()).isEqualTo(AdjustmentState.POSTED);
    }

    private void receive(Sku item, BinId bin, String quantity) {
        receive(item, bin, quantity, clock.instant());
    }

    private void receive(Sku item, BinId bin, String quantity, Instant at) {
        erp.useCases()
                .run(
                        new ReceiveGoods(),
                        new ReceiveGoods.Command(
                                HAM, null, at, at, List.of(new ReceiveGoods.Line(item, bin, new BigDecimal(quantity)))),
                        WANDA,
                        null);
    }
}
