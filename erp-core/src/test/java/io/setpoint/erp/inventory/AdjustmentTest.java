package io.setpoint.erp.inventory;

import static io.setpoint.erp.Warehouse.A;
import static io.setpoint.erp.Warehouse.BIN_1;
import static io.setpoint.erp.Warehouse.CARLA;
import static io.setpoint.erp.Warehouse.CONRAD;
import static io.setpoint.erp.Warehouse.HAM;
import static io.setpoint.erp.Warehouse.PIA;
import static io.setpoint.erp.Warehouse.WANDA;
import static io.setpoint.erp.Warehouse.WILL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.setpoint.contracts.events.AdjustmentReason;
import io.setpoint.contracts.fixtures.TestPostgres;
import io.setpoint.contracts.values.AdjustmentId;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.Attempts;
import io.setpoint.erp.ErpFixture;
import io.setpoint.erp.Warehouse;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdjustmentTest {
    private final ErpFixture erp = ErpFixture.create();

    @BeforeEach
    void hundredPiecesInBinOne() {
        Warehouse.build(erp);
        receive(BIN_1, "100");
    }

    @AfterEach
    void close() {
        erp.close();
    }

    @Test
    void withinToleranceItIsPostedAtOnceAndStateEventsAndAuditAreWrittenTogether() {
        AdjustmentView view = propose(WANDA, "-5", null);

        assertThat(view.state()).isEqualTo(AdjustmentState.POSTED);
        assertThat(view.value()).isEqualByComparingTo("-50");
        assertThat(view.rollingTotal()).isEqualByComparingTo("50");
        assertThat(view.decidedBy()).isNull();
        assertThat(onHand()).isEqualByComparingTo("95");
        assertThat(erp.rows("stock_move where kind = 'ADJUSTMENT' and quantity = -5 and document_id = '"
                        + view.adjustment() + "'"))
                .isEqualTo(1);
        assertThat(erp.rows("event where aggregateid = '" + view.adjustment()
                        + "' and type = 'setpoint.inventory.adjustment-proposed.v1' and seq = 0"))
                .isEqualTo(1);
        assertThat(erp.rows("event where aggregateid = '" + view.adjustment()
                        + "' and type = 'setpoint.inventory.adjustment-posted.v1' and seq = 1"))
                .isEqualTo(1);
        assertThat(erp.rows("audit where command = 'propose-adjustment' and actor = 'wanda' and outcome = 'DONE'"
                        + " and cardinality(event_ids) = 2"))
                .isEqualTo(1);
    }

    @Test
    void overTheLimitItWaitsAndStockStaysAsItIs() {
        AdjustmentView view = propose(WANDA, "-51", null);

        assertThat(view.state()).isEqualTo(AdjustmentState.PROPOSED);
        assertThat(view.overTolerance()).isTrue();
        assertThat(onHand()).isEqualByComparingTo("100");
        assertThat(erp.rows("event where type = 'setpoint.inventory.adjustment-posted.v1'"))
                .isZero();
        assertThat(erp.rows("event where type = 'setpoint.inventory.adjustment-proposed.v1'"
                        + " and (payload::jsonb ->> 'overTolerance')::boolean"))
                .isEqualTo(1);
    }

    @Test
    void splittingItIntoPartsGainsNothing() {
        assertThat(propose(WANDA, "-40", null).state()).isEqualTo(AdjustmentState.POSTED);
        assertThat(propose(WANDA, "40", null).state()).isEqualTo(AdjustmentState.POSTED);
        assertThat(propose(WANDA, "-40", null).state()).isEqualTo(AdjustmentState.POSTED);
        AdjustmentView fourth = propose(WANDA, "-40", null);

        assertThat(fourth.state()).isEqualTo(AdjustmentState.PROPOSED);
        assertThat(fourth.rollingTotal()).isEqualByComparingTo("1600");
        assertThat(propose(WILL, "-40", null).state()).isEqualTo(AdjustmentState.POSTED);
    }

    @Test
    void splittingItIntoPartsAtTheSameMomentGainsNothing() throws Exception {
        List<Callable<AdjustmentState>> parts = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            parts.add(() -> propose(WANDA, "-4", null).state());
        }
        for (int i = 0; i < 8; i++) {
            parts.add(() -> propose(WANDA, "-5", null).state());
        }
        erp.sql("update site set adjustment_daily_limit = 300 where site_id = 'HAM'");
        Attempts.inParallel(parts);

        assertThat(onHand()).isGreaterThanOrEqualTo(new BigDecimal("70"));
        assertThat(erp.rows("adjustment where state = 'PROPOSED'")).isPositive();
        assertThat(erp.rows("(select from adjustment where state = 'POSTED' having sum(abs(value)) > 300) as over"))
                .isZero();
    }

    @Test
    void anotherPersonApprovesAndOnHandChangesOnce() {
        AdjustmentView proposed = propose(WANDA, "-60", null);
        AdjustmentView approved = approve(CARLA, proposed.adjustment());

        assertThat(approved.state()).isEqualTo(AdjustmentState.POSTED);
        assertThat(approved.decidedBy()).isEqualTo(CARLA.person());
        assertThat(onHand()).isEqualByComparingTo("40");
        assertThat(
                        erp.rows(
                                "event where type = 'setpoint.inventory.adjustment-posted.v1' and actor = 'carla'"
                                        + " and payload::jsonb ->> 'approvedBy' = 'carla' and payload::jsonb ->> 'proposedBy' = 'wanda'"))
                .isEqualTo(1);
        assertThat(erp.rows("audit where command = 'approve-adjustment' and actor = 'carla' and outcome = 'DONE'"))
                .isEqualTo(1);
        Attempts.refused(Problem.ALREADY_DECIDED, () -> approve(CONRAD, proposed.adjustment()));
        Attempts.refused(Problem.ALREADY_DECIDED, () -> reject(CONRAD, proposed.adjustment(), "late"));
        assertThat(onHand()).isEqualByComparingTo("40");
    }

    @Test
    void theProposerCannotApproveAndIsToldWhoCan() {
        AdjustmentView proposed = propose(CARLA, "-60", null);
        int before = Warehouse.written(erp);
        Refused refused = Attempts.refused(Problem.SELF_APPROVAL, () -> approve(CARLA, proposed.adjustment()));

        assertThat(refused.allowed()).containsExactly("Conrad");
        assertThat(onHand()).isEqualByComparingTo("100");
        assertThat(Warehouse.written(erp)).isEqualTo(before);
        assertThat(erp.rows("audit where command = 'approve-adjustment' and actor = 'carla' and outcome = 'REFUSED'"
                        + " and refusal = 'self-approval'"))
                .isEqualTo(1);
    }

    @Test
    void whoLacksTheRightCannotApproveAndTheAttemptIsAudited() {
        AdjustmentView proposed = propose(WANDA, "-60", null);
        Attempts.refused(Problem.FORBIDDEN, () -> approve(PIA, proposed.adjustment()));
        Actor elsewhere =
                new Actor(CONRAD.person(), CONRAD.company(), Set.of(), Map.of(new SiteId("ROT"), CONRAD.everywhere()));
        Attempts.refused(Problem.FORBIDDEN, () -> approve(elsewhere, proposed.adjustment()));

        assertThat(onHand()).isEqualByComparingTo("100");
        assertThat(erp.rows("audit where outcome = 'REFUSED' and refusal = 'forbidden'"))
                .isEqualTo(2);
    }

    @Test
    void twoApproversAtOnceGiveOnePostingAndOneClearRefusal() throws Exception {
        AdjustmentId adjustment = propose(WANDA, "-60", null).adjustment();
        List<Object> answers =
                Attempts.inParallel(List.of(() -> approve(CARLA, adjustment), () -> approve(CONRAD, adjustment)));

        assertThat(answers).filteredOn(AdjustmentView.class::isInstance).hasSize(1);
        assertThat(answers)
                .filteredOn(Refused.class::isInstance)
                .singleElement()
                .satisfies(answer -> assertThat(((Refused) answer).problem()).isEqualTo(Problem.ALREADY_DECIDED));
        assertThat(onHand()).isEqualByComparingTo("40");
        assertThat(erp.rows("stock_move where kind = 'ADJUSTMENT'")).isEqualTo(1);
        assertThat(erp.rows("event where type = 'setpoint.inventory.adjustment-posted.v1'"))
                .isEqualTo(1);
    }

    @Test
    void aRejectionLeavesStockUnchangedAndSaysWhy() {
        AdjustmentView proposed = propose(WANDA, "-60", null);
        AdjustmentView rejected = reject(CARLA, proposed.adjustment(), "found them in A-02");

        assertThat(rejected.state()).isEqualTo(AdjustmentState.REJECTED);
        assertThat(rejected.decisionNote()).isEqualTo("found them in A-02");
        assertThat(onHand()).isEqualByComparingTo("100");
        assertThat(erp.rows("event where type = 'setpoint.inventory.adjustment-rejected.v1'"))
                .isEqualTo(1);
        Attempts.refused(
                Problem.REASON_MISSING,
                () -> reject(CARLA, propose(WANDA, "-60", null).adjustment(), " "));
    }

    @Test
    void theProposerMayTakeItBackAndItNoLongerCounts() {
        AdjustmentView first = propose(WANDA, "-99", null);
        reject(WANDA, first.adjustment(), "miscounted");
        assertThat(propose(WANDA, "-50", null).state()).isEqualTo(AdjustmentState.POSTED);
        AdjustmentId ofWanda = propose(WANDA, "-49", null).adjustment();
        assertThat(ofWanda).isNotNull();
        AdjustmentId over = propose(WANDA, "51", null).adjustment();
        Attempts.refused(Problem.FORBIDDEN, () -> reject(WILL, over, "not mine"));
    }

    @Test
    void aReversalTakesBackTheWholeAndOnlyOnce() {
        AdjustmentView original = propose(WANDA, "-5", null);
        Attempts.refused(Problem.INVALID, () -> propose(WILL, "4", original.adjustment()));
        erp.sql("update item set cost = 12 where item_id = 'ITEM-A'");
        AdjustmentView reversal = propose(WILL, "5", original.adjustment());

        assertThat(reversal.value()).isEqualByComparingTo("50");
        assertThat(onHand()).isEqualByComparingTo("100");
        Attempts.refused(Problem.WRONG_STATE, () -> propose(WILL, "5", original.adjustment()));
        AdjustmentView waiting = propose(WANDA, "-60", null);
        Attempts.refused(Problem.WRONG_STATE, () -> propose(WILL, "60", waiting.adjustment()));
    }

    @Test
    void aBinNeverHoldsLessThanNothing() {
        int before = Warehouse.written(erp);
        Refused refused = Attempts.refused(Problem.MORE_THAN_ON_HAND, () -> propose(WANDA, "-101", null));

        assertThat(refused.detail())
                .isEqualTo("Bin A-01-1 holds 100 of ITEM-A; a change of -101 would make it negative");
        assertThat(Warehouse.written(erp)).isEqualTo(before);
    }

    @Test
    void whatIsUnknownOrOutOfRangeIsRefusedAndNothingIsWritten() {
        int before = Warehouse.written(erp);
        Attempts.refused(Problem.UNKNOWN_REFERENCE, () -> propose(WANDA, new Sku("NOPE"), BIN_1, "1"));
        Attempts.refused(Problem.UNKNOWN_REFERENCE, () -> propose(WANDA, A, new BinId("Z-99"), "1"));
        Attempts.refused(Problem.INVALID, () -> propose(WANDA, "0", null));
        Attempts.refused(Problem.INVALID, () -> propose(WANDA, "0.0001", null));
        Attempts.refused(Problem.INVALID, () -> propose(WANDA, "10000000000", null));
        Attempts.refused(
                Problem.IN_THE_FUTURE,
                () -> run(
                        WANDA,
                        new ProposeAdjustment.Command(
                                HAM,
                                A,
                                BIN_1,
                                BigDecimal.ONE,
                                AdjustmentReason.FOUND,
                                null,
                                null,
                                null,
                                null,
                                Instant.now().plusSeconds(3600))));
        Attempts.refused(Problem.NOT_FOUND, () -> approve(CARLA, new AdjustmentId("ADJ-404")));
        assertThat(Warehouse.written(erp)).isEqualTo(before);
    }

    @Test
    void theLedgerCannotBeChangedByTheApplication() throws SQLException {
        assertThatThrownBy(() -> asApplication("update stock_move set quantity = 1"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> asApplication("delete from stock_move")).hasMessageContaining("permission denied");
        assertThatThrownBy(() -> asApplication("truncate stock_move")).hasMessageContaining("permission denied");
        assertThatThrownBy(() -> asApplication("delete from adjustment")).hasMessageContaining("permission denied");
        assertThat(asApplication("select from stock_move")).isTrue();
    }

    @Test
    void theSchemaItselfRefusesAnOwnApproval() {
        propose(WANDA, "-60", null);
        assertThatThrownBy(
                        () -> erp.sql(
                                "update adjustment set state = 'POSTED', posted_at = now(), decided_by = proposed_by, decided_at = now()"))
                .hasMessageContaining("adjustment_four_eyes");
        assertThatThrownBy(() -> erp.sql("update adjustment set state = 'POSTED', posted_at = now()"))
                .hasMessageContaining("adjustment_over_tolerance_approved");
    }

    @Test
    void whoMayNotApproveIsShownWhyAndWhoCan() {
        AdjustmentId adjustment = propose(CARLA, "-60", null).adjustment();
        AdjustmentPage ofProposer = page(CARLA, adjustment);
        assertThat(ofProposer.options().approve().blocked()).isEqualTo("You proposed this adjustment");
        assertThat(ofProposer.options().approve().whoCan()).containsExactly("Conrad");
        AdjustmentPage ofOther = page(CONRAD, adjustment);
        assertThat(ofOther.options().approve().blocked()).isNull();
        assertThat(ofOther.options().approve().effect())
                .isEqualTo("Book of ITEM-A in bin A-01-1 goes from 100 to 40 EA");
        assertThat(page(PIA, adjustment).options().approve().whoCan()).containsExactly("Conrad");
    }

    @Test
    void listsAreFilteredAndPaged() {
        List<AdjustmentId> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(0, propose(WANDA, "-1", null).adjustment());
        }
        propose(WANDA, "-60", null);
        var first = list(PIA, AdjustmentState.POSTED, HAM, null, 3);
        var second = list(PIA, AdjustmentState.POSTED, HAM, first.next(), 3);
        assertThat(first.items()).hasSize(3);
        assertThat(second.next()).isNull();
        List<AdjustmentId> seen = new ArrayList<>();
        first.items().forEach(view -> seen.add(view.adjustment()));
        second.items().forEach(view -> seen.add(view.adjustment()));
        assertThat(seen).isEqualTo(ids);
        assertThat(list(PIA, AdjustmentState.PROPOSED, null, null, null).items())
                .hasSize(1);
    }

    private AdjustmentPage page(Actor actor, AdjustmentId adjustment) {
        return erp.reads().in(actor.company(), handle -> AdjustmentQueries.page(handle, actor, adjustment));
    }

    private Page<AdjustmentView> list(
            Actor actor,
            @Nullable AdjustmentState state,
            @Nullable SiteId site,
            @Nullable String cursor,
            @Nullable Integer limit) {
        return erp.reads()
                .in(actor.company(), handle -> AdjustmentQueries.list(handle, actor, state, site, cursor, limit));
    }

    private BigDecimal onHand() {
        return erp.owner()
                .withHandle(handle -> handle.createQuery("select on_hand from stock where item_id = 'ITEM-A'")
                        .mapTo(BigDecimal.class)
                        .one());
    }

    private boolean asApplication(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(TestPostgres.url(erp.database(), "setpoint_app"));
                Statement statement = connection.createStatement()) {
            statement.execute("set setpoint.company = 'NORTH'");
            return statement.execute(sql);
        }
    }

    private void receive(BinId bin, String quantity) {
        erp.useCases()
                .run(
                        new ReceiveGoods(),
                        new ReceiveGoods.Command(
                                HAM,
                                "Lind Metall",
                                Instant.now().minusSeconds(3600),
                                null,
                                List.of(new ReceiveGoods.Line(A, bin, new BigDecimal(quantity)))),
                        WANDA,
                        null);
    }

    private AdjustmentView propose(Actor actor, String quantity, @Nullable AdjustmentId reversalOf) {
        return run(actor, command(A, BIN_1, quantity, reversalOf));
    }

    private AdjustmentView propose(Actor actor, Sku item, BinId bin, String quantity) {
        return run(actor, command(item, bin, quantity, null));
    }

    private static ProposeAdjustment.Command command(
            Sku item, BinId bin, String quantity, @Nullable AdjustmentId reversalOf) {
        return new ProposeAdjustment.Command(
                HAM, item, bin, new BigDecimal(quantity), AdjustmentReason.DAMAGE, "wet", true, null, reversalOf, null);
    }

    private AdjustmentView run(Actor actor, ProposeAdjustment.Command command) {
        return erp.useCases().run(new ProposeAdjustment(), command, actor, null).value();
    }

    private AdjustmentView approve(Actor actor, AdjustmentId adjustment) {
        return erp.useCases()
                .run(new ApproveAdjustment(), new ApproveAdjustment.Command(adjustment, null), actor, null)
                .value();
    }

    private AdjustmentView reject(Actor actor, AdjustmentId adjustment, String why) {
        return erp.useCases()
                .run(new RejectAdjustment(), new RejectAdjustment.Command(adjustment, why), actor, null)
                .value();
    }
}
