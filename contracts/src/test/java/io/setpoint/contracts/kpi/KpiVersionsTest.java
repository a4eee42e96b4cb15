package io.setpoint.contracts.kpi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.fixtures.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class KpiVersionsTest {
    private static final Path DEFINITIONS = Path.of("src/test/resources/kpi-definitions.txt");

    /** An update adds new versions to the file; it never replaces the digest of one that is there. */
    @Test
    void aDefinitionDoesNotChangeWithoutANewVersion() throws IOException {
        Map<String, String> kept = new TreeMap<>();
        for (String line : Files.exists(DEFINITIONS) ? Files.readAllLines(DEFINITIONS) : List.<String>of()) {
            int end = line.lastIndexOf(' ');
            kept.put(line.substring(0, end), line.substring(end + 1));
        }
        for (Kpi kpi : Kpi.values()) {
            String version = kpi.id() + " " + kpi.version();
            String digest = digest(kpi);
            assertThat(kept.getOrDefault(version, digest))
                    .as("the definition of %s was changed: give it a new version", version)
                    .isEqualTo(digest);
            kept.put(version, digest);
        }

        Golden.assertMatches(
                DEFINITIONS,
                kept.entrySet().stream()
                        .map(each -> each.getKey() + " " + each.getValue() + "\n")
                        .collect(Collectors.joining()));
    }

    @Test
    void theDigestSeesWhatADefinitionMeansAndNotHowItIsCalled() {
        assertThat(definition(Kpi.LINE_FILL_RATE))
                .contains(Kpi.LINE_FILL_RATE.formula(), "order-line", "[fill]", "linesFilled / lines", "PERCENT")
                .doesNotContain(Kpi.LINE_FILL_RATE.title(), Kpi.LINE_FILL_RATE.owner());
        assertThat(digest(Kpi.LINE_FILL_RATE)).isNotEqualTo(digest(Kpi.UNIT_FILL_RATE));
    }

    private static String definition(Kpi kpi) {
        return String.join(
                "\n",
                kpi.formula(),
                kpi.cohort(),
                kpi.grain().code(),
                new TreeSet<>(kpi.kinds()).toString(),
                kpi.numerator() + " / " + kpi.denominator(),
                kpi.unit().name(),
                kpi.window().name());
    }

    private static String digest(Kpi kpi) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(definition(kpi).getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
