package io.setpoint.streaming.log;

import java.lang.reflect.RecordComponent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Refuses an event in which a field is missing that its record does not mark as nullable. JSON without the field gives a
 * null that would otherwise surface deep in an operator, where it would stop the whole job.
 */
final class RequiredFields {
    private static final String OURS = "io.setpoint.contracts.";

    private RequiredFields() {}

    static void check(Object value) {
        Class<?> type = value.getClass();
        if (value instanceof List<?> list) {
            for (Object element : list) {
                check(element);
            }
        } else if (type.isRecord() && type.getName().startsWith(OURS)) {
            for (RecordComponent component : type.getRecordComponents()) {
                checkField(value, component);
            }
        }
    }

    private static void checkField(Object owner, RecordComponent component) {
        Object field;
        try {
            field = component.getAccessor().invoke(owner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record of the contracts is not readable", e);
        }
        if (field != null) {
            check(field);
        } else if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            throw new IllegalArgumentException("the field " + component.getName() + " is missing");
        }
    }
}
