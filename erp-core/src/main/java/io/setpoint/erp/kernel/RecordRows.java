package io.setpoint.erp.kernel;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.mapper.NoSuchMapperException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.RowMapperFactory;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * Maps rows to our records by the names of their components, {@code commit_date} to {@code commitDate}. Jdbi's own
 * constructor mapper cannot reach package-private records, and ours are.
 */
final class RecordRows implements RowMapperFactory {
    @Override
    public Optional<RowMapper<?>> build(Type type, ConfigRegistry config) {
        return type instanceof Class<?> record
                        && record.isRecord()
                        && record.getName().startsWith("io.setpoint.erp.")
                ? Optional.of(new Mapper(record, null))
                : Optional.empty();
    }

    /** Bound to the columns of one result when it is specialised. */
    private static final class Mapper implements RowMapper<Object> {
        private final Class<?> type;
        private final Constructor<?> constructor;
        private final RecordComponent[] components;
        private final int @Nullable [] columns;

        Mapper(Class<?> type, int @Nullable [] columns) {
            this.type = type;
            this.columns = columns;
            this.components = type.getRecordComponents();
            Class<?>[] types = new Class<?>[components.length];
            for (int i = 0; i < types.length; i++) {
                types[i] = components[i].getType();
            }
            try {
                this.constructor = type.getDeclaredConstructor(types);
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(e);
            }
            constructor.setAccessible(true);
        }

        @Override
        public RowMapper<Object> specialize(ResultSet rows, StatementContext context) throws SQLException {
            ResultSetMetaData metaData = rows.getMetaData();
            Map<String, Integer> byName = new HashMap<>();
            for (int i = 1; i <= metaData.getColumnCount(); i++) {
                byName.put(plain(metaData.getColumnLabel(i)), i);
            }
            int[] found = new int[components.length];
            for (int i = 0; i < found.length; i++) {
                Integer column = byName.get(plain(components[i].getName()));
                if (column == null) {
                    throw new IllegalStateException("no column for " + type.getName() + "." + components[i].getName());
                }
                found[i] = column;
            }
            return new Mapper(type, found);
        }

        @Override
        public Object map(ResultSet rows, StatementContext context) throws SQLException {
            int[] bound = columns;
            if (bound == null) {
                return specialize(rows, context).map(rows, context);
            }
            @Nullable Object[] values = new Object[bound.length];
            for (int i = 0; i < bound.length; i++) {
                Type component = components[i].getGenericType();
                ColumnMapper<?> mapper = context.findColumnMapperFor(component)
                        .orElseThrow(() -> new NoSuchMapperException("no column mapper for " + component));
                values[i] = mapper.map(rows, bound[i], context);
            }
            try {
                return constructor.newInstance(values);
            } catch (InvocationTargetException e) {
                throw new IllegalStateException("a row does not fit " + type.getName(), e.getCause());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        private static String plain(String name) {
            return name.replace("_", "").toLowerCase(Locale.ROOT);
        }
    }
}
