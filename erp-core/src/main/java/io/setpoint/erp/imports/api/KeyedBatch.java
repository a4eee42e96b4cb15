package io.setpoint.erp.imports.api;

import io.setpoint.erp.kernel.Work;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A file each of whose rows says what something with a key of its own is. What is there already with the same content is
 * passed over, what differs is wrong, and so is a key that comes twice.
 *
 * @param <K> the key
 * @param <V> what a row says
 */
public final class KeyedBatch<K, V> implements ImportTarget.Batch {
    private final String keyColumn;
    private final Function<ImportRow, @Nullable V> read;
    private final Function<V, K> key;
    private final BiFunction<Handle, Map<ImportRow, V>, Map<K, V>> find;
    private final BiFunction<Work, List<V>, List<String>> create;
    private final boolean mayDiffer;
    private final Map<K, Integer> lines = new HashMap<>();
    private final List<V> checked = new ArrayList<>();
    private final List<String> created = new ArrayList<>();
    private int fresh;
    private int existing;

    /**
     * A new file.
     *
     * @param read makes the value of a row; null, and faults on the row, if it cannot
     * @param find what is there already; it may find faults too
     * @param create writes values and says what that created
     * @param mayDiffer whether what differs is a change to be written, and not wrong
     */
    public KeyedBatch(
            String keyColumn,
            Function<ImportRow, @Nullable V> read,
            Function<V, K> key,
            BiFunction<Handle, Map<ImportRow, V>, Map<K, V>> find,
            BiFunction<Work, List<V>, List<String>> create,
            boolean mayDiffer) {
        this.keyColumn = keyColumn;
        this.read = read;
        this.key = key;
        this.find = find;
        this.create = create;
        this.mayDiffer = mayDiffer;
    }

    @Override
    public void check(Handle handle, List<ImportRow> rows) {
        checked.clear();
        Map<ImportRow, V> values = new LinkedHashMap<>();
        for (ImportRow row : rows) {
            V value = read.apply(row);
            if (value == null || row.faulty()) {
                continue;
            }
            Integer earlier = lines.putIfAbsent(key.apply(value), row.line());
            if (earlier == null) {
                values.put(row, value);
            } else {
                row.refuse(keyColumn, "is on line " + earlier + " already");
            }
        }
        Map<K, V> known = find.apply(handle, values);
        values.forEach((row, value) -> {
            V there = known.get(key.apply(value));
            if (row.faulty()) {
                return;
            }
            if (value.equals(there)) {
                existing++;
            } else if (there == null || mayDiffer) {
                fresh++;
                checked.add(value);
            } else {
                row.refuse(keyColumn, "exists with other content");
            }
        });
    }

    @Override
    public void write(Work work) {
        if (!checked.isEmpty()) {
            created.addAll(create.apply(work, List.copyOf(checked)));
        }
    }

    @Override
    public int fresh() {
        return fresh;
    }

    @Override
    public int existing() {
        return existing;
    }

    @Override
    public List<String> created() {
        return created;
    }
}
