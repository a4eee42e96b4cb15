package io.setpoint.streaming.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.events.EventType;
import io.setpoint.streaming.log.EventRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Facts are made of an event, or the Javadoc of its record says why none is. */
class EventFactsTest {
    private static final Path SOURCES = Path.of("../contracts/src/main/java");
    private static final Pattern NO_FACT = Pattern.compile("\\bNo fact \\w");

    @ParameterizedTest
    @EnumSource(EventType.class)
    void anEventMakesFactsOrItsRecordSaysWhyItMakesNone(EventType type) throws IOException {
        boolean makesFacts = Stream.<Predicate<EventRecord>>of(
                        OrderFacts::takes, CountFacts::takes, AdjustmentFacts::takes)
                .anyMatch(takes -> takes.test(record(type)));

        assertThat(NO_FACT.matcher(javadoc(type)).find())
                .as("the Javadoc of %s says \"No fact ...\" if and only if no fact is made of it", type.data())
                .isNotEqualTo(makesFacts);
    }

    /** Of the record, before its declaration, in one line. */
    private static String javadoc(EventType type) throws IOException {
        String source = Files.readString(SOURCES.resolve(type.data().getName().replace('.', '/') + ".java"));
        int declared = source.indexOf("public record " + type.data().getSimpleName());
        return source.substring(source.lastIndexOf("/**", declared), declared)
                .replaceAll("\\n \\*", " ")
                .replaceAll("\\s+", " ");
    }

    private static EventRecord record(EventType type) {
        return new EventRecord(
                "event",
                type.code(),
                "HALDEN",
                "",
                type.aggregateType(),
                "DOC-1",
                "DOC-1",
                "tester",
                1,
                1,
                0,
                1,
                "{}",
                false,
                "",
                0,
                0);
    }
}
