package io.setpoint.erp.catalog;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/**
 * An item's name as its words and its figures. Figures, single letters and measures tell items apart and have to be the
 * same; words may be abbreviated, mistyped and in another order.
 */
record ItemName(List<String> words, List<String> figures) {
    /** Below it two words are two words; "valve" and "vlave" are above it, "ball" and "gate" below. */
    private static final double ALIKE = 0.85;

    private static final int SHORTEST_MISTYPED = 4;
    private static final int MOST_MISTYPED = 2;
    private static final int SHORTEST_ABBREVIATION = 3;
    private static final JaroWinklerSimilarity SIMILARITY = new JaroWinklerSimilarity();

    private static final Pattern TOKEN = Pattern.compile("[a-z]+|[0-9]+(?:[./][0-9]+)*");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern DECIMAL_COMMA = Pattern.compile("(?<=[0-9]),(?=[0-9])");
    private static final Pattern TRAILING_ZEROS = Pattern.compile("\\.0+$|(?<=\\.[0-9]{1,9}[1-9])0+$");

    /** What says how an item is counted, and not what it is. Lengths are in millimetres unless they say otherwise. */
    private static final Set<String> NOISE = Set.of(
            "pc", "pce", "pcs", "piece", "pieces", "ea", "each", "st", "stk", "no", "nos", "qty", "unit", "units", "mm",
            "the", "of", "for", "with", "and", "x", "w");

    private static final Map<String, List<String>> SPELLED_OUT = Map.ofEntries(
            Map.entry("ss", List.of("stainless", "steel")),
            Map.entry("inox", List.of("stainless", "steel")),
            Map.entry("lh", List.of("left", "hand")),
            Map.entry("rh", List.of("right", "hand")),
            Map.entry("hd", List.of("heavy", "duty")),
            Map.entry("hvy", List.of("heavy")),
            Map.entry("sm", List.of("small")),
            Map.entry("lg", List.of("large")),
            Map.entry("alu", List.of("aluminium")),
            Map.entry("gray", List.of("grey")),
            Map.entry("inch", List.of("in")),
            Map.entry("inches", List.of("in")),
            Map.entry("ltr", List.of("l")),
            Map.entry("litre", List.of("l")),
            Map.entry("liter", List.of("l")),
            Map.entry("watt", List.of("w")),
            Map.entry("volt", List.of("v")),
            Map.entry("metre", List.of("m")),
            Map.entry("meter", List.of("m")));

    private static final Set<String> MEASURES = Set.of("in", "cm", "kg", "ml", "mg", "lb", "oz", "ft", "kw", "bar");

    /** Words that name a kind: of two that differ neither is a mistyping of the other. */
    private static final Set<String> KINDS = Set.of(
            "black",
            "white",
            "red",
            "green",
            "blue",
            "yellow",
            "grey",
            "brown",
            "orange",
            "purple",
            "pink",
            "silver",
            "gold",
            "bronze",
            "brass",
            "copper",
            "steel",
            "zinc",
            "nylon",
            "rubber",
            "plastic",
            "aluminium",
            "small",
            "medium",
            "large",
            "left",
            "right",
            "inner",
            "outer",
            "upper",
            "lower",
            "male",
            "female",
            "long",
            "short",
            "front",
            "rear",
            "indoor",
            "outdoor",
            "single",
            "double",
            "triple",
            "fine",
            "coarse",
            "hot",
            "cold");

    ItemName {
        words = List.copyOf(words);
        figures = List.copyOf(figures);
    }

    static ItemName of(String name) {
        String plain = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                .replace("\u00df", "ss");
        List<String> words = new ArrayList<>();
        List<String> figures = new ArrayList<>();
        Matcher token = TOKEN.matcher(DECIMAL_COMMA.matcher(plain).replaceAll("."));
        while (token.find()) {
            if (NOISE.contains(token.group())) {
                continue;
            }
            for (String part : SPELLED_OUT.getOrDefault(token.group(), List.of(token.group()))) {
                if (Character.isDigit(part.charAt(0))) {
                    figures.add(TRAILING_ZEROS.matcher(part).replaceAll(""));
                } else if (part.length() == 1 || MEASURES.contains(part)) {
                    figures.add(part);
                } else {
                    words.add(part);
                }
            }
        }
        figures.sort(Comparator.naturalOrder());
        return new ItemName(words, figures);
    }

    /** Whether two names most likely mean the same: the same figures, and each word has its own counterpart. */
    boolean like(ItemName other) {
        if (!figures.equals(other.figures) || words.size() != other.words.size() || words.isEmpty()) {
            return false;
        }
        List<String> left = new ArrayList<>(words);
        List<String> right = new ArrayList<>(other.words);
        left.removeIf(right::remove);
        left.sort(Comparator.comparing(String::length).reversed());
        int mistyped = 0;
        for (String word : left) {
            String best = right.stream()
                    .max(Comparator.comparingDouble(candidate -> similarity(word, candidate)))
                    .orElseThrow();
            if (similarity(word, best) < ALIKE) {
                return false;
            }
            right.remove(best);
            mistyped += abbreviates(word, best) || abbreviates(best, word) ? 0 : 1;
        }
        return mistyped <= MOST_MISTYPED;
    }

    /**
     * Where to look for names like this one: its figures with the initials of its words, and also without any one of
     * them, because that may be what was mistyped. Names that are alike have one of these in common.
     */
    Set<String> keys() {
        List<Character> initials = new ArrayList<>(
                words.stream().map(word -> word.charAt(0)).sorted().toList());
        String prefix = String.join(" ", figures) + "|";
        Set<String> keys = new TreeSet<>();
        keys.add(prefix + text(initials));
        if (initials.size() > 2 || (initials.size() == 2 && !figures.isEmpty())) {
            for (int i = 0; i < initials.size(); i++) {
                List<Character> others = new ArrayList<>(initials);
                others.remove(i);
                keys.add(prefix + text(others) + "-");
            }
        }
        return keys;
    }

    private static String text(List<Character> letters) {
        StringBuilder text = new StringBuilder();
        letters.forEach(text::append);
        return text.toString();
    }

    private static double similarity(String one, String other) {
        if (abbreviates(one, other) || abbreviates(other, one)) {
            return 1;
        }
        if (Math.min(one.length(), other.length()) < SHORTEST_MISTYPED
                || (KINDS.contains(one) && KINDS.contains(other))) {
            return 0;
        }
        return SIMILARITY.apply(one, other);
    }

    /** "blk" and "galv" for "black" and "galvanised": the same initial, and its letters in their order. */
    private static boolean abbreviates(String shorter, String longer) {
        if (shorter.length() < SHORTEST_ABBREVIATION
                || shorter.length() >= longer.length()
                || shorter.charAt(0) != longer.charAt(0)
                || KINDS.contains(shorter)) {
            return false;
        }
        if (longer.startsWith(shorter)) {
            return true;
        }
        int at = 0;
        for (int i = 0; i < longer.length() && at < shorter.length(); i++) {
            at += longer.charAt(i) == shorter.charAt(at) ? 1 : 0;
        }
        return at == shorter.length() && shorter.chars().skip(1).noneMatch(letter -> "aeiou".indexOf(letter) >= 0);
    }
}
