package io.setpoint.erp.purchasing;

import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.events.SupplierRisk;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class ApprovalPolicyTest {
    private static final SetPurchaseLimits.Limits LIMITS =
            new SetPurchaseLimits.Limits(new BigDecimal("1000"), new BigDecimal("10000"));

    @Test
    void limitsMayBeReachedAndNotPassed() {
        assertThat(needed("1000", "1000", SupplierRisk.LOW)).isZero();
        assertThat(needed("1000.0001", "1000.0001", SupplierRisk.MEDIUM)).isEqualTo(1);
        assertThat(needed("10000", "10000", SupplierRisk.LOW)).isEqualTo(1);
        assertThat(needed("10000.0001", "10000.0001", SupplierRisk.LOW)).isEqualTo(2);
    }

    @Test
    void whatThePersonSentBeforeCounts() {
        assertThat(needed("1600", "800", SupplierRisk.LOW)).isEqualTo(1);
        assertThat(needed("10800", "800", SupplierRisk.LOW)).isEqualTo(2);
    }

    @Test
    void moneyForASupplierOfHighRiskNeedsTwo() {
        assertThat(needed("1", "1", SupplierRisk.HIGH)).isEqualTo(2);
        assertThat(needed("0", "0", SupplierRisk.HIGH)).isEqualTo(1);
    }

    @Test
    void withoutLimitsNobodyOrdersAlone() {
        assertThat(ApprovalPolicy.approvalsNeeded(
                        BigDecimal.ONE, BigDecimal.ONE, SupplierRisk.LOW, SetPurchaseLimits.Limits.NONE))
                .isEqualTo(2);
    }

    private static int needed(String rollingTotal, String amount, SupplierRisk risk) {
        return ApprovalPolicy.approvalsNeeded(new BigDecimal(rollingTotal), new BigDecimal(amount), risk, LIMITS);
    }
}
