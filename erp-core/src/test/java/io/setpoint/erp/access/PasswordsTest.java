package io.setpoint.erp.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.erp.access.api.PasswordCost;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    @Test
    void aHashSaysWhatItCostAndMatchesWhenTheCostIsRaised() {
        String old = new Passwords(new PasswordCost(64, 1)).hash("correct horse");
        Passwords raised = new Passwords(PasswordCost.OWASP);

        assertThat(old).startsWith("$argon2id$v=19$m=64,t=1,p=1$");
        assertThat(raised.hash("correct horse")).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(raised.matches("correct horse", old)).isTrue();
        assertThat(raised.matches("wrong horse", old)).isFalse();
        assertThat(raised.matches("nobody has this password", null)).isFalse();
    }
}
