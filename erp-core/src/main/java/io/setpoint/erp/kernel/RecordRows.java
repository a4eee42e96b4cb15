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
import java.util.concurrent.ConcurrentHashMap;
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
    private final Map<Class<?>, Mapper> mappers = new ConcurrentHashMap<>();

    @Override
    public Optional<RowMapper<?>> build(Type type, ConfigRegistry config) {
        return type instanceof Class<?> record
                        && record.isRecord()
                        && record.getName().startsWith("io.setpoint.erp.")
                ? Optional.of(mappers.computeIfAbsent(record, Mapper::of))
                : Optional.empty();
    }

    /** How a record is made of values. Its column mappers are looked up once: a handle would do so for each statement. */
    private static final class Mapper implements RowMapper<Object> {
        private final Class<?> type;
        private final Constructor<?> constructor;
        private final RecordComponent[] components;
        private volatile ColumnMapper<?> @Nullable [] columnMappers;

        private Mapper(Class<?> type, Constructor<?> constructor) {
            this.type = type;
            this.constructor = constructor;
            this.components = type.getRecordComponents();
        }

        static Mapper of(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            Class<?>[] types = new Class<?>[components.length];
            for (int i = 0; i < types.length; i++) {
                types[i] = components[i].getType();
            }
            try {
                Constructor<?> constructor = type.getDeclaredConstructor(types);
                constructor.setAccessible(true);
                return new Mapper(type, constructor);
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Bound to the columns of one result. */
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
            ColumnMapper<?>[] values = columnMappers(context);
            return (row, same) -> make(row, same, found, values);
        }

        @Override
        public Object map(ResultSet rows, StatementContext context) throws SQLException {
            return specialize(rows, context).map(rows, context);
        }

        private ColumnMapper<?>[] columnMappers(StatementContext context) {
            ColumnMapper<?>[] known = columnMappers;
            if (known == null) {
                known = new ColumnMapper<?>[components.length];
                for (int i = 0; i < known.length; i++) {
                    Type component = components[i].getGenericType();
                    known[i] = context.findColumnMapperFor(component)
                            .orElseThrow(() -> new NoSuchMapperException("no column mapper for " + component));
                }
                columnMappers = known;
            }
            return known;
        }

        private Object make(ResultSet row, StatementContext context, int[] columns, ColumnMapper<?>[] mappers)
                throws SQLException {
            @Nullable Object[] values = new Object[columns.length];
            for (int i = 0; i < columns.length; i++) {
                values[i] = mappers[i].map(row, columns[i], context);
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
