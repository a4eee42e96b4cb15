package io.setpoint.erp.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.controls.Role;
import io.setpoint.contracts.values.CompanyId;
import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.erp.Attempts;
import io.setpoint.erp.ErpFixture;
import io.setpoint.erp.Warehouse;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.UseCase;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Item A costs 15, so 13.50 is a tenth off. */
class OverrideLimitTest {
    private static final Actor PAT = Warehouse.person("pat", Role.PRICING);
    private static final Actor PETE = Warehouse.person("pete", Role.PRICING);
    private static final Actor SAM = Warehouse.person("sam", Role.SALES);
    private static final Actor MIKE = Warehouse.person("mike", Role.SALES_MANAGER);

    private final ErpFixture erp = ErpFixture.create();
    private final ProposeOverrideLimit propose = new ProposeOverrideLimit();
    private final ApproveOverrideLimit approve = new ApproveOverrideLimit();
    private final RejectOverrideLimit reject = new RejectOverrideLimit();

    @BeforeEach
    void build() {
        Warehouse.build(erp);
    }

    @AfterEach
    void close() {
        erp.close();
    }

    private <C, R> void refused(Problem problem, UseCase<C, R> useCase, C command, Actor actor) {
        int before = Warehouse.written(erp) + erp.rows("override_limit where state <> 'PROPOSED'");
        int refusals = erp.rows("audit where outcome = 'REFUSED'");
        Attempts.refused(problem, () -> erp.run(useCase, command, actor));
        assertThat(Warehouse.written(erp) + erp.rows("override_limit where state <> 'PROPOSED'"))
                .isEqualTo(before);
        assertThat(erp.rows("audit where outcome = 'REFUSED'")).isEqualTo(refusals + 1);
    }

    private OverrideLimitView proposed(String percent) {
        return erp.run(propose, new ProposeOverrideLimit.Command(new BigDecimal(percent), "strong season"), PAT);
    }

    private OverrideView override(String price) {
        return erp.run(
                new ProposePriceOverride(),
                new ProposePriceOverride.Command(
                        Warehouse.HAM,
                        new CustomerId("CU-1"),
                        Warehouse.A,
                        BigDecimal.ONE,
                        new BigDecimal(price),
                        "loyal"),
                SAM);
    }

    private ApprovePriceOverride.Command approval(String price) {
        return new ApprovePriceOverride.Command(override(price).priceOverride(), null);
    }

    @Test
    void aLimitHoldsForApprovalsOnceAnotherPersonApprovedIt() {
        ApprovePriceOverride approveOverride = new ApprovePriceOverride();
        refused(Problem.FORBIDDEN, approveOverride, approval("13"), MIKE);
        OverrideLimitView limit = proposed("20");
        refused(Problem.FORBIDDEN, approveOverride, approval("13"), MIKE);

        OverrideLimitView approved =
                erp.run(approve, new ApproveOverrideLimit.Command(limit.overrideLimit(), null), PETE);
        assertThat(approved.state()).isEqualTo(PriceChangeState.APPROVED);
        assertThat(erp.run(approveOverride, approval("12"), MIKE).state()).isEqualTo(OverrideState.APPROVED);
        refused(Problem.FORBIDDEN, approveOverride, approval("11.99"), MIKE);

        erp.run(approve, new ApproveOverrideLimit.Command(proposed("5").overrideLimit(), null), PETE);
        refused(Problem.FORBIDDEN, approveOverride, approval("14"), MIKE);
        assertThat(erp.rows("event where type like 'setpoint.pricing.override-limit-%'"))
                .isEqualTo(4);
    }

    @Test
    void nobodyApprovesHisOwnLimitNorOneThatIsDecided() {
        OverrideLimitView limit = proposed("20");
        ApproveOverrideLimit.Command command = new ApproveOverrideLimit.Command(limit.overrideLimit(), null);
        refused(Problem.SELF_APPROVAL, approve, command, PAT);
        refused(Problem.FORBIDDEN, approve, command, MIKE);
        refused(
                Problem.NOT_FOUND,
                approve,
                command,
                new Actor(new PersonId("sue"), new CompanyId("SOUTH"), Set.of(Permission.values()), Map.of()));
        refused(
                Problem.FORBIDDEN,
                approve,
                command,
                Warehouse.personAt("hal", "HAM", Permission.APPROVE_PRICES, Permission.PROPOSE_PRICES));
        refused(Problem.REASON_MISSING, reject, new RejectOverrideLimit.Command(limit.overrideLimit(), " "), PETE);
        erp.run(reject, new RejectOverrideLimit.Command(limit.overrideLimit(), "not now"), PAT);
        refused(Problem.ALREADY_DECIDED, approve, command, PETE);
        BigDecimal current = erp.reads().in(ErpFixture.COMPANY, OverrideLimitRows::percent);
        assertThat(current).isEqualByComparingTo("10");
    }

    @Test
    void aLimitNeedsAReasonAndADifference() {
        refused(Problem.REASON_MISSING, propose, new ProposeOverrideLimit.Command(BigDecimal.ONE, " "), PAT);
        refused(Problem.NOTHING_TO_DO, propose, new ProposeOverrideLimit.Command(BigDecimal.TEN, "same"), PAT);
        refused(
                Problem.FORBIDDEN,
                propose,
                new ProposeOverrideLimit.Command(BigDecimal.ONE, "why"),
                Warehouse.personAt("hal", "HAM", Permission.PROPOSE_PRICES));
    }

    @Test
    void ofManyWhoApproveAtOnceOneDoes() throws Exception {
        ApproveOverrideLimit.Command command =
                new ApproveOverrideLimit.Command(proposed("20").overrideLimit(), null);
        List<Callable<OverrideLimitView>> attempts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            attempts.add(() -> erp.run(approve, command, PETE));
        }
        assertThat(Attempts.inParallel(attempts).stream().filter(OverrideLimitView.class::isInstance))
                .hasSize(1);
    }
}
