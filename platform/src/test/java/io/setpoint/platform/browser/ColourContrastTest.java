package io.setpoint.platform.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Contrast of the design tokens after WCAG 2.2: 4.5 to 1 for text, 3 to 1 for marks, in both themes. */
final class ColourContrastTest {
    private static final Pattern TOKEN =
            Pattern.compile("--([\\w-]+):\\s*light-dark\\((#[0-9a-fA-F]{6}),\\s*(#[0-9a-fA-F]{6})\\)");
    private static final List<String> SURFACES = List.of("canvas", "surface", "sunken", "raised", "hover", "selected");
    private static final List<String> MEANINGS = List.of("bad", "warn", "good", "held");

    /** A foreground that stands on a background. */
    private record Pair(String foreground, String background, double atLeast) {}

    /** A token's colour in the light and in the dark theme. */
    private record Colour(String light, String dark) {
        String in(Theme theme) {
            return theme == Theme.LIGHT ? light : dark;
        }
    }

    private enum Theme {
        LIGHT,
        DARK
    }

    @Test
    void everyTextAndEveryMarkStandsOutFromWhatIsBehindIt() throws IOException {
        Map<String, Colour> tokens = tokens();
        List<Pair> pairs = pairs();
        List<String> tooWeak = new ArrayList<>();

        for (Pair pair : pairs) {
            for (Theme theme : Theme.values()) {
                double ratio = contrast(
                        token(tokens, pair.foreground()).in(theme),
                        token(tokens, pair.background()).in(theme));
                if (ratio < pair.atLeast()) {
                    tooWeak.add("%s on %s, %s: %.2f is below %.1f"
                            .formatted(pair.foreground(), pair.background(), theme, ratio, pair.atLeast()));
                }
            }
        }

        assertThat(pairs).hasSizeGreaterThan(100);
        assertThat(tooWeak).isEmpty();
    }

    @Test
    void theRatioIsThatOfTheStandard() {
        assertThat(contrast("#000000", "#ffffff")).isEqualTo(21.0);
        assertThat(contrast("#777777", "#ffffff")).isBetween(4.47, 4.49);
    }

    private static List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        for (String surface : SURFACES) {
            for (String text : List.of("ink", "ink-2", "ink-3", "accent")) {
                pairs.add(new Pair(text, surface, 4.5));
            }
            MEANINGS.forEach(meaning -> pairs.add(new Pair(meaning, surface, 4.5)));
        }
        for (String meaning : MEANINGS) {
            for (String text : List.of(meaning, "ink", "ink-2")) {
                pairs.add(new Pair(text, meaning + "-wash", 4.5));
            }
        }
        pairs.add(new Pair("on-accent", "accent-fill", 4.5));
        pairs.add(new Pair("ink-2", "band", 4.5));
        for (String company : List.of("co-1", "co-2", "co-3")) {
            pairs.add(new Pair(company, "surface", 4.5));
        }
        for (String surface : List.of("surface", "canvas", "raised")) {
            for (String mark : List.of("control", "series", "series-2", "series-3", "series-4", "accent")) {
                pairs.add(new Pair(mark, surface, 3.0));
            }
            MEANINGS.forEach(meaning -> pairs.add(new Pair(meaning + "-mark", surface, 3.0)));
        }
        pairs.add(new Pair("series", "band", 3.0));
        pairs.add(new Pair("bad-mark", "band", 3.0));
        pairs.add(new Pair("warn-mark", "band", 3.0));
        pairs.add(new Pair("bad-mark", "bad-wash", 3.0));
        pairs.add(new Pair("control", "sunken", 3.0));
        pairs.add(new Pair("control", "hover", 3.0));
        return pairs;
    }

    private static Map<String, Colour> tokens() throws IOException {
        try (InputStream css = ColourContrastTest.class.getResourceAsStream("/ui/css/tokens.css")) {
            Map<String, Colour> tokens = new HashMap<>();
            Matcher matcher = TOKEN.matcher(
                    new String(requireNonNull(css, "no tokens.css").readAllBytes(), UTF_8));
            while (matcher.find()) {
                tokens.put(matcher.group(1), new Colour(matcher.group(2), matcher.group(3)));
            }
            return tokens;
        }
    }

    private static Colour token(Map<String, Colour> tokens, String name) {
        return requireNonNull(tokens.get(name), () -> "tokens.css has no colour --" + name);
    }

    private static double contrast(String one, String other) {
        double brighter = Math.max(luminance(one), luminance(other));
        double darker = Math.min(luminance(one), luminance(other));
        return (brighter + 0.05) / (darker + 0.05);
    }

    private static double luminance(String colour) {
        return 0.2126 * channel(colour, 1) + 0.7152 * channel(colour, 3) + 0.0722 * channel(colour, 5);
    }

    private static double channel(String colour, int at) {
        double value = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
