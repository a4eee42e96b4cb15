package io.setpoint.contracts.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BarcodeTest {
    @ParameterizedTest
    @CsvSource({
        "96385074, 00000096385074",
        "036000291452, 00036000291452",
        "4006381333931, 04006381333931",
        "14006381333938, 14006381333938"
    })
    void aGtinIsKeptInItsFourteenDigitForm(String scanned, String kept) {
        assertThat(new Barcode(scanned).value()).isEqualTo(kept);
        assertThat(new Barcode(kept)).isEqualTo(new Barcode(scanned));
    }

    @ParameterizedTest
    @ValueSource(strings = {"96385075", "036000291453", "4006381333930", "14006381333931"})
    void aGtinWithAnotherCheckDigitIsRefused(String scanned) {
        assertThatThrownBy(() -> new Barcode(scanned))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("check digit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"88-1204", "1234567", "123456789012345", "a b/c", "x"})
    void anyOtherCodeIsKeptAsTyped(String code) {
        assertThat(new Barcode(code).value()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " x", "x ", "a\u001db", "\u00e4"})
    void whatNoScannerReadsIsRefused(String code) {
        assertThatThrownBy(() -> new Barcode(code)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void exactlyOneOfTenLastDigitsChecks(@ForAll @LongRange(min = 0, max = 9_999_999_999_999L) long body) {
        String digits = "%013d".formatted(body);
        int valid = 0;
        for (int last = 0; last < 10; last++) {
            valid += Barcode.checks(digits + last) ? 1 : 0;
        }
        assertThat(valid).isEqualTo(1);
    }
}
