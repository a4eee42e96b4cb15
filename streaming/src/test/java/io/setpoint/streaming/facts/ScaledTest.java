package io.setpoint.streaming.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.Quantity;
import java.util.Currency;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScaledTest {
    @Test
    void aValueIsRoundedAsMoneyRoundsIt() {
        Random random = new Random(3);
        for (int i = 0; i < 10_000; i++) {
            long unit = random.nextLong(-1_000_000, 1_000_000);
            long quantity = random.nextLong(-1_000_000, 1_000_000);
            assertThat(Scaled.value(unit, quantity))
                    .as("%d x %d", unit, quantity)
                    .isEqualTo(Money.ofTenThousandths(unit, Currency.getInstance("EUR"))
                            .times(Quantity.ofThousandths(quantity, "EA"))
                            .tenThousandths());
        }
    }

    @Test
    void halvesGoAwayFromZero() {
        assertThat(Scaled.value(1, 500)).isEqualTo(1);
        assertThat(Scaled.value(-1, 500)).isEqualTo(-1);
        assertThat(Scaled.value(1, 499)).isZero();
    }

    @Test
    void anOverflowIsRefused() {
        assertThatThrownBy(() -> Scaled.value(Long.MAX_VALUE, 2)).isInstanceOf(ArithmeticException.class);
    }
}
