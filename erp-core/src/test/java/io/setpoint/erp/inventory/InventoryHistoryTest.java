package io.setpoint.erp.inventory;

import static io.setpoint.erp.Warehouse.A;
import static io.setpoint.erp.Warehouse.BIN_1;
import static io.setpoint.erp.Warehouse.HAM;
import static io.setpoint.erp.Warehouse.WANDA;
import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.controls.Role;
import io.setpoint.contracts.events.AdjustmentReason;
import io.setpoint.contracts.events.CountType;
import io.setpoint.contracts.values.AdjustmentId;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.CountId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.Attempts;
import io.setpoint.erp.ErpFixture;
import io.setpoint.erp.Warehouse;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.organization.api.Imported;
import io.setpoint.erp.organization.api.Imported.Status;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InventoryHistoryTest {
    private static final Actor MIA = Warehouse.person("mia", Role.DATA_MIGRATION);
    private static final Instant MAY = Instant.parse("2026-05-04T10:00:00Z");

    private final ErpFixture erp = ErpFixture.create();

    @BeforeEach
    void warehouse() {
        Warehouse.build(erp);
    }

    @AfterEach
    void close() {
        erp.close();
    }

    @Test
    void adjustmentsComeInWithTheirBusinessTimesAndMoveNoStock() {
        assertThat(adjustments(
                        document("ADJ-A1", "-5", "wanda", null, null, MAY),
                        document("ADJ-A2", "-60", "wanda", "carla", null, MAY.plusSeconds(60)),
                        document("ADJ-A3", "-70", "will", null, "carla", MAY)))
                .extracting(Imported.Result::status)
                .containsOnly(Status.IMPORTED);

        assertThat(erp.rows("stock_move") + erp.rows("stock")).isZero();
        assertThat(erp.rows("adjustment where history and state = 'POSTED' and decided_by is null"
                        + " and adjustment_id = 'ADJ-A1' and posted_at = '2026-05-04T11:00:00Z'"))
                .isEqualTo(1);
        assertThat(erp.rows("adjustment where adjustment_id = 'ADJ-A2' and over_tolerance and decided_by = 'carla'"
                        + " and rolling_total = 650"))
                .isEqualTo(1);
        assertThat(erp.rows("adjustment where adjustment_id = 'ADJ-A3' and state = 'REJECTED'"))
                .isEqualTo(1);
        assertThat(erp.rows("event where type = 'setpoint.inventory.adjustment-proposed.v1'"
                        + " and occurred_at between '2026-05-04T10:00:00Z' and '2026-05-04T10:01:00Z'"))
                .isEqualTo(3);
        assertThat(erp.rows("event where type = 'setpoint.inventory.adjustment-posted.v1'"))
                .isEqualTo(2);
        assertThat(erp.rows("event where type = 'setpoint.inventory.adjustment-rejected.v1'"))
                .isEqualTo(1);
        assertThat(
                        erp.rows(
                                "audit where command = 'import-adjustments' and detail = '[\"ADJ-A1\", \"ADJ-A2\", \"ADJ-A3\"]'"))
                .isEqualTo(1);
    }

    @Test
    void fourEyesHoldForHistoryToo() {
        assertThat(adjustments(
                        document("ADJ-A1", "-60", "wanda", null, null, MAY),
                        document("ADJ-A2", "-60", "wanda", "wanda", null, MAY),
                        document("ADJ-A3", "-60", "wanda", "carla", null, MAY)))
                .extracting(Imported.Result::status)
                .containsExactly(Status.REFUSED, Status.REFUSED, Status.IMPORTED);
        assertThat(adjustments(document("ADJ-A4", "-1", "wanda", null, null, MAY.plus(Duration.ofHours(1))))
                        .get(0)
                        .status())
                .isEqualTo(Status.IMPORTED);
        assertThat(adjustments(
                        document("ADJ-A5", "-50", "wanda", null, null, MAY.plus(Duration.ofHours(2))),
                        document("ADJ-A6", "-50", "wanda", null, null, MAY.plus(Duration.ofHours(3))),
                        document("ADJ-A7", "-50", "wanda", null, null, MAY.plus(Duration.ofHours(30)))))
                .extracting(Imported.Result::status)
                .containsExactly(Status.IMPORTED, Status.REFUSED, Status.IMPORTED);
    }

    @Test
    void importingAgainIsHarmlessAndOtherContentIsRefused() {
        adjustments(document("ADJ-A1", "-5", "wanda", null, null, MAY));
        assertThat(adjustments(
                        document("ADJ-A1", "-5", "wanda", null, null, MAY),
                        document("ADJ-A1", "-6", "wanda", null, null, MAY)))
                .extracting(Imported.Result::status)
                .containsExactly(Status.ALREADY_IMPORTED, Status.REFUSED);
        assertThat(erp.rows("adjustment")).isEqualTo(1);
        counts(count("CC-A1", "48"));
        assertThat(counts(count("CC-A1", "48"), count("CC-A1", "47")))
                .extracting(Imported.Result::status)
                .containsExactly(Status.ALREADY_IMPORTED, Status.REFUSED);
        assertThat(erp.rows("cycle_count_line")).isEqualTo(1);
    }

    @Test
    void aDocumentThatIsWrongIsRefusedAndTheOthersComeIn() {
        ImportAdjustments.Document good = document("ADJ-A1", "-5", "wanda", null, null, MAY);
        List<Imported.Result> results = adjustments(
                good,
                at(good, "ADJ-A2", new Sku("NOPE"), BIN_1, MAY, null),
                at(good, "ADJ-A3", A, new BinId("Z-9"), MAY, null),
                at(good, "ADJ-A4", A, BIN_1, Instant.now().plusSeconds(86_400), null),
                at(good, "ADJ-A5", A, BIN_1, MAY, new AdjustmentId("ADJ-404")),
                document("ADJ-A6", "0", "wanda", null, null, MAY));
        assertThat(results)
                .extracting(Imported.Result::status)
                .containsExactly(
                        Status.IMPORTED,
                        Status.REFUSED,
                        Status.REFUSED,
                        Status.REFUSED,
                        Status.REFUSED,
                        Status.REFUSED);
        assertThat(results.get(1).problem()).isEqualTo("unknown-reference: There is no item NOPE");
        assertThat(erp.rows("adjustment")).isEqualTo(1);
        assertThat(erp.rows("event")).isEqualTo(2);
    }

    @Test
    void countsComeInCompletedWithTheirBookAndMakeNoAdjustment() {
        assertThat(counts(count("CC-A1", "48")))
                .extracting(Imported.Result::status)
                .containsExactly(Status.IMPORTED);
        assertThat(erp.rows(
                        "cycle_count where history and state = 'COMPLETED' and completed_at = '2026-05-04T11:00:00Z'"))
                .isEqualTo(1);
        assertThat(erp.rows("cycle_count_line where book = 50 and counted = 48 and abc = 'A' and round = 2"
                        + " and counted_by = 'will' and category = 'valves'"))
                .isEqualTo(1);
        assertThat(erp.rows("event where type = 'setpoint.inventory.count-completed.v1'"
                        + " and payload::jsonb #>> '{lines,0,book,value}' = '50.000'"))
                .isEqualTo(1);
        assertThat(erp.rows("adjustment") + erp.rows("stock_move")).isZero();
    }

    @Test
    void onceTheCompanyIsLiveHistoryIsClosed() {
        erp.sql("update company set live_at = now() where company_id = 'NORTH'");
        Attempts.refused(Problem.AFTER_GO_LIVE, () -> adjustments(document("ADJ-A1", "-5", "wanda", null, null, MAY)));
        Attempts.refused(Problem.AFTER_GO_LIVE, () -> counts(count("CC-A1", "48")));
        assertThat(erp.rows("event") + erp.rows("adjustment") + erp.rows("cycle_count"))
                .isZero();
    }

    @Test
    void onlyWhoMayImportHistoryMay() {
        Attempts.refused(
                Problem.FORBIDDEN,
                () -> erp.useCases()
                        .run(
                                new ImportAdjustments(),
                                new ImportAdjustments.Command(
                                        List.of(document("ADJ-A1", "-5", "wanda", null, null, MAY))),
                                WANDA,
                                null));
        Attempts.refused(Problem.INVALID, () -> adjustments());
    }

    private List<Imported.Result> adjustments(ImportAdjustments.Document... documents) {
        return erp.useCases()
                .run(new ImportAdjustments(), new ImportAdjustments.Command(Arrays.asList(documents)), MIA, null)
                .value()
                .results();
    }

    private List<Imported.Result> counts(ImportCounts.Document... documents) {
        return erp.useCases()
                .run(new ImportCounts(), new ImportCounts.Command(Arrays.asList(documents)), MIA, null)
                .value()
                .results();
    }

    private static ImportAdjustments.Document document(
            String id,
            String quantity,
            String proposedBy,
            @Nullable String approvedBy,
            @Nullable String rejectedBy,
            Instant proposedAt) {
        return new ImportAdjustments.Document(
                new AdjustmentId(id),
                HAM,
                A,
                BIN_1,
                new BigDecimal(quantity),
                BigDecimal.TEN,
                AdjustmentReason.DAMAGE,
                null,
                null,
                null,
                null,
                null,
                new PersonId(proposedBy),
                approvedBy == null ? null : new PersonId(approvedBy),
                rejectedBy == null ? null : new PersonId(rejectedBy),
                proposedAt,
                proposedAt.plusSeconds(3600));
    }

    private static ImportAdjustments.Document at(
            ImportAdjustments.Document like,
            String id,
            Sku item,
            BinId bin,
            Instant proposedAt,
            @Nullable AdjustmentId reversalOf) {
        return new ImportAdjustments.Document(
                new AdjustmentId(id),
                like.site(),
                item,
                bin,
                like.quantity(),
                like.unitCost(),
                like.reason(),
                null,
                null,
                null,
                null,
                reversalOf,
                like.proposedBy(),
                null,
                null,
                proposedAt,
                proposedAt);
    }

    private static ImportCounts.Document count(String id, String counted) {
        return new ImportCounts.Document(
                new CountId(id),
                HAM,
                CountType.PLANNED,
                MAY.plusSeconds(3600),
                List.of(new ImportCounts.Line(
                        1,
                        A,
                        BIN_1,
                        new BigDecimal("50"),
                        new BigDecimal(counted),
                        BigDecimal.TEN,
                        new PersonId("will"),
                        2,
                        MAY)));
    }
}
