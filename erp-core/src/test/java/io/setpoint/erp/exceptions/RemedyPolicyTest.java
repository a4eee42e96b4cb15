package io.setpoint.erp.exceptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.setpoint.contracts.events.Decision;
import io.setpoint.contracts.exceptions.ExceptionType;
import io.setpoint.contracts.exceptions.ExceptionType.Remedy;
import io.setpoint.erp.kernel.Refused;
import java.util.EnumSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RemedyPolicyTest {
    @Property
    void whatIsResolvedIsOneOfThePossibleOnes(
            @ForAll ExceptionType type, @ForAll Decision decision, @ForAll Remedy remedy) {
        boolean fits = RemedyPolicy.possible(type, decision).contains(remedy);
        if (fits) {
            assertThat(RemedyPolicy.resolve(type, decision, remedy, "because")).isEqualTo(remedy);
        } else {
            assertThatThrownBy(() -> RemedyPolicy.resolve(type, decision, remedy, "because"))
                    .isInstanceOf(Refused.class);
        }
    }

    @Property
    void onlyAnApprovalNeedsNoReason(
            @ForAll ExceptionType type, @ForAll Decision decision, @ForAll("blanks") String why) {
        List<Remedy> possible = RemedyPolicy.possible(type, decision);
        Remedy remedy = possible.stream().findFirst().orElse(Remedy.NONE);
        if (decision == Decision.APPROVED && !possible.isEmpty()) {
            assertThat(RemedyPolicy.resolve(type, decision, remedy, why)).isEqualTo(remedy);
        } else {
            assertThatThrownBy(() -> RemedyPolicy.resolve(type, decision, remedy, why))
                    .isInstanceOf(Refused.class);
        }
    }

    @Provide
    Arbitrary<String> blanks() {
        return Arbitraries.strings().withChars(' ', '\t', '\n').ofMaxLength(5);
    }

    @Example
    void everyRemedyOfTheCatalogueCanComeWithSomeDecision() {
        for (ExceptionType type : ExceptionType.values()) {
            EnumSet<Remedy> reachable = EnumSet.noneOf(Remedy.class);
            for (Decision decision : Decision.values()) {
                reachable.addAll(RemedyPolicy.possible(type, decision));
            }
            assertThat(reachable).containsAll(type.remedies());
        }
    }
}
