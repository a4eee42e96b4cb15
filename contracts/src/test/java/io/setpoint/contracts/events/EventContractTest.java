package io.setpoint.contracts.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaKeyword;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.setpoint.contracts.fixtures.EventJson;
import io.setpoint.contracts.fixtures.Golden;
import io.setpoint.contracts.fixtures.Samples;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventContractTest {
    private static final Path SCHEMAS = Path.of("src/main/resources/schemas");
    private static final Path SAMPLES = Path.of("src/test/resources/samples");
    private static final JsonMapper JSON = EventJson.mapper();

    @ParameterizedTest
    @EnumSource(EventType.class)
    void theSchemaOfATypeIsTheOneOfItsRecord(EventType type) throws IOException {
        Golden.assertMatches(SCHEMAS.resolve(type.code() + ".json"), pretty(schemaOf(type)));
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void theNewestSampleOfATypeIsWhatWeWriteToday(EventType type) throws IOException {
        DomainEvent sample = sampleOf(type);
        Golden.assertMatches(SAMPLES.resolve(type.code() + ".json"), pretty(JSON.valueToTree(sample)));
        assertThat(sample.type()).isEqualTo(type);
        assertThat(JSON.valueToTree(sample).fieldNames())
                .toIterable()
                .as("every component is on the wire, none is hidden behind a method of DomainEvent")
                .containsExactlyInAnyOrder(Arrays.stream(type.data().getRecordComponents())
                        .map(RecordComponent::getName)
                        .toArray(String[]::new));
        assertThat(sample.subject()).isNotBlank();
    }

    /** Samples of older releases stay in the folder as {@code <type>-<n>.json}; all must validate and read for ever. */
    @ParameterizedTest
    @EnumSource(EventType.class)
    void everyKeptSampleValidatesAndIsReadWithoutLoss(EventType type) throws IOException {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(SCHEMAS.resolve(type.code() + ".json")));
        List<Path> kept;
        try (Stream<Path> files = Files.list(SAMPLES)) {
            kept = files.filter(file -> file.getFileName().toString().startsWith(type.code()))
                    .toList();
        }
        assertThat(kept).as("golden samples of %s", type.code()).isNotEmpty();
        for (Path file : kept) {
            JsonNode sample = JSON.readTree(Files.readString(file));
            assertThat(schema.validate(sample)).as(file.toString()).isEmpty();
            assertThat(JSON.<JsonNode>valueToTree(JSON.treeToValue(sample, type.data())))
                    .isEqualTo(sample);
        }
    }

    @Test
    void aRecordThatBreaksTheSchemaIsFound() throws IOException {
        ObjectNode sample =
                (ObjectNode) JSON.readTree(Files.readString(SAMPLES.resolve(EventType.ORDER_PLACED.code() + ".json")));
        sample.put("order", "not an order");
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(SCHEMAS.resolve(EventType.ORDER_PLACED.code() + ".json")));

        assertThat(schema.validate(sample)).hasSize(1);
    }

    @Test
    void theDocumentListsEveryTypeWithItsFields() {
        StringBuilder text = new StringBuilder("""
                # Events

                Generated from the records in `contracts`; do not edit. Every committed change is one of these events. An event
                is a CloudEvents 1.0 record in binary mode on the topic `setpoint.events`: its attributes are the headers
                `ce_…`, its key is the subject, its value the JSON below. `ce_commitstamp` (microseconds) and `ce_commitseq`
                give the order of commits. Within a version only fields are added. Schemas: `contracts/src/main/resources/schemas`.

                | type | aggregate | fields (those in brackets may be absent) |
                |---|---|---|
                """);
        for (EventType type : EventType.values()) {
            String fields = Arrays.stream(type.data().getRecordComponents())
                    .map(component -> component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                            ? "[" + component.getName() + "]"
                            : component.getName())
                    .collect(Collectors.joining(", "));
            text.append("| `%s` | %s | %s |%n".formatted(type.code(), type.aggregateType(), fields));
        }
        text.append("""

                ## Events in a file

                `./setpoint kpi EVENTS.jsonl` reads one CloudEvent in JSON a line, UTF-8. Attributes:

                | attribute | meaning | if absent |
                |---|---|---|
                | `type` | a type of the table above | refused |
                | `company` | the company it belongs to | refused |
                | `data` | the event, with the fields of the table above | refused |
                | `id`, `site`, `actor` | as in the log | `line-<number>`, none, none |
                | `commitstamp` | when it was committed, microseconds since the epoch | `occurredAt` of the event, or the stamp of the line before if that is later |
                | `commitseq` | its place in its commit, from 0 | the next one of that commit |
                | `commitlsn` | its position in the write-ahead log | 0 |

                Other attributes of CloudEvents may stand there and say nothing. The lines need no order; two lines with one
                `commitstamp` and `commitseq` are one event told twice. Lines that cannot be read are listed and nothing is
                computed. Events that contradict what was known, such as a second shipping of a shipment, are listed beside
                the cells. The worked cases of the KPI model are such files, in `streaming/src/test/resources/worked-cases`.
                """);
        Golden.assertMatches(Path.of("../docs/events.md"), text.toString());
    }

    private static DomainEvent sampleOf(EventType type) {
        return Samples.all().stream()
                .filter(sample -> sample.type() == type)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no sample of " + type.code() + " in Samples"));
    }

    private static JsonNode schemaOf(EventType type) {
        SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(
                        SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(new JacksonModule(JacksonOption.RESPECT_JSONPROPERTY_ORDER))
                .with(Option.INLINE_ALL_SCHEMAS);
        config.forFields()
                .withRequiredCheck(
                        field -> !field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class));
        config.forTypesInGeneral().withCustomDefinitionProvider((javaType, context) -> {
            ObjectNode text = context.getGeneratorConfig()
                    .createObjectNode()
                    .put(context.getKeyword(SchemaKeyword.TAG_TYPE), "string");
            Class<?> raw = javaType.getErasedType();
            if (raw == Instant.class) {
                return new CustomDefinition(text.put("format", "date-time"), true);
            }
            if (raw == LocalDate.class) {
                return new CustomDefinition(text.put("format", "date"), true);
            }
            if (raw == BigDecimal.class) {
                return new CustomDefinition(text.put("pattern", "^-?[0-9]+(\\.[0-9]+)?$"), true);
            }
            if (raw == Currency.class) {
                return new CustomDefinition(text.put("pattern", "^[A-Z]{3}$"), true);
            }
            return patternOf(raw)
                    .map(pattern -> new CustomDefinition(text.put("pattern", "^" + pattern + "$"), true))
                    .orElse(null);
        });
        ObjectNode schema = new SchemaGenerator(config.build()).generateSchema(type.data());
        schema.put("title", type.code());
        return schema;
    }

    /** The pattern of a typed identifier: a record of one text with {@link JsonValue}. */
    private static Optional<String> patternOf(Class<?> raw) {
        if (!raw.isRecord() || !raw.getRecordComponents()[0].getAccessor().isAnnotationPresent(JsonValue.class)) {
            return Optional.empty();
        }
        try {
            Field pattern = raw.getDeclaredField("PATTERN");
            pattern.setAccessible(true);
            return Optional.of(String.valueOf(pattern.get(null)));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(raw + " is a typed identifier without a PATTERN", e);
        }
    }

    private static String pretty(JsonNode node) throws IOException {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n";
    }
}
