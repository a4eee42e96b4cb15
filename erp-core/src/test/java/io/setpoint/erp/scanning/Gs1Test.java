package io.setpoint.erp.scanning;

import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.values.Barcode;
import io.setpoint.erp.Attempts;
import io.setpoint.erp.kernel.Problem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Gs1Test {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-23");
    private static final String SEPARATOR = "\u001d";
    private static final List<String> NAMES = List.of(
            "00", "01", "02", "10", "11", "15", "17", "20", "21", "30", "37", "3103", "410", "240", "8008", "99");
    private static final List<String> PREDEFINED = List.of("00", "01", "02", "11", "15", "17", "20", "3103", "410");
    private static final String SET_82 =
            "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

    /** Elements in any order, each with a value of its form. */
    @Provide
    Arbitrary<Map<String, String>> elements() {
        return Arbitraries.of(NAMES)
                .list()
                .uniqueElements()
                .ofMinSize(1)
                .ofMaxSize(8)
                .flatMap(names -> Combinators.combine(
                                names.stream().map(Gs1Test::value).toList())
                        .as(values -> {
                            Map<String, String> elements = new LinkedHashMap<>();
                            for (int i = 0; i < names.size(); i++) {
                                elements.put(names.get(i), values.get(i));
                            }
                            return elements;
                        }));
    }

    private static Arbitrary<String> value(String name) {
        return switch (name) {
            case "00" -> digits(17).map(Gs1Test::checked);
            case "01", "02" -> digits(13).map(Gs1Test::checked);
            case "11", "15", "17" ->
                Combinators.combine(
                                Arbitraries.integers().between(0, 99),
                                Arbitraries.integers().between(1, 12),
                                Arbitraries.integers().between(0, 28))
                        .as((year, month, day) -> "%02d%02d%02d".formatted(year, month, day));
            case "20" -> digits(2);
            case "3103" -> digits(6);
            case "410" -> digits(13);
            case "8008" -> digits(12);
            case "30", "37" -> Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(8);
            default ->
                Arbitraries.strings()
                        .withChars(SET_82.toCharArray())
                        .ofMinLength(1)
                        .ofMaxLength(20);
        };
    }

    private static Arbitrary<String> digits(int length) {
        return Arbitraries.strings().numeric().ofLength(length);
    }

    private static String checked(String digits) {
        List<String> valid = new ArrayList<>();
        for (int last = 0; last < 10; last++) {
            if (Barcode.checks(digits + last)) {
                valid.add(digits + last);
            }
        }
        return valid.get(0);
    }

    private static String scanned(Map<String, String> elements) {
        StringBuilder code = new StringBuilder();
        elements.forEach(
                (name, value) -> code.append(name).append(value).append(PREDEFINED.contains(name) ? "" : SEPARATOR));
        return code.toString();
    }

    @Property(tries = 300)
    void whatIsWrittenIsReadAgainWhateverTheOrder(@ForAll("elements") Map<String, String> elements) {
        assertThat(Gs1.parse("]C1" + scanned(elements)).elements()).isEqualTo(elements);
        assertThat(Gs1.parse(SEPARATOR + scanned(elements)).elements()).isEqualTo(elements);
    }

    @Property(tries = 200)
    void whatIsTypedInBracketsIsReadAsTheScanOfIt(@ForAll("elements") Map<String, String> elements) {
        Map<String, String> plain = new LinkedHashMap<>(elements);
        // A bracket inside of a value may look like the next identifier; people do not print such lots.
        plain.replaceAll((name, value) -> value.replace('(', 'x'));
        StringBuilder typed = new StringBuilder();
        plain.forEach(
                (name, value) -> typed.append('(').append(name).append(')').append(value));
        assertThat(Gs1.parse(typed.toString()).elements()).isEqualTo(plain);
    }

    @Property(tries = 20)
    void aWrongCheckDigitIsAlwaysFound(@ForAll @IntRange(min = 1, max = 9) int off) {
        Attempts.refused(Problem.BAD_CHECK_DIGIT, () -> Gs1.parse("]d2010400638133393" + (1 + off) % 10));
    }

    @ParameterizedTest
    @CsvSource({
        "260200, 2026-02-28",
        "280200, 2028-02-29",
        "270101, 2027-01-01",
        "760101, 2076-01-01",
        "770101, 1977-01-01",
        "000131, 2000-01-31"
    })
    void aDateHasTheCenturyThatIsNearAndDayZeroIsTheEndOfTheMonth(String value, LocalDate date) {
        assertThat(Gs1.parse("(17)" + value).date("17", TODAY)).isEqualTo(date);
    }

    @ParameterizedTest
    @CsvSource({"010101, 2101-01-01", "480101, 2148-01-01", "490101, 2049-01-01"})
    void theCenturyTurnsWithTheYearItIsReadIn(String value, LocalDate date) {
        assertThat(Gs1.parse("(17)" + value).date("17", LocalDate.parse("2098-01-01")))
                .isEqualTo(date);
    }

    @Test
    void aDayTheMonthDoesNotHaveIsNoDate() {
        Attempts.refused(Problem.MALFORMED_CODE, () -> Gs1.parse("(17)261131").date("17", TODAY));
    }

    @Test
    void weightsAndCountsAreNumbers() {
        assertThat(Gs1.parse("(01)04006381333931(3103)007520").netWeight()).isEqualByComparingTo("7.52");
        assertThat(Gs1.parse("(02)04006381333931(37)24").count()).isEqualByComparingTo("24");
        assertThat(Gs1.parse("(01)04006381333931").count()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "]C1",
                "]C101040063813339",
                "]C1010400638133393X",
                "]C11726",
                "]C117261340",
                "(17)2611",
                "]C110",
                "]C1A1B2",
                "(01)04006381333931(01)00036000291452",
                "]C130ABC",
                "]C110L\u00e4",
                "]C131"
            })
    void whatBreaksTheRulesIsRefusedWithAReason(String code) {
        assertThat(Attempts.refused(Problem.MALFORMED_CODE, () -> Gs1.parse(code))
                        .detail())
                .startsWith("This is no GS1 code: ");
    }
}
