package io.setpoint.erp.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.values.PersonId;
import org.junit.jupiter.api.Test;

class FourEyesPolicyTest {
    private static final PersonId ANN = new PersonId("ann");
    private static final PersonId BEN = new PersonId("ben");
    private static final PersonId CAT = new PersonId("cat");

    @Test
    void theProposerMayNotApprove() {
        assertThat(FourEyesPolicy.objection(ANN, ANN, null)).contains("You proposed this adjustment");
    }

    @Test
    void whoCountedTheGoodsMayNotApprove() {
        assertThat(FourEyesPolicy.objection(BEN, ANN, BEN)).contains("You counted the goods this adjustment rests on");
    }

    @Test
    void aThirdPersonMay() {
        assertThat(FourEyesPolicy.objection(CAT, ANN, BEN)).isEmpty();
        assertThat(FourEyesPolicy.objection(CAT, ANN, null)).isEmpty();
    }
}
