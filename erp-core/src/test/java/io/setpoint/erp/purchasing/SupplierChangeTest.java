package io.setpoint.erp.purchasing;

import static io.setpoint.erp.purchasing.Buying.ADA;
import static io.setpoint.erp.purchasing.Buying.BEA;
import static io.setpoint.erp.purchasing.Buying.EVE;
import static io.setpoint.erp.purchasing.Buying.FRIDAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.controls.Role;
import io.setpoint.contracts.events.SupplierRisk;
import io.setpoint.contracts.values.CompanyId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.SupplierChangeId;
import io.setpoint.contracts.values.SupplierId;
import io.setpoint.erp.Attempts;
import io.setpoint.erp.ErpFixture;
import io.setpoint.erp.Warehouse;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Problem;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SupplierChangeTest {
    private static final SupplierTerms TERMS =
            new SupplierTerms("Nordic Steel", SupplierRisk.MEDIUM, 9, new BigDecimal("5"), new BigDecimal("2.5"));
    private static final SupplierId NORDIC = new SupplierId("NORDIC");

    private final Buying buying = new Buying();

    @AfterEach
    void close() {
        buying.close();
    }

    @Test
    void aSupplierHoldsOnceAnotherPersonApproved() {
        SupplierChangeView change = propose(BEA, TERMS, price("12.5"));
        assertThat(change.state()).isEqualTo(SupplierChangeState.PROPOSED);
        assertThat(buying.erp.rows("supplier where supplier_id = 'NORDIC'")).isZero();

        SupplierChangeView approved =
                buying.run(new ApproveSupplierChange(), new ApproveSupplierChange.Command(change.change(), "ok"), ADA);

        assertThat(approved.state()).isEqualTo(SupplierChangeState.APPROVED);
        assertThat(buying.erp.rows("supplier where supplier_id = 'NORDIC' and risk = 'MEDIUM' and lead_time_days = 9"))
                .isEqualTo(1);
        assertThat(buying.erp.rows("supplier_item where supplier_id = 'NORDIC' and unit_price = 12.5"))
                .isEqualTo(1);
        assertThat(buying.erp.rows("event where type = 'setpoint.purchasing.supplier-changed.v1'"))
                .isEqualTo(1);
        assertThat(buying.erp.rows("audit where command = 'approve-supplier-change' and actor = 'ada'"))
                .isEqualTo(1);
        assertThat(buying.erp
                        .reads()
                        .in(ErpFixture.COMPANY, handle -> SupplierQueries.page(handle, NORDIC))
                        .items())
                .hasSize(1);
    }

    @Test
    void theProposerCannotApproveAndNothingIsDecidedTwice() {
        SupplierChangeId change = propose(EVE, TERMS).change();
        int before = buying.written();
        Attempts.refused(
                Problem.SELF_APPROVAL,
                () -> buying.run(new ApproveSupplierChange(), new ApproveSupplierChange.Command(change, null), EVE));
        assertThat(buying.written()).isEqualTo(before);
        assertThat(buying.erp.rows("audit where command = 'approve-supplier-change' and refusal = 'self-approval'"))
                .isEqualTo(1);

        Attempts.refused(
                Problem.REASON_MISSING,
                () -> buying.run(new RejectSupplierChange(), new RejectSupplierChange.Command(change, " "), ADA));
        buying.run(new RejectSupplierChange(), new RejectSupplierChange.Command(change, "too wide"), ADA);
        Attempts.refused(
                Problem.ALREADY_DECIDED,
                () -> buying.run(new ApproveSupplierChange(), new ApproveSupplierChange.Command(change, null), ADA));
        assertThat(buying.erp.rows("supplier where supplier_id = 'NORDIC'")).isZero();
    }

    @Test
    void wrongTermsAndPeopleWithoutTheRightAreRefused() {
        int before = buying.written();
        Attempts.refused(Problem.INVALID, () -> propose(BEA, TERMS, price("-1")));
        Attempts.refused(Problem.INVALID, () -> propose(BEA, TERMS, price("1"), price("2")));
        Attempts.refused(
                Problem.INVALID,
                () -> propose(BEA, new SupplierTerms("X", SupplierRisk.LOW, 400, BigDecimal.ZERO, BigDecimal.ZERO)));
        Attempts.refused(
                Problem.UNKNOWN_REFERENCE,
                () -> propose(
                        BEA, TERMS, new SupplierTerms.Item(new Sku("NOPE"), FRIDAY, BigDecimal.ONE, null, null, null)));
        Attempts.refused(Problem.FORBIDDEN, () -> propose(Warehouse.WANDA, TERMS));
        Attempts.refused(
                Problem.FORBIDDEN,
                () -> propose(Warehouse.personAt("local", "HAM", Permission.MAINTAIN_SUPPLIER), TERMS));
        Attempts.refused(
                Problem.NOT_FOUND,
                () -> buying.run(
                        new ApproveSupplierChange(),
                        new ApproveSupplierChange.Command(new SupplierChangeId("SC-404"), null),
                        ADA));
        assertThat(buying.written()).isEqualTo(before);
    }

    @Test
    void anotherCompanySeesNoneOfIt() {
        SupplierChangeId change = propose(BEA, TERMS).change();
        Actor south =
                new Actor(new PersonId("sol"), new CompanyId("SOUTH"), Set.of(Permission.MAINTAIN_SUPPLIER), Map.of());
        Attempts.refused(
                Problem.NOT_FOUND,
                () -> buying.run(new ApproveSupplierChange(), new ApproveSupplierChange.Command(change, null), south));
    }

    @Test
    void limitsRise() {
        Actor administrator = Warehouse.person("root", Role.ADMINISTRATOR);
        buying.run(
                new SetPurchaseLimits(),
                new SetPurchaseLimits.Limits(new BigDecimal("50"), new BigDecimal("60")),
                administrator);
        assertThat(buying.erp.rows("purchase_limit where limit_value = 50 and second_limit = 60"))
                .isEqualTo(1);
        Attempts.refused(
                Problem.INVALID,
                () -> buying.run(
                        new SetPurchaseLimits(),
                        new SetPurchaseLimits.Limits(new BigDecimal("50"), new BigDecimal("40")),
                        administrator));
        Attempts.refused(
                Problem.SELF_APPROVAL,
                () -> buying.run(
                        new SetPurchaseLimits(),
                        new SetPurchaseLimits.Limits(new BigDecimal("9999"), new BigDecimal("99999")),
                        Warehouse.person("max", Role.ADMINISTRATOR, Role.BUYER)));
        Attempts.refused(
                Problem.FORBIDDEN,
                () -> buying.run(
                        new SetPurchaseLimits(),
                        new SetPurchaseLimits.Limits(new BigDecimal("9999"), new BigDecimal("99999")),
                        BEA));
    }

    private SupplierChangeView propose(Actor actor, SupplierTerms terms, SupplierTerms.Item... items) {
        return buying.run(
                new ProposeSupplierChange(), new ProposeSupplierChange.Command(NORDIC, terms, List.of(items)), actor);
    }

    private static SupplierTerms.Item price(String price) {
        return new SupplierTerms.Item(Warehouse.A, FRIDAY, new BigDecimal(price), 4, null, null);
    }
}
