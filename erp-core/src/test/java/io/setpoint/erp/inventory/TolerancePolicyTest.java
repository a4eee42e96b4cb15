package io.setpoint.erp.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.values.Money;
import java.util.Currency;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class TolerancePolicyTest {
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Money LIMIT = Money.of("500", "EUR");
    private static final Money DAILY = Money.of("1500", "EUR");

    @Example
    void bothLimitsMayBeReachedButNotPassed() {
        assertThat(check("500", "1000").over()).isFalse();
        assertThat(check("500.0001", "0").overSingle()).isTrue();
        assertThat(check("0.0001", "1500").overDaily()).isTrue();
    }

    @Example
    void theFourthOfFourSplitPartsNeedsASecondPerson() {
        assertThat(check("-400", "0").over()).isFalse();
        assertThat(check("-400", "400").over()).isFalse();
        assertThat(check("-400", "800").over()).isFalse();
        assertThat(check("-400", "1200").over()).isTrue();
    }

    @Property
    void aPlusAndAMinusOfTheSameValueAreJudgedAlike(@ForAll @LongRange(min = 0, max = 40_000_000) long value) {
        Money amount = Money.ofTenThousandths(value, EUR);
        Money earlier = Money.of("700", "EUR");
        assertThat(TolerancePolicy.check(amount, earlier, LIMIT, DAILY))
                .isEqualTo(TolerancePolicy.check(amount.negated(), earlier, LIMIT, DAILY));
    }

    @Property
    void howeverAnAmountIsSplitNoMoreThanTheDailyLimitIsPostedOnOnePersonsWord(
            @ForAll @Size(max = 60) List<@LongRange(min = -9_000_000, max = 9_000_000) Long> parts) {
        Money total = Money.zero(EUR);
        Money postedAlone = Money.zero(EUR);
        for (long part : parts) {
            Money value = Money.ofTenThousandths(part, EUR);
            TolerancePolicy.Tolerance tolerance = TolerancePolicy.check(value, total, LIMIT, DAILY);
            total = total.plus(value.abs());
            assertThat(tolerance.rollingTotal()).isEqualTo(total);
            if (!tolerance.over()) {
                postedAlone = postedAlone.plus(value.abs());
            }
        }
        assertThat(postedAlone.amount()).isLessThanOrEqualTo(DAILY.amount());
    }

    private static TolerancePolicy.Tolerance check(String value, String earlier) {
        return TolerancePolicy.check(Money.of(value, "EUR"), Money.of(earlier, "EUR"), LIMIT, DAILY);
    }
}
