package io.setpoint.contracts.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.setpoint.contracts.fixtures.EventJson;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MoneyTest {
    private static final Currency EUR = Currency.getInstance("EUR");

    @Property
    void allocatedPartsSumToTheWholeAndKeepItsSign(
            @ForAll @LongRange(min = -1_000_000_000_000L, max = 1_000_000_000_000L) long amount,
            @ForAll @Size(min = 1, max = 12) List<@LongRange(min = 0, max = 1_000) Long> drawn) {
        long[] weights = drawn.stream().mapToLong(Long::longValue).toArray();
        Money whole = Money.ofTenThousandths(amount, EUR);
        if (Arrays.stream(weights).sum() == 0) {
            assertThatThrownBy(() -> whole.allocate(weights)).isInstanceOf(IllegalArgumentException.class);
            return;
        }
        Money sum = Money.zero(EUR);
        for (Money part : whole.allocate(weights)) {
            assertThat(part.amount().signum() * whole.amount().signum()).isNotNegative();
            sum = sum.plus(part);
        }
        assertThat(sum).isEqualTo(whole);
    }

    @Property
    void aProductIsRoundedHalfAwayFromZeroAsPostgresRounds(
            @ForAll @IntRange(min = -9_999_999, max = 9_999_999) int price,
            @ForAll @IntRange(min = -999_999, max = 999_999) int thousandths) {
        BigDecimal exact = BigDecimal.valueOf(price, 4).multiply(BigDecimal.valueOf(thousandths, 3));
        Money product = Money.ofTenThousandths(price, EUR).times(Quantity.ofThousandths(thousandths, "EA"));

        BigDecimal error = product.amount().subtract(exact).abs();
        assertThat(error).isLessThanOrEqualTo(new BigDecimal("0.00005"));
        if (error.compareTo(new BigDecimal("0.00005")) == 0) {
            assertThat(product.amount().abs()).isGreaterThan(exact.abs());
        }
    }

    @Test
    void equalAmountsAreEqualWhateverTheirScale() {
        assertThat(Money.of("1.5", "EUR")).isEqualTo(Money.of("1.5000", "EUR"));
    }

    @Test
    void aFifthDecimalIsRefusedInsteadOfRounded() {
        assertThatThrownBy(() -> Money.of("0.00001", "EUR")).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void currenciesDoNotMix() {
        assertThatThrownBy(() -> Money.of("1", "EUR").plus(Money.of("1", "SEK")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("EUR and SEK");
    }

    @Test
    void theAmountIsTextOnTheWire() throws Exception {
        assertThat(EventJson.mapper().writeValueAsString(Money.of("12.34", "EUR")))
                .isEqualTo("{\"amount\":\"12.3400\",\"currency\":\"EUR\"}");
    }
}
