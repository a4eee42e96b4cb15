package io.setpoint.erp.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.values.Quantity;
import java.math.BigInteger;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class RecountPolicyTest {
    @Example
    void theToleranceIsOneThreeOrFivePercentOfTheBook() {
        assertThat(within("A", 100, 99)).isTrue();
        assertThat(within("A", 100, 98)).isFalse();
        assertThat(within("B", 100, 103)).isTrue();
        assertThat(within("B", 100, 96)).isFalse();
        assertThat(within("C", 100, 95)).isTrue();
        assertThat(within("C", 100, 106)).isFalse();
    }

    @Property
    void aBookOfZeroWantsACountOfZero(@ForAll @LongRange(min = 0, max = 100_000) long counted) {
        assertThat(within("C", 0, counted)).isEqualTo(counted == 0);
    }

    @Property
    void theComparisonIsExactInThousandths(
            @ForAll @LongRange(min = 0, max = 999_999_999_999L) long book,
            @ForAll @LongRange(min = 0, max = 999_999_999_999L) long counted) {
        BigInteger variance =
                BigInteger.valueOf(counted).subtract(BigInteger.valueOf(book)).abs();
        boolean expected = variance.multiply(BigInteger.valueOf(100))
                        .compareTo(BigInteger.valueOf(book).multiply(BigInteger.valueOf(3)))
                <= 0;
        assertThat(RecountPolicy.withinTolerance(
                        "B", Quantity.ofThousandths(book, "EA"), Quantity.ofThousandths(counted, "EA")))
                .isEqualTo(expected);
    }

    @Property
    void theSecondCountIsFinalWhateverItSays(
            @ForAll @LongRange(min = 0, max = 1_000) long book, @ForAll @LongRange(min = 0, max = 1_000) long counted) {
        assertThat(RecountPolicy.accepted(2, "A", Quantity.of(book, "EA"), Quantity.of(counted, "EA")))
                .isTrue();
        assertThat(RecountPolicy.accepted(1, "A", Quantity.of(book, "EA"), Quantity.of(counted, "EA")))
                .isEqualTo(within("A", book, counted));
    }

    private static boolean within(String abc, long book, long counted) {
        return RecountPolicy.withinTolerance(abc, Quantity.of(book, "EA"), Quantity.of(counted, "EA"));
    }
}
