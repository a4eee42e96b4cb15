package io.setpoint.contracts.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * What a scanner reads off an item or its packaging. A number of 8, 12, 13 or 14 digits is a GTIN: its check digit is
 * verified and it is kept in its 14-digit form, so that each GTIN is written one way. Any other code is kept as typed.
 * Refuses a value that does not match {@code [!-~]([ -~]{0,46}[!-~])?}.
 */
public record Barcode(@JsonValue String value) implements Comparable<Barcode> {
    private static final Pattern PATTERN = Pattern.compile("[!-~]([ -~]{0,46}[!-~])?");
    private static final Pattern GTIN = Pattern.compile("[0-9]{8}|[0-9]{12,14}");

    @JsonCreator
    public Barcode {
        if (!PATTERN.matcher(value).matches()) {
            throw new IllegalArgumentException("not a Barcode: " + value);
        }
        if (GTIN.matcher(value).matches()) {
            if (!checks(value)) {
                throw new IllegalArgumentException(
                        "not a Barcode: the check digit of " + value + " is " + checkDigit(value));
            }
            value = "0".repeat(14 - value.length()) + value;
        }
    }

    /** Whether the last digit of a GS1 key, such as a GTIN or an SSCC, is the check digit of those before it. */
    public static boolean checks(String digits) {
        return digits.charAt(digits.length() - 1) == '0' + checkDigit(digits);
    }

    /** The check digit that belongs where the last digit stands: weights 3 and 1 from the right, up to the next ten. */
    private static int checkDigit(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length() - 1; i++) {
            int weight = (digits.length() - i) % 2 == 0 ? 3 : 1;
            sum += (digits.charAt(i) - '0') * weight;
        }
        return (10 - sum % 10) % 10;
    }

    @Override
    public int compareTo(Barcode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
