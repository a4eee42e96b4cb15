package io.setpoint.erp.kernel;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedConstructor;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedMethod;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import io.dropwizard.jackson.Jackson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedType;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The JSON of the wire and of the event log. */
public final class Json {
    private static final ObjectMapper EVENTS = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .addModule(new ParameterNamesModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();
    private static final ObjectMapper HTTP = newHttpMapper();

    private Json() {}

    /** The mapper of the event log: lenient to fields a later release added. */
    public static ObjectMapper events() {
        return EVENTS;
    }

    /** The mapper of HTTP: unknown and missing fields are errors, decimals are strings without trailing zeros. */
    public static ObjectMapper http() {
        return HTTP;
    }

    static String write(ObjectMapper mapper, Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectMapper newHttpMapper() {
        ObjectMapper mapper = Jackson.newObjectMapper();
        mapper.disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
        mapper.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        mapper.enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
        mapper.setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);
        mapper.configOverride(BigDecimal.class).setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.STRING));
        mapper.registerModule(new SimpleModule("decimals").addSerializer(new PlainDecimals()));
        mapper.setAnnotationIntrospector(AnnotationIntrospector.pair(
                new NullMarkedRecords(), mapper.getSerializationConfig().getAnnotationIntrospector()));
        return mapper;
    }

    /** Decimals as plain strings, {@code "5"} for 5.000, because JavaScript has no decimals. */
    private static final class PlainDecimals extends StdSerializer<BigDecimal> {
        PlainDecimals() {
            super(BigDecimal.class);
        }

        @Override
        public void serialize(BigDecimal value, JsonGenerator generator, SerializerProvider provider)
                throws IOException {
            generator.writeString(
                    value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString());
        }
    }

    /** A component of one of our records is required and not null unless it is marked {@link Nullable}. */
    private static final class NullMarkedRecords extends NopAnnotationIntrospector {
        @Override
        public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
            AnnotatedType type = type(member);
            return type == null ? null : (Boolean) !type.isAnnotationPresent(Nullable.class);
        }

        @Override
        public JsonSetter.Value findSetterInfo(Annotated annotated) {
            AnnotatedType type = annotated instanceof AnnotatedParameter parameter ? type(parameter) : null;
            return type != null && !type.isAnnotationPresent(Nullable.class)
                    ? JsonSetter.Value.forValueNulls(Nulls.FAIL)
                    : JsonSetter.Value.empty();
        }

        /** The type of a record's component, seen from its constructor or its accessor; null for anything else. */
        private static @Nullable AnnotatedType type(AnnotatedMember member) {
            if (!member.getDeclaringClass().isRecord()
                    || !member.getDeclaringClass().getName().startsWith("io.setpoint.")) {
                return null;
            }
            if (member instanceof AnnotatedParameter parameter
                    && parameter.getOwner() instanceof AnnotatedConstructor constructor) {
                return constructor.getAnnotated().getAnnotatedParameterTypes()[parameter.getIndex()];
            }
            return member instanceof AnnotatedMethod method && method.getParameterCount() == 0
                    ? method.getAnnotated().getAnnotatedReturnType()
                    : null;
        }
    }
}
