package io.setpoint.erp.scanning;

import io.setpoint.contracts.values.Barcode;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A GS1 element string: values by their application identifiers, as the GS1 General Specifications have them in section
 * 3 (identifiers), 7.8 (where a value ends) and 7.12 (the century of a date).
 *
 * @param elements every identifier that was read, with its value; of 31nn to 36nn with the last digit, the decimals
 */
record Gs1(Map<String, String> elements) {
    /** Ends a value of variable length; a scanner sends FNC1 so. */
    static final char SEPARATOR = '\u001d';

    private static final Pattern SYMBOLOGY = Pattern.compile("](C1|d2|Q3|e0)");
    private static final Pattern TYPED = Pattern.compile("\\(([0-9]{2,4})\\)");
    private static final Pattern DATE = Pattern.compile("[0-9]{6}");

    /** Identifiers whose value ends after so many characters without a separator, by their first two digits. */
    private static final Map<String, Integer> PREDEFINED = Map.ofEntries(
            Map.entry("00", 18),
            Map.entry("01", 14),
            Map.entry("02", 14),
            Map.entry("03", 14),
            Map.entry("04", 16),
            Map.entry("11", 6),
            Map.entry("12", 6),
            Map.entry("13", 6),
            Map.entry("14", 6),
            Map.entry("15", 6),
            Map.entry("16", 6),
            Map.entry("17", 6),
            Map.entry("18", 6),
            Map.entry("19", 6),
            Map.entry("20", 2),
            Map.entry("31", 6),
            Map.entry("32", 6),
            Map.entry("33", 6),
            Map.entry("34", 6),
            Map.entry("35", 6),
            Map.entry("36", 6),
            Map.entry("41", 13));

    /** Identifiers of three and of four digits, by their first two; all others have two. */
    private static final Set<String> OF_THREE = Set.of("23", "24", "25", "40", "41", "42", "71");

    private static final Set<String> OF_FOUR =
            Set.of("31", "32", "33", "34", "35", "36", "39", "43", "70", "72", "80", "81", "82");

    /** What values of variable length look like where somebody here reads them; others pass as they are. */
    private static final Map<String, Pattern> VARIABLE = Map.of(
            "10", Pattern.compile("[!\"%-?A-Z_a-z]{1,20}"),
            "21", Pattern.compile("[!\"%-?A-Z_a-z]{1,20}"),
            "30", Pattern.compile("[0-9]{1,8}"),
            "37", Pattern.compile("[0-9]{1,8}"));

    private static final Pattern OTHER = Pattern.compile("[ -~]{1,90}");
    private static final List<String> DATES = List.of("11", "12", "13", "15", "16", "17");
    private static final List<String> CHECKED = List.of("00", "01", "02");

    Gs1 {
        elements = Map.copyOf(elements);
    }

    /** Whether a code says of itself that it is an element string. */
    static boolean announced(String code) {
        return SYMBOLOGY.matcher(code).lookingAt()
                || code.indexOf(SEPARATOR) >= 0
                || TYPED.matcher(code).lookingAt();
    }

    /**
     * Reads an element string, as scanned or as typed with its identifiers in brackets.
     *
     * @throws Refused {@link Problem#MALFORMED_CODE} or {@link Problem#BAD_CHECK_DIGIT}
     */
    static Gs1 parse(String code) {
        Matcher symbology = SYMBOLOGY.matcher(code);
        String text = symbology.lookingAt() ? code.substring(symbology.end()) : code;
        Map<String, String> elements = new LinkedHashMap<>();
        if (TYPED.matcher(text).lookingAt()) {
            typed(text, elements);
        } else {
            scanned(text, elements);
        }
        if (elements.isEmpty()) {
            throw malformed("the code is empty");
        }
        return new Gs1(elements);
    }

    /** A number in brackets that can be no identifier belongs to the value it stands in. */
    private static void typed(String text, Map<String, String> elements) {
        List<MatchResult> identifiers = TYPED.matcher(text)
                .results()
                .filter(match -> match.group(1).length() == length(match.group(1)))
                .toList();
        if (identifiers.isEmpty() || identifiers.get(0).start() > 0) {
            throw malformed("there is no application identifier at its beginning");
        }
        for (int i = 0; i < identifiers.size(); i++) {
            MatchResult identifier = identifiers.get(i);
            int to = i + 1 < identifiers.size() ? identifiers.get(i + 1).start() : text.length();
            put(elements, identifier.group(1), text.substring(identifier.end(), to));
        }
    }

    private static void scanned(String text, Map<String, String> elements) {
        int at = 0;
        while (at < text.length()) {
            if (text.charAt(at) == SEPARATOR) {
                at++;
                continue;
            }
            String name = identifierAt(text, at);
            int from = at + name.length();
            Integer fixed = PREDEFINED.get(name.substring(0, 2));
            int separator = text.indexOf(SEPARATOR, from);
            int end = separator < 0 ? text.length() : separator;
            int to = fixed == null ? end : Math.min(end, from + fixed);
            put(elements, name, text.substring(from, to));
            at = to;
        }
    }

    /** The application identifier that begins here, by the number of digits its first two ask for. */
    private static String identifierAt(String text, int at) {
        if (text.length() < at + 2) {
            throw malformed("it breaks off in an application identifier");
        }
        int length = length(text.substring(at, at + 2));
        if (text.length() < at + length
                || !text.substring(at, at + length).chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw malformed("there is no application identifier at character " + (at + 1));
        }
        return text.substring(at, at + length);
    }

    private static int length(String identifier) {
        String two = identifier.substring(0, 2);
        return OF_FOUR.contains(two) ? 4 : OF_THREE.contains(two) ? 3 : 2;
    }

    private static void put(Map<String, String> elements, String name, String value) {
        Integer fixed = PREDEFINED.get(name.substring(0, 2));
        if (fixed != null && (value.length() != fixed || !value.chars().allMatch(c -> c >= '0' && c <= '9'))) {
            throw malformed("(%s) has %d digits, not '%s'".formatted(name, fixed, value));
        }
        if (!VARIABLE.getOrDefault(name, OTHER).matcher(value).matches()) {
            throw malformed("(%s) cannot be '%s'".formatted(name, value));
        }
        if (CHECKED.contains(name) && !Barcode.checks(value)) {
            throw badCheckDigit("(%s) %s".formatted(name, value));
        }
        if (DATES.contains(name)) {
            requireDate(name, value);
        }
        String before = elements.put(name, value);
        if (before != null && !before.equals(value)) {
            throw malformed("(%s) stands there twice, with '%s' and '%s'".formatted(name, before, value));
        }
    }

    private static void requireDate(String name, String value) {
        int month = Integer.parseInt(value.substring(2, 4));
        int day = Integer.parseInt(value.substring(4));
        if (month < 1 || month > 12 || day > 31) {
            throw malformed("(%s) is no date: '%s'".formatted(name, value));
        }
    }

    static Refused malformed(String why) {
        return new Refused(Problem.MALFORMED_CODE, "This is no GS1 code: " + why);
    }

    static Refused badCheckDigit(String code) {
        return new Refused(Problem.BAD_CHECK_DIGIT, "The check digit of %s is wrong; scan it again".formatted(code));
    }

    /** The value of an identifier. */
    @Nullable
    String text(String identifier) {
        return elements.get(identifier);
    }

    /** The number of pieces or units: (30), or (37) beside (02). */
    @Nullable
    BigDecimal count() {
        String count = elements.getOrDefault("30", elements.get("37"));
        return count == null ? null : new BigDecimal(count);
    }

    /** Net weight in kilograms, (310n) with n decimals. */
    @Nullable
    BigDecimal netWeight() {
        return elements.entrySet().stream()
                .filter(element -> element.getKey().startsWith("310"))
                .findFirst()
                .map(element -> new BigDecimal(element.getValue())
                        .movePointLeft(element.getKey().charAt(3) - '0'))
                .orElse(null);
    }

    /**
     * A date of form YYMMDD: day 00 is the last of the month, and the year lies at most 49 years behind and 50 ahead.
     *
     * @param today from which the century is told
     */
    @Nullable
    LocalDate date(String identifier, LocalDate today) {
        String value = elements.get(identifier);
        if (value == null || !DATE.matcher(value).matches()) {
            return null;
        }
        int year = Integer.parseInt(value.substring(0, 2));
        int century = today.getYear() / 100;
        int ahead = year - today.getYear() % 100;
        if (ahead > 50) {
            century--;
        } else if (ahead < -49) {
            century++;
        }
        YearMonth month = YearMonth.of(century * 100 + year, Integer.parseInt(value.substring(2, 4)));
        int day = Integer.parseInt(value.substring(4));
        try {
            return day == 0 ? month.atEndOfMonth() : month.atDay(day);
        } catch (DateTimeException e) {
            throw malformed("(%s) is no date: '%s'".formatted(identifier, value));
        }
    }
}
