package io.setpoint.erp.returns;

import static io.setpoint.erp.Warehouse.BIN_1;
import static io.setpoint.erp.Warehouse.WANDA;
import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.controls.Role;
import io.setpoint.contracts.events.ReturnOutcome;
import io.setpoint.contracts.events.ReturnReason;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.ReturnId;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.erp.Attempts;
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
import org.junit.jupiter.api.Test;

class ReturnHistoryTest {
    private static final Actor MIA = Warehouse.person("mia", Role.DATA_MIGRATION);
    /** After the shipment of the fixture left. */
    private final Instant opened = Instant.now().minus(Duration.ofHours(20));

    private final ReturnsFixture returns = new ReturnsFixture();

    @AfterEach
    void close() {
        returns.close();
    }

    @Test
    void aReturnComesInClosedWithItsTimesAndItsEventsAndMovesNoStock() {
        assertThat(take(document("RT-H1", "SH-1", line(1, "7", ReturnOutcome.RESTOCK, "wanda", null))))
                .containsExactly(Status.IMPORTED);

        assertThat(returns.erp().rows("customer_return where history and state = 'CLOSED' and received_by = 'will'"))
                .isEqualTo(1);
        assertThat(returns.erp().rows("return_line where received = 7 and disposed = 7 and unit_price = 15"))
                .isEqualTo(1);
        assertThat(returns.erp().rows("return_disposition where state = 'POSTED' and to_bin_id = '" + BIN_1 + "'"))
                .isEqualTo(1);
        for (String type : List.of("return-opened", "return-received", "disposition-proposed", "return-disposed")) {
            assertThat(returns.erp().rows("event where type = 'setpoint.returns." + type + ".v1'"))
                    .as(type)
                    .isEqualTo(1);
        }
        assertThat(returns.erp().rows("stock_move") + returns.erp().rows("stock"))
                .isZero();
        assertThat(returns.erp().rows("audit where command = 'import-returns' and detail = '[\"RT-H1\"]'"))
                .isEqualTo(1);
    }

    @Test
    void whatCameBackBeforeGoLiveCannotComeBackAgain() {
        take(document("RT-H1", "SH-1", line(1, "98", ReturnOutcome.RESTOCK, "wanda", null)));

        Attempts.refused(Problem.MORE_THAN_OPEN, () -> returns.open(ReturnsFixture.line(1, "3")));
        assertThat(take(document("RT-H2", "SH-1", line(1, "3", ReturnOutcome.RESTOCK, "wanda", null))))
                .containsExactly(Status.REFUSED);
    }

    @Test
    void goodsWhoseLotNobodyKeptComeBackInHistoryOnly() {
        returns.erp().sql("update item set tracking = 'LOT'");

        Attempts.refused(Problem.LOT_MISSING, () -> returns.open(ReturnsFixture.line(1, "3")));
        assertThat(take(document("RT-H1", "SH-1", line(1, "7", ReturnOutcome.RESTOCK, "wanda", null))))
                .containsExactly(Status.IMPORTED);
    }

    @Test
    void historyIsNoWayRoundASecondPerson() {
        assertThat(take(
                        document("RT-H1", "SH-1", line(1, "60", ReturnOutcome.SCRAP, "wanda", null)),
                        document("RT-H2", "SH-1", line(1, "60", ReturnOutcome.SCRAP, "wanda", "wanda")),
                        document("RT-H3", "SH-1", line(1, "60", ReturnOutcome.SCRAP, "wanda", "will")),
                        document("RT-H4", "SH-1", line(1, "60", ReturnOutcome.RESTOCK, "will", null)),
                        document("RT-H5", "SH-1", line(1, "60", ReturnOutcome.SCRAP, "wanda", "carla"))))
                .containsExactly(Status.REFUSED, Status.REFUSED, Status.REFUSED, Status.REFUSED, Status.IMPORTED);
        assertThat(returns.erp().rows("return_disposition where over_tolerance and decided_by = 'carla'"))
                .isEqualTo(1);
    }

    @Test
    void linesOfOnePersonCountTogetherAgainstTheDay() {
        assertThat(take(document(
                        "RT-H1",
                        "SH-1",
                        line(1, "50", ReturnOutcome.SCRAP, "wanda", null),
                        line(1, "50", ReturnOutcome.SCRAP, "wanda", null),
                        line(2, "40", ReturnOutcome.SCRAP, "wanda", null))))
                .as("1,400 of 1,500 a day")
                .containsExactly(Status.IMPORTED);
        returns.erp().sql("update site set adjustment_daily_limit = 1000 where company_id = 'NORTH'");
        returns.erp().sql("delete from return_disposition; delete from return_line; delete from customer_return");
        assertThat(take(document(
                        "RT-H2",
                        "SH-1",
                        line(1, "50", ReturnOutcome.SCRAP, "wanda", null),
                        line(1, "50", ReturnOutcome.SCRAP, "wanda", null),
                        line(2, "40", ReturnOutcome.SCRAP, "wanda", null))))
                .containsExactly(Status.REFUSED);
    }

    @Test
    void importingAgainIsHarmlessAndWhatIsWrongIsRefusedWhole() {
        ImportReturns.Document good = document("RT-H1", "SH-1", line(1, "7", ReturnOutcome.RESTOCK, "wanda", null));
        take(good);
        int written = returns.erp().rows("event");

        assertThat(take(
                        good,
                        document("RT-H1", "SH-1", line(1, "8", ReturnOutcome.RESTOCK, "wanda", null)),
                        document("RT-12345678", "SH-1", line(1, "1", ReturnOutcome.RESTOCK, "wanda", null)),
                        document("RT-H2", "SH-404", line(1, "1", ReturnOutcome.RESTOCK, "wanda", null)),
                        document("RT-H3", "SH-2", line(1, "1", ReturnOutcome.RESTOCK, "wanda", null)),
                        document("RT-H4", "SH-1", line(9, "1", ReturnOutcome.RESTOCK, "wanda", null)),
                        document("RT-H5", "SH-1")))
                .containsExactly(
                        Status.ALREADY_IMPORTED,
                        Status.REFUSED,
                        Status.REFUSED,
                        Status.REFUSED,
                        Status.REFUSED,
                        Status.REFUSED,
                        Status.REFUSED);
        assertThat(returns.erp().rows("event")).isEqualTo(written);
        assertThat(returns.erp().rows("customer_return")).isEqualTo(1);
    }

    @Test
    void onlyWhoMayImportHistoryMayAndNotOnceTheCompanyIsLive() {
        ImportReturns.Document good = document("RT-H1", "SH-1", line(1, "7", ReturnOutcome.RESTOCK, "wanda", null));
        Attempts.refused(Problem.FORBIDDEN, () -> take(WANDA, good));
        assertThat(returns.erp().rows("audit where command = 'import-returns' and outcome = 'REFUSED'"))
                .isEqualTo(1);
        assertThat(take(Warehouse.personAt("rik", "ROT", Permission.IMPORT_HISTORY), good))
                .containsExactly(Status.REFUSED);
        returns.erp().sql("update company set live_at = now() where company_id = 'NORTH'");
        Attempts.refused(Problem.AFTER_GO_LIVE, () -> take(good));
        assertThat(returns.erp().rows("customer_return")).isZero();
    }

    private List<Status> take(ImportReturns.Document... documents) {
        return take(MIA, documents);
    }

    private List<Status> take(Actor actor, ImportReturns.Document... documents) {
        return returns
                .run(returns.importReturns, new ImportReturns.Command(Arrays.asList(documents)), actor)
                .results()
                .stream()
                .map(Imported.Result::status)
                .toList();
    }

    /** Received by Will an hour after it was announced. */
    private ImportReturns.Document document(String id, String shipment, ImportReturns.Line... lines) {
        return new ImportReturns.Document(
                new ReturnId(id),
                new ShipmentId(shipment),
                new PersonId("sam"),
                opened,
                BIN_1,
                new PersonId("will"),
                opened.plusSeconds(3_600),
                Arrays.asList(lines));
    }

    private ImportReturns.Line line(
            int lineNo, String quantity, ReturnOutcome outcome, String disposedBy, @Nullable String approvedBy) {
        return new ImportReturns.Line(
                lineNo,
                new BigDecimal(quantity),
                ReturnReason.DAMAGED,
                null,
                outcome,
                null,
                new PersonId(disposedBy),
                approvedBy == null ? null : new PersonId(approvedBy),
                opened.plusSeconds(7_200));
    }
}
